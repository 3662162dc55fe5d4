import { describe, expect, it } from '@jest/globals';
import { statusesOf, trustWindow } from '../model/status.js';
import { OVERALL_STATUS } from '../model/study.js';
import {
  FHIR_STATUS,
  fhirStatusOf,
  statusElements,
  statusesOfCode,
  statusSentence,
  type StatusStatement,
} from './research-study-status.js';

const WINDOW = trustWindow('2026-11-24', 365);
const fresh = (parts: Partial<StatusStatement> = {}): StatusStatement => ({
  overallStatus: 'RECRUITING',
  lastKnownStatus: null,
  statusVerifiedDate: '2026-10',
  seenOn: '2026-11-20',
  asOf: '2026-11-20',
  origin: 'live',
  ...parts,
});

describe('the status of a study in FHIR', () => {
  it('is stated for every status of the registry and for none', () => {
    expect(Object.keys(FHIR_STATUS).sort()).toEqual([...OVERALL_STATUS, 'NONE'].sort());
  });

  it('is active for what counts as open and for nothing else', () => {
    expect(statusesOfCode('active').sort()).toEqual(statusesOf('open').sort());
    for (const overallStatus of OVERALL_STATUS) {
      const isActive = fhirStatusOf(fresh({ overallStatus }), WINDOW) === 'active';
      expect([overallStatus, isActive]).toEqual([overallStatus, statusesOf('open').includes(overallStatus)]);
    }
  });

  it.each<[string, Partial<StatusStatement>]>([
    ['was put together from captures', { origin: 'assembled' }],
    ['was last seen too long ago', { seenOn: '2025-11-01' }],
    ['was never seen on a known day', { seenOn: null }],
    ['was not verified for two years', { statusVerifiedDate: '2024-10' }],
    ['was never verified', { statusVerifiedDate: null }],
  ])('is absent, with the reason, where an open one %s', (_how, parts) => {
    const { status, _status, extension } = statusElements(fresh(parts), WINDOW);
    expect(status).toBeUndefined();
    expect(_status?.extension).toMatchObject([
      { url: expect.stringContaining('data-absent-reason'), valueCode: 'unknown' },
    ]);
    expect(extension[0]?.extension).toContainEqual({ url: 'isLastKnownOnly', valueBoolean: true });
    expect(extension[0]?.extension).toContainEqual(
      expect.objectContaining({ url: 'status', valueCoding: expect.objectContaining({ code: 'RECRUITING' }) }),
    );
    expect(statusSentence(fresh(parts), WINDOW)).toMatch(/^Last known recruitment status: RECRUITING/);
  });

  it('keeps its code with age where it claims nothing for today', () => {
    expect(fhirStatusOf(fresh({ overallStatus: 'COMPLETED', origin: 'assembled', seenOn: null }), WINDOW)).toBe(
      'completed',
    );
  });

  it.each(['UNKNOWN', 'WITHHELD', null] as const)(
    'is absent for %s, whatever the last known status was',
    (overallStatus) => {
      const { status, extension } = statusElements(fresh({ overallStatus, lastKnownStatus: 'RECRUITING' }), WINDOW);
      expect(status).toBeUndefined();
      expect(extension[0]?.extension).toContainEqual(expect.objectContaining({ url: 'lastKnownStatus' }));
    },
  );

  it('is told in words with its day, and says where the record states none', () => {
    expect(statusSentence(fresh(), WINDOW)).toBe('Recruitment status in the registry: RECRUITING, as of 2026-11-20.');
    expect(statusSentence(fresh({ overallStatus: null }), WINDOW)).toContain('no recruitment status');
    expect(statusSentence(fresh({ asOf: null, origin: 'assembled' }), WINDOW)).toContain('a day that is not known');
  });
});
