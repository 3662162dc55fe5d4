import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { madeUpDrug, madeUpLabel } from '../../../test/support/claim-drugs.js';
import { claimFacts, madeUpClaim, madeUpEntry, TODAY } from '../../../test/support/merge-facts.js';
import type { Verdict } from '../../model/claim.js';
import { approvedUseClaims } from '../../model/approved-use-claim.js';
import { approvedUseOf } from './check-approved-use.js';
import { checkClaim } from './check-claims.js';
import type { ClaimDrug } from '../claim-facts.types.js';
import type { ConditionTerms } from './label-text/mentions.js';

/** All label texts below are made up for logic, but for the real record that is named. */
const LIVER = {
  name: 'liver cancer',
  terms: ['liver cancer', 'hepatocellular carcinoma', 'HCC'],
  relatedTerms: ['liver metastases'],
  isAdvanced: false,
};
const FOR_LIVER = { indications: ['Alphamab is indicated for the first-line treatment of adults with HCC.'] };
const FOR_LUNG = { indications: ['Alphamab is indicated for lung cancer.'] };
const FOR_SOLID = { indications: ['Alphamab is indicated for adults with solid tumors.'] };
const NOT_LIVER = { indications: ['Alphamab is indicated for lung cancer. Alphamab is not indicated for HCC.'] };
const ASIDE = { indications: ['Alphamab is indicated for adults with a history of HCC.'] };
const label = (setId: string, fields: object, about: object = {}) => madeUpLabel(setId, fields, about);
const alphamab = (labels: Parameters<typeof madeUpDrug>[1], ...rest: unknown[]) =>
  madeUpDrug('alphamab', labels, ...(rest as [object?, Partial<ClaimDrug>?]));
const INCOMPLETE = { labels: { total: 9, items: [], isComplete: false } };

function check(...drugs: ClaimDrug[]) {
  const entries = drugs.map(({ entryId }) => entryId);
  const claim = madeUpClaim({
    type: 'approved-use',
    entries,
    conditions: ['liver cancer', 'hepatocellular carcinoma'],
  });
  return checkClaim(claim, claimFacts({ condition: LIVER, drugs: new Map(drugs.map((drug) => [drug.entryId, drug])) }));
}

