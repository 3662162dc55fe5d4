import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import {
  answerOf,
  held,
  madeUpFacts,
  madeUpFollowed,
  madeUpRecord,
  statedBy,
} from '../../../test/support/drug-facts.js';
import { madeUpLabels } from '../../../test/fixtures/openfda/made-up-labels.js';
import { valueAt } from '../../common/field-map.js';
import { readGuides } from '../../guides/read-guides.js';
import type { DrugDocument } from '../../model/drug.js';
import { drugsOf } from '../../model/followed-drugs.js';
import type { RecordOf } from '../../model/reference-record.js';
import { readTerm, termPointers } from '../../sources/nci-drug-dictionary/term-record.js';
import { applicationFields, readApplication } from '../../sources/openfda/application-fields.js';
import { labelFields, readLabel } from '../../sources/openfda/label-fields.js';
import { pointersOf, type RecordReader } from '../../sources/openfda/record-reader.js';
import type { DrugFacts, HeldAnswer, HeldRecord } from '../drug-facts.types.js';
import { labelsOf } from './labels-of.js';
import { mergeDrug } from './merge-drug.js';

const RECEIPT = { retrievedAt: '2026-11-24T06:00:00.000Z', origin: 'bundled', dataDate: null } as const;
const POINTERS = {
  openfda: { application: pointersOf(applicationFields), label: pointersOf(labelFields) },
  'nci-drug-dictionary': { term: termPointers },
};

/** Real bodies as their sources read them. */
async function openFda(path: string, read: RecordReader): Promise<{ raws: unknown[]; records: HeldRecord[] }> {
  const body: unknown = JSON.parse(await readFile(`test/fixtures/openfda/${path}`, 'utf8'));
  const raws = valueAt(body, '/results') as unknown[];
  const records = raws.flatMap((raw) => {
    const reading = read(raw, RECEIPT);
    return 'record' in reading ? [{ ...reading.record, source: 'openfda' }] : [];
  });
  return { raws, records };
}

async function dictionaryTerm(name: string): Promise<HeldRecord> {
  const body = JSON.parse(await readFile(`test/fixtures/nci-drug-dictionary/${name}.json`, 'utf8')) as Parameters<
    typeof readTerm
  >[0];
  const reading = readTerm(body, RECEIPT.retrievedAt, RECEIPT);
  if ('rejection' in reading) throw new Error('cannot be read');
  return { ...reading.record, source: 'nci-drug-dictionary' };
}

/** Facts of a drug of the guides that are shipped. */
async function factsOf(drugId: string, answers: HeldAnswer[]): Promise<DrugFacts> {
  const all = drugsOf((await readGuides('guides')).guides);
  const own = all.find(({ drug }) => drug.drugId === drugId);
  if (own === undefined) throw new Error(`no drug ${drugId}`);
  return {
    drug: own.drug,
    stated: own.stated,
    others: all.map(({ drug }) => drug),
    answers,
    labelVersions: [],
    pointers: POINTERS,
  };
}

