import { LONGEST_RETRY_AFTER } from '../common/retry-policy.js';
import { UpstreamError, type UpstreamErrorKind } from '../common/upstream-error.js';

/** So many failures in a row mean that a part, or the whole source, cannot be read: what is left of it is not asked. */
const GIVEN_UP_AFTER = 3;

/** How one question failed, as far as the run has to know. */
export type Failing = {
  /** Whether it says something of the source as a whole, and nothing of what was asked. */
  isOfSource: boolean;
  /** Whether asking the same again would meet the same failure for a good while. */
  isLasting: boolean;
  /** Seconds for which the source wants to be left alone; 0 when it did not say or does not mind. */
  restSeconds: number;
};

type Judged = Pick<Failing, 'isOfSource' | 'isLasting'>;

/** The source as a whole, for now: nobody is there, or a guard stands before it. */
const AWAY: Judged = { isOfSource: true, isLasting: false };
/** The source as a whole, until somebody does something about it (a key that is not accepted). */
const CLOSED: Judged = { isOfSource: true, isLasting: true };
const OF_THIS_QUESTION: Judged = { isOfSource: false, isLasting: true };
const BY_ACCIDENT: Judged = { isOfSource: false, isLasting: false };

/** What the kinds of failure say; of `http` the status says it. */
const KINDS: Record<Exclude<UpstreamErrorKind, 'http'>, Judged> = {
  timeout: AWAY,
  network: AWAY,
  html: AWAY,
  'rate-limited': AWAY,
  malformed: BY_ACCIDENT,
  aborted: BY_ACCIDENT,
  'too-large': OF_THIS_QUESTION,
  contract: OF_THIS_QUESTION,
};
/** A client error is about what was asked, but for those by which a gateway turns everybody away. */
const STATUSES: Readonly<Record<number, Judged>> = { 401: CLOSED, 403: CLOSED, 407: CLOSED, 408: AWAY };

/** What a failure says; one that is no upstream's is one of ours, which may pass. */
export function failingOf(error: unknown): Failing {
  if (!(error instanceof UpstreamError)) return { ...BY_ACCIDENT, restSeconds: 0 };
  const { kind, status, retryAfter } = error;
  const judged = kind === 'http' ? ofStatus(status) : KINDS[kind];
  return { ...judged, restSeconds: retryAfter !== null && retryAfter > LONGEST_RETRY_AFTER ? retryAfter : 0 };
}

function ofStatus(status: number | null): Judged {
  if (status === null) return OF_THIS_QUESTION;
  return status >= 500 ? AWAY : (STATUSES[status] ?? OF_THIS_QUESTION);
}

/** Keeps count of what fails in a run, and tells what is to be left alone for the rest of it. */
export class Patience {
  /** Parts of the questions that failed since the last answer. */
  private inARow: string[] = [];
  private readonly byPart = new Map<string, number>();
  private rest = 0;

  constructor(private readonly parts: readonly string[]) {}

  /** Seconds for which the source wants to be left alone. */
  get restSeconds(): number {
    return this.rest;
  }

  /** Whether the source as a whole is to be left alone: it asks for that, or fails in one part after the other. */
  get isOver(): boolean {
    const isDown = this.inARow.length >= GIVEN_UP_AFTER && new Set(this.inARow).size > 1;
    return this.rest > 0 || isDown || this.parts.every((part) => this.isOverWith(part));
  }

  /** Whether a part is to be left alone. */
  isOverWith(part: string): boolean {
    return (this.byPart.get(part) ?? 0) >= GIVEN_UP_AFTER;
  }

  answered(part: string): void {
    this.inARow = [];
    this.byPart.delete(part);
  }

  failed(part: string, { isOfSource, restSeconds }: Failing): void {
    this.rest = Math.max(this.rest, restSeconds);
    if (!isOfSource) return;
    this.inARow.push(part);
    this.byPart.set(part, (this.byPart.get(part) ?? 0) + 1);
  }
}
