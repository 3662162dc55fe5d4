import type { AnswerSight, PartStatus } from './references.types.js';

/** What the freshness of a part is told by, at a time (`now`, ISO 8601 UTC). */
export type PartLook = {
  /** The source's name, as readers know it. */
  title: string;
  /** Null when the question was never asked. */
  sight: AnswerSight | null;
  /** When the source as a whole could last not be read, null when it never failed or has been read since. */
  sourceFailedAt: string | null;
  /** So many hours after it was last seen an answer counts as fresh. */
  freshHours: number;
  now: string;
};

const HOUR_MS = 3_600_000;
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** How fresh the answer to a question is. Only an answer of the live source can be fresh; a shipped copy is `bundled`. */
export function partStatus(look: PartLook): PartStatus {
  const { title, sight, freshHours, now } = look;
  if (sight?.isHeld !== true) return nothingHeld(look);
  const { seenAt } = sight;
  if (seenAt === null) return bundled(look, sight.sourceUpdatedAt);
  const asOf = seenAt.slice(0, 10);
  if (sight.outdatedAt !== null) return outdated(look, seenAt);
  if (Date.parse(now) - Date.parse(seenAt) <= freshHours * HOUR_MS) return told('fresh', null, asOf);
  const seen = `Last seen on ${day.format(new Date(seenAt))}`;
  const trouble = troubleSince(seenAt, look);
  return trouble === null
    ? told('stale', `${seen}; ${title} has not been read again since.`, asOf, seenAt)
    : told('unavailable', `${seen}; since then ${trouble}`, asOf, seenAt);
}

function nothingHeld(look: PartLook): PartStatus {
  const trouble = troubleSince('', look);
  return trouble === null
    ? told('never-synced', `${look.title}: not asked about this yet.`)
    : told('unavailable', `Nothing is held yet: ${trouble}`);
}

/** The guides state other names or codes than those that were asked about: then even an answer of today may be another's. */
function outdated(look: PartLook, seenAt: string): PartStatus {
  const seen = `What the guides state of it has changed since it was looked up on ${day.format(new Date(seenAt))}`;
  const trouble = troubleSince(look.sight?.outdatedAt ?? seenAt, look);
  return trouble === null
    ? told('stale', `${seen}; ${look.title} has not been asked again yet.`, seenAt.slice(0, 10), seenAt)
    : told('unavailable', `${seen}; since then ${trouble}`, seenAt.slice(0, 10), seenAt);
}

function bundled(look: PartLook, asOf: string | null): PartStatus {
  const trouble = troubleSince('', look);
  const since = trouble ?? `${look.title} itself: not asked about this yet.`;
  return told('bundled', `A copy that was shipped with this service; ${since}`, asOf);
}

/** Why the source could not be read after a time, as the end of a sentence; null when nothing went wrong. */
function troubleSince(time: string, { title, sight, sourceFailedAt }: PartLook): string | null {
  if ((sight?.failedAt ?? '') > time) {
    return sight?.failure ?? `${title} could not be read.`;
  }
  return (sourceFailedAt ?? '') > time ? `${title} could not be read.` : null;
}

function told(
  status: PartStatus['status'],
  reason: string | null,
  asOf: string | null = null,
  lastSeenAt: string | null = null,
): PartStatus {
  return { status, reason, asOf, lastSeenAt };
}
