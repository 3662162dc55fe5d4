import { describe, expect, it } from '@jest/globals';
import { madeUpEntry, madeUpGuide } from '../../test/support/merge-facts.js';
import { shuffled } from '../../test/support/drug-facts.js';
import { seededRandom } from '../../test/support/random.js';
import { drugsOf } from './followed-drugs.js';
import type { Guide, GuideEntry } from './guide.js';

type Made = { entryId: string; name?: string; codes?: string[]; names?: Partial<GuideEntry['names']> };

/** A made-up guide of drugs; codes as `system:code`. */
function guideOf(guideId: string, drugs: Made[]): Guide {
  const entries = drugs.map(({ entryId, name = entryId, codes = [], names = {} }) =>
    madeUpEntry({
      ...{ guideId, entryId, kind: 'drug' },
      names: { preferred: name, synonyms: [], brands: [], codes: [], ...names },
      identifiers: codes.map((code) => {
        const [system = '', value = ''] = code.split(':');
        return { system, code: value, label: null, origin: 'made up' };
      }),
    }),
  );
  return { ...madeUpGuide(entries), guideId };
}

/** Drug ids with the entries that speak of the drug. */
function joinedIn(guides: Guide[]): Record<string, string[]> {
  return Object.fromEntries(
    drugsOf(guides).map(({ drug, stated }) => [
      drug.drugId,
      stated.map(({ guideId, entryId }) => `${guideId}/${entryId}`),
    ]),
  );
}

describe('the drugs of the guides', () => {
  it.each<[string, Made, Made, string[]]>([
    [
      'a shared UNII joins different names',
      { entryId: 'a', codes: ['unii:U1'] },
      { entryId: 'b', codes: ['unii:u1'] },
      ['a'],
    ],
    ['a shared RxCUI joins', { entryId: 'a', codes: ['rxnorm:7'] }, { entryId: 'b', codes: ['rxnorm:7'] }, ['a']],
    [
      'a shared code joins though others differ',
      { entryId: 'a', codes: ['unii:U1', 'rxnorm:7'] },
      { entryId: 'b', codes: ['unii:U1', 'rxnorm:8'] },
      ['a'],
    ],
    [
      'one name without codes joins',
      { entryId: 'a', name: 'Inventinib' },
      { entryId: 'b', name: 'inventinib®' },
      ['a'],
    ],
    [
      'one name joins when only one states codes',
      { entryId: 'a', name: 'inventinib', codes: ['unii:U1'] },
      { entryId: 'b', name: 'inventinib' },
      ['a'],
    ],
    [
      'one name joins when codes are of different systems',
      { entryId: 'a', name: 'inventinib', codes: ['unii:U1'] },
      { entryId: 'b', name: 'inventinib', codes: ['rxnorm:7'] },
      ['a'],
    ],
    [
      'one name does not join what codes tell apart',
      { entryId: 'a', name: 'inventinib', codes: ['unii:U1'] },
      { entryId: 'b', name: 'inventinib', codes: ['unii:U2'] },
      ['a', 'b'],
    ],
    [
      'a shared synonym joins nothing',
      { entryId: 'a', names: { synonyms: ['x'] } },
      { entryId: 'b', name: 'x' },
      ['a', 'b'],
    ],
    [
      'an equal ATC code joins nothing',
      { entryId: 'a', codes: ['atc:L01'] },
      { entryId: 'b', codes: ['atc:L01'] },
      ['a', 'b'],
    ],
  ])('%s', (_case, first, second, drugIds) => {
    expect(Object.keys(joinedIn([guideOf('one', [first]), guideOf('two', [second])]))).toEqual(drugIds);
  });

  it('join nothing by a name that stands for two drugs', () => {
    const guides = [
      guideOf('one', [{ entryId: 'a', name: 'inventinib', codes: ['unii:U1'] }]),
      guideOf('two', [{ entryId: 'b', name: 'inventinib' }]),
      guideOf('three', [{ entryId: 'c', name: 'inventinib', codes: ['unii:U2'] }]),
    ];
    expect(joinedIn(guides)).toEqual({ a: ['one/a'], b: ['two/b'], c: ['three/c'] });
  });

  it('join over a third entry that shares a code with each', () => {
    const guides = [
      guideOf('one', [{ entryId: 'a', codes: ['unii:U1'] }]),
      guideOf('two', [{ entryId: 'b', codes: ['rxnorm:7'] }]),
      guideOf('three', [{ entryId: 'c', codes: ['unii:U1', 'rxnorm:7'] }]),
    ];
    expect(joinedIn(guides)).toEqual({ a: ['one/a', 'three/c', 'two/b'] });
  });

  it('give the second of two drugs with one entry id the id of its guide as well', () => {
    const guides = [
      guideOf('two', [{ entryId: 'x', codes: ['unii:U2'] }]),
      guideOf('one', [{ entryId: 'x', codes: ['unii:U1'] }]),
    ];
    expect(joinedIn(guides)).toEqual({ 'two.x': ['two/x'], x: ['one/x'] });
  });

  it('unite names and codes, each once', () => {
    const guides = [
      guideOf('one', [
        {
          entryId: 'a',
          name: 'inventinib',
          codes: ['unii:U1'],
          names: { synonyms: ['Inventex', 'inv'], codes: ['IN-1'] },
        },
      ]),
      guideOf('two', [
        {
          entryId: 'b',
          name: 'Inventinibum',
          codes: ['unii:u1', 'atc:L01'],
          names: { brands: ['INVENTEX'], codes: ['IN 1'] },
        },
      ]),
    ];
    const [{ drug } = { drug: null }] = drugsOf(guides);
    expect(drug).toMatchObject({
      names: { preferred: 'inventinib', synonyms: ['Inventinibum', 'inv'], brands: ['INVENTEX'], codes: ['IN-1'] },
      identifiers: [
        { system: 'unii', code: 'U1' },
        { system: 'atc', code: 'L01' },
      ],
    });
  });

  it('are the same whatever the order of guides and entries', () => {
    const made: Made[] = [
      { entryId: 'a', name: 'n1', codes: ['unii:U1'] },
      { entryId: 'b', name: 'n1' },
      { entryId: 'c', name: 'n2', codes: ['unii:U1', 'rxnorm:1'] },
      { entryId: 'd', name: 'n2', codes: ['rxnorm:2'] },
      { entryId: 'e', name: 'n3', codes: ['rxnorm:2'] },
      { entryId: 'f', name: 'n3', codes: ['unii:U9'] },
    ];
    const guides = ['g1', 'g2', 'g3'].map((guideId, index) => guideOf(guideId, made.slice(index, index + 4)));
    const expected = JSON.stringify(drugsOf(guides));
    const random = seededRandom(3);
    for (let turn = 0; turn < 500; turn += 1) {
      const mixed = shuffled(guides, random).map((guide) => ({ ...guide, entries: shuffled(guide.entries, random) }));
      expect(JSON.stringify(drugsOf(mixed))).toBe(expected);
    }
  });
});
