import { describe, expect, it } from '@jest/globals';
import { madeUpFacts, shuffled } from '../../../test/support/drug-facts.js';
import { INVENTINIB, INVENTINIB_FACTS } from '../../../test/support/made-up-inventinib.js';
import { seededRandom } from '../../../test/support/random.js';
import { valueAt } from '../../common/field-map.js';
import type { MergedDrug } from '../../model/drug.js';
import type { Provenance } from '../../model/provenance.js';
import type { DrugFacts, HeldRecord } from '../drug-facts.types.js';
import { labelsOf } from './labels-of.js';
import { mergeDrug } from './merge-drug.js';

/** Every leaf of a JSON value by its RFC 6901 pointer. */
function leavesOf(value: unknown, pointer = ''): [string, unknown][] {
  if (value === null || typeof value !== 'object') return [[pointer, value]];
  return Object.entries(value).flatMap(([name, inner]) =>
    leavesOf(inner, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
}

/** What a document's provenance leads to: raw records by source and key, several where several versions are held. */
type Raws = Map<string, unknown[]>;

function rawsOf(facts: DrugFacts, records: readonly HeldRecord[]): Raws {
  const raws: Raws = new Map();
  const add = (source: string, key: string, raw: unknown): void => {
    raws.set(`${source} ${key}`, [...(raws.get(`${source} ${key}`) ?? []), raw]);
  };
  for (const { source, key, data } of records) add(source, key, data);
  for (const statement of facts.stated) add('guide', `${statement.guideId}/${statement.entryId}`, statement);
  return raws;
}

/** Whether a raw value is the one in the document: itself, or the same date in another form. */
function isSame(found: unknown, value: unknown): boolean {
  return (
    found === value || (typeof found === 'string' && typeof value === 'string' && found === value.replaceAll('-', ''))
  );
}

function holds(found: unknown, value: unknown): boolean {
  return leavesOf(found).some(([, inner]) => isSame(inner, value));
}

/** Whether a rule's value was taken from one field, not from an object; RxNorm's lists are not ours, so there the list is named. */
function isField(found: unknown, { source }: Provenance): boolean {
  return found !== undefined && (source === 'rxnorm' || found === null || typeof found !== 'object');
}

/** Leaves whose pointer leads to something else than their value. */
function astray({ document, provenance }: MergedDrug, raws: Raws): string[] {
  return leavesOf(document).flatMap(([leaf, value]) => {
    const said = provenance[leaf];
    if (said === undefined) return [`${leaf}: no provenance`];
    if (said.pointer === null) return [];
    const places = (raws.get(`${said.source} ${said.key}`) ?? []).map((raw) => valueAt(raw, said.pointer ?? ''));
    const isThere =
      said.rule === null
        ? places.some((found) => isSame(found, value))
        : places.some((found) => (said.origin === 'computed' ? isField(found, said) : holds(found, value)));
    return isThere ? [] : [`${leaf}: ${said.pointer} of ${said.source} ${said.key} is not ${String(value)}`];
  });
}

const ALL_RECORDS = [
  ...INVENTINIB_FACTS.answers.flatMap(({ records }) => records),
  ...INVENTINIB_FACTS.labelVersions,
] as HeldRecord[];
const MERGED = mergeDrug(INVENTINIB_FACTS);
const FEWER_FACTS: DrugFacts = {
  ...INVENTINIB_FACTS,
  answers: INVENTINIB_FACTS.answers.slice(0, 4).map((answer) => ({ ...answer, records: answer.records.slice(0, 2) })),
  labelVersions: INVENTINIB_FACTS.labelVersions.slice(0, 2),
};
const { document } = MERGED;

function notNull<T>(value: T | null): T {
  if (value === null) throw new Error('is null');
  return value;
}

describe('provenance of a merged drug', () => {
  const cases: [string, DrugFacts][] = [
    ['with every part', INVENTINIB_FACTS],
    ['of which nothing was ever answered', madeUpFacts(INVENTINIB)],
    ['without any entry', madeUpFacts(INVENTINIB, { stated: [] })],
    [
      'of which every source answered that it has nothing',
      {
        ...INVENTINIB_FACTS,
        answers: INVENTINIB_FACTS.answers.map((answer) => ({ ...answer, records: [], total: 0 })),
        labelVersions: [],
      },
    ],
    ['whose sources give no pointers', { ...INVENTINIB_FACTS, pointers: {} }],
  ];
  it.each(cases)('covers every leaf of a drug %s and nothing else', (_case, facts) => {
    const merged = mergeDrug(facts);
    const leaves = leavesOf(JSON.parse(JSON.stringify(merged.document)));
    expect(Object.keys(merged.provenance).sort()).toEqual(leaves.map(([pointer]) => pointer).sort());
    for (const [pointer, value] of leaves) {
      const { key, rule, origin, pointer: place } = notNull(merged.provenance[pointer] ?? null);
      expect({ pointer, key }).toEqual({ pointer, key: expect.stringMatching(/./) as unknown });
      const mustHaveRule = value === null || origin === 'computed' || place === null;
      if (mustHaveRule) expect({ pointer, rule }).toEqual({ pointer, rule: expect.stringMatching(/./) as unknown });
    }
  });

  it('leads to the value in the raw record wherever it has a pointer', () => {
    expect(astray(MERGED, rawsOf(INVENTINIB_FACTS, ALL_RECORDS))).toEqual([]);
    const pointed = Object.values(MERGED.provenance).filter(({ pointer }) => pointer !== null);
    expect(pointed.length).toBeGreaterThan(150);
  });

  it('names the guide only for what an editor wrote, and the merge for what no source states', () => {
    const ofGuide = Object.entries(MERGED.provenance).filter(([, { source }]) => source === 'guide');
    const isEditors = ({ key }: Provenance): boolean => /^(?:made-up|second)-guide\//.test(key);
    expect(ofGuide.filter(([, said]) => !isEditors(said))).toEqual([]);
    const ofMerge = Object.entries(MERGED.provenance).filter(([, { source }]) => source === 'merge');
    expect(
      ofMerge.every(
        ([, { key, pointer, origin }]) => key === 'inventinib' && pointer === null && origin === 'computed',
      ),
    ).toBe(true);
  });

  it.each<[string, Partial<Provenance>]>([
    ['/drugId', { source: 'merge', origin: 'computed' }],
    ['/names/0/kind', { source: 'guide', key: 'made-up-guide/inventinib', pointer: null, origin: 'computed' }],
    ['/classes/1/system', { source: 'openfda', key: 'set-inventex', pointer: null, origin: 'computed' }],
    ['/conflicts/0/values/1/url', { source: 'rxnorm', key: '9002', pointer: null, origin: 'computed' }],
    ['/approvals/items/0/approvedOn', { key: 'NDA900001', pointer: '/submissions/2/statusDate' }],
    ['/approvals/items/0/brandNames/1', { key: 'NDA900001', pointer: '/products/1/brandName' }],
    ['/approvals/items/0/marketingStatuses/1', { key: 'NDA900001', pointer: '/products/1/marketingStatus' }],
    ['/labels/items/0/manufacturer', { key: 'set-duo', rule: 'not in our copy of the record' }],
    ['/name', { source: 'guide', key: 'made-up-guide/inventinib', pointer: '/names/preferred', origin: 'editor' }],
    [
      '/label/brandName',
      { source: 'openfda', key: 'set-inventex', pointer: '/brandNames/0', origin: 'live', rule: null },
    ],
    [
      '/approvals/firstApprovedOn',
      { source: 'openfda', key: 'NDA900001', pointer: '/submissions/2/statusDate', origin: 'computed' },
    ],
    ['/reports/reactions/0/count', { source: 'openfda', key: 'inventinib', pointer: '/reactions/1/count', rule: null }],
    [
      '/recalls/ongoing',
      { source: 'openfda', retrievedAt: '2026-02-01T06:00:00.000Z', sourceUpdatedAt: '2026-01-20', origin: 'computed' },
    ],
    ['/labels/isComplete', { source: 'openfda', sourceUpdatedAt: '2026-01-20' }],
    ['/treatmentKind', { source: 'openfda', pointer: '/pharmClassEpc/0', origin: 'computed' }],
    ['/definition/text', { source: 'nci-drug-dictionary', key: '11', pointer: '/definition', rule: null }],
  ])('of %s', (leaf, expected) => {
    expect(MERGED.provenance[leaf]).toMatchObject(expected);
  });
});

describe('provenance of values that a source keeps in other lists than we do', () => {
  it('leads to the list and says so', () => {
    const brand = document.identifiers.findIndex(({ code }) => code === '9004');
    expect(MERGED.provenance[`/identifiers/${String(brand)}/code`]).toMatchObject({
      ...{ source: 'rxnorm', key: '9002', pointer: '/brands', origin: 'live', rule: 'one of the values found there' },
    });
  });
});

describe('the labels that claims are checked with', () => {
  const { current, earlier } = labelsOf(INVENTINIB_FACTS);

  it('begin with the label that stands for the drug and end with what is least sure', () => {
    expect(current.map(({ key, isCombination, matchedBy }) => [key, isCombination, matchedBy])).toEqual([
      ['set-inventex', false, 'identifier'],
      ['set-generic', false, 'identifier'],
      ['set-bare', false, 'name'],
      ['set-duo', true, 'identifier'],
    ]);
  });

  it('are told from the versions that they replaced, oldest first', () => {
    expect(earlier.map(({ key, data }) => [key, data.version])).toEqual([
      ['set-inventex', '10'],
      ['set-inventex', '11'],
    ]);
  });
});

describe('a merged drug', () => {
  it.each([
    ['everything that is known', INVENTINIB_FACTS, 1000],
    ['a part of it', FEWER_FACTS, 10_000],
  ])('is the same in every byte whatever the order of %s', (_what, facts, turns) => {
    const random = seededRandom(20_261);
    const expected = JSON.stringify(mergeDrug(facts));
    const expectedLabels = JSON.stringify(labelsOf(facts));
    for (let turn = 0; turn < turns; turn += 1) {
      const mixed: DrugFacts = {
        ...facts,
        others: shuffled(facts.others, random),
        stated: shuffled(facts.stated, random),
        answers: shuffled(facts.answers, random).map((answer) => ({
          ...answer,
          records: shuffled(answer.records, random),
        })),
        labelVersions: shuffled(facts.labelVersions, random),
      };
      if (JSON.stringify(mergeDrug(mixed)) !== expected) throw new Error(`another drug in turn ${String(turn)}`);
      if (turn % 10 === 0) expect(JSON.stringify(labelsOf(mixed))).toBe(expectedLabels);
    }
  });

  it('has each name once, with its kind and everybody who uses it', () => {
    const names = Object.fromEntries(document.names.map(({ name, kind, sources }) => [name, [kind, ...sources]]));
    expect(names).toEqual({
      inventinib: ['generic', 'guide', 'openfda', 'rxnorm'],
      'inventinib tosylate': ['form', 'guide', 'nci-drug-dictionary', 'rxnorm'],
      Inventex: ['brand', 'guide', 'nci-drug-dictionary', 'openfda', 'rxnorm'],
      'INVENTEX XR': ['brand', 'openfda'],
      Inventol: ['brand', 'rxnorm'],
      Novinvent: ['brand', 'guide'],
      'IN-1': ['code', 'guide', 'nci-drug-dictionary'],
      'NSC 123': ['code', 'nci-drug-dictionary'],
      INVB: ['abbreviation', 'nci-drug-dictionary'],
      'made-up kinase blocker': ['synonym', 'nci-drug-dictionary'],
    });
  });

  it('has each code once, with what it is for and everybody who states it', () => {
    const codes = document.identifiers.map(({ system, code, label, sources }) => [system, code, label, ...sources]);
    expect(codes).toEqual([
      ['unii', 'UINV000001', null, 'guide', 'openfda', 'rxnorm'],
      ['unii', 'UINV000002', 'inventinib tosylate', 'guide', 'openfda'],
      ['rxnorm', '9002', 'inventinib', 'rxnorm'],
      ['rxnorm', '9001', 'replaced by 9002', 'guide', 'rxnorm'],
      ['rxnorm', '9003', 'Inventex', 'rxnorm'],
      ['rxnorm', '9004', 'Inventol', 'rxnorm'],
      ['rxnorm', '9005', 'inventinib tosylate', 'rxnorm'],
      ['atc', 'L98XX01', null, 'rxnorm'],
      ['atc', 'L99XX01', null, 'guide'],
      ['ncit', 'C900001', null, 'guide'],
      ['ncit', 'C900002', 'Inventinib Tosylate', 'nci-drug-dictionary'],
      ['cas', '1-00-1', null, 'nci-drug-dictionary'],
      ['fda-application', 'NDA900001', 'INVENTEX', 'openfda'],
      ['spl-set-id', 'set-generic', null, 'openfda'],
      ['spl-set-id', 'set-inventex', 'INVENTEX', 'guide', 'openfda'],
    ]);
  });

  it('has the classes of its own products, not those of combinations, and of RxNorm only what it is a member of', () => {
    expect(document.classes).toEqual([
      { system: 'epc', name: 'Kinase Inhibitor', code: 'N0000000001', sources: ['openfda', 'rxnorm'] },
      { system: 'moa', name: 'Protein Kinase Inhibitors', code: null, sources: ['openfda'] },
      { system: 'atc', name: 'Made-up class', code: 'L98XX', sources: ['rxnorm'] },
    ]);
    expect(document.treatmentKind).toBe('targeted therapy');
  });

  it('takes the definition of the salt where the term of its own name has another code', () => {
    expect(document.definition?.text).toBe('A made-up definition of the salt.');
  });

  it('is represented by the label that the guide names, with its texts', () => {
    expect(document.label).toMatchObject({
      ...{ setId: 'set-inventex', brandName: 'INVENTEX', version: '12', hasText: true, isCombination: false },
      ...{ matchedBy: 'identifier', indications: ['A made-up indication.'], boxedWarning: [] },
    });
  });

  it('lists labels newest first and tells combinations and matches by name', () => {
    const { total, items, isComplete } = notNull(document.labels);
    expect({ total, isComplete }).toEqual({ total: 4, isComplete: false });
    expect(items.map((item) => [item.setId, item.isCombination, item.matchedBy])).toEqual([
      ['set-duo', true, 'identifier'],
      ['set-generic', false, 'identifier'],
      ['set-inventex', false, 'identifier'],
      ['set-bare', false, 'name'],
    ]);
  });

  it('shows the versions of its labels in the order in which they were seen', () => {
    expect(document.labelHistory?.map(({ setId, version, seenAt }) => [setId, version, seenAt?.slice(0, 10)])).toEqual([
      ['set-inventex', '10', '2024-01-01'],
      ['set-inventex', '11', '2025-01-01'],
      ['set-bare', null, '2026-02-01'],
      ['set-duo', null, '2026-02-01'],
      ['set-generic', null, '2026-02-01'],
      ['set-inventex', '12', '2026-03-01'],
    ]);
  });

  it('was first approved with the earliest approval of an original application of the drug alone', () => {
    const { firstApprovedOn, items, total, isComplete } = notNull(document.approvals);
    expect({ firstApprovedOn, total, isComplete }).toEqual({
      firstApprovedOn: '2005-12-20',
      total: 2,
      isComplete: true,
    });
    expect(items[0]).toMatchObject({
      ...{ applicationNumber: 'NDA900001', approvedOn: '2005-12-20', latestActionOn: '2025-02-03' },
      ...{ brandNames: ['INVENTEX', 'INVENTEX XR'], marketingStatuses: ['Prescription', 'Discontinued'] },
    });
    expect(items[1]).toMatchObject({ applicationNumber: 'BLA900002', isCombination: true, sponsorName: null });
  });

  it('counts recalls, shortages, reports and products', () => {
    expect(document.recalls).toMatchObject({ total: 3, ongoing: 2, isComplete: false });
    expect(document.recalls?.items.map(({ recallNumber, matchedBy }) => [recallNumber, matchedBy])).toEqual([
      ['D-0001-2026', 'identifier'],
      ['D-0002-2025', 'name'],
      ['D-0003-2025', 'name'],
    ]);
    expect(document.shortages).toMatchObject({ total: 2, current: 1, isComplete: false });
    expect(document.reports).toEqual({
      isComplete: true,
      total: 40,
      reactions: [
        { term: 'FATIGUE', count: 12 },
        { term: 'ALOPECIA', count: 9 },
        { term: 'NAUSEA', count: 9 },
      ],
    });
    expect(document.products?.items.map(({ productNdc }) => productNdc)).toEqual(['0000-0001', '0000-0002']);
  });

  it('says in sentences what was left out, and what is to be known of the answers', () => {
    expect(document.notes).toEqual([
      'Definition: The NCI Drug Dictionary sent 1 term under a name of inventinib but with the code of another substance: left out.',
      'Labels: openFDA sent 1 label under a name of inventinib but with the code of another substance: left out.',
      'Recalls: openFDA sent 1 recall without a code to compare and without a name that is exactly one of inventinib: left out.',
      'Reports: A made-up word of caution.',
      'Concept: RxNorm remapped RxCUI 9001 to 9002.',
    ]);
  });

  it('shows every value of a field that sources state differently', () => {
    const shown = document.conflicts.map(({ field, chosen, values }) => ({
      ...{ field, chosen },
      values: values.map(({ source, value }) => [source, value]),
    }));
    expect(shown).toEqual([
      {
        field: 'treatmentKind',
        chosen: 'openfda',
        values: [
          ['openfda', 'targeted therapy'],
          ['rxnorm', 'targeted therapy'],
          ['guide', 'chemotherapy'],
          ['guide', 'targeted therapy'],
        ],
      },
      {
        field: 'identifiers.atc',
        chosen: 'rxnorm',
        values: [
          ['rxnorm', ['L98XX01']],
          ['guide', ['L99XX01']],
        ],
      },
      {
        field: 'identifiers.ncit',
        chosen: 'guide',
        values: [
          ['guide', ['C900001']],
          ['nci-drug-dictionary', ['C955555']],
        ],
      },
    ]);
    expect(document.conflicts[0]).toMatchObject({ rule: expect.stringContaining('class') as unknown });
    expect(document.conflicts[0]?.values[2]).toMatchObject({ key: 'made-up-guide/inventinib', pointer: '/listedAs' });
  });
});
