import { describe, expect, it } from '@jest/globals';
import { decodeQuery } from '../http/decode-query.js';
import { ProblemError } from '../http/problem.js';
import { NO_SYNONYMS } from '../search/synonyms.js';
import { researchStudyQuery } from './fhir.parameters.js';
import { filterOf } from './study-filter.js';

const filter = (raw: Record<string, string | string[]>) => filterOf(decodeQuery(researchStudyQuery, raw), NO_SYNONYMS);
const NUMBERS = ['NCT99999911', 'NCT99999912'];

describe('FHIR search parameters', () => {
  it('without any ask for everything', () => {
    expect(filter({})).toMatchObject({ ids: [], statuses: [], phaseSets: [], country: null, receivedSince: null });
  });

  it.each<[Record<string, string | string[]>, object]>([
    [{ _id: 'NCT99999911,NCT99999912' }, { ids: NUMBERS }],
    [{ _id: 'NCT99999911,made-up' }, { ids: [NUMBERS[0]] }],
    [{ identifier: 'https://clinicaltrials.gov|NCT99999911,NCT99999912' }, { ids: NUMBERS }],
    [{ _id: 'NCT99999911,NCT99999912', identifier: 'NCT99999912' }, { ids: [NUMBERS[1]] }],
    [{ status: 'active' }, { statuses: ['RECRUITING', 'AVAILABLE'], onlyTrustedOpen: true }],
    [{ status: 'http://hl7.org/fhir/research-study-status|withdrawn' }, { statuses: ['WITHDRAWN'] }],
    [{ status: 'RECRUITING,unknown' }, { statuses: ['RECRUITING', 'UNKNOWN'], onlyTrustedOpen: false }],
    [{ phase: 'phase-1-phase-2,PHASE4' }, { phaseSets: [['PHASE1', 'PHASE2'], ['PHASE4']] }],
    [{ location: 'Korea\\, Republic of' }, { country: 'Korea, Republic of' }],
    [
      { _lastUpdated: ['ge2026-01', 'lt2026-02'] },
      { receivedSince: '2026-01-01T00:00:00.000Z', receivedBefore: '2026-02-01T00:00:00.000Z' },
    ],
  ])('%j are the filter %j', (raw, expected) => {
    expect(filter(raw)).toMatchObject(expected);
  });

  it.each<Record<string, string>>([
    { _id: 'made-up' },
    { _id: 'NCT99999911', identifier: 'NCT99999912' },
    { status: 'in-review' },
  ])('%j can match nothing', (raw) => {
    expect(filter(raw)).toBeNull();
  });

  it.each<[Record<string, string | string[]>, string, string]>([
    [{ status: 'open' }, 'status', 'administratively-completed'],
    [{ status: 'active,RECRUITING' }, 'status', 'apart from these'],
    [{ status: 'http://made-up|active' }, 'status', 'active'],
    [{ phase: 'phase-9' }, 'phase', 'phase-2-phase-3'],
    [{ identifier: 'urn:made-up|2020-000001-01' }, 'identifier', 'other numbers cannot be searched'],
    [{ location: 'France,Spain' }, 'location', '\\,'],
    [{ _lastUpdated: 'ne2026' }, '_lastUpdated', 'ge'],
    [{ _lastUpdated: 'ge2026,lt2027' }, '_lastUpdated', 'ge'],
    [{ _count: '201' }, '_count', '0 to 200'],
    [{ _summary: 'text' }, '_summary', 'count'],
    [{ 'location:text': 'France' }, 'location:text', 'location'],
    [{ status: ['active', 'completed'] }, 'status', '2 times'],
  ])('%j are refused by name', (raw, parameter, hint) => {
    const problem = (() => {
      try {
        return filter(raw);
      } catch (error) {
        return error;
      }
    })();
    expect(problem).toBeInstanceOf(ProblemError);
    expect((problem as ProblemError).errors).toMatchObject([{ parameter, detail: expect.stringContaining(hint) }]);
  });
});
