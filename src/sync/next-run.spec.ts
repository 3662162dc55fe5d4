import { describe, expect, it } from '@jest/globals';
import { nextRun, type NextRun } from './next-run.js';
import type { RunReport } from './sync.types.js';

const WORKDAYS = '0 30 14,20 * * 1-5';
/** A Friday. */
const friday = (time: string): Date => new Date(`2026-11-20T${time}:00Z`);

const DAILY = '0 10 5 * * *';
type End = Pick<RunReport, 'outcome' | 'retry'>;
const succeeded: End = { outcome: 'succeeded', retry: null };
const failed = (afterSeconds = 0): End => ({ outcome: 'failed', retry: { afterSeconds } });

describe('the next run', () => {
  it.each([
    ['later the same day', '15:00', '2026-11-20T20:30:00.000Z'],
    ['after the weekend', '21:00', '2026-11-23T14:30:00.000Z'],
  ])('is %s by schedule', (_when, now, at) => {
    expect(nextRun(WORKDAYS, friday(now), succeeded, 3)).toEqual({ at, retries: 0 });
  });

  it('is a quarter of an hour after a failure that may pass', () => {
    expect(nextRun(WORKDAYS, friday('21:00'), failed(), 0)).toEqual({ at: '2026-11-20T21:15:00.000Z', retries: 1 });
  });

  it('is by schedule after a failure that will not pass, or when that comes sooner', () => {
    const planned = { at: '2026-11-20T20:30:00.000Z', retries: 0 };
    expect(nextRun(WORKDAYS, friday('20:00'), { outcome: 'partial', retry: null }, 0)).toEqual(planned);
    expect(nextRun(WORKDAYS, friday('20:20'), failed(), 0)).toEqual(planned);
  });

  it('comes later and later while a source stays down, seven times a day in all', () => {
    let [next, now]: [NextRun, Date] = [{ at: '', retries: 0 }, friday('05:10')];
    const times: string[] = [];
    do {
      next = nextRun(DAILY, now, failed(), next.retries);
      now = new Date(next.at);
      times.push(next.at.slice(8, 16));
    } while (next.retries > 0);
    expect(times).toEqual(['20T05:25', '20T05:55', '20T06:55', '20T08:55', '20T12:55', '20T20:55', '21T05:10']);
  });

  it('is when the source wants to be asked again, be that after its schedule, but within a day', () => {
    const at = (seconds: number, time: string): string => nextRun(DAILY, friday(time), failed(seconds), 0).at;
    expect(at(3_600, '06:00')).toBe('2026-11-20T07:00:00.000Z');
    expect(at(7_200, '05:00')).toBe('2026-11-20T07:00:00.000Z');
    expect(at(31_536_000, '05:00')).toBe('2026-11-21T05:00:00.000Z');
  });

  it('is at once after an interruption', () => {
    const end: End = { outcome: 'interrupted', retry: null };
    expect(nextRun(WORKDAYS, friday('21:00'), end, 2)).toEqual({ at: '2026-11-20T21:00:00.000Z', retries: 2 });
  });
});
