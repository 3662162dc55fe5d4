import { describe, expect, it } from '@jest/globals';
import { nextRunAt } from './next-run.js';

const WORKDAYS = '0 30 14,20 * * 1-5';
/** A Friday. */
const friday = (time: string): Date => new Date(`2026-11-20T${time}:00Z`);

describe('the next run', () => {
  it.each([
    ['later the same day', '15:00', '2026-11-20T20:30:00.000Z'],
    ['after the weekend', '21:00', '2026-11-23T14:30:00.000Z'],
  ])('is %s by schedule', (_when, now, next) => {
    expect(nextRunAt(WORKDAYS, friday(now), 'succeeded')).toBe(next);
  });

  it('is a quarter of an hour after a failure', () => {
    expect(nextRunAt(WORKDAYS, friday('21:00'), 'failed')).toBe('2026-11-20T21:15:00.000Z');
  });

  it('is by schedule after a failure when that comes sooner', () => {
    expect(nextRunAt(WORKDAYS, friday('20:20'), 'partial')).toBe('2026-11-20T20:30:00.000Z');
  });

  it('is at once after an interruption', () => {
    expect(nextRunAt(WORKDAYS, friday('21:00'), 'interrupted')).toBe('2026-11-20T21:00:00.000Z');
  });
});
