import type { VNode } from 'preact';
import type { TrialList } from '../api/trial-lists.service.js';
import type { Setting } from '../markup/setting.js';
import { SitePage, type PageSources } from '../markup/site-page.js';
import { CareTeam } from './care-team.js';
import { pageAbout } from './page-about.js';
import { TrialItems } from './trial-item.js';
import { TrialsForm, type FormChoices } from './trials-form.js';

/** Search for trials: a form that needs no script, and what it finds. */
export function TrialsPage({
  at,
  query,
  choices,
  list,
  sources,
  oembed,
}: {
  at: Setting;
  query: Readonly<Record<string, string | readonly string[]>>;
  choices: FormChoices;
  list: TrialList;
  sources: PageSources;
  oembed: string | null;
}): VNode {
  const { say } = at;
  const filters = Object.fromEntries(Object.entries(query).filter(([name]) => name !== 'cursor'));
  const about = pageAbout({
    title: say.text('search.title'),
    description: say.text('search.wordsHint'),
    path: '/trials',
    query: filters,
    oembed,
    // Any search is an address of its own; only the plain one is for search engines.
    isListed: Object.keys(query).length === 0,
    scripts: ['near-me.js'],
  });
  const { totalCount, totalIsExact, nextCursor } = list.page;
  return (
    <SitePage
      at={at}
      about={about}
      sources={sources}
      crumbs={[{ name: say.text('nav.home'), href: at.to('/'), foreign: false }]}
    >
      <h1>{say.text('search.title')}</h1>
      <TrialsForm at={at} query={query} choices={choices} />
      <h2 id="results">{say.text(totalIsExact ? 'search.found' : 'search.foundAtLeast', { count: totalCount })}</h2>
      {list.items.length === 0 ? (
        <p>
          {say.text('search.none')} {say.text('search.noneHint')}
        </p>
      ) : (
        <TrialItems at={at} items={list.items} />
      )}
      <nav class="paging" aria-labelledby="results">
        {query['cursor'] !== undefined && <a href={at.to('/trials', filters)}>{say.text('search.first')}</a>}
        {nextCursor !== null && (
          <a class="button" rel="next" href={at.to('/trials', { ...filters, cursor: nextCursor })}>
            {say.text('search.next')}
          </a>
        )}
      </nav>
      <CareTeam at={at} about="trial" />
    </SitePage>
  );
}