describe('check of an approved use', () => {
  it.each<[string, ClaimDrug, Verdict, string]>([
    ['today’s label names it', alphamab([label('a', FOR_LIVER)]), 'supported', 'as the first treatment'],
    [
      'one of two labels names it',
      alphamab([label('a', FOR_LUNG), label('b', FOR_LIVER)]),
      'supported',
      'names HCC among the approved uses: as the first treatment. The main US label, of alphamab, does not name it.',
    ],
    [
      'a product with other substances names it',
      alphamab([label('a', FOR_LUNG), label('b', FOR_LIVER, { isCombination: true })]),
      'supported',
      'a product that holds other active substances as well',
    ],
    [
      'only some labels are held, and one names it',
      alphamab([label('a', FOR_LIVER)], INCOMPLETE),
      'supported',
      'names HCC',
    ],
    [
      'a replaced version named it',
      alphamab([label('a', FOR_LUNG)], {}, { earlierLabels: [label('a', FOR_LIVER)] }),
      'outdated',
      "Today's does not.",
    ],
    [
      'a version replaced by one without text named it',
      alphamab([label('a', {})], {}, { earlierLabels: [label('a', FOR_LIVER)] }),
      'unverifiable',
      'lacks the text',
    ],
    [
      'the label names another condition',
      alphamab([label('a', FOR_LUNG)]),
      'contradicted',
      'does not name liver cancer',
    ],
    [
      'no label of several names it',
      alphamab([label('a', FOR_LUNG), label('b', FOR_LUNG)]),
      'contradicted',
      'None of the 2 US labels',
    ],
    ['the label denies it', alphamab([label('a', NOT_LIVER)]), 'contradicted', 'only to say'],
    ['the label names it aside', alphamab([label('a', ASIDE)]), 'unverifiable', 'does not clearly say'],
    ['the label is for solid tumours', alphamab([label('a', FOR_SOLID)]), 'unverifiable', 'solid tumours in general'],
    ['the copy has no text', alphamab([label('a', {})]), 'unverifiable', 'lacks the text'],
    [
      'the main label has no text, another does not name it',
      alphamab([label('a', {}), label('b', FOR_LUNG)]),
      'unverifiable',
      'main US label',
    ],
    [
      'only some labels are held, and none names it',
      alphamab([label('a', FOR_LUNG)], INCOMPLETE),
      'unverifiable',
      'Only some',
    ],
    ['the source has no label', alphamab([]), 'unverifiable', 'has none'],
    ['nothing was asked yet', alphamab([], {}, { labelsAnswered: false }), 'unverifiable', 'was received yet'],
    ['the drug was never merged', alphamab([], {}, { document: null }), 'unverifiable', 'cannot be said'],
  ])('when %s', (_case, drug, verdict, words) => {
    const { verdict: found, reason } = check(drug);
    expect([found, reason]).toEqual([verdict, expect.stringContaining(words)]);
  });

  it('says what a label without the condition means, and what it does not', () => {
    const { reason } = check(alphamab([label('a', FOR_LUNG)]));
    expect(reason).toContain('not approved for it in the United States');
    expect(reason).toContain('doctors may still use');
    expect(reason).toContain('ask your care team');
  });

  it.each<[string, ClaimDrug, ClaimDrug, Verdict, string]>([
    [
      'supported',
      alphamab([label('a', FOR_LIVER)]),
      madeUpDrug('betanib', [label('b', FOR_LIVER)]),
      'supported',
      'names',
    ],
    [
      'contradicted for one',
      alphamab([label('a', FOR_LIVER)]),
      madeUpDrug('betanib', [label('b', FOR_LUNG)]),
      'contradicted',
      'betanib',
    ],
    [
      'contradicted for one and open for another',
      alphamab([]),
      madeUpDrug('betanib', [label('b', FOR_LUNG)]),
      'contradicted',
      'betanib',
    ],
    ['open for one', alphamab([label('a', FOR_LIVER)]), madeUpDrug('betanib', []), 'unverifiable', 'betanib'],
  ])('of two drugs is decided by one that is %s', (_case, first, second, verdict, words) => {
    const { verdict: found, reason } = check(first, second);
    expect([found, reason]).toEqual([verdict, expect.stringContaining(words)]);
  });

  it('covers no subject that is no drug', () => {
    const claim = madeUpClaim({ type: 'approved-use', entries: ['made-up-rays'], conditions: ['liver cancer'] });
    const { verdict, reason } = checkClaim(claim, claimFacts());
    expect([verdict, reason]).toEqual(['unverifiable', expect.stringContaining('No drug label covers made up rays')]);
  });

  it('does not take all names of the guide’s condition for a claim about another one', () => {
    const drug = alphamab([label('a', { indications: ['Indicated for liver metastases.'] })]);
    const claim = madeUpClaim({ type: 'approved-use', entries: ['alphamab'], conditions: ['liver metastases'] });
    const facts = claimFacts({ condition: LIVER, drugs: new Map([['alphamab', drug]]) });
    expect(checkClaim(claim, facts).verdict).toBe('supported');
  });

  it('points at the passage in the raw label', () => {
    const { evidence } = check(alphamab([label('a', FOR_LIVER)]));
    expect(evidence).toEqual([
      {
        source: 'openfda',
        key: 'a',
        pointer: '/indications_and_usage/0',
        value: FOR_LIVER.indications[0],
        url: 'https://example.org/label/a',
        retrievedAt: '2026-02-01T06:00:00.000Z',
        sourceUpdatedAt: '2026-01-15',
      },
    ]);
  });

  it('shows no more evidence than twenty places', () => {
    const labels = Array.from({ length: 30 }, (_, i) => label(`set-${i}`, FOR_LIVER));
    expect(check(alphamab(labels)).evidence).toHaveLength(20);
  });

  it('cannot decide by the real label of Keytruda, of which our copy holds names only', () => {
    const url = new URL('../../../test/fixtures/openfda/label/keytruda_20260811.min.json', import.meta.url);
    const { results } = JSON.parse(readFileSync(url, 'utf8')) as {
      results: { set_id: string; openfda: { brand_name: string[]; generic_name: string[] } }[];
    };
    const labels = results.map(({ set_id, openfda }) =>
      madeUpLabel(
        set_id,
        { effectiveOn: null, brandNames: openfda.brand_name, genericNames: openfda.generic_name },
        { isCombination: openfda.generic_name.some((name) => name.includes(' AND ')) },
      ),
    );
    const { verdict, reason, evidence } = check(madeUpDrug('pembrolizumab', labels));
    expect([verdict, evidence]).toEqual(['unverifiable', []]);
    expect(reason).toContain('Our copy of the US label of pembrolizumab lacks the text of this part');
  });
});

