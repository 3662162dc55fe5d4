import type { ComponentChildren, VNode } from 'preact';
import type { ClaimItem, EntryItem, GuideDetail } from '../api/schemas/guide.schema.js';
import { VerdictBadge } from '../markup/badges.js';
import { Foreign, ForeignProse } from '../markup/foreign-text.js';
import type { Setting } from '../markup/setting.js';
import { SitePage, type PageSources } from '../markup/site-page.js';
import { VERDICT, type Verdict } from '../model/claim.js';
import { ClaimChecked } from './claim-checked.js';
import { pageAbout } from './page-about.js';

/** Verdicts that a reader of the guide should know of first. */
const URGENT: readonly Verdict[] = ['contradicted', 'outdated'];

/** A guide: how its statements stand, its entries by section, and pictures of the trials. */
export function GuidePage({
  at,
  guide,
  claims,
  sources,
  oembed,
  linkedData,
  children,
}: {
  at: Setting;
  guide: GuideDetail;
  claims: readonly ClaimItem[];
  sources: PageSources;
  oembed: string;
  linkedData: object;
  children: ComponentChildren;
}): VNode {
  const { say } = at;
  const about = pageAbout({
    title: guide.title,
    description: guide.about[0] ?? say.text('site.tagline'),
    path: `/guides/${guide.guideId}`,
    oembed,
    linkedData,
  });
  const urgent = claims.filter(({ verdict }) => URGENT.includes(verdict));
  return (
    <SitePage
      at={at}
      about={about}
      sources={sources}
      crumbs={[{ name: say.text('nav.home'), href: at.to('/'), foreign: false }]}
    >
      <h1>
        <Foreign text={guide.title} lang={guide.language} />
      </h1>
      <div class="lead">
        <ForeignProse text={guide.about.join('\n\n')} lang={guide.language} note={say.text('text.shortened')} />
      </div>
      {guide.statedOn !== null && <p>{say.text('guide.stated', { date: say.date(guide.statedOn) })}</p>}
      <Contents at={at} guide={guide} />
      <h2>{say.text('guide.claimsTitle')}</h2>
      <Verdicts at={at} counts={guide.claims.byVerdict} />
      {urgent.length > 0 && (
        <ul class="rows claims">
          {urgent.map((claim) => (
            <ClaimChecked at={at} claim={claim} language={guide.language} />
          ))}
        </ul>
      )}
      {guide.sections.map((section) => (
        <section aria-labelledby={`section-${section.sectionId}`}>
          <h2 id={`section-${section.sectionId}`}>
            <Foreign text={section.title} lang={guide.language} />
          </h2>
          <ForeignProse text={section.text.join('\n\n')} lang={guide.language} note={say.text('text.shortened')} />
          <ul class="grid">
            {guide.entries
              .filter(({ sectionId }) => sectionId === section.sectionId)
              .map((entry) => (
                <EntryCard at={at} entry={entry} language={guide.language} />
              ))}
          </ul>
        </section>
      ))}
      <h2>{say.text('guide.pictures')}</h2>
      {children}
      <h2>{say.text('guide.about')}</h2>
      <dl class="facts">
        <dt>{say.text('guide.editors')}</dt>
        <dd>
          <Foreign text={guide.editors.join(', ')} />
        </dd>
        <dt>{say.text('guide.licence')}</dt>
        <dd>
          <Foreign text={guide.licence} />
        </dd>
      </dl>
    </SitePage>
  );
}

/** The ways to the sections: on a phone they are many screens away. */
function Contents({ at: { say }, guide }: { at: Setting; guide: GuideDetail }): VNode {
  return (
    <nav class="contents" aria-labelledby="contents">
      <h2 id="contents">{say.text('trial.inGuide')}</h2>
      <ul class="links">
        {guide.sections.map(({ sectionId, title }) => (
          <li>
            <a href={`#section-${sectionId}`}>
              <Foreign text={title} lang={guide.language} />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** How many statements stand how; none are left out. */
function Verdicts({ at: { say }, counts }: { at: Setting; counts: GuideDetail['claims']['byVerdict'] }): VNode {
  return (
    <ul class="chips">
      {VERDICT.filter((verdict) => counts[verdict] > 0).map((verdict) => (
        <li>
          <VerdictBadge say={say} verdict={verdict} /> {say.number(counts[verdict])}
        </li>
      ))}
    </ul>
  );
}

function EntryCard({ at, entry, language }: { at: Setting; entry: EntryItem; language: string }): VNode {
  const { say } = at;
  const urgent = URGENT.filter((verdict) => entry.verdicts[verdict] > 0);
  return (
    <li class="card entry-card">
      <h3>
        <a href={at.to(`/guides/${entry.guideId}/${entry.entryId}`)}>
          <Foreign text={entry.title} lang={language} />
        </a>
      </h3>
      <p class="soft">{trialCounts(at, entry)}</p>
      {urgent.length > 0 && (
        <p>
          {urgent.map((verdict) => (
            <VerdictBadge say={say} verdict={verdict} />
          ))}
        </p>
      )}
    </li>
  );
}

function trialCounts({ say }: Setting, { trials }: EntryItem): string {
  if (trials === null) return say.text('guide.notCounted');
  if (trials.inScope === 0) return say.text('guide.noTrials');
  const { open, openLastKnown, inScope } = trials;
  return [
    say.text('trials.open', { count: open }),
    ...(openLastKnown > 0 ? [say.text('trials.lastKnown', { count: openLastKnown })] : []),
    say.text('trials.inScope', { count: inScope }),
  ].join(' · ');
}