describe('real records', () => {
  it('of cisplatin: six applications, first approved in 1978, chemotherapy by class', async () => {
    const { raws, records } = await openFda('drugsfda/cisplatin_20231115.json', readApplication);
    const facts = await factsOf('cisplatin', [answerOf('openfda', 'applications', records)]);
    const { document, provenance } = mergeDrug(facts);
    expect(document.approvals).toMatchObject({ total: 6, isComplete: true, firstApprovedOn: '1978-12-19' });
    expect(document.approvals?.items[0]).toMatchObject({ applicationNumber: 'ANDA207323', approvedOn: '2017-03-17' });
    expect(document.treatmentKind).toBe('chemotherapy');
    expect(document.classes).toEqual([
      { system: 'epc', name: 'Platinum-based Drug', code: null, sources: ['openfda'] },
    ]);
    expect(document.names.map(({ name, kind }) => `${kind} ${name}`)).toEqual(
      expect.arrayContaining(['generic cisplatin', 'brand Platinol', 'brand PLATINOL-AQ', 'code CDDP']),
    );
    expect(document.conflicts).toEqual([]);
    const first = provenance['/approvals/firstApprovedOn'];
    expect(first).toMatchObject({ key: 'NDA018057', url: expect.stringContaining('018057') as unknown });
    const raw = raws.find((one) => valueAt(one, '/application_number') === 'NDA018057');
    expect(first?.pointer).toMatch(/^\/submissions\/\d+\/submission_status_date$/);
    expect(valueAt(raw, first?.pointer ?? '')).toBe('19781219');
    const status = provenance['/approvals/items/0/marketingStatuses/0'];
    const item = raws.find((one) => valueAt(one, '/application_number') === status?.key);
    expect(valueAt(item, status?.pointer ?? '')).toBe(document.approvals?.items[0]?.marketingStatuses[0]);
  });

  it('of cisplatin are not those of doxorubicin', async () => {
    const { records } = await openFda('drugsfda/cisplatin_20231115.json', readApplication);
    const { document } = mergeDrug(await factsOf('doxorubicin', [answerOf('openfda', 'applications', records)]));
    expect(document.approvals).toMatchObject({ total: 0, items: [], firstApprovedOn: null });
    expect(document.treatmentKind).toBeNull();
    expect(document.notes).toEqual([
      'Approvals: openFDA sent 6 applications with the code of another substance: left out.',
    ]);
  });

  it('of pembrolizumab: the label that stands for it is not that of the combination', async () => {
    const { records } = await openFda('label/keytruda_20260811.min.json', readLabel);
    const facts = await factsOf('pembrolizumab', [answerOf('openfda', 'labels', records)]);
    const { document } = mergeDrug(facts);
    expect(document.label).toMatchObject({
      brandName: 'KEYTRUDA',
      isCombination: false,
      hasText: false,
      matchedBy: 'identifier',
    });
    expect(document.labels?.items.map(({ brandName, isCombination }) => [brandName, isCombination])).toEqual([
      ['KEYTRUDA QLEX', true],
      ['KEYTRUDA', false],
    ]);
    expect(labelsOf(facts).current.map(({ data }) => data.brandNames[0])).toEqual(['KEYTRUDA', 'KEYTRUDA QLEX']);
  });

  it.each(['bevacizumab', 'nivolumab', 'pembrolizumab'])(
    'of %s in the dictionary: its definition and names',
    async (name) => {
      const term = await dictionaryTerm(name);
      const { document, provenance } = mergeDrug(
        await factsOf(name, [answerOf('nci-drug-dictionary', 'term', [term])]),
      );
      expect(document.definition?.text).toMatch(/monoclonal/);
      expect(document.names[0]).toEqual({
        ...{ name, kind: 'generic', isCombination: false },
        sources: ['guide', 'nci-drug-dictionary'],
      });
      expect(document.conflicts).toEqual([]);
      expect(provenance['/definition/text']).toMatchObject({
        pointer: '/definition/text',
        origin: 'bundled',
        rule: null,
      });
      expect(document.identifiers.find(({ system }) => system === 'ncit')?.sources).toEqual([
        'guide',
        'nci-drug-dictionary',
      ]);
    },
  );

  it('of atezolizumab in the dictionary are not those of nivolumab', async () => {
    const term = await dictionaryTerm('atezolizumab');
    const { document } = mergeDrug(await factsOf('nivolumab', [answerOf('nci-drug-dictionary', 'term', [term])]));
    expect(document.definition).toBeNull();
    expect(document.conflicts).toEqual([]);
    expect(document.notes).toEqual([
      'Definition: The NCI Drug Dictionary sent 1 term with the code of another substance: left out.',
    ]);
  });
});

describe('made-up labels of the nine drugs of the guide', () => {
  const records = madeUpLabels().flatMap((raw) => {
    const reading = readLabel(raw, RECEIPT);
    return 'record' in reading ? [{ ...reading.record, source: 'openfda' }] : [];
  });
  it.each([
    ['sorafenib', 'targeted therapy', ['treatmentKind']],
    ['regorafenib', 'targeted therapy', []],
    ['lenvatinib', 'targeted therapy', []],
    ['bevacizumab', 'targeted therapy', []],
    ['gemcitabine', 'chemotherapy', []],
    ['cisplatin', 'chemotherapy', []],
    ['doxorubicin', 'chemotherapy', []],
    ['pembrolizumab', 'immunotherapy', []],
    ['nivolumab', 'immunotherapy', []],
  ])('are taken for %s alone, which is a %s', async (drugId, kind, fields) => {
    const { document } = mergeDrug(await factsOf(drugId, [answerOf('openfda', 'labels', records)]));
    expect(document.labels?.items).toMatchObject([{ matchedBy: 'identifier', isCombination: false }]);
    expect(document.label?.genericName).toContain(drugId.toUpperCase());
    expect(document.treatmentKind).toBe(kind);
    expect(document.conflicts.map(({ field }) => field)).toEqual(fields);
    expect(document.notes).toEqual(['Labels: openFDA sent 8 labels with the code of another substance: left out.']);
  });
});

