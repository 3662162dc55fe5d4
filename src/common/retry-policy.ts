import type { UpstreamErrorKind, UpstreamFailure } from './upstream-error.js';

/** How often a kind of failure is tried in all, and the first pause in milliseconds, which doubles from try to try. */
type Policy = { attempts: number; firstPause: number };

/**
 * A page in place of data is mostly a guard against robots, which hurry only makes angrier: few tries, long pauses.
 * Not listed: `aborted` and `too-large`, which no repetition mends.
 */
const POLICY: Partial<Record<UpstreamErrorKind, Policy>> = {
  network: { attempts: 5, firstPause: 500 },
  timeout: { attempts: 3, firstPause: 1_000 },
  http: { attempts: 5, firstPause: 500 },
  malformed: { attempts: 4, firstPause: 1_000 },
  contract: { attempts: 3, firstPause: 1_000 },
  'rate-limited': { attempts: 5, firstPause: 2_000 },
  html: { attempts: 3, firstPause: 5_000 },
};
const LONGEST_PAUSE = 60_000;
/** An upstream may ask for more patience than a run has; beyond this the run fails and the schedule tries again. */
const LONGEST_RETRY_AFTER = 120_000;

/** Milliseconds to wait after the n-th failed attempt; null when there is to be no other. `chance` is from 0 up to 1. */
export function pauseAfter(failure: UpstreamFailure, attempt: number, chance: number): number | null {
  const policy = POLICY[failure.kind];
  if (policy === undefined || attempt >= policy.attempts || !mayPass(failure)) return null;
  if (failure.retryAfter !== null) return Math.min(failure.retryAfter * 1_000, LONGEST_RETRY_AFTER);
  const pause = Math.min(policy.firstPause * 2 ** (attempt - 1), LONGEST_PAUSE);
  return pause * (0.5 + chance);
}

/** Client errors stay what they are, except that a request timed out on the server's side. */
function mayPass({ kind, status }: UpstreamFailure): boolean {
  return kind !== 'http' || status === 408 || (status !== null && status >= 500);
}

/** Seconds that a Retry-After header asks for (RFC 9110, 10.2.3: seconds or a date); null when it says nothing readable. */
export function retryAfterSeconds(header: string | null, now: Date): number | null {
  if (header === null) return null;
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header);
  const date = /[a-z]/i.test(header) ? Date.parse(header) : NaN;
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now.getTime()) / 1_000));
}
