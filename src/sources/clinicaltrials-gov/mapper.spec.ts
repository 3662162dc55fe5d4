import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadRealStudies } from '../../../test/support/fake-registry.js';
import { valueAt } from '../../common/field-map.js';
import { canonicalJson } from '../../model/content-hash.js';
import type { Study } from '../../model/study.js';
import type { ReadResult, Rejection, SourceRecord } from '../source.js';
import { contentOf, mapStudyRecord, studyPointers } from './mapper.js';

const receipt = { retrievedAt: '2026-08-20T10:00:00.000Z', origin: 'live', dataDate: null } as const;

function read(raw: unknown): SourceRecord<Study> {
  const mapped = mapStudyRecord(raw, receipt);
  if ('rejection' in mapped) throw new Error(JSON.stringify(mapped.rejection.problems));
  return mapped.record;
}

function rejected(raw: unknown): Rejection {
  const mapped = mapStudyRecord(raw, receipt);
  if ('record' in mapped) throw new Error('expected a rejection');
  return mapped.rejection;
}

/** A made-up record with next to nothing in it, as captures may leave it. */
function bare(more: Record<string, unknown> = {}, identification: Record<string, unknown> = {}): unknown {
  const identificationModule = { nctId: 'NCT00000001', briefTitle: 'Made up', ...identification };
  const { protocolSection = {}, ...sections } = more as { protocolSection?: object };
  return { protocolSection: { identificationModule, ...protocolSection }, ...sections };
}

let lines: unknown[] = [];
let results: ReadResult<Study>[] = [];
let records: SourceRecord<Study>[] = [];
beforeAll(async () => {
  lines = await loadRealStudies({ everyVersion: true });
  results = lines.map((raw) => mapStudyRecord(raw, receipt));
  records = results.flatMap((result) => ('record' in result ? [result.record] : []));
});

describe('mapStudyRecord on every recorded real record', () => {
  it('rejects none of the 1536, and finds the one site whose status is a space', () => {
    expect(results).toHaveLength(1536);
    expect(results.filter((result) => 'rejection' in result)).toEqual([]);
    const problems = records.flatMap(({ key, problems: own }) => own.map((problem) => ({ key, ...problem })));
    expect(problems).toEqual([
      expect.objectContaining({ key: 'NCT05208710', detail: expect.stringMatching(/found " "$/) as unknown }),
    ]);
    expect(problems[0]?.field).toMatch(/^locations\.\d+\.status$/);
  });

  it('keeps the values of plain fields exactly as received, at the places it names', () => {
    const plain = ['nctId', 'briefTitle', 'overallStatus', 'statusVerifiedDate', 'conditions', 'hasResults'] as const;
    const differing = records.flatMap(({ key, data, raw }) =>
      plain
        .filter((field) => canonicalJson(data[field]) !== canonicalJson(valueAt(raw, studyPointers[field])))
        .map((field) => [key, field]),
    );
    expect(differing).toEqual([]);
  });

  it('loses no site, arm, intervention, outcome, reference, document or MeSH term', () => {
    const lists = [
      'locations',
      'armGroups',
      'interventions',
      'primaryOutcomes',
      'secondaryOutcomes',
      'otherOutcomes',
      'references',
      'seeAlsoLinks',
      'documents',
      'collaborators',
      'conditionMeshTerms',
      'interventionMeshAncestors',
    ] as const;
    const shorter = records.flatMap(({ key, data, raw }) =>
      lists.filter((list) => data[list].length !== lengthAt(raw, studyPointers[list])).map((list) => [key, list]),
    );
    expect(shorter).toEqual([]);
  });

  it('leaves no field empty in all of them', () => {
    const isFilled = (value: unknown): boolean =>
      value !== null && value !== false && !(Array.isArray(value) && value.length === 0);
    const fields = Object.keys(studyPointers) as (keyof Study)[];
    expect(fields.filter((field) => !records.some(({ data }) => isFilled(data[field])))).toEqual([]);
  });
});

function lengthAt(raw: unknown, pointer: string): number {
  const list = valueAt(raw, pointer);
  return Array.isArray(list) ? list.length : 0;
}