/* Everything below is made up. */
const DRUG = madeUpFollowed('inventinib', ['unii:U1', 'rxnorm:7'], { brands: ['Inventex'] });

function merged(answers: HeldAnswer[], facts: Partial<DrugFacts> = {}): DrugDocument {
  return mergeDrug(madeUpFacts(DRUG, { answers, ...facts })).document;
}

function label(setId: string, fields: Partial<RecordOf<'label'>>): HeldRecord {
  return held('openfda', setId, madeUpRecord('label', { setId, ...fields }));
}

function concept(fields: Partial<RecordOf<'concept'>>): HeldAnswer {
  return answerOf('rxnorm', 'concept', [
    held('rxnorm', '7', madeUpRecord('concept', { rxcui: '7', name: 'inventinib', ...fields })),
  ]);
}

describe('a part of a merged drug', () => {
  const PARTS = [
    'classes',
    'definition',
    'label',
    'labels',
    'labelHistory',
    'approvals',
    'recalls',
    'shortages',
    'reports',
    'products',
  ] as const;

  it('is null while its source never answered', () => {
    const { document, provenance } = mergeDrug(madeUpFacts(DRUG));
    for (const part of PARTS) {
      expect({ part, value: document[part] }).toEqual({ part, value: null });
      expect(provenance[`/${part}`]?.rule).toMatch(/never answered$/);
    }
  });

  it('is empty with its count when the source answered that it has nothing', () => {
    const none = ['labels', 'applications', 'recalls', 'shortages', 'reports', 'products'].map((part) =>
      answerOf('openfda', part, []),
    );
    const counts = { total: 0, items: [], isComplete: true };
    expect(merged(none)).toMatchObject({
      ...{ label: null, labels: counts, labelHistory: [], products: counts, classes: null },
      approvals: { ...counts, firstApprovedOn: null },
      recalls: { ...counts, ongoing: 0 },
      shortages: { ...counts, current: 0 },
      reports: { total: 0, reactions: [], isComplete: true },
    });
  });

  it('is null when the answer could not be read: that is not "none"', () => {
    const unread = answerOf('openfda', 'recalls', [], {
      total: null,
      isComplete: false,
      notes: ['It could not be read.'],
    });
    expect(merged([unread])).toMatchObject({ recalls: null, notes: ['Recalls: It could not be read.'] });
  });

  it('shows the first 20 and counts all', () => {
    const recalls = Array.from({ length: 25 }, (_, index) => {
      const recallNumber = `D-${String(index).padStart(4, '0')}`;
      return held(
        'openfda',
        recallNumber,
        madeUpRecord('recall', { recallNumber, uniis: ['U1'], status: 'Ongoing', reportedOn: '2026-01-01' }),
      );
    });
    const part = merged([answerOf('openfda', 'recalls', recalls)]).recalls;
    expect(part).toMatchObject({ total: 25, ongoing: 25, isComplete: true });
    expect(part?.items.map(({ recallNumber }) => recallNumber)).toEqual(recalls.slice(0, 20).map(({ key }) => key));
  });

  it.each<[string, Partial<HeldAnswer>, boolean]>([
    ['the source says so', { isComplete: false }, false],
    ['the source counts more', { total: 2 }, false],
    ['it holds all', { total: 1 }, true],
    ['the source does not count', { total: null }, true],
  ])('is told to be complete or not when %s', (_case, about, isComplete) => {
    expect(merged([answerOf('openfda', 'labels', [label('a', { uniis: ['U1'] })], about)]).labels).toMatchObject({
      isComplete,
    });
  });
});

