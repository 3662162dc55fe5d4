import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { fhirFaults } from '../../test/support/fhir-validator.js';
import { badParameters, PROBLEMS, ProblemError, type ProblemCode } from '../http/problem.js';
import type { Origin } from '../model/provenance.js';
import { trustWindow } from '../model/status.js';
import { mapStudyRecord } from '../sources/clinicaltrials-gov/mapper.js';
import type { StoredStudy } from '../studies/study-reader.store.js';
import { searchBundle } from './bundle.js';
import { capabilityStatement } from './capability-statement.js';
import { ignoredOutcome, OPERATION_OUTCOME_FORM } from './operation-outcome.js';
import { provenanceOf } from './provenance.js';
import { researchStudyOf } from './research-study.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BASE = 'http://127.0.0.1:3000/fhir/R4';
const RETRIEVED_AT = '2026-11-24T09:00:00.000Z';
const WINDOW = trustWindow('2026-11-24', 365);

function linesOf(path: string): unknown[] {
  const text = gunzipSync(readFileSync(join(ROOT, path))).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}

/** A raw record as storage hands it out; none where the mapper refuses it. */
function storedOf(raw: unknown, origin: Origin, day: string | null = null): StoredStudy[] {
  const result = mapStudyRecord(raw, { retrievedAt: RETRIEVED_AT, origin, dataDate: day });
  if ('rejection' in result) return [];
  const { data: study, url, dataDate, sourceUpdatedAt, retrievedAt } = result.record;
  return [{ study, origin, url, dataDate, seenOn: dataDate, retrievedAt, sourceUpdatedAt, version: 1, goneAt: null }];
}

const recorded = linesOf('test/fixtures/clinicaltrials-gov/studies.ndjson.gz').flatMap((raw) => storedOf(raw, 'live'));
const shipped = linesOf('data/snapshot/clinicaltrials-gov.ndjson.gz').flatMap((line) => {
  const { raw, origin, dataDate } = line as { raw: unknown; origin: Origin; dataDate: string | null };
  return storedOf(raw, origin, dataDate);
});

/** A real record that fills most elements, for tests that break it. */
const whole = researchStudyOf(
  recorded.find(({ study }) => study.locations.length > 1 && study.armGroups.length > 1 && study.phases.length > 1)!,
  WINDOW,
);
const broken = (change: object): object => ({ ...whole, ...change });
const about = { title: 'Made-up registry', attribution: 'Made-up attribution.', licence: 'made-up licence' };
const provenancesOf = ({ study, url, dataDate, sourceUpdatedAt, origin }: StoredStudy) =>
  provenanceOf(
    { nctId: study.nctId, url },
    { n: 1, dataDate, sourceUpdatedAt, retrievedAt: RETRIEVED_AT, origin, contentHash: '' },
    about,
  );