describe('mapStudyRecord', () => {
  it('reads a whole real record', () => {
    const raw = lines.find((line) => {
      const has = (pointer: string): boolean => valueAt(line, pointer) !== undefined;
      return (
        has('/protocolSection/contactsLocationsModule/locations/0/geoPoint') &&
        has('/protocolSection/eligibilityModule/maximumAge') &&
        has('/documentSection/largeDocumentModule/largeDocs/0') &&
        has('/protocolSection/referencesModule/references/0/pmid') &&
        has('/derivedSection/interventionBrowseModule/meshes/0')
      );
    });
    const { data, ...record } = read(raw);
    expect(record).toMatchObject({
      key: data.nctId,
      url: `https://clinicaltrials.gov/study/${data.nctId}`,
      sourceUpdatedAt: valueAt(raw, '/protocolSection/statusModule/lastUpdatePostDateStruct/date'),
      dataDate: valueAt(raw, '/derivedSection/miscInfoModule/versionHolder'),
      retrievedAt: receipt.retrievedAt,
      origin: 'live',
      problems: [],
    });
    expect(record.raw).toBe(raw);
    expect(data.locations[0]?.geoPoint).toEqual(
      valueAt(raw, '/protocolSection/contactsLocationsModule/locations/0/geoPoint'),
    );
    expect(data.eligibility?.maximumAgeYears).toBe(parseInt(data.eligibility?.maximumAge ?? '', 10));
    expect(data.eligibility?.criteriaText).toBe(valueAt(raw, '/protocolSection/eligibilityModule/eligibilityCriteria'));
    expect(data.documents[0]).toMatchObject({ filename: expect.stringMatching(/\.pdf$/) as unknown });
    expect(data.references.some(({ pmid }) => pmid !== null)).toBe(true);
    expect(data.interventionMeshTerms[0]?.id).toMatch(/^[CD][1-9]\d*$/);
    expect(data.design?.masking).toBe(
      valueAt(raw, '/protocolSection/designModule/designInfo/maskingInfo/masking') ?? null,
    );
  });

  it('reads a record that states nothing but its number and title', () => {
    const { data, problems, dataDate, sourceUpdatedAt } = read(bare());
    expect(problems).toEqual([]);
    expect(data).toMatchObject({
      overallStatus: null,
      phases: [],
      eligibility: null,
      locations: [],
      hasResults: false,
    });
    expect([dataDate, sourceUpdatedAt]).toEqual([null, null]);
  });

  it('takes the data date of the receipt where the record has none', () => {
    const mapped = mapStudyRecord(bare(), { ...receipt, origin: 'assembled', dataDate: '2018-04-10' });
    expect(mapped).toMatchObject({ record: { dataDate: '2018-04-10', origin: 'assembled' } });
  });

  it('keeps an arm that has no label', () => {
    const armGroups = [{ type: 'EXPERIMENTAL', interventionNames: ['Drug: A'] }];
    const { data, problems } = read(bare({ protocolSection: { armsInterventionsModule: { armGroups } } }));
    expect(data.armGroups).toEqual([
      { label: '', type: 'EXPERIMENTAL', description: null, interventionNames: ['Drug: A'] },
    ]);
    expect(problems).toEqual([]);
  });

  it.each([
    ['nctId', { nctId: 'NCT1' }, '/protocolSection/identificationModule/nctId'],
    ['briefTitle', { briefTitle: ' ' }, '/protocolSection/identificationModule/briefTitle'],
  ])('rejects a record with a bad %s and keeps it with the reason', (field, identification, pointer) => {
    const raw = bare({}, identification);
    expect(rejected(raw)).toMatchObject({ raw, problems: [{ field, pointer }] });
  });

  it.each([null, 'text', 7, [], {}, { protocolSection: [] }])('rejects %p', (raw) => {
    expect(rejected(raw).problems.length).toBeGreaterThan(0);
  });

  it('reports an unknown status and leaves the rest of the record alone', () => {
    const statusModule = { overallStatus: 'PAUSED_FOR_LUNCH', whyStopped: 'Lunch' };
    const { data, problems } = read(bare({ protocolSection: { statusModule } }));
    expect(data).toMatchObject({ overallStatus: null, whyStopped: 'Lunch' });
    expect(problems).toMatchObject([
      { field: 'overallStatus', pointer: '/protocolSection/statusModule/overallStatus' },
    ]);
    expect(problems[0]?.detail).toContain('RECRUITING');
    expect(problems[0]?.detail).toContain('"PAUSED_FOR_LUNCH"');
  });

  it('keeps the other phases, sites and points beside a bad one', () => {
    const locations = [
      { facility: 'A', status: 'OPEN', city: 'X', geoPoint: { lat: 91, lon: 0 } },
      { facility: 'B', status: 'RECRUITING', geoPoint: { lat: 1.5, lon: -2 } },
      'not a site',
    ];
    const raw = bare({
      protocolSection: { designModule: { phases: ['PHASE2', 'PHASE9'] }, contactsLocationsModule: { locations } },
    });
    const { data, problems } = read(raw);
    expect(data.phases).toEqual(['PHASE2']);
    expect(data.locations).toMatchObject([
      { facility: 'A', status: null, city: 'X', geoPoint: null },
      { facility: 'B', status: 'RECRUITING', geoPoint: { lat: 1.5, lon: -2 } },
    ]);
    expect(problems.map(({ field }) => field)).toEqual([
      'phases.1',
      'locations.0.status',
      'locations.0.geoPoint.lat',
      'locations.0.geoPoint',
      'locations.2',
    ]);
  });

  it('reports an age it cannot read and keeps its text', () => {
    const eligibilityModule = { minimumAge: 'adult', maximumAge: '6 Months' };
    const { data, problems } = read(bare({ protocolSection: { eligibilityModule } }));
    expect(data.eligibility).toMatchObject({ minimumAge: 'adult', minimumAgeYears: null, maximumAgeYears: 0.5 });
    expect(problems).toMatchObject([{ field: 'eligibility.minimumAgeYears' }]);
  });

  it('never throws, whatever stands in any place of a record', () => {
    const anything = fc.jsonValue();
    const modules = fc.dictionary(
      fc.constantFrom('statusModule', 'designModule', 'eligibilityModule', 'contactsLocationsModule', 'outcomesModule'),
      fc.oneof(
        anything,
        fc.dictionary(
          fc.constantFrom('overallStatus', 'phases', 'locations', 'minimumAge', 'enrollmentInfo', 'startDateStruct'),
          anything,
        ),
      ),
    );
    fc.assert(
      fc.property(modules, anything, (protocolSection, other) => {
        expect(read(bare({ protocolSection, derivedSection: other, documentSection: other })).key).toBe('NCT00000001');
        expect(() => mapStudyRecord(other, receipt)).not.toThrow();
      }),
    );
  });
});