describe('the label that stands for a drug', () => {
  const STATED = madeUpFollowed('inventinib', [
    'unii:U1',
    'spl-set-id:stated',
    'spl-set-id:stated-too',
    'fda-application:BLA1',
  ]);
  const first = (labels: HeldRecord[]): string | null =>
    mergeDrug(madeUpFacts(STATED, { answers: [answerOf('openfda', 'labels', labels)] })).document.label?.setId ?? null;

  it.each<[string, [string, Partial<RecordOf<'label'>>][], string | null]>([
    [
      'newest in effect',
      [
        ['a', { effectiveOn: '2025-01-01' }],
        ['b', { effectiveOn: '2026-01-01' }],
      ],
      'b',
    ],
    [
      'by set id when in effect on one day',
      [
        ['b', { effectiveOn: '2025' }],
        ['a', { effectiveOn: '2025' }],
      ],
      'a',
    ],
    [
      'named by the guide before newer ones',
      [
        ['stated', { effectiveOn: '2020' }],
        ['b', { effectiveOn: '2026' }],
      ],
      'stated',
    ],
    [
      'of several so named that of the stated application',
      [
        ['stated', { applicationNumbers: ['BLA1'] }],
        ['stated-too', { effectiveOn: '2026', genericNames: ['INVENTINIB'] }],
      ],
      'stated',
    ],
    [
      'of several so named that with the plain generic name',
      [
        ['stated', { genericNames: ['INVENTINIB-ABCD'], effectiveOn: '2026' }],
        ['stated-too', { genericNames: ['INVENTINIB'] }],
      ],
      'stated-too',
    ],
    [
      'never a combination',
      [
        ['stated', { uniis: ['U1', 'U5'] }],
        ['b', {}],
      ],
      'b',
    ],
    ['none when only combinations are held', [['stated', { uniis: ['U1', 'U5'] }]], null],
  ])('is %s', (_case, labels, expected) => {
    const records = labels.map(([setId, fields]) => label(setId, { uniis: ['U1'], ...fields }));
    expect(first(records)).toBe(expected);
    expect(first([...records].reverse())).toBe(expected);
  });
});

describe('the history of labels', () => {
  const version = (retrievedAt: string, fields: Partial<RecordOf<'label'>>): HeldRecord<RecordOf<'label'>> =>
    held('openfda', 'a', madeUpRecord('label', { setId: 'a', version: retrievedAt.slice(3, 4), ...fields }), {
      retrievedAt,
    });
  const versionsOf = (labelVersions: HeldRecord<RecordOf<'label'>>[]): [string | null, string][] => {
    const answers = [answerOf('openfda', 'labels', [label('a', { uniis: ['U1'] })])];
    const facts = madeUpFacts(DRUG, { answers, labelVersions });
    const matches = new Map(labelsOf(facts).earlier.map(({ retrievedAt, matchedBy }) => [retrievedAt, matchedBy]));
    const { labelHistory } = mergeDrug(facts).document;
    return (labelHistory ?? []).map(({ version: number, seenAt }) => [number, matches.get(seenAt) ?? '']);
  };

  it('holds a version without codes and names by the label that it is a version of', () => {
    const versions = [version('2024', {}), version('2023', { uniis: ['U1'] })];
    expect(versionsOf(versions)).toEqual([
      ['3', 'identifier'],
      ['4', 'name'],
    ]);
  });

  it('leaves out a version that was of another substance', () => {
    expect(versionsOf([version('2024', { uniis: ['U5'] }), version('2023', { uniis: ['U1'] })])).toEqual([
      ['3', 'identifier'],
    ]);
  });
});

describe('what RxNorm knows', () => {
  it('leads to records of a salt whose code the guide does not state', () => {
    const labels = answerOf('openfda', 'labels', [label('a', { uniis: ['U2'] })]);
    expect(merged([labels]).labels?.total).toBe(0);
    expect(merged([labels, concept({ uniis: ['U1', 'U2'] })]).labels).toMatchObject({ total: 1 });
    const bySalt = merged([labels, concept({ uniis: ['U1'], preciseUniis: ['U2'] })]);
    expect(bySalt.labels).toMatchObject({ total: 1, items: [{ matchedBy: 'identifier' }] });
    expect(bySalt.identifiers).toContainEqual({
      system: 'unii',
      code: 'U2',
      label: null,
      sources: ['openfda', 'rxnorm'],
    });
  });

  it('leads to records that bear only a brand name of RxNorm', () => {
    const recalls = answerOf('openfda', 'recalls', [
      held('openfda', 'D-1', madeUpRecord('recall', { brandNames: ['NOVINVENT'] })),
    ]);
    expect(merged([recalls]).recalls?.total).toBe(0);
    expect(merged([recalls, concept({ brands: [{ rxcui: '8', name: 'Novinvent' }] })]).recalls?.items).toMatchObject([
      { matchedBy: 'name' },
    ]);
  });

  it('does not lead to records of codes that contradict the guide, and is shown as a conflict', () => {
    const labels = answerOf('openfda', 'labels', [label('a', { uniis: ['U5'] })]);
    const document = merged([labels, concept({ uniis: ['U5'] })]);
    expect(document.labels?.total).toBe(0);
    expect(document.conflicts).toMatchObject([{ field: 'identifiers.unii', chosen: 'guide' }]);
  });

  it('never gives it the code of another drug', () => {
    const others = [madeUpFollowed('otherumab', ['unii:U9'])];
    const labels = answerOf('openfda', 'labels', [label('a', { uniis: ['U9'], genericNames: ['INVENTINIB'] })]);
    expect(merged([labels, concept({ uniis: ['U1', 'U9'] })], { others }).labels?.total).toBe(0);
  });

  it('of a combination with the drug tells neither its names nor its codes', () => {
    const recall = held('openfda', 'D-1', madeUpRecord('recall', { brandNames: ['DUO'] }));
    const duo = concept({ tty: 'MIN', name: 'inventinib / otherumab', brands: [{ rxcui: '8', name: 'Duo' }] });
    expect(merged([duo, answerOf('openfda', 'recalls', [recall])]).recalls).toMatchObject({ total: 0 });
    const document = merged([
      concept({ tty: 'MIN', name: 'inventinib / otherumab', brands: [{ rxcui: '8', name: 'Duo' }] }),
    ]);
    expect(document.names.map(({ name }) => name)).toEqual(['inventinib', 'Inventex']);
    expect(document.conflicts).toEqual([]);
  });
});

