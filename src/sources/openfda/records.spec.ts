import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { madeUpLabel } from '../../../test/fixtures/openfda/made-up-labels.js';
import { valueAt } from '../../common/field-map.js';
import { readApplication } from './application-fields.js';
import { readLabel } from './label-fields.js';
import { readProduct } from './product-fields.js';
import { readRecall } from './recall-fields.js';
import type { RecordReader } from './record-reader.js';
import { readShortage } from './shortage-fields.js';

const receipt = { retrievedAt: '2026-11-24T09:00:00.000Z', origin: 'live', dataDate: '2026-08-11' } as const;

function recorded(name: string): Record<string, unknown>[] {
  const url = new URL(`../../../test/fixtures/openfda/${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(url, 'utf8')) as { results: Record<string, unknown>[] }).results;
}

function read(reader: RecordReader, raw: unknown) {
  const reading = reader(raw, receipt);
  if ('rejection' in reading) throw new Error(JSON.stringify(reading.rejection.problems));
  return reading.record;
}

function refused(reader: RecordReader, raw: unknown) {
  const reading = reader(raw, receipt);
  if ('record' in reading) throw new Error(`read as ${reading.record.key}`);
  return reading.rejection;
}

describe('a label', () => {
  it('is read from a real body, cut down to ids and names', () => {
    const [, raw] = recorded('label/keytruda_20260811.min');
    const label = read(readLabel, raw);
    expect(label).toMatchObject({
      key: '9333c79b-d487-4538-a9f0-71b91a02b287',
      url: 'https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=9333c79b-d487-4538-a9f0-71b91a02b287',
      data: { kind: 'label', brandNames: ['KEYTRUDA'], genericNames: ['PEMBROLIZUMAB'], uniis: [], indications: [] },
      sourceUpdatedAt: null,
      problems: [],
      ...receipt,
    });
    expect(label.raw).toBe(raw);
  });

  it('is read with its texts from a made-up body', () => {
    const raw = madeUpLabel('doxorubicin');
    const { data, sourceUpdatedAt, problems } = read(readLabel, raw);
    expect(problems).toEqual([]);
    expect(sourceUpdatedAt).toBe('2020-06-10');
    expect(data).toMatchObject({
      effectiveOn: '2020-06-10',
      pharmClassEpc: ['Anthracycline Topoisomerase Inhibitor [EPC]'],
      boxedWarning: raw['boxed_warning'],
      warningsAndCautions: raw['warnings_and_cautions'],
      warnings: [],
      adverseReactions: raw['adverse_reactions'],
      drugInteractions: raw['drug_interactions'],
      mechanismOfAction: raw['mechanism_of_action'],
      indications: raw['indications_and_usage'],
      productData: raw['spl_product_data_elements'],
    });
  });

  it('of the older form has its warnings elsewhere', () => {
    const { warnings_and_cautions: warnings, ...raw } = madeUpLabel('cisplatin');
    expect(read(readLabel, { ...raw, warnings }).data).toMatchObject({ warnings, warningsAndCautions: [] });
  });

  it('without the harmonised block keeps what it says itself', () => {
    const { openfda, ...raw } = madeUpLabel('cisplatin');
    expect(openfda).toBeDefined();
    expect(read(readLabel, raw)).toMatchObject({
      problems: [],
      data: { genericNames: [], productData: [expect.any(String)] },
    });
  });

  it('with a part of the wrong type keeps the rest and reports the part', () => {
    const raw = { ...madeUpLabel('cisplatin'), boxed_warning: 7, effective_time: 'soon', adverse_reactions: ['', 'a'] };
    const { data, problems } = read(readLabel, { ...raw, openfda: 'none' });
    expect(data).toMatchObject({ boxedWarning: [], effectiveOn: null, adverseReactions: ['a'], genericNames: [] });
    const fields = problems.map(({ field }) => field);
    expect(fields).toEqual(expect.arrayContaining(['boxedWarning', 'effectiveOn', 'adverseReactions.0', 'uniis']));
  });
});

describe('an application', () => {
  it.each(recorded('drugsfda/cisplatin_20231115').map((raw) => [String(raw['application_number']), raw] as const))(
    'for cisplatin is read whole: %s',
    (number, raw) => {
      const { key, data, problems, url, sourceUpdatedAt } = read(readApplication, raw);
      expect([key, problems]).toEqual([number, []]);
      expect(url).toMatch(/ApplNo=\d{6}$/);
      expect(data).toMatchObject({
        kind: 'application',
        uniis: ['Q20Q21Q62J'],
        pharmClassEpc: ['Platinum-based Drug [EPC]'],
        sponsorName: raw['sponsor_name'],
      });
      const dates = (raw['submissions'] as { submission_status_date: string }[]).map(
        (one) => one.submission_status_date,
      );
      expect(sourceUpdatedAt?.replaceAll('-', '')).toBe(dates.sort().at(-1));
    },
  );

  it('has its products and submissions in the order of the record', () => {
    const raw = recorded('drugsfda/imatinib_20260811.min')[0];
    expect(read(readApplication, raw).data).toMatchObject({
      applicationNumber: 'NDA021588',
      products: [
        {
          brandName: 'GLEEVEC',
          activeIngredients: [{ name: 'IMATINIB MESYLATE', strength: 'EQ 100MG BASE' }],
          marketingStatus: 'Prescription',
        },
      ],
      submissions: [{ type: 'ORIG', status: 'AP', statusDate: '2003-04-18', classCode: 'TYPE 3' }],
    });
  });
});

describe('a recall', () => {
  it('is read from a real body, with and without the harmonised block', () => {
    const [bare, harmonised] = recorded('enforcement/sample_20260128.trim');
    expect(read(readRecall, bare)).toMatchObject({
      key: 'D-0115-2026',
      url: 'https://api.fda.gov/drug/enforcement.json?search=recall_number.exact%3A%22D-0115-2026%22',
      sourceUpdatedAt: '2025-11-05',
      problems: [],
      data: { status: 'Ongoing', initiatedOn: '2025-10-15', endedOn: null, uniis: [], genericNames: [] },
    });
    expect(read(readRecall, harmonised).data).toMatchObject({
      classification: 'Class III',
      uniis: ['6E8ZO8LRNM'],
      substanceNames: ['TRAZODONE HYDROCHLORIDE'],
    });
  });
});

describe('a shortage', () => {
  const [available, unavailable] = recorded('shortages/sample_20260812.lowtrust');

  it('is read with its American dates and its slip of the pen', () => {
    expect(read(readShortage, unavailable)).toMatchObject({
      key: '61314-531-64',
      sourceUpdatedAt: '2026-07-15',
      problems: [],
      data: {
        genericName: 'Amoxicillin Oral Suspension',
        availability: 'Unavailable',
        reason: 'Demand increase for the drug',
        postedOn: '2025-05-30',
        status: 'Current',
      },
    });
    expect(read(readShortage, available).data).toMatchObject({ availability: 'Available', reason: null });
  });

  it('without a package number has a key that lasts while it is updated', () => {
    const bare = { ...available, package_ndc: undefined };
    const { key } = read(readShortage, bare);
    expect(key).toMatch(/^without-ndc-[0-9a-f]{16}$/);
    expect(read(readShortage, { ...bare, status: 'Resolved', update_date: '01/01/2027' }).key).toBe(key);
    expect(read(readShortage, { ...bare, company_name: 'Another' }).key).not.toBe(key);
  });

  it('with nothing that tells it apart is rejected', () => {
    expect(refused(readShortage, { status: 'Current' }).problems[0]?.detail).toContain('apart');
  });

  it('with a date of another form reports it', () => {
    const { data, problems } = read(readShortage, {
      ...available,
      update_date: '2026-08-07',
      initial_posting_date: '13/31/2017',
    });
    expect(data).toMatchObject({ updatedOn: null, postedOn: null });
    expect(problems.map(({ field }) => field)).toEqual(['postedOn', 'updatedOn']);
  });
});

describe('a product', () => {
  /** Made up after FDA's schema: no real body was to be had. */
  const MADE_UP_PRODUCT = {
    product_ndc: '99999-001',
    brand_name: 'Madeup',
    generic_name: 'madeupinib',
    labeler_name: 'Made-up Pharmaceuticals',
    active_ingredients: [{ name: 'MADEUPINIB', strength: '10 mg/1' }, { strength: 'nameless' }],
    pharm_class: ['Kinase Inhibitor [EPC]'],
    application_number: 'NDA900001',
    dosage_form: 'TABLET',
    route: ['ORAL'],
    marketing_category: 'NDA',
    openfda: { unii: ['0MADEUP001'], rxcui: ['999'], spl_set_id: '00000000-0000-4000-8000-00000000aaaa' },
  };

  it('is read, with one text in place of a list where the schema has it so', () => {
    const { key, data, problems, url } = read(readProduct, MADE_UP_PRODUCT);
    expect([key, url]).toEqual(['99999-001', 'https://api.fda.gov/drug/ndc.json?search=product_ndc%3A%2299999-001%22']);
    expect(data).toMatchObject({
      activeIngredients: [{ name: 'MADEUPINIB', strength: '10 mg/1' }],
      setIds: ['00000000-0000-4000-8000-00000000aaaa'],
      uniis: ['0MADEUP001'],
      routes: ['ORAL'],
    });
    expect(problems[0]).toMatchObject({ field: 'activeIngredients.1.name', pointer: '/active_ingredients/1/name' });
  });
});

describe('any record', () => {
  const readers: [string, RecordReader][] = [
    ['label', readLabel],
    ['application', readApplication],
    ['recall', readRecall],
    ['shortage', readShortage],
    ['product', readProduct],
  ];

  it.each(readers)('that is no %s at all is rejected', (_kind, reader) => {
    for (const raw of [null, 7, 'text', [], {}, true]) expect(refused(reader, raw).problems).not.toEqual([]);
  });

  it('that is too long or too deep is rejected without being kept', () => {
    const long = { ...madeUpLabel('cisplatin'), description: ['x'.repeat(2 * 1024 * 1024)] };
    expect(refused(readLabel, long)).toMatchObject({ key: valueAt(long, '/set_id'), raw: null });
    const deep = JSON.parse(`{"set_id":"deep","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`) as unknown;
    expect(refused(readLabel, deep)).toMatchObject({ key: 'deep', raw: null });
  });

  it('loses U+0000, which its raw form keeps', () => {
    const raw = { ...madeUpLabel('cisplatin'), version: '1\u0000', boxed_warning: ['a\u0000b'] };
    const { data, raw: kept } = read(readLabel, raw);
    expect(data).toMatchObject({ version: '1', boxedWarning: ['ab'] });
    expect(valueAt(kept, '/version')).toBe('1\u0000');
  });

  it('has the same hash whatever the order of its fields, and another one when something changes', () => {
    const raw = madeUpLabel('cisplatin');
    const turned = Object.fromEntries(Object.entries(raw).reverse());
    const { contentHash } = read(readLabel, raw);
    expect(read(readLabel, turned).contentHash).toBe(contentHash);
    expect(read(readLabel, { ...raw, version: '2' }).contentHash).not.toBe(contentHash);
  });
});
