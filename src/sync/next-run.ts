import { CronTime } from 'cron';
import type { RunReport } from './sync.types.js';

/** A source that failed is tried again after this long, then after twice as long each time until its schedule comes, in milliseconds. */
const RETRY_AFTER_MS = 15 * 60_000;
/** However long a source asks to be left alone, it is asked again after this long. */
const LONGEST_REST_MS = 24 * 3_600_000;

/** When a source runs next (ISO 8601 UTC), and how often it was tried again since it last ran by schedule. */
export type NextRun = { at: string; retries: number };

/** When a source runs next: by its schedule (cron, UTC), sooner after a failure that may pass, at once after an interruption. */
export function nextRun(
  schedule: string,
  now: Date,
  { outcome, retry }: Pick<RunReport, 'outcome' | 'retry'>,
  retries: number,
): NextRun {
  if (outcome === 'interrupted') return { at: now.toISOString(), retries };
  const planned = plannedAfter(schedule, now);
  if (retry === null) return { at: planned.toISOString(), retries: 0 };
  const rest = Math.min(retry.afterSeconds * 1_000, LONGEST_REST_MS);
  const again = new Date(now.getTime() + Math.max(RETRY_AFTER_MS * 2 ** retries, rest));
  if (again < planned) return { at: again.toISOString(), retries: retries + 1 };
  const rested = new Date(now.getTime() + rest);
  return { at: (rested > planned ? rested : planned).toISOString(), retries: 0 };
}

/** The next time of a schedule. */
export function plannedAfter(schedule: string, now: Date): Date {
  return new CronTime(schedule, 'UTC').getNextDateFrom(now, 'UTC').toJSDate();
}