describe('records without the block of codes', () => {
  const recall = (recallNumber: string, fields: Partial<RecordOf<'recall'>>): HeldRecord =>
    held('openfda', recallNumber, madeUpRecord('recall', { recallNumber, status: 'Ongoing', ...fields }));
  const recallsOf = (...recalls: HeldRecord[]): DrugDocument['recalls'] =>
    merged([answerOf('openfda', 'recalls', recalls)]).recalls;

  it.each([
    'Inventinib injection, 1 mg/mL',
    'Acme Pharmacy, inventinib for injection 10 mg per vial, Rx only',
    'INVENTEX (inventinib) tablets, 40 mg, 30-count bottle, NDC 00000-000-00',
  ])('are told by the names that their description begins with: %s', (productDescription) => {
    expect(recallsOf(recall('D-1', { productDescription }))).toMatchObject({
      ...{ total: 1, ongoing: 1, isComplete: true },
      items: [{ recallNumber: 'D-1', matchedBy: 'name' }],
    });
  });

  it('that only speak of the drug are left out, and then nothing is said to be all or none', () => {
    const saline = recall('D-2', { productDescription: 'Saline in bags, 250 mL, for use with inventinib' });
    expect(recallsOf(saline)).toMatchObject({ total: 0, ongoing: null, isComplete: false });
    expect(recallsOf(saline, recall('D-1', { uniis: ['U1'] }))).toMatchObject({ ongoing: 1, isComplete: false });
  });

  it('of something else leave nothing in doubt', () => {
    const other = recall('D-3', { productDescription: 'Otherine tablets, 5 mg' });
    expect(recallsOf(other)).toMatchObject({ total: 0, ongoing: 0, isComplete: true });
  });

  it('are joined also where a comma joins the name with another', () => {
    const label = held('openfda', 's', madeUpRecord('label', { setId: 's', genericNames: ['INVENTINIB, FOOMAB'] }));
    expect(merged([answerOf('openfda', 'labels', [label])]).labels?.items).toMatchObject([
      { matchedBy: 'name', isCombination: true },
    ]);
    expect(recallsOf(recall('D-4', { genericNames: ['INVENTINIB, FOOMAB'] }))).toMatchObject({ ongoing: 1 });
  });
});

describe('the first approval', () => {
  const approved = (applicationNumber: string, statusDate: string): HeldRecord =>
    held(
      'openfda',
      applicationNumber,
      madeUpRecord('application', {
        ...{ applicationNumber, uniis: ['U1'] },
        submissions: [{ type: 'ORIG', number: '1', status: 'AP', statusDate, classCode: null, classDescription: null }],
      }),
    );

  it.each<[string, HeldRecord[], string | null]>([
    ['not that of a generic, which rests on an earlier one', [approved('ANDA200001', '2019-03-01')], null],
    [
      'that of the originator',
      [approved('ANDA200001', '2019-03-01'), approved('NDA010001', '1999-01-01')],
      '1999-01-01',
    ],
    ['that of a biologic', [approved('BLA125001', '2014-09-04')], '2014-09-04'],
  ])('is %s', (_case, applications, first) => {
    const answer = answerOf('openfda', 'applications', applications, { total: 40 });
    const { document, provenance } = mergeDrug(madeUpFacts(DRUG, { answers: [answer] }));
    expect(document.approvals).toMatchObject({ firstApprovedOn: first, isComplete: false });
    expect(provenance['/approvals/firstApprovedOn']?.rule).toMatch(/\(NDA, BLA\) of the drug alone that are held/);
  });
});

