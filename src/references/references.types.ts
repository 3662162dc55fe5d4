import type { PartialDate } from '../model/partial-date.js';
import type { Origin } from '../model/provenance.js';
import type { ReferenceData } from '../model/reference-record.js';
import type { SourceStatus } from '../model/source-status.js';

/** One version of a record of a reference source. */
export type HeldRecord<T extends ReferenceData = ReferenceData> = {
  source: string;
  key: string;
  data: T;
  url: string;
  /** When this content was first received (ISO 8601 UTC), by others for shipped records; null where no time was recorded. */
  retrievedAt: string | null;
  sourceUpdatedAt: string | null;
  origin: Origin;
};

/** What a source answered about a part of a drug, as it stands; an absent answer means that it never answered. */
export type HeldAnswer = {
  source: string;
  part: string;
  records: HeldRecord[];
  total: number | null;
  isComplete: boolean;
  notes: string[];
  /** As of a record. */
  retrievedAt: string | null;
  sourceUpdatedAt: string | null;
  origin: Origin;
};

/** How fresh an answer is, beside its content: what the freshness of a part of a record is told by. */
export type AnswerSight = {
  source: string;
  subject: string;
  part: string;
  /** Whether any answer is held, live or shipped. */
  isHeld: boolean;
  origin: Origin;
  /** The source's own date of its data (partial ISO date), null where unstated. */
  sourceUpdatedAt: string | null;
  /** When the live source last gave this answer (ISO 8601 UTC), null when it never did. */
  seenAt: string | null;
  failedAt: string | null;
  /** Why the last attempt failed, in a sentence for a reader; null when it did not. */
  failure: string | null;
  /** What exactly was asked about; null when that was not noted. */
  subjectHash: string | null;
  /** Since when the guides state something else than what was asked about, null when they do not. */
  outdatedAt: string | null;
  attemptedAt: string | null;
  /** After a failure: when it makes sense to ask again. */
  retryAt: string | null;
};

/**
 * How fresh a part of a record is. `asOf` is the day for which it stands: the last on which the live source gave it, else
 * the source's own date of a shipped copy; null where neither is known. `reason` says why it is not fresh; `lastSeenAt` is
 * when the live source last gave it (ISO 8601 UTC), told only of parts that are no longer fresh, so that bytes do not move
 * with every look.
 */
export type PartStatus = {
  status: SourceStatus;
  reason: string | null;
  asOf: PartialDate | null;
  lastSeenAt: string | null;
};

/** How fresh a part is, and which source it comes from. */
export type PartOfSource = PartStatus & { source: string };
