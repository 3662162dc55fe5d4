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
/** Whoever asks to be left alone for longer, in seconds, is: the run ends, and the next one comes when that time is over. */
export const LONGEST_RETRY_AFTER = 60;

/** Milliseconds to wait after the n-th failed attempt; null when there is to be no other. `chance` is from 0 up to 1. */
export function pauseAfter(failure: UpstreamFailure, attempt: number, chance: number): number | null {
  const policy = POLICY[failure.kind];
  if (policy === undefined || attempt >= policy.attempts || !mayPass(failure)) return null;
  if (failure.retryAfter !== null) return failure.retryAfter > LONGEST_RETRY_AFTER ? null : failure.retryAfter * 1_000;
  const pause = Math.min(policy.firstPause * 2 ** (attempt - 1), LONGEST_PAUSE);
  return pause * (0.5 + chance);
}

/**
 * Client errors stay what they are, except that a request timed out on the server's side. Who says "too many requests"
 * by another status than 429 means a block that goes on while requests come.
 */
function mayPass({ kind, status }: UpstreamFailure): boolean {
  if (kind === 'rate-limited') return status === 429;
  return kind !== 'http' || status === 408 || (status !== null && status >= 500);
}

/** Seconds that a Retry-After header asks for (RFC 9110, 10.2.3: seconds or a date); null when it says nothing readable. */
export function retryAfterSeconds(header: string | null, now: Date): number | null {
  if (header === null) return null;
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header);
  const date = /[a-z]/i.test(header) ? Date.parse(header) : NaN;
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now.getTime()) / 1_000));
}