describe('the validator', () => {
  it.each<[string, object, string]>([
    ['no status and no reason for it', { ...whole, status: undefined, _status: undefined }, 'status'],
    ['a status that is no code of FHIR', broken({ status: 'recruiting' }), 'status'],
    ['an element R4 does not have', broken({ condiiton: [] }), 'condiiton'],
    ['an element of R5', broken({ outcomeMeasure: [{ name: 'Made-up' }] }), 'outcomeMeasure'],
    ['a number where a text belongs', broken({ title: 3 }), 'title'],
    ['one value where a list belongs', broken({ keyword: { text: 'made-up' } }), 'keyword'],
    ['a list where one value belongs', broken({ phase: [{ text: 'made-up' }] }), 'phase'],
    ['an arm without a name', broken({ arm: [{ description: 'made-up' }] }), 'arm'],
    ['a month that does not exist', broken({ period: { start: '2020-13' } }), 'period.start'],
    ['an instant without a time', broken({ meta: { lastUpdated: '2020-01-01' } }), 'lastUpdated'],
    ['a use that is no code', broken({ identifier: [{ use: 'first', value: '1' }] }), 'use'],
    ['a kind of artifact that is no code', broken({ relatedArtifact: [{ type: 'paper' }] }), 'relatedArtifact'],
    ['a reference to the wrong type', broken({ enrollment: [{ reference: 'Patient/1' }] }), 'enrollment'],
    ['a reference to what is not contained', broken({ contained: undefined }), 'not contained'],
    ['a contained resource nobody refers to', broken({ site: undefined }), 'nothing refers to #site-1'],
    [
      'a contained resource that is wrong',
      { ...whole, enrollment: [{ reference: '#g' }], contained: [{ resourceType: 'Group', id: 'g', type: 'person' }] },
      'actual',
    ],
    ['an id with a blank', broken({ id: 'NCT 1' }), 'id'],
    ['an empty text', broken({ description: '' }), 'description'],
    ['an empty list', broken({ keyword: [] }), 'keyword'],
    ['null', broken({ title: null }), 'title'],
    ['an extension that says nothing', broken({ extension: [{ url: 'urn:made-up' }] }), 'ext-1'],
    ['a telephone without a system', broken({ contact: [{ telecom: [{ value: '1' }] }] }), 'telecom'],
    ['a Provenance without a target', { ...provenancesOf(recorded[0]!), target: undefined }, 'target'],
    ['a Bundle that is a search and has requests', madeUpBundle({ request: { method: 'GET', url: 'x' } }), 'bdl-3'],
    ['a Bundle with a mode that is no code', madeUpBundle({ search: { mode: 'hit' } }), 'mode'],
    [
      'an outcome with a type that is no code',
      { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'bad' }] },
      'code',
    ],
    [
      'a statement of an instance that does not say which',
      { ...capabilityStatement(BASE, '1'), implementation: undefined },
      'cpb-',
    ],
  ])('finds %s', (_what, resource, place) => {
    expect(fhirFaults(JSON.parse(JSON.stringify(resource)) as object).join('\n')).toContain(place);
  });

  it('finds nothing wrong with the record those were made from', () => {
    expect(fhirFaults(whole)).toEqual([]);
  });
});

describe('every real record', () => {
  it.each([
    ['recorded from the registry', recorded, 1_536],
    ['shipped with the service', shipped, 120],
  ])(
    '%s is a valid ResearchStudy',
    (_which, studies, atLeast) => {
      expect(studies.length).toBeGreaterThanOrEqual(atLeast);
      const faults = studies.flatMap((stored) =>
        fhirFaults(researchStudyOf(stored, WINDOW)).map((fault) => `${stored.study.nctId} ${fault}`),
      );
      expect(faults).toEqual([]);
    },
    180_000,
  );

  it('has a valid Provenance', () => {
    expect([...recorded, ...shipped].flatMap((stored) => fhirFaults(provenancesOf(stored)))).toEqual([]);
  });
});

describe('everything else that is served', () => {
  it('is valid: search results, with and without a match, a total, and parameters left out of account', () => {
    const links = [{ relation: 'self', url: `${BASE}/ResearchStudy` }];
    const page = { base: BASE, links, total: 1, found: [whole, provenancesOf(recorded[0]!)], ignored: ['nonsense'] };
    expect(fhirFaults(searchBundle(page))).toEqual([]);
    expect(fhirFaults(searchBundle({ ...page, total: null, found: [], ignored: [] }))).toEqual([]);
    expect(fhirFaults(ignoredOutcome(['a', 'b']))).toEqual([]);
  });

  it('is valid: the CapabilityStatement', () => {
    expect(fhirFaults(capabilityStatement(BASE, '1.2.3'))).toEqual([]);
  });

  it.each(Object.keys(PROBLEMS) as ProblemCode[])('is valid: the error %s', (code) => {
    expect(fhirFaults(OPERATION_OUTCOME_FORM.body(new ProblemError(code, PROBLEMS[code].meaning), '/fhir'))).toEqual(
      [],
    );
  });

  it('is valid: several wrong parameters at once, one issue each', () => {
    const outcome = OPERATION_OUTCOME_FORM.body(
      badParameters([
        { parameter: 'a', detail: 'wrong', allowed: ['x', 'y'] },
        { parameter: 'b', detail: 'wrong' },
      ]),
      '/fhir',
    );
    expect(fhirFaults(outcome)).toEqual([]);
    expect(outcome).toMatchObject({ issue: [{ details: { text: 'a: wrong Possible: x, y.' } }, {}] });
  });
});

/** A made-up searchset with one entry, changed. */
function madeUpBundle(change: object): object {
  const [entry] = searchBundle({ base: BASE, links: [], total: 1, found: [whole], ignored: [] }).entry ?? [];
  return { resourceType: 'Bundle', type: 'searchset', total: 1, entry: [{ ...entry, ...change }] };
}