describe('reports', () => {
  const counts = (reactions: number, isComplete: boolean): DrugDocument['reports'] => {
    const record = madeUpRecord('report-counts', {
      totalReports: 99,
      reactions: Array.from({ length: reactions }, (_, index) => ({ term: `R${String(index)}`, count: 1 })),
    });
    return merged([answerOf('openfda', 'reports', [held('openfda', 'inventinib', record)], { isComplete })]).reports;
  };

  it.each([
    [3, true, true],
    [3, false, false],
    [21, true, false],
  ])('with %i reactions in an answer that is complete (%s) are so themselves: %s', (reactions, isWhole, isComplete) => {
    expect(counts(reactions, isWhole)).toMatchObject({ isComplete });
  });
});

describe('names of products with further active substances', () => {
  const combined = (names: DrugDocument['names']): string[] =>
    names.filter(({ isCombination }) => isCombination).map(({ name }) => name);
  const DUO = label('duo', { uniis: ['U1', 'U5'], brandNames: ['INVENTEX DUO'] });
  const drug = madeUpFollowed('inventinib', ['unii:U1'], { brands: ['Inventex', 'Inventex Duo'] });

  it('are marked where only records of combinations bear them', () => {
    const alone = label('alone', { uniis: ['U1'], brandNames: ['INVENTEX'] });
    const both = label('both', { uniis: ['U1', 'U5'], brandNames: ['Inventex'] });
    const answers = [answerOf('openfda', 'labels', [DUO, alone, both])];
    expect(combined(mergeDrug(madeUpFacts(drug, { answers })).document.names)).toEqual(['Inventex Duo']);
  });

  it('are marked where the guide says so, and so are records that only bear such a name', () => {
    const stated = madeUpFollowed('inventinib', [], { brands: ['Inventex'], combinations: ['Inventex Duo'] });
    const bare = label('bare', { brandNames: ['INVENTEX DUO'] });
    const facts = madeUpFacts(stated, { answers: [answerOf('openfda', 'labels', [bare])] });
    const { document, provenance } = mergeDrug(facts);
    expect(combined(document.names)).toEqual(['Inventex Duo']);
    expect(document.labels?.items).toMatchObject([{ matchedBy: 'name', isCombination: true }]);
    expect(provenance['/names/2/name']).toMatchObject({ pointer: '/names/combinations/0' });
  });
});

describe('notes', () => {
  it('begin with the part they speak of, each part having its own, however many there are', () => {
    const answers = ['labels', 'recalls'].map((part) =>
      answerOf('openfda', part, [], {
        notes: Array.from({ length: 15 }, (_, index) => `Made-up word ${String(index)}.`),
      }),
    );
    const { notes } = merged(answers);
    expect(notes).toHaveLength(30);
    expect(notes).toEqual(expect.arrayContaining(['Labels: Made-up word 3.', 'Recalls: Made-up word 3.']));
  });
});

describe('a concept that shares the RxCUI but has another UNII', () => {
  const WRONG = concept({
    ...{ name: 'otherinib', uniis: ['UZZZ'], atcCodes: ['Z99'] },
    brands: [{ rxcui: '8', name: 'Otherex' }],
    preciseIngredients: [{ rxcui: '9', name: 'otherinib tosylate' }],
    classes: [{ id: 'N1', name: 'Alkylating Drug', type: 'EPC', relaSource: 'FDASPL' }],
  });
  const shortage = held(
    'openfda',
    'n',
    madeUpRecord('shortage', { genericName: 'Otherinib Tablet', status: 'Current' }),
  );
  const document = merged([WRONG, answerOf('openfda', 'shortages', [shortage])]);

  it('gives the drug no name, code, class and record', () => {
    expect(document.names.map(({ name }) => name)).toEqual(['inventinib', 'Inventex']);
    expect(document.identifiers.map(({ code }) => code)).toEqual(['U1', '7']);
    expect(document).toMatchObject({ treatmentKind: null, shortages: { total: 0 } });
  });

  it('is told in a note and in a conflict', () => {
    expect(document.notes).toContainEqual(
      expect.stringMatching(
        /RxNorm sent 1 concept with one code of inventinib and another that is of another substance/,
      ),
    );
    expect(document.conflicts).toMatchObject([{ field: 'identifiers.unii', chosen: 'guide' }]);
    expect(document.conflicts[0]?.values.map(({ source, value }) => [source, value])).toEqual([
      ['guide', ['U1']],
      ['rxnorm', ['UZZZ']],
    ]);
  });
});

