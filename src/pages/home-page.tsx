import type { VNode } from 'preact';
import type { ClaimItem, GuideItem } from '../api/schemas/guide.schema.js';
import { VerdictBadge } from '../markup/badges.js';
import { Foreign } from '../markup/foreign-text.js';
import type { Setting } from '../markup/setting.js';
import { SitePage, type PageSources } from '../markup/site-page.js';
import { CareTeam } from './care-team.js';
import { pageAbout } from './page-about.js';

/** A statement of a guide that no longer holds, in the language of its guide. */
export type ChangedClaim = { claim: ClaimItem; language: string };

/** The start page: what this is, the guides, and a search. */
export function HomePage({
  at,
  guides,
  changed,
  sources,
  linkedData,
}: {
  at: Setting;
  guides: readonly GuideItem[];
  changed: readonly ChangedClaim[];
  sources: PageSources;
  linkedData: object;
}): VNode {
  const { say } = at;
  const about = pageAbout({
    title: say.text('site.tagline'),
    description: say.text('home.lead'),
    path: '/',
    linkedData,
  });
  return (
    <SitePage at={at} about={about} sources={sources}>
      <h1>{say.text('home.title')}</h1>
      <p class="lead">{say.text('home.lead')}</p>
      <h2>{say.text('home.guides')}</h2>
      <ul class="grid">
        {guides.map((guide) => (
          <li class="card">
            <h3>
              <a href={at.to(`/guides/${guide.guideId}`)}>
                <Foreign text={guide.title} lang={guide.language} />
              </a>
            </h3>
            <p class="soft">
              {say.text('guide.entries', { count: guide.entryCount })} ·{' '}
              {say.text('guide.claims', { count: guide.claimCount })}
            </p>
          </li>
        ))}
      </ul>
      {changed.length > 0 && <Changed at={at} changed={changed} />}
      <h2 id="search">{say.text('home.searchTitle')}</h2>
      <form class="search-line" action="/trials" method="get" role="search" aria-labelledby="search">
        <LanguageField at={at} />
        <label for="q">{say.text('search.words')}</label>
        <div class="line">
          <input id="q" name="q" type="search" maxLength={500} aria-describedby="q-hint" />
          <button type="submit">{say.text('search.submit')}</button>
        </div>
        <p id="q-hint" class="note">
          {say.text('search.wordsHint')}
        </p>
        <label class="check">
          <input type="checkbox" name="statusGroup" value="open" checked /> {say.text('search.onlyOpen')}
        </label>
      </form>
      <h2>{say.text('home.howTitle')}</h2>
      <ol class="steps">
        {(['home.how1', 'home.how2', 'home.how3'] as const).map((key) => (
          <li>{say.text(key)}</li>
        ))}
      </ol>
      <CareTeam at={at} about="treatment" />
    </SitePage>
  );
}

/** The point of it all, in examples: what a guide says that records of today contradict. */
function Changed({ at, changed }: { at: Setting; changed: readonly ChangedClaim[] }): VNode {
  const { say } = at;
  return (
    <>
      <h2>{say.text('home.changed')}</h2>
      <ul class="grid">
        {changed.map(({ claim, language }) => (
          <li class="card">
            <p>
              <VerdictBadge say={say} verdict={claim.verdict} />
            </p>
            <p>
              <a href={claimPath(at, claim)}>
                <Foreign text={claim.text} lang={language} max={400} />
              </a>
            </p>
            <p class="soft">
              <Foreign text={claim.reason} max={2000} />
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A claim stands on the page of its entry; one of no entry on that of its guide. */
function claimPath(at: Setting, { guideId, entryIds: [entryId], claimId }: ClaimItem): string {
  const page = entryId === undefined ? `/guides/${guideId}` : `/guides/${guideId}/${entryId}`;
  return `${at.to(page)}#claim-${claimId}`;
}

/** Keeps the language of the page when a form of it is sent. */
export function LanguageField({ at }: { at: Setting }): VNode | null {
  return at.language === 'en' ? null : <input type="hidden" name="lang" value={at.language} />;
}
