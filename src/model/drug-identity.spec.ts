import { describe, expect, it } from '@jest/globals';
import { madeUpFollowed } from '../../test/support/drug-facts.js';
import { concerns, identityOf, widened, type RecordIdentity } from './drug-identity.js';

/* Made-up drugs and codes. */
const DRUG = madeUpFollowed(
  'inventinib',
  ['unii:U1', 'unii:U2:inventinib tosylate', 'rxnorm:7', 'ncit:C1', 'spl-set-id:set-1'],
  {
    synonyms: ['inventinib tosylate', 'shared word'],
    brands: ['Inventex'],
    codes: ['IN-1'],
  },
);
const OTHER = madeUpFollowed('otherumab', ['unii:U9', 'fda-application:BLA000009'], { synonyms: ['shared word'] });
const IDENTITY = identityOf(DRUG, [DRUG, OTHER]);
const BY_CODE = { matchedBy: 'identifier', isCombination: false };
const BY_NAME = { matchedBy: 'name', isCombination: false };

/** Codes of products stand behind those of substances; an RxCUI of a product is written `product-rxnorm`. */
function record(codes: string[], names: string[], substances: string[] = [], mentions: string[] = []): RecordIdentity {
  const split = codes.map((code) => code.split(':'));
  const inSystems = <S extends string>(systems: readonly S[]): { system: S; code: string }[] =>
    split.flatMap(([system, code = '']) =>
      systems.filter((one) => one === system).map((one) => ({ system: one, code })),
    );
  const ofProducts = inSystems(['spl-set-id', 'fda-application', 'product-rxnorm'] as const);
  return {
    substanceCodes: inSystems(['unii', 'rxnorm', 'ncit'] as const),
    productCodes: ofProducts.map(({ system, code }) => ({
      system: system === 'product-rxnorm' ? 'rxnorm' : system,
      code,
    })),
    ...{ names, substances, mentions },
  };
}

describe('whether a record concerns a drug', () => {
  it.each<[string, RecordIdentity, object]>([
    ['the UNII is the same', record(['unii:u1'], ['ANYTHING']), BY_CODE],
    ['the UNII is that of a salt', record(['unii:U2'], []), BY_CODE],
    [
      'the RxCUI is the same though the UNII differs',
      record(['rxnorm:7', 'unii:U5'], ['OTHERINIB']),
      { reason: 'contradicted', namesDrug: false },
    ],
    ['the UNII is the same though the RxCUI differs', record(['rxnorm:8', 'unii:U1'], []), BY_CODE],
    ['an RxCUI of a product is the same', record(['product-rxnorm:7'], ['ANYTHING']), BY_CODE],
    ['an RxCUI of a product is another one, which says nothing', record(['product-rxnorm:8'], ['INVENTINIB']), BY_NAME],
    [
      'an RxCUI of a product is the same though the UNII differs',
      record(['product-rxnorm:7', 'unii:U5'], ['X']),
      { reason: 'other-substance', namesDrug: false },
    ],
    ['the set id is stated', record(['spl-set-id:set-1'], ['NOTHING KNOWN']), BY_CODE],
    [
      'the UNII differs, whatever the name',
      record(['unii:U5'], ['INVENTINIB']),
      { reason: 'other-substance', namesDrug: true },
    ],
    [
      'the UNII differs, and so does the name',
      record(['unii:U5'], ['X']),
      { reason: 'other-substance', namesDrug: false },
    ],
    [
      'the UNII differs and the set id is stated',
      record(['unii:U5', 'spl-set-id:set-1'], ['INVENTINIB']),
      { reason: 'other-substance', namesDrug: true },
    ],
    [
      'the UNII is unknown, but the set id is stated and the substance is a salt',
      record(['unii:U5', 'spl-set-id:set-1'], ['INVENTEX'], ['INVENTINIB MESYLATE']),
      BY_CODE,
    ],
    ['the NCIt code differs', record(['ncit:C2'], ['inventinib']), { reason: 'other-substance', namesDrug: true }],
    ['there is no code and the generic name is exact', record([], ['INVENTINIB']), BY_NAME],
    ['there is no code and the brand is exact', record([], ['Inventex®']), BY_NAME],
    ['there is no code and the name stands before its packing', record([], ['Inventinib Tablets']), BY_NAME],
    ['an unknown set id says nothing, the name does', record(['spl-set-id:set-5'], ['INVENTINIB']), BY_NAME],
    [
      'there is no code and the salt is not a known name',
      record([], ['INVENTINIB MESYLATE']),
      { reason: 'other-name', namesDrug: false },
    ],
    [
      'there is no code and only a part of the name',
      record([], ['INVENTINIB PLUS-LIKE']),
      { reason: 'other-name', namesDrug: false },
    ],
    ['a code of research is no name', record([], ['IN-1']), { reason: 'other-name', namesDrug: false }],
    ['the name is also that of another drug', record([], ['shared word']), { reason: 'other-name', namesDrug: false }],
    [
      'it carries a code of another drug',
      record(['fda-application:BLA000009'], ['INVENTINIB']),
      { reason: 'other-drug', namesDrug: true },
    ],
    ['it states nothing', record([], []), { reason: 'nothing-stated', namesDrug: false }],
    [
      'it is about something else and only speaks of the drug',
      record([], ['SALINE'], [], ['for', 'for inventinib', 'inventinib']),
      { reason: 'other-name', namesDrug: true },
    ],
    [
      'it joins the name with another one by a comma',
      record([], ['INVENTINIB, FOOMAB']),
      { matchedBy: 'name', isCombination: true },
    ],
  ])('%s', (_case, identity, expected) => {
    expect(concerns(IDENTITY, identity)).toEqual(expected);
  });

  it('takes a name where the drug has no code to compare', () => {
    const bare = identityOf(madeUpFollowed('inventinib'), [OTHER]);
    expect(concerns(bare, record(['unii:U5'], ['Inventinib']))).toEqual(BY_NAME);
    expect(concerns(bare, record(['unii:U9'], ['Inventinib']))).toMatchObject({ reason: 'other-drug' });
  });
});

