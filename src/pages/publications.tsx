import type { VNode } from 'preact';
import type { EntryDetail } from '../api/schemas/entry.schema.js';
import { Foreign } from '../markup/foreign-text.js';
import { ForeignLink } from '../markup/foreign-link.js';
import { isolated } from '../markup/isolated.js';
import { Reviewed } from '../markup/words.js';
import type { Setting } from '../markup/setting.js';
import type { Say } from '../words/say.js';

type Found = EntryDetail['publications'];

/** Publications of the studies of an entry; says when they were never looked up. */
export function Publications({ at: { say }, publications }: { at: Setting; publications: Found }): VNode | null {
  const { items, total, asOf, studies } = publications;
  // Nothing is looked up for an entry without studies, so there is nothing to say.
  if (studies === null || studies.length === 0) return null;
  return (
    <>
      <h2>{say.text('entry.publications')}</h2>
      {items === null && <p class="soft">{say.text('entry.publicationsUnasked')}</p>}
      {items?.length === 0 && <p class="soft">{say.text('entry.noPublications')}</p>}
      {items !== null && <PublicationList say={say} items={items} />}
      {items !== null && total !== null && total > items.length && (
        <p>{say.text('list.more', { count: total - items.length })}</p>
      )}
      {asOf !== null && (
        <p class="note">{say.text('source.line', { source: isolated('PubMed'), date: say.date(asOf) })}</p>
      )}
      {asOf !== null && publications.status !== 'fresh' && (
        <p class="note">
          <Reviewed say={say} k={`freshness.${publications.status}.meaning`} />
        </p>
      )}
    </>
  );
}

function PublicationList({ say, items }: { say: Say; items: NonNullable<Found['items']> }): VNode | null {
  if (items.length === 0) return null;
  return (
    <ul class="rows">
      {items.map((item) => (
        <li>
          <p>
            <ForeignLink say={say} url={item.url} text={item.title} />
          </p>
          <p class="soft">
            {item.journal !== null && <Foreign text={item.journal} />}{' '}
            {item.publishedOn !== null && say.date(item.publishedOn)} · PMID {item.pmid}
          </p>
          {item.isRetracted && (
            <p>
              <span class="badge verdict-contradicted">{say.text('entry.retracted')}</span>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
