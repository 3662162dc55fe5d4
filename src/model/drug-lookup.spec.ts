import { describe, expect, it } from '@jest/globals';
import { indexDrugs, resolveDrug } from './drug-lookup.js';
import type { DrugIdentifier, DrugName } from './drug.js';

/* Made-up drugs. */
const name = (text: string, kind: DrugName['kind'] = 'brand', isCombination = false): DrugName => ({
  name: text,
  kind,
  isCombination,
  sources: ['guide'],
});
const code = (system: string, value: string): DrugIdentifier => ({
  system,
  code: value,
  label: null,
  sources: ['rxnorm'],
});
const INDEX = indexDrugs([
  {
    drugId: 'inventinib',
    names: [
      name('inventinib', 'generic'),
      name('Inventex'),
      name('INV', 'abbreviation'),
      name('nova-gold'),
      name('Inventduo', 'brand', true),
    ],
    identifiers: [
      code('rxnorm', '4711'),
      code('unii', 'UINV000001'),
      code('atc', 'L99XX01'),
      code('spl-set-id', 'ab-12'),
    ],
  },
  {
    drugId: 'otherumab',
    names: [name('otherumab', 'generic'), name('INV', 'code')],
    identifiers: [code('ncit', '4711')],
  },
]);

describe('looking a drug up', () => {
  it.each<[string, string, object]>([
    [
      'a code',
      'uinv000001',
      { spelling: 'UINV000001', kind: 'identifier', system: 'unii', sources: ['rxnorm'], how: 'code' },
    ],
    ['a code with its system', 'RxCUI: 4711', { spelling: '4711', system: 'rxnorm', how: 'code' }],
    ['a set id without its hyphens', 'AB12', { spelling: 'ab-12', how: 'code' }],
    [
      'an exact name',
      'INVENTINIB',
      { spelling: 'inventinib', kind: 'generic', system: null, sources: ['guide'], how: 'exact' },
    ],
    ['a salt', 'inventinib tosylate', { spelling: 'inventinib', how: 'without-salt' }],
    ['a brand of a combination', 'Inventduo', { spelling: 'Inventduo', isCombination: true, how: 'exact' }],
    [
      'a name joined with another',
      'inventinib and foomab',
      { spelling: 'inventinib', isCombination: true, how: 'part' },
    ],
    [
      'a name joined with an enzyme',
      'Inventex / hyaluronidase-zzzz',
      { spelling: 'Inventex', isCombination: true, how: 'part' },
    ],
    ['a dosage', 'Inventex 10 mg tablets', { spelling: 'Inventex', kind: 'brand', how: 'without-dosage' }],
    ['a brand whose second half has four letters', 'Nova-Gold', { spelling: 'nova-gold', how: 'exact' }],
  ])('by %s says how', (_case, query, matched) => {
    expect(resolveDrug(query, INDEX)).toEqual([
      { drugId: 'inventinib', matched: expect.objectContaining(matched) as unknown },
    ]);
  });

  it.each([
    ['nothing', ''],
    ['punctuation', '®'],
    ['an unknown name', 'thirdine'],
    ['a part of a name', 'inventi'],
    ['a brand with a suffix', 'Inventex-abcd'],
    ['a suffix behind a name that is no biologic one', 'inventinib-abcd'],
    ['two names of which none is known', 'foomab and barmab'],
    ['another form', 'liposomal inventinib'],
    ['a code of another system', 'UNII 4711'],
    ['a text that is too long', `inventinib ${'tosylate '.repeat(30)}`],
  ])('finds nothing for %s', (_case, query) => {
    expect(resolveDrug(query, INDEX)).toEqual([]);
  });

  it('takes a suffix behind the name of a biologic', () => {
    expect(resolveDrug('otherumab-abcd', INDEX)).toMatchObject([
      { drugId: 'otherumab', matched: { spelling: 'otherumab', isCombination: false, how: 'without-suffix' } },
    ]);
  });

  it('gives every drug of several whose names are joined', () => {
    const found = resolveDrug('inventinib plus otherumab-abcd', INDEX);
    expect(found.map(({ drugId, matched }) => [drugId, matched.how, matched.isCombination])).toEqual([
      ['inventinib', 'part', true],
      ['otherumab', 'part', true],
    ]);
  });

  it('gives every drug that an ambiguous name or code may mean', () => {
    expect(resolveDrug('inv', INDEX).map(({ drugId, matched }) => [drugId, matched.kind])).toEqual([
      ['inventinib', 'abbreviation'],
      ['otherumab', 'code'],
    ]);
    expect(resolveDrug('4711', INDEX).map(({ drugId, matched }) => [drugId, matched.system])).toEqual([
      ['inventinib', 'rxnorm'],
      ['otherumab', 'ncit'],
    ]);
    expect(resolveDrug('NCIt 4711', INDEX).map(({ drugId }) => drugId)).toEqual(['otherumab']);
  });
});
