import type { Answer } from '../sources/reference-source.js';
import type { ReferenceAnswerRow } from './reference.entity.js';

type Known = Pick<ReferenceAnswerRow, 'recordKeys' | 'total' | 'origin' | 'outdatedAt' | 'doubtedAt'>;
type RecordKeys = NonNullable<ReferenceAnswerRow['recordKeys']>;

/** What is kept of an answer, and in which sentences. */
export type Believed = { recordKeys: RecordKeys; total: number | null; notes: string[] };

/** A larger number cannot be stored, and no list is near it. */
const LARGEST_TOTAL = 2 ** 31 - 1;

/** What an answer leaves to stand: its own records, and of the earlier ones those that may be among what could not be read. */
export function believedOf(answer: Answer, known: Known | null): Believed {
  const recordKeys = [
    ...answer.records.map(({ data, key: at }) => ({ kind: data.kind, key: at })),
    ...keptOf(answer, known),
  ];
  const total = answer.total !== null && answer.total > LARGEST_TOTAL ? null : answer.total;
  return { recordKeys, total, notes: [...answer.notes, ...unreadableNote(answer)] };
}

/**
 * Why an answer is not believed yet, in words that follow the source's name; null when it is. Sources have said "nothing
 * found" by mistake for hours; what was held stays until the source says the same on another day.
 */
export function doubtIn(believed: Believed, known: Known | null, now: string): string | null {
  if (known === null || known.recordKeys === null || known.origin !== 'live' || known.outdatedAt !== null) return null;
  if (known.doubtedAt !== null && known.doubtedAt.slice(0, 10) < now.slice(0, 10)) return null;
  return fallen(known.recordKeys.length, believed.recordKeys.length) ?? fallen(known.total, believed.total);
}

function fallen(before: number | null, now: number | null): string | null {
  if (before === null || now === null || now * 2 >= before) return null;
  return `sent ${String(now)} where it had ${String(before)}, which is not believed until it says so on another day`;
}

/** A record that the source still has but that could not be read this time stays as it was last read; which one it is may be unreadable, too. */
function keptOf({ records, rejections }: Answer, known: Known | null): RecordKeys {
  const read = new Set(records.map(({ key }) => key));
  const unreadable = new Set(rejections.map(({ key }) => key));
  const mayBeAny = unreadable.has(null) && known?.outdatedAt === null;
  return (known?.recordKeys ?? []).filter(({ key }) => !read.has(key) && (mayBeAny || unreadable.has(key)));
}

function unreadableNote({ rejections }: Answer): string[] {
  if (rejections.length === 0) return [];
  const what = rejections.length === 1 ? '1 record' : `${String(rejections.length)} records`;
  return [`${what} could not be read; what was held of it before is shown as it was.`];
}
