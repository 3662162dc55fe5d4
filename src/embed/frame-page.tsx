import type { VNode } from 'preact';
import { FRAME_PATH } from '../http/content-policy.js';
import { BesideText } from '../markup/beside-text.js';
import { Document, documentOf } from '../markup/document.js';
import { oembedAddress } from '../markup/oembed-address.js';
import type { Setting } from '../markup/setting.js';
import { TrialRow } from '../markup/trial-row.js';
import { addressQuery, type EmbedQuery } from './embed.parameters.js';
import type { Listing } from './listing.schema.js';

/** The listing as a page to be framed; needs no script, which only tells the site how high it is. */
export function framePage(at: Setting, query: EmbedQuery, listing: Listing): string {
  const address = addressQuery(query);
  const about = {
    title: listing.title.replace(/[\u2068\u2069]/g, ''),
    description: at.say.text('site.tagline'),
    path: FRAME_PATH,
    query: Object.fromEntries(Object.entries(address).filter(([, value]) => value !== null)) as Record<string, string>,
    oembed: oembedAddress(at, FRAME_PATH, address),
    linkedData: null,
    isListed: false,
    scripts: ['frame-height.js'],
  };
  const theme = query.theme === 'auto' ? undefined : query.theme;
  return documentOf(
    <Document at={at} about={about} styles={['marks.css', 'listing.css']} theme={theme}>
      <ListingView at={at} listing={listing} />
    </Document>,
  );
}

function ListingView({ at, listing }: { at: Setting; listing: Listing }): VNode {
  const { title, draft, notes, empty, trials, all } = listing;
  return (
    <main class="box page">
      <h1 class="title">{title}</h1>
      {
        [draft, ...notes].map((note) => note !== null && <p class="note"><BesideText beside={note} /></p>) /* prettier-ignore */
      }
      {empty !== null && (
        <p class="empty">
          <BesideText beside={empty} />
        </p>
      )}
      {trials.length > 0 && (
        <ul class="trials">
          {trials.map((row) => (
            <TrialRow at={at} row={row} href={row.url} target="_blank" heading="h2" />
          ))}
        </ul>
      )}
      <p class="all">
        <a href={all.url} target="_blank" rel="noopener noreferrer">
          {all.text}
          <span class="hidden"> ({at.say.text('link.newWindow')})</span>
        </a>
      </p>
      <Legend legend={listing.legend} />
      <ListingEnd listing={listing} />
    </main>
  );
}

function Legend({ legend: { title, items } }: Pick<Listing, 'legend'>): VNode | null {
  if (items.length === 0) return null;
  return (
    <details class="legend">
      <summary>{title}</summary>
      <dl>
        {items.map(({ term, meaning }) => (
          <div>
            <dt>{term}</dt>
            <dd>
              <BesideText beside={meaning} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** That it is no medical advice, and where the data comes from. */
function ListingEnd({ listing: { disclaimer, attribution } }: { listing: Listing }): VNode {
  return (
    <footer class="end">
      <p class="disclaimer">
        <strong>
          <BesideText beside={disclaimer.title} />
        </strong>
        {'. '}
        <BesideText beside={disclaimer.text} />
      </p>
      <p class="soft">
        <bdi lang="en" dir="ltr">
          {attribution}
        </bdi>
      </p>
    </footer>
  );
}