describe('words of an approved use', () => {
  const ADVANCED = { ...LIVER, name: 'primary liver cancer', isAdvanced: true };
  const brand = (brandNames: string[], indications: string[], about: object = {}) =>
    label(brandNames.join(), { brandNames, indications }, about);
  const judged = (
    labels: ClaimDrug['labels'],
    about: Partial<ClaimDrug> = {},
    condition: ConditionTerms = ADVANCED,
  ) => {
    const drug = alphamab(labels, {}, about);
    const claim = madeUpClaim({ type: 'approved-use', entries: ['alphamab'], conditions: [] });
    return checkClaim(claim, claimFacts({ condition, drugs: new Map([['alphamab', drug]]) }));
  };

  it('are those of the label, not those of the guide', () => {
    const { reason } = judged([brand(['ALPHABRAND'], ['Alphabrand is indicated for unresectable or metastatic HCC.'])]);
    expect(reason).toContain('names HCC (unresectable or metastatic) among the approved uses');
    expect(reason).toContain('"Alphabrand is indicated for unresectable or metastatic HCC"');
    expect(reason).not.toMatch(/stage IV|primary liver/i);
  });

  it.each<[string, string]>([
    ['localized hepatocellular carcinoma not amenable to resection', 'only for disease that has not spread'],
    ['adults with unresectable non-metastatic HCC', 'only for disease that has not spread'],
    ['the adjuvant treatment of adults with HCC', 'only before or after an operation'],
    ['pediatric patients with liver cancer', 'only for children'],
  ])('for %s do not reach a guide on cancer that has spread', (use, words) => {
    const early = [brand(['ALPHABRAND'], [`Alphabrand is indicated for ${use}.`])];
    expect(judged(early)).toMatchObject({ verdict: 'unverifiable', reason: expect.stringContaining(words) });
    expect(judged(early, {}, { ...ADVANCED, isAdvanced: false })).toMatchObject({ verdict: 'supported' });
  });

  it('of several labels stand apart, each with its own', () => {
    const { reason } = judged([
      brand(
        ['ALPHABRAND'],
        ['Alphabrand, in combination with betanib, is indicated for the first-line treatment of HCC.'],
      ),
      brand(
        ['ALPHABRAND PLUS'],
        ['Alphabrand Plus, as monotherapy, is indicated for HCC previously treated with deltanib.'],
        { isCombination: true },
      ),
    ]);
    expect(reason).toContain(
      'The US label of ALPHABRAND, in effect since 15 January 2026, names HCC among the approved uses: as the first treatment, together with betanib. ' +
        'The US label of ALPHABRAND PLUS (a product that holds other active substances as well), in effect since 15 January 2026, names HCC among the approved uses: after earlier treatment, on its own.',
    );
  });

  it('of labels that say the same are told once', () => {
    const same = ['A', 'B', 'C'].map((name) => brand([name], ['It is indicated for HCC.']));
    expect(judged(same).reason).toContain('names HCC among the approved uses. So do 2 other US labels.');
  });

  it.each<[string, string]>([
    ['secondary to hepatitis B who have received therapy other than a PD-1/PD-L1-containing regimen', 'hepatitis B'],
    ['who have an alpha fetoprotein of at least 400 ng/mL', '400 ng/mL'],
    ['with Child-Pugh A liver function who cannot receive deltanib', 'Child-Pugh A'],
  ])('keep the condition that patients are those %s', (who, words) => {
    expect(judged([brand(['A'], [`Alphamab is indicated for adults with HCC ${who}.`])]).reason).toContain(words);
  });

  it('say that conditions apply where they are too many to quote', () => {
    const many = ['first-line treatment', 'maintenance treatment', 'adjuvant treatment'].map(
      (line) => `Alphamab is indicated for the ${line} of HCC.`,
    );
    expect(judged([brand(['A'], [many.join(' ')])]).reason).toContain(
      'only under the conditions that the label states',
    );
  });

  it('tell an accelerated approval', () => {
    const text = 'Alphamab is indicated for HCC. This indication is approved under accelerated approval.';
    expect(judged([brand(['A'], [text])]).reason).toContain('accelerated approval: it rests on early results');
  });

  it('keep what the label denies beside the use, and show where', () => {
    const denial = 'Limitations of Use: Alphamab is not recommended for first-line treatment of HCC.';
    const { verdict, reason, evidence } = judged([brand(['A'], [`Alphamab is indicated for HCC. ${denial}`])]);
    expect([verdict, evidence.map(({ value }) => value)]).toEqual([
      'supported',
      ['Alphamab is indicated for HCC.', denial],
    ]);
    expect(reason).toContain('A label also says: "Limitations of Use: Alphamab is not recommended');
  });

  it('do not take a denial of one way of use for a denial of all', () => {
    const text =
      'Alphamab is indicated for lung cancer. Alphamab is not indicated in combination with betanib for HCC.';
    expect(judged([brand(['A'], [text])])).toMatchObject({
      verdict: 'unverifiable',
      reason: expect.stringContaining('only to rule out one way of using'),
    });
  });

  it('say first what was checked, and add no ban to a silence', () => {
    const { reason } = judged([brand(['A'], FOR_LUNG.indications)]);
    expect(reason).toMatch(/^Only approval in the United States was checked here, not how often doctors use it\./);
  });

  it('leave the verdict open while the main label has no text, whatever another label lost', () => {
    const earlierLabels = [label('b', { ...FOR_LIVER, brandNames: ['B'], effectiveOn: '2020-01-01' })];
    const { verdict, reason } = judged([brand(['a'], []), label('b', FOR_LUNG)], { earlierLabels });
    expect(verdict).toBe('unverifiable');
    expect(reason).toContain('An earlier US label of B (of 1 January 2020), which is no longer in effect, named HCC');
  });
});