describe('codes that cannot be compared', () => {
  const bare = madeUpFollowed('inventinib', ['rxnorm:7']);
  const of = (fields: Partial<RecordOf<'label'>>, others: DrugFacts['others'] = []): DrugDocument['labels'] => {
    const answers = [answerOf('openfda', 'labels', [label('a', fields)])];
    return mergeDrug(madeUpFacts(bare, { answers, others })).document.labels;
  };

  it('leave the name to decide, and say so', () => {
    expect(of({ uniis: ['U5'], genericNames: ['INVENTINIB'] })?.items).toMatchObject([{ matchedBy: 'name' }]);
  });

  it('are not needed where an RxCUI of the product is one of the drug', () => {
    expect(of({ rxcuis: ['7'], genericNames: ['ANYTHING'] })?.items).toMatchObject([{ matchedBy: 'identifier' }]);
  });

  it('do not hide that an RxCUI is that of another drug', () => {
    const others = [madeUpFollowed('otherumab', ['rxnorm:9'])];
    expect(of({ rxcuis: ['9'], genericNames: ['INVENTINIB'] }, others)).toMatchObject({ total: 0, isComplete: false });
  });
});

describe('a conflict', () => {
  const epc = (source: 'label' | 'concept', name: string): HeldAnswer =>
    source === 'label'
      ? answerOf('openfda', 'labels', [label('a', { uniis: ['U1'], pharmClassEpc: [`${name} [EPC]`] })])
      : concept({ classes: [{ id: 'N1', name, type: 'EPC', relaSource: 'MEDRT' }] });

  it.each<[string, HeldAnswer[], string | null, string | null, string[]]>([
    ['the class agrees with the list', [epc('label', 'Kinase Inhibitor')], 'targeted therapy', 'targeted therapy', []],
    [
      'the class contradicts the list',
      [epc('label', 'Kinase Inhibitor')],
      'chemotherapy',
      'targeted therapy',
      ['openfda', 'guide'],
    ],
    ['the list names no kind', [epc('label', 'Kinase Inhibitor')], 'drugs that help', 'targeted therapy', []],
    ['the class tells no kind', [epc('label', 'Made-up Agent')], 'chemotherapy', null, []],
    ['no class is held', [], 'chemotherapy', null, []],
    [
      'label and RxNorm differ',
      [epc('label', 'Kinase Inhibitor'), epc('concept', 'Alkylating Drug')],
      null,
      'targeted therapy',
      ['openfda', 'rxnorm'],
    ],
    ['only RxNorm knows a class', [epc('concept', 'Alkylating Drug')], null, 'chemotherapy', []],
    [
      'the label has classes of two kinds',
      [
        answerOf('openfda', 'labels', [
          label('a', { uniis: ['U1'], pharmClassEpc: ['Kinase Inhibitor [EPC]', 'Alkylating Drug [EPC]'] }),
        ]),
      ],
      'chemotherapy',
      null,
      ['openfda', 'openfda', 'guide'],
    ],
    [
      'two labels have classes of two kinds',
      [
        answerOf('openfda', 'labels', [
          label('a', { uniis: ['U1'], pharmClassEpc: ['Kinase Inhibitor [EPC]'] }),
          label('b', { uniis: ['U1'], pharmClassEpc: ['Alkylating Drug [EPC]'] }),
        ]),
      ],
      null,
      null,
      ['openfda', 'openfda'],
    ],
    [
      'there is a mechanism of action alone',
      [
        answerOf('openfda', 'labels', [
          label('a', { uniis: ['U1'], pharmClassMoa: ['Protein Kinase Inhibitors [MoA]'] }),
        ]),
      ],
      null,
      'targeted therapy',
      [],
    ],
  ])('of the kind of treatment, when %s', (_case, answers, listedAs, kind, sources) => {
    const document = merged(answers, { stated: [statedBy(DRUG, listedAs)] });
    expect(document.treatmentKind).toBe(kind);
    const inField = document.conflicts.filter(({ field }) => field === 'treatmentKind');
    expect(inField.flatMap(({ values }) => values.map(({ source }) => source))).toEqual(sources);
  });

  it('of what the source that decides says itself chooses none, and says so', () => {
    const labels = ['Kinase Inhibitor [EPC]', 'Alkylating Drug [EPC]'].map((name, index) =>
      label(String(index), { uniis: ['U1'], pharmClassEpc: [name] }),
    );
    const { document, provenance } = mergeDrug(madeUpFacts(DRUG, { answers: [answerOf('openfda', 'labels', labels)] }));
    const rule = 'openFDA itself states different values, so none of them decides';
    expect(
      document.conflicts.map(({ field, chosen, values, ...rest }) => [field, chosen, values.length, rest.rule]),
    ).toEqual([
      ['treatmentKind', null, 2, rule],
      ['classes.epc', null, 2, rule],
    ]);
    expect(provenance['/treatmentKind']?.rule).toMatch(/of several kinds/);
    expect(document.classes?.map(({ name }) => name)).toEqual(['Alkylating Drug', 'Kinase Inhibitor']);
  });

  it.each<[string, string, string, string[]]>([
    ['the sources state another established class', 'EPC', 'Alkylating Drug', ['treatmentKind', 'classes.epc']],
    ['the sources state another mechanism', 'MOA', 'Made-up Inhibitors', ['classes.moa']],
    ['one class in singular and plural', 'EPC', 'Kinase Inhibitors', []],
    ['a wider mechanism', 'MOA', 'Kinase Inhibitors', []],
  ])('of classes, when %s', (_case, type, name, fields) => {
    const stated = label('a', {
      ...{ uniis: ['U1'], pharmClassEpc: ['Kinase Inhibitor [EPC]'] },
      pharmClassMoa: ['Protein Kinase Inhibitors [MoA]'],
    });
    const classes = [{ id: 'N1', name, type, relaSource: 'MEDRT' }];
    const document = merged([answerOf('openfda', 'labels', [stated]), concept({ classes })]);
    expect(document.conflicts.map(({ field, chosen }) => [field, chosen])).toEqual(
      fields.map((one) => [one, 'openfda']),
    );
  });

  it('of codes shows the code that it chose first', () => {
    const drug = madeUpFollowed('inventinib', ['rxnorm:7', 'atc:L01FG01']);
    const answers = [concept({ atcCodes: ['L01XC07'] })];
    const document = mergeDrug(madeUpFacts(drug, { answers })).document;
    expect(document.conflicts).toMatchObject([{ field: 'identifiers.atc', chosen: 'rxnorm' }]);
    const codes = document.identifiers.filter(({ system }) => system === 'atc').map(({ code }) => code);
    expect(codes).toEqual(['L01XC07', 'L01FG01']);
  });

  it.each<[string, string, boolean]>([
    ['the same name in capitals', 'INVENTINIB', false],
    ['the name with its salt', 'INVENTINIB TOSYLATE', false],
    ['the name with a suffix', 'INVENTINIB-ABCD', false],
    ['a form of it', 'INVENTINIB LIPOSOME', false],
    ['another name', 'NOVELINIB', true],
  ])('of the name, when the label says %s', (_case, generic, isConflict) => {
    const document = merged([answerOf('openfda', 'labels', [label('a', { uniis: ['U1'], genericNames: [generic] })])]);
    expect(document.conflicts.map(({ field }) => field)).toEqual(isConflict ? ['name'] : []);
    expect(document.name).toBe('inventinib');
  });

  it('of the name is none where the guide knows the other name too', () => {
    const drug = madeUpFollowed('inventinib', ['rxnorm:7'], { synonyms: ['novelinib'] });
    const facts = madeUpFacts(drug, { answers: [concept({ name: 'Novelinib' })] });
    expect(mergeDrug(facts).document.conflicts).toEqual([]);
  });

  it('of the RxCUI is none where RxNorm remapped the stated one', () => {
    const remapped = concept({ rxcui: '9', formerRxcuis: ['7'] });
    expect(merged([remapped])).toMatchObject({ conflicts: [] });
    const other = concept({ rxcui: '9', uniis: ['U1'] });
    expect(merged([other]).conflicts).toMatchObject([{ field: 'identifiers.rxnorm', chosen: 'rxnorm' }]);
  });
});
