import { describe, expect, it } from '@jest/globals';
import { sourceStatus } from './source-status.service.js';
import type { SourceState } from './source-state.store.js';

const FRESH_HOURS = 96;
const NOW = '2026-11-24T09:00:00.000Z';
const hoursAgo = (hours: number): string => new Date(Date.parse(NOW) - hours * 3_600_000).toISOString();
const state = (parts: Partial<SourceState>): SourceState => ({
  source: 'made-up',
  leaseHolder: null,
  leasedUntil: null,
  nextRunAt: null,
  cursor: null,
  checkpoint: null,
  lastSuccessAt: null,
  lastFailureAt: null,
  bundledAt: null,
  retries: null,
  requestsOn: null,
  requests: null,
  ...parts,
});

describe('the status of a source', () => {
  it.each([
    ['never-synced', null],
    ['never-synced', state({ lastFailureAt: hoursAgo(1) })],
    ['bundled', state({ bundledAt: hoursAgo(900) })],
    ['bundled', state({ bundledAt: hoursAgo(900), lastFailureAt: hoursAgo(1) })],
    ['fresh', state({ lastSuccessAt: hoursAgo(FRESH_HOURS) })],
    ['fresh', state({ lastSuccessAt: hoursAgo(5), lastFailureAt: hoursAgo(1) })],
    ['stale', state({ lastSuccessAt: hoursAgo(FRESH_HOURS + 1) })],
    ['stale', state({ lastSuccessAt: hoursAgo(FRESH_HOURS + 1), lastFailureAt: hoursAgo(200) })],
    ['unavailable', state({ lastSuccessAt: hoursAgo(FRESH_HOURS + 1), lastFailureAt: hoursAgo(1) })],
  ])('is %s', (status, known) => {
    expect(sourceStatus(known, NOW, FRESH_HOURS)).toBe(status);
  });
});
