import { CronTime } from 'cron';
import type { RunOutcome } from '../source-status/source-status.types.js';

/** A source that failed is tried again after this long, unless its schedule comes first, in milliseconds. */
const RETRY_AFTER_MS = 15 * 60_000;

/** When a source runs next: by its schedule (cron, UTC), sooner after a failure, at once after an interruption. */
export function nextRunAt(schedule: string, now: Date, outcome: RunOutcome): string {
  if (outcome === 'interrupted') return now.toISOString();
  const planned = new CronTime(schedule, 'UTC').getNextDateFrom(now, 'UTC').toJSDate();
  const retry = new Date(now.getTime() + RETRY_AFTER_MS);
  const failed = outcome === 'failed' || outcome === 'partial';
  return (failed && retry < planned ? retry : planned).toISOString();
}