describe('contentOf', () => {
  it('leaves out the data date and nothing else', () => {
    const raw = { a: 1, derivedSection: { b: 2, miscInfoModule: { versionHolder: '2026-08-19', c: 3 } } };
    expect(contentOf(raw)).toEqual({ a: 1, derivedSection: { b: 2, miscInfoModule: { c: 3 } } });
    expect(raw.derivedSection.miscInfoModule.versionHolder).toBe('2026-08-19');
  });

  it.each([null, 'text', [], { derivedSection: null }])('leaves %p as it is', (raw) => {
    expect(contentOf(raw)).toEqual(raw);
  });

  it('gives two days of the same record one content hash, and another after a change', () => {
    const on = (versionHolder: string, title: string): string =>
      read(bare({ derivedSection: { miscInfoModule: { versionHolder } } }, { briefTitle: title })).contentHash;
    expect(on('2026-08-19', 'T')).toBe(on('2026-08-20', 'T'));
    expect(on('2026-08-19', 'T')).not.toBe(on('2026-08-19', 'U'));
  });

  it('rejects a record that is nested too deeply to be compared, and keeps nothing of it', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    expect(rejected(bare({ deep }))).toEqual({ key: 'NCT00000001', problems: [expect.anything()], raw: null });
  });

  it('takes U+0000 out of what it reads, and leaves the raw record as it came', () => {
    const raw = bare({}, { briefTitle: 'Made\0 up', acronym: 'A\0B' });
    const { data, raw: kept } = read(raw);
    expect([data.briefTitle, data.acronym]).toEqual(['Made up', 'AB']);
    expect(kept).toBe(raw);
    expect(rejected({ protocolSection: { identificationModule: { nctId: 'N\0' } } }).key).toBe('N');
  });
});