describe('whether a product is a combination', () => {
  it.each<[string, RecordIdentity, boolean]>([
    ['one substance', record(['unii:U1'], ['INVENTINIB'], ['INVENTINIB TOSYLATE']), false],
    ['two codes of the drug', record(['unii:U1', 'unii:U2'], []), false],
    ['a second substance by code', record(['unii:U1', 'unii:U5'], ['INVENTEX']), true],
    ['a second substance by name', record(['unii:U1'], [], ['INVENTINIB', 'OTHERUMAB']), true],
    [
      'a second code that is a salt by name',
      record(['unii:U1', 'unii:U5'], [], ['INVENTINIB', 'INVENTINIB MESYLATE']),
      false,
    ],
    ['an enzyme beside the drug', record(['spl-set-id:set-1'], ['INVENTINIB AND HYALURONIDASE-ABCD']), true],
    ['two drugs with one joined name', record([], ['inventinib / otherumab']), true],
    ['another name behind a comma', record(['unii:U1'], ['INVENTINIB, FOOMAB']), true],
    ['a form of it behind a comma', record(['unii:U1'], ['INVENTINIB, HUMAN']), false],
    ['a salt and a packing behind commas', record(['unii:U1'], ['INVENTINIB, TOSYLATE, TABLETS']), false],
    ['a suffix and a packing', record(['unii:U1'], ['INVENTINIB-ABCD 25 MG/ML'], ['INVENTINIB-ABCD']), false],
  ])('%s: %s', (_case, identity, isCombination) => {
    expect(concerns(IDENTITY, identity)).toMatchObject({ isCombination });
  });
});

describe('a widened identity', () => {
  it('knows further codes and names, but none that belong to another drug', () => {
    const wide = widened(
      IDENTITY,
      [
        { system: 'unii', code: 'U3' },
        { system: 'unii', code: 'U9' },
      ],
      ['Novinvent', 'otherumab'],
    );
    expect(concerns(wide, record(['unii:U3'], []))).toEqual(BY_CODE);
    expect(concerns(wide, record(['unii:U9'], []))).toMatchObject({ reason: 'other-substance' });
    expect(concerns(wide, record([], ['NOVINVENT']))).toEqual(BY_NAME);
    expect(concerns(wide, record([], ['otherumab']))).toMatchObject({ reason: 'other-name' });
    expect(concerns(wide, record(['unii:U1'], []))).toEqual(BY_CODE);
  });
});
