import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { expanded, linkedDataFaults } from '../../test/support/linked-data.js';
import { madeUpEmptyDrug, madeUpFullDrug } from '../../test/support/made-up-drugs.js';
import type { Origin } from '../model/provenance.js';
import { isStatusTrusted, trustWindow } from '../model/status.js';
import { mapStudyRecord } from '../sources/clinicaltrials-gov/mapper.js';
import { drugOf } from './drug.js';
import type { Beside, ServedStudy } from './linked-data.types.js';
import { medicalStudyOf } from './medical-study.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RETRIEVED_AT = '2026-11-24T09:00:00.000Z';
const WINDOW = trustWindow('2026-11-24', 365);
const BESIDE: Beside = {
  base: 'http://127.0.0.1:3000',
  disclaimer: 'Made-up sentence.',
  sources: [{ id: 'clinicaltrials-gov', attribution: 'Made-up attribution.', licence: 'made-up licence' }],
};

function linesOf(path: string): unknown[] {
  const text = gunzipSync(readFileSync(join(ROOT, path))).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}

/** A raw record as it is served; none where the mapper refuses it. */
function servedOf(raw: unknown, origin: Origin, day: string | null = null): ServedStudy[] {
  const result = mapStudyRecord(raw, { retrievedAt: RETRIEVED_AT, origin, dataDate: day });
  if ('rejection' in result) return [];
  const { data, url, dataDate, retrievedAt } = result.record;
  const statusTrusted = isStatusTrusted({ ...data, seenOn: dataDate, origin }, WINDOW);
  return [{ ...data, url, origin, statusTrusted, provenance: { source: 'clinicaltrials-gov', retrievedAt } }];
}

const recorded = linesOf('test/fixtures/clinicaltrials-gov/studies.ndjson.gz').flatMap((raw) => servedOf(raw, 'live'));
const shipped = linesOf('data/snapshot/clinicaltrials-gov.ndjson.gz').flatMap((line) => {
  const { raw, origin, dataDate } = line as { raw: unknown; origin: Origin; dataDate: string | null };
  return servedOf(raw, origin, dataDate);
});

/** A real record that fills most properties, for tests that break it. */
const whole = medicalStudyOf(
  recorded.find(({ studyType, locations, references, design }) => {
    const isTrial = studyType === 'INTERVENTIONAL' && design?.allocation === 'RANDOMIZED';
    return isTrial && locations.length > 1 && references.some(({ pmid }) => pmid !== null);
  }) as ServedStudy,
  BESIDE,
);

describe('the check', () => {
  it.each<[string, object, string]>([
    ['another context', { '@context': 'https://schema.example' }, '@context'],
    ['a type that schema.org does not have', { '@type': 'ClinicalTrial' }, 'no type'],
    ['a type that is an enumeration member', { '@type': 'Recruiting' }, 'no type'],
    ['a property that schema.org does not have', { disclaimer: 'made-up' }, '/disclaimer'],
    ['a property of another type', { inLanguage: 'en' }, '/inLanguage'],
    ['a property of the other kind of study', { studyDesign: { '@id': 'schema:CohortStudy' } }, '/studyDesign'],
    ['a member of another enumeration', { status: { '@id': 'schema:RandomizedTrial' } }, '/status'],
    ['a member that does not exist', { trialDesign: { '@id': 'schema:QuadrupleBlindedTrial' } }, '/trialDesign'],
    ['a node of a wrong type', { sponsor: { '@type': 'City', name: 'made-up' } }, '/sponsor'],
    ['a text where a node belongs', { code: 'NCT99999901' }, '/code'],
    ['no address where one belongs', { url: 'made-up' }, '/url'],
    ['a number where a text belongs', { name: 3 }, '/name'],
    ['an empty text', { name: '' }, '/name'],
    ['null', { name: null }, '/name'],
    ['a date that is none', { subjectOf: { '@type': 'CreativeWork', dateModified: 'May 2020' } }, '/dateModified'],
    ['a fault further in', { healthCondition: [{ '@type': 'MedicalCondition', mesh: 'D0' }] }, '/healthCondition/mesh'],
    ['a relative address', { '@id': '/v1/trials/NCT99999901' }, 'relative'],
    ['a keyword that JSON-LD does not have', { '@kind': 'made-up' }, 'expansion'],
  ])('finds %s', async (_what, change, place) => {
    expect((await linkedDataFaults({ ...whole, ...change })).join('\n')).toContain(place);
  });

  it('finds nothing wrong with the record those were made from', async () => {
    expect(await linkedDataFaults(whole)).toEqual([]);
  });
});

describe('every real record', () => {
  it.each([
    ['recorded from the registry', recorded, 1_536],
    ['shipped with the service', shipped, 120],
  ])(
    '%s is a study of schema.org and expands whole',
    async (_which, studies, atLeast) => {
      expect(studies.length).toBeGreaterThanOrEqual(atLeast);
      const faults: string[] = [];
      for (const study of studies) {
        const found = await linkedDataFaults(medicalStudyOf(study, BESIDE));
        faults.push(...found.map((fault) => `${study.nctId} ${fault}`));
      }
      expect(faults).toEqual([]);
    },
    180_000,
  );

  it('that was put together from captures never recruits', () => {
    const assembled = shipped.filter(({ origin }) => origin === 'assembled');
    expect(assembled.filter(({ overallStatus }) => overallStatus === 'RECRUITING').length).toBeGreaterThan(10);
    const statuses = assembled.map((study) => JSON.stringify(medicalStudyOf(study, BESIDE).status));
    expect(statuses.filter((status) => /Recruiting|Invitation|Suspended/.test(status))).toEqual([]);
  });
});

describe('made-up drugs', () => {
  it.each([
    ['known to every source', madeUpFullDrug('inventinib')],
    ['known to none', madeUpEmptyDrug('nihilumab')],
  ])('%s are drugs of schema.org', async (_which, drug) => {
    expect(await linkedDataFaults(drugOf(drug, BESIDE))).toEqual([]);
  });
});

describe('expanded', () => {
  it('a study says its design and links by addresses, not by texts', async () => {
    const [node] = await expanded(whole);
    const designs = node?.['http://schema.org/trialDesign'] as { '@id': string }[];
    expect(designs).toContainEqual({ '@id': 'http://schema.org/RandomizedTrial' });
    expect(node?.['@type']).toEqual(['http://schema.org/MedicalTrial']);
    expect(node?.['http://schema.org/sameAs']).toEqual([{ '@id': whole.sameAs }]);
  });
});