describe('approved use of a drug', () => {
  const useOf = (drug: ClaimDrug, condition: ConditionTerms = LIVER) => {
    const [claim] = approvedUseClaims({ entries: [madeUpEntry({ entryId: 'alphamab', kind: 'drug' })] });
    const facts = claimFacts({ condition, drugs: new Map([['alphamab', drug]]) });
    return approvedUseOf(drug, condition, checkClaim(claim!, facts));
  };

  it('lists each passage with line and partners', () => {
    const indications = [
      'Alphamab, in combination with betanib, is indicated for the first-line treatment of HCC. ' +
        'Alphamab, as a single agent, is indicated for HCC after prior therapy.',
    ];
    const use = useOf(alphamab([label('a', { indications, brandNames: ['Alphabrand'] })]));
    expect(use).toMatchObject({
      condition: 'liver cancer',
      verdict: 'supported',
      statements: [
        { line: 'first-line', partners: ['betanib'], isSingleAgent: false, setId: 'a', brandName: 'Alphabrand' },
        { line: 'previously treated', partners: [], isSingleAgent: true, pointer: '/indications_and_usage/0' },
      ],
    });
    expect(use.reason).toContain('as the first treatment, together with betanib; after earlier treatment, on its own');
  });

  it('shows since when the verdict holds, and those before it', () => {
    const use = useOf(alphamab([label('a', FOR_LIVER)]));
    expect(use).toMatchObject({ since: { notBefore: null, notAfter: TODAY }, history: [{ verdict: 'supported' }] });
  });

  it('shows what may be left out as one of two ways', () => {
    const indications = ['Alphamab, with or without betanib, is indicated for HCC.'];
    const { statements, reason } = useOf(alphamab([label('a', { indications })]));
    expect(statements).toMatchObject([{ partners: ['betanib'], isSingleAgent: true }]);
    expect(reason).toContain('with or without betanib');
  });

  it('has no statements where no label names the condition', () => {
    expect(useOf(alphamab([label('a', FOR_LUNG)]))).toMatchObject({
      verdict: 'contradicted',
      statements: [],
    });
  });
});
