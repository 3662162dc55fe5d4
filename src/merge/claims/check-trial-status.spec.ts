import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { claimFacts, madeUpVersion } from '../../../test/support/merge-facts.js';
import type { Verdict } from '../../model/claim.js';
import { OVERALL_STATUS, type OverallStatus, type Study } from '../../model/study.js';
import { judgeTrialStatus, trialStatusInput } from './check-trial-status.js';
import type { StudyVersion } from '../merge-facts.types.js';

const FACTS = claimFacts();
const NCT_ID = 'NCT00000001';

function checkTrialStatus(nctId: string, versions: readonly StudyVersion[], facts: typeof FACTS) {
  return judgeTrialStatus(trialStatusInput(nctId, versions, facts));
}

/** Verdict over made-up versions a year apart with the given statuses. */
function checkStatuses(...statuses: (OverallStatus | null)[]) {
  const versions = statuses.map((overallStatus, i) => madeUpVersion(`${2020 + i}-01-01`, { overallStatus }));
  return checkTrialStatus(NCT_ID, versions, FACTS);
}

describe('check of "the study is ongoing"', () => {
  const alone: Record<OverallStatus, Verdict> = {
    RECRUITING: 'supported',
    NOT_YET_RECRUITING: 'supported',
    ACTIVE_NOT_RECRUITING: 'supported',
    ENROLLING_BY_INVITATION: 'supported',
    SUSPENDED: 'supported',
    AVAILABLE: 'supported',
    TEMPORARILY_NOT_AVAILABLE: 'supported',
    COMPLETED: 'outdated',
    TERMINATED: 'outdated',
    NO_LONGER_AVAILABLE: 'outdated',
    APPROVED_FOR_MARKETING: 'outdated',
    WITHDRAWN: 'contradicted',
    UNKNOWN: 'unverifiable',
    WITHHELD: 'unverifiable',
  };
  it.each(OVERALL_STATUS)('judges %s as the only status ever seen', (status) => {
    const { current, earlier } = checkStatuses(status);
    expect(current.verdict).toBe(alone[status]);
    expect(earlier).toEqual([]);
    expect(current.since).toEqual({ notBefore: null, notAfter: '2020-01-01' });
    expect(current.evidence[0]).toMatchObject({
      source: 'clinicaltrials-gov',
      key: NCT_ID,
      pointer: '/protocolSection/statusModule/overallStatus',
      value: status,
      url: 'https://clinicaltrials.gov/study/NCT00000001',
      sourceUpdatedAt: '2020-01-01',
      retrievedAt: '2020-01-01T06:00:00.000Z',
    });
  });

  it.each<[OverallStatus[], Verdict]>([
    [['RECRUITING', 'WITHDRAWN'], 'outdated'],
    [['ACTIVE_NOT_RECRUITING', 'TERMINATED'], 'outdated'],
    [['NOT_YET_RECRUITING', 'WITHDRAWN'], 'contradicted'],
    [['RECRUITING', 'UNKNOWN', 'WITHDRAWN'], 'outdated'],
    [['COMPLETED', 'RECRUITING'], 'supported'],
  ])('after %j the verdict is %s', (statuses, verdict) => {
    expect(checkStatuses(...statuses).current.verdict).toBe(verdict);
  });

  it('takes the last known status of an unknown one into account when the study is later withdrawn', () => {
    const unknown = madeUpVersion('2020-01-01', { overallStatus: 'UNKNOWN', lastKnownStatus: 'RECRUITING' });
    const withdrawn = madeUpVersion('2021-01-01', { overallStatus: 'WITHDRAWN' });
    expect(checkTrialStatus(NCT_ID, [unknown, withdrawn], FACTS).current.verdict).toBe('outdated');
  });

  it('cannot decide without a record', () => {
    const { current } = checkTrialStatus(NCT_ID, [], FACTS);
    expect(current).toMatchObject({
      verdict: 'unverifiable',
      evidence: [],
      since: { notBefore: null, notAfter: null },
    });
    expect(current.reason).toContain('No record of NCT00000001');
  });

  it('cannot decide from a record without a status, and says so', () => {
    const { current } = checkStatuses(null);
    expect(current.verdict).toBe('unverifiable');
    expect(current.reason).toBe(
      "The registry's record of 1 January 2020 does not state whether the study is recruiting, running or over.",
    );
    expect(current.evidence[0]?.value).toBeNull();
  });

  it('names the last known status of an unknown one, from the record or else from an earlier version', () => {
    const stated = madeUpVersion('2020-01-01', { overallStatus: 'UNKNOWN', lastKnownStatus: 'RECRUITING' });
    const fromRecord = checkTrialStatus(NCT_ID, [stated], FACTS).current;
    expect(fromRecord.reason).toContain('last known status is "recruiting participants"');
    expect(fromRecord.evidence).toContainEqual(
      expect.objectContaining({ pointer: '/protocolSection/statusModule/lastKnownStatus', value: 'RECRUITING' }),
    );
    expect(checkStatuses('SUSPENDED', 'UNKNOWN').current.reason).toContain('last known status is "suspended');
    expect(checkStatuses('UNKNOWN').current.reason).toContain('no earlier status is known');
  });

  it('takes a later record without a status as no news', () => {
    const { current, earlier } = checkStatuses('RECRUITING', null, 'COMPLETED', null);
    expect(earlier.map(({ verdict }) => verdict)).toEqual(['supported']);
    expect(current).toMatchObject({
      verdict: 'outdated',
      since: { notBefore: '2020-01-01', notAfter: '2022-01-01' },
    });
  });

  it('does not let a record without a status hide that the status is unknown', () => {
    expect(checkStatuses('UNKNOWN', null).current.reason).toContain('unknown status');
  });

  it('gives the completion date, the results date and the stated reason for stopping as evidence of an end', () => {
    const ended = madeUpVersion('2025-12-01', {
      overallStatus: 'TERMINATED',
      whyStopped: 'Slow accrual',
      completionDate: { date: '2024-05', type: 'ACTUAL' },
      resultsFirstPostDate: { date: '2025-01-02', type: 'ACTUAL' },
    });
    const { evidence } = checkTrialStatus(NCT_ID, [ended], FACTS).current;
    expect(evidence.map(({ pointer, value }) => [pointer, value])).toEqual([
      ['/protocolSection/statusModule/overallStatus', 'TERMINATED'],
      ['/protocolSection/statusModule/completionDateStruct/date', '2024-05'],
      ['/protocolSection/statusModule/resultsFirstPostDateStruct/date', '2025-01-02'],
      ['/protocolSection/statusModule/whyStopped', 'Slow accrual'],
    ]);
  });

  describe('remark on how well a status is known', () => {
    const recent = '2026-02-01';
    const reasonOf = (fields: Partial<Study>, about: Partial<StudyVersion> = {}) =>
      checkTrialStatus(NCT_ID, [madeUpVersion(recent, fields, about)], FACTS).current.reason;

    it('is absent while the status is seen and verified', () => {
      expect(reasonOf({ overallStatus: 'RECRUITING' })).toBe(
        'The registry\'s record of 1 February 2026 lists NCT00000001 as recruiting participants, which fits the word "ongoing".',
      );
    });
    it('says of an assembled record when the status was last known', () => {
      expect(reasonOf({ overallStatus: 'RECRUITING' }, { origin: 'assembled' })).toContain(
        'last known on 1 February 2026, from stored copies of registry pages, and may have changed since.',
      );
    });
    it('says of a record not seen for long when it was last seen', () => {
      expect(reasonOf({ overallStatus: 'RECRUITING' }, { dataDate: '2019-01-01', seenOn: '2020-07-05' })).toContain(
        'last known on 5 July 2020, and may have changed since.',
      );
    });
    it('says when the sponsor last confirmed a status that is seen but not verified', () => {
      expect(reasonOf({ overallStatus: 'RECRUITING', statusVerifiedDate: '2019-05' })).toContain(
        'last confirmed this as of May 2019',
      );
      expect(reasonOf({ overallStatus: 'RECRUITING', statusVerifiedDate: null })).toContain('states no day');
    });
    it('does not ask the sponsor to verify an ended study again', () => {
      expect(reasonOf({ overallStatus: 'COMPLETED', statusVerifiedDate: '2012-05' })).not.toContain('last ');
    });
  });

  it('gives the same outcome for versions in any order', () => {
    const versions = [
      madeUpVersion('2018-01-01', { overallStatus: null }),
      madeUpVersion('2019-01-01', { overallStatus: 'RECRUITING' }),
      madeUpVersion('2020-01-01', { overallStatus: 'SUSPENDED' }, { retrievedAt: '2024-01-01T00:00:00.000Z' }),
      madeUpVersion('2020-01-01', { overallStatus: 'TERMINATED' }, { retrievedAt: '2024-01-02T00:00:00.000Z' }),
    ];
    const expected = JSON.stringify(checkTrialStatus(NCT_ID, versions, FACTS));
    fc.assert(
      fc.property(fc.shuffledSubarray(versions, { minLength: versions.length }), (shuffled) => {
        expect(JSON.stringify(checkTrialStatus(NCT_ID, shuffled, FACTS))).toBe(expected);
      }),
    );
  });

  it('sets no lower bound it cannot vouch for when records are undated', () => {
    const undated = madeUpVersion(null, { overallStatus: 'RECRUITING' }, { retrievedAt: '2019-03-04T05:06:07.000Z' });
    const ended = madeUpVersion('2020-01-01', { overallStatus: 'COMPLETED' });
    const { current, earlier } = checkTrialStatus(NCT_ID, [undated, ended], FACTS);
    expect(earlier[0]?.since).toEqual({ notBefore: null, notAfter: '2019-03-04' });
    expect(current.since).toEqual({ notBefore: null, notAfter: '2020-01-01' });
  });

  it('writes every reason as a sentence that ends with a period, for any run of statuses', () => {
    const anyStatus = fc.constantFrom<(OverallStatus | null)[]>(null, ...OVERALL_STATUS);
    fc.assert(
      fc.property(fc.array(anyStatus, { minLength: 1, maxLength: 6 }), (statuses) => {
        const { current, earlier } = checkStatuses(...statuses);
        for (const { reason } of [...earlier, current]) expect(reason).toMatch(/^[A-Z].*\.$/);
        const verdicts = [...earlier, current].map(({ verdict }) => verdict);
        expect(verdicts.some((verdict, i) => verdict === verdicts[i + 1])).toBe(false);
      }),
    );
  });
});
