import type { VNode } from 'preact';
import type { EntryDetail } from '../api/schemas/entry.schema.js';
import type { Say } from '../words/say.js';

/** How fresh a part of a record is. */
type PartFreshness = Pick<EntryDetail['publications'], 'status' | 'asOf'>;

/** As of which day a part stands, and that it is not up to date where it is not. */
export function PartNote({ say, part }: { say: Say; part: PartFreshness | undefined }): VNode | null {
  if (part === undefined) return null;
  return (
    <span class="note part-note">
      {part.asOf !== null && <span>{say.text('source.asOf', { date: say.date(part.asOf) })}</span>}{' '}
      {part.status !== 'fresh' && <span>{say.text(`freshness.${part.status}`)}</span>}
    </span>
  );
}
