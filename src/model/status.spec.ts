import { describe, expect, it } from '@jest/globals';
import { OVERALL_STATUS } from './study.js';
import {
  effectiveStatusGroup,
  GROUP_OF_STATUS,
  isStatusTrusted,
  STATUS_GROUP,
  statusesOf,
  trustWindow,
  type StatusFacts,
} from './status.js';

const window = trustWindow('2026-11-24', 365);
const open: StatusFacts = {
  overallStatus: 'RECRUITING',
  statusVerifiedDate: '2026-05',
  seenOn: '2026-11-20',
  origin: 'live',
};

describe('status groups', () => {
  it('hold every registry status exactly once', () => {
    const grouped = STATUS_GROUP.flatMap(statusesOf);
    expect([...grouped].sort()).toEqual([...OVERALL_STATUS].sort());
    expect(Object.keys(GROUP_OF_STATUS).sort()).toEqual([...OVERALL_STATUS].sort());
  });

  it('count a recent, verified, recruiting study as open', () => {
    expect(effectiveStatusGroup(open, window)).toBe('open');
    expect(effectiveStatusGroup({ ...open, origin: 'bundled' }, window)).toBe('open');
  });

  it.each<[string, Partial<StatusFacts>]>([
    ['was assembled from captures', { origin: 'assembled' }],
    ['was not seen for a year', { seenOn: '2025-11-23' }],
    ['was never dated', { seenOn: null }],
    ['was not verified for two years', { statusVerifiedDate: '2024-10' }],
    ['was never verified', { statusVerifiedDate: null }],
  ])('do not count a recruiting study as open that %s', (_why, parts) => {
    expect(isStatusTrusted({ ...open, ...parts }, window)).toBe(false);
    expect(effectiveStatusGroup({ ...open, ...parts }, window)).toBe('unknown');
  });

  it('trust up to the last day of both windows', () => {
    const edge = { ...open, seenOn: '2025-11-24', statusVerifiedDate: '2024-11' };
    expect(effectiveStatusGroup(edge, window)).toBe('open');
  });

  it('leave an ended study ended, however old its record is', () => {
    expect(effectiveStatusGroup({ ...open, overallStatus: 'COMPLETED', seenOn: '2012-01-01' }, window)).toBe('ended');
  });

  it('take a record without a status as unknown', () => {
    expect(effectiveStatusGroup({ ...open, overallStatus: null }, window)).toBe('unknown');
  });
});
