import { describe, expect, it } from '@jest/globals';
import { partStatus, type PartLook } from './part-status.js';
import type { AnswerSight, PartStatus } from './references.types.js';

const NOW = '2026-11-24T09:00:00.000Z';
const FRESH_HOURS = 48;
const hoursAgo = (hours: number): string => new Date(Date.parse(NOW) - hours * 3_600_000).toISOString();
const FAILURE = 'Made-up source did not answer in time.';

/** A made-up answer; live and held unless the case says otherwise. */
const sight = (fields: Partial<AnswerSight>): AnswerSight => ({
  source: 'made-up',
  subject: 'drug:made-up',
  part: 'labels',
  isHeld: true,
  origin: 'live',
  sourceUpdatedAt: null,
  seenAt: null,
  failedAt: null,
  failure: null,
  ...{ subjectHash: null, outdatedAt: null, attemptedAt: null, retryAt: null },
  ...fields,
});
const failed = (hours: number): Partial<AnswerSight> => ({ failedAt: hoursAgo(hours), failure: FAILURE });
const unheld = (fields: Partial<AnswerSight> = {}): AnswerSight => sight({ isHeld: false, ...fields });
const bundled = (fields: Partial<AnswerSight> = {}): AnswerSight => sight({ origin: 'bundled', ...fields });
const look = (known: AnswerSight | null, sourceFailedAt: string | null = null): PartLook => ({
  title: 'Made-up source',
  sight: known,
  sourceFailedAt,
  freshHours: FRESH_HOURS,
  now: NOW,
});

describe('the status of a part', () => {
  it.each<[PartStatus['status'], string, PartLook]>([
    ['never-synced', 'nobody asked', look(null)],
    ['unavailable', 'the source was down before it could be asked', look(null, hoursAgo(1))],
    ['unavailable', 'every attempt failed', look(unheld(failed(1)))],
    ['never-synced', 'no attempt is known', look(unheld())],
    ['bundled', 'a shipped copy', look(bundled())],
    ['bundled', 'a shipped copy and a failed attempt', look(bundled(failed(1)))],
    ['fresh', 'seen just now', look(sight({ seenAt: NOW }))],
    ['fresh', 'seen as long ago as allowed', look(sight({ seenAt: hoursAgo(FRESH_HOURS) }))],
    ['fresh', 'seen lately, failed since', look(sight({ seenAt: hoursAgo(5), ...failed(1) }), hoursAgo(1))],
    [
      'stale',
      'seen lately, about what the guides no longer state',
      look(sight({ seenAt: hoursAgo(5), outdatedAt: hoursAgo(1) })),
    ],
    [
      'unavailable',
      'about what the guides no longer state, and failed since',
      look(sight({ seenAt: hoursAgo(5), outdatedAt: hoursAgo(2), ...failed(1) })),
    ],
    ['stale', 'seen an hour too long ago', look(sight({ seenAt: hoursAgo(FRESH_HOURS + 1) }))],
    ['stale', 'failed before it was seen', look(sight({ seenAt: hoursAgo(60), ...failed(70) }), hoursAgo(65))],
    ['unavailable', 'the question failed since', look(sight({ seenAt: hoursAgo(60), ...failed(2) }))],
    ['unavailable', 'the source failed since', look(sight({ seenAt: hoursAgo(60) }), hoursAgo(2))],
  ])('is %s: %s', (status, _case, given) => {
    const told = partStatus(given);
    expect(told.status).toBe(status);
    expect(told.reason === null).toBe(status === 'fresh');
    const seenAt = given.sight?.seenAt ?? null;
    expect(told.lastSeenAt).toBe(status === 'fresh' ? null : seenAt);
  });

  it.each<[string, PartLook, string | null]>([
    [
      'the day it was last seen, fresh or not',
      look(sight({ seenAt: NOW, sourceUpdatedAt: '2026-11-01' })),
      '2026-11-24',
    ],
    ['the day it was last seen long ago', look(sight({ seenAt: hoursAgo(24 * 30) })), '2026-10-25'],
    ["the source's own date of a shipped copy", look(bundled({ sourceUpdatedAt: '2023-11' })), '2023-11'],
    ['nothing for a shipped copy without any date', look(bundled()), null],
    ['nothing while nothing is held', look(unheld(failed(1))), null],
  ])('stands as of %s', (_case, given, asOf) => {
    expect(partStatus(given).asOf).toBe(asOf);
  });

  it('says why, with the day it was last seen', () => {
    const seenAt = '2026-11-03T23:30:00.000Z';
    expect(partStatus(look(sight({ seenAt, ...failed(2) }))).reason).toBe(
      'Last seen on 3 November 2026; since then Made-up source did not answer in time.',
    );
    expect(partStatus(look(sight({ seenAt }), hoursAgo(2))).reason).toBe(
      'Last seen on 3 November 2026; since then Made-up source could not be read.',
    );
    expect(partStatus(look(sight({ seenAt }))).reason).toContain('3 November 2026');
    expect(partStatus(look(bundled(failed(1)))).reason).toContain(FAILURE);
  });

  it('does not move with time while it stays the same', () => {
    const seen = sight({ seenAt: hoursAgo(60), ...failed(59) });
    const later = { ...look(seen), now: '2026-12-24T09:00:00.000Z' };
    expect(partStatus(later)).toEqual(partStatus(look(seen)));
  });
});
