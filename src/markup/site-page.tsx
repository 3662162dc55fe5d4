import type { ComponentChildren, VNode } from 'preact';
import { Document, LanguageMenu, type PageAbout } from './document.js';
import { Foreign } from './foreign-text.js';
import { reportAddress } from './report.js';
import type { SourceStatus } from '../model/source-status.js';
import type { Setting } from './setting.js';
import { Reviewed } from './words.js';

/** A step on the way to a page. `foreign`: the name is not ours and stands in the language of its source. */
export type Crumb = { name: string; href: string; foreign: boolean };

/** A source of a page, and whether it may be believed to be of today. */
export type PageSource = { id: string; attribution: string; status: SourceStatus; sourceUpdatedAt: string | null };

/** What stands at the end of a page: where its data comes from. */
export type PageSources = {
  dataVersion: string;
  sources: readonly PageSource[];
  /** The same page as JSON, null where there is none. */
  json: string | null;
  /** The record to name in a report, such as `study:NCT01234567`. */
  record: string;
};

/** The source that trials come from: pages that show them say at once when it is late. */
const REGISTRY = 'clinicaltrials-gov';

const SECTIONS = [
  { path: '/', key: 'nav.home' },
  { path: '/trials', key: 'nav.trials' },
  { path: '/status', key: 'nav.status' },
  { path: '/embed', key: 'nav.embed' },
] as const;

/** A page of the site: header, way here, content, and at the end what it is and is not. `sources` is null for pages without data. */
export function SitePage({
  at,
  about,
  crumbs = [],
  sources,
  children,
}: {
  at: Setting;
  about: PageAbout;
  crumbs?: readonly Crumb[];
  sources: PageSources | null;
  children: ComponentChildren;
}): VNode {
  return (
    <Document at={at} about={about} styles={['marks.css', 'site.css']}>
      <a class="skip" href="#content">
        {at.say.text('nav.skip')}
      </a>
      <Header at={at} about={about} />
      <main id="content" tabIndex={-1}>
        {!at.say.isReviewed && <DraftNotice at={at} />}
        {sources !== null && <LateNotice at={at} sources={sources.sources} />}
        {crumbs.length > 0 && <Crumbs at={at} crumbs={crumbs} />}
        {children}
      </main>
      <Footer at={at} sources={sources} />
    </Document>
  );
}

function Header({ at, about }: { at: Setting; about: PageAbout }): VNode {
  return (
    <header class="site-header">
      <div class="bar">
        <a class="brand" href={at.to('/')} translate={false}>
          <svg class="logo" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
            <path d="M6 9c7 0 13 14 20 14M6 16h20M6 23C13 23 19 9 26 9" />
          </svg>
          {at.say.text('site.name')}
        </a>
        <nav aria-label={at.say.text('nav.main')}>
          <ul>
            {SECTIONS.map(({ path, key }) => (
              <li>
                <a href={at.to(path)} aria-current={about.path === path ? 'page' : undefined}>
                  {at.say.text(key)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <LanguageMenu at={at} about={about} />
      </div>
      <p class="no-advice">
        <a href="#disclaimer">
          <Reviewed say={at.say} k="disclaimer.title" />
        </a>
      </p>
    </header>
  );
}

function DraftNotice({ at }: { at: Setting }): VNode {
  return (
    <p class="draft" role="note">
      <strong>
        <Reviewed say={at.say} k="draft.title" />
      </strong>{' '}
      <Reviewed say={at.say} k="draft.text" />
    </p>
  );
}

/** Says that the registry is not up to date, and of when its records are. */
function LateNotice({ at, sources }: { at: Setting; sources: readonly PageSource[] }): VNode | null {
  const registry = sources.find(({ id }) => id === REGISTRY);
  if (registry === undefined || registry.status === 'fresh') return null;
  const { status, sourceUpdatedAt } = registry;
  return (
    <p class="late" role="note">
      <strong>
        <a href={at.to('/status')}>
          <Reviewed say={at.say} k={`freshness.${status}`} />
        </a>
      </strong>
      {sourceUpdatedAt !== null && ` (${at.say.text('source.newest', { date: at.say.date(sourceUpdatedAt) })})`}
      <span class="line-of-its-own">
        <Reviewed say={at.say} k={`freshness.${status}.meaning`} />
      </span>
    </p>
  );
}

function Crumbs({ at, crumbs }: { at: Setting; crumbs: readonly Crumb[] }): VNode {
  return (
    <nav class="crumbs" aria-label={at.say.text('nav.path')}>
      <ol>
        {crumbs.map(({ name, href, foreign }) => (
          <li>
            <a href={href}>{foreign ? <Foreign text={name} max={80} /> : name}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** That this is no medical advice; stands on every page. */
function Disclaimer({ at }: { at: Setting }): VNode {
  return (
    <section class="disclaimer" aria-labelledby="disclaimer">
      <h2 id="disclaimer">
        <Reviewed say={at.say} k="disclaimer.title" />
      </h2>
      <p>
        <Reviewed say={at.say} k="disclaimer.text" />
      </p>
    </section>
  );
}

function Footer({ at, sources }: { at: Setting; sources: PageSources | null }): VNode {
  const report = at.report === null ? null : reportAddress(at.report, sources?.record ?? 'site', at.base);
  return (
    <footer class="site-footer">
      <Disclaimer at={at} />
      {sources !== null && (
        <section aria-labelledby="sources">
          <h2 id="sources">{at.say.text('footer.sources')}</h2>
          <ul lang="en" dir="ltr">
            {sources.sources.map(({ attribution }) => (
              <li>{attribution}</li>
            ))}
          </ul>
          <p>{at.say.text('footer.registryText')}</p>
        </section>
      )}
      <ul class="links">
        {report !== null && (
          <li>
            <a href={report}>{at.say.text('report.link')}</a>
          </li>
        )}
        {sources !== null && <li>{at.say.text('footer.version', { version: sources.dataVersion })}</li>}
        {sources !== null && sources.json !== null && (
          <li>
            <a href={sources.json}>{at.say.text('footer.machine')}</a>
          </li>
        )}
        <li>
          <a href="/docs">{at.say.text('footer.api')}</a>
        </li>
      </ul>
      {sources !== null && (
        <p class="record">
          {report === null ? sources.record : at.say.text('report.about', { record: sources.record })}
        </p>
      )}
    </footer>
  );
}
