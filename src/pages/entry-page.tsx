import type { ComponentChildren, VNode } from 'preact';
import type { EntryDetail } from '../api/schemas/entry.schema.js';
import type { TrialItem } from '../api/schemas/study.schema.js';
import { phaseText, StatusBadge, StatusMeaning } from '../markup/badges.js';
import { Foreign, ForeignProse } from '../markup/foreign-text.js';
import { isolated } from '../markup/isolated.js';
import { ForeignLink } from '../markup/foreign-link.js';
import type { Setting } from '../markup/setting.js';
import { SitePage, type PageSources } from '../markup/site-page.js';
import { Reviewed } from '../markup/words.js';
import { ClaimChecked } from './claim-checked.js';
import { LabelFacts } from './label-facts.js';
import { CareTeam } from './care-team.js';
import { pageAbout } from './page-about.js';
import { Publications } from './publications.js';
import { TrialItems } from './trial-item.js';

/** The studies of an entry that its page shows, and how many there are. */
export type EntryTrials = { open: TrialItem[]; openCount: number; perhaps: TrialItem[]; perhapsCount: number };

type Props = {
  at: Setting;
  entry: EntryDetail;
  guide: { title: string; language: string };
  trials: EntryTrials;
  sources: PageSources;
  oembed: string;
  linkedData: object;
  children: ComponentChildren;
};

/** An entry: the guide's view and today's side by side, its statements checked, label, trials, publications. */
export function EntryPage({ at, entry, guide, trials, sources, oembed, linkedData, children }: Props): VNode {
  const { say } = at;
  const about = pageAbout({
    title: entry.title,
    description: entry.guide.text[0] ?? guide.title,
    path: `/guides/${entry.guideId}/${entry.entryId}`,
    oembed,
    linkedData,
  });
  const crumbs = [
    { name: say.text('nav.home'), href: at.to('/'), foreign: false },
    { name: guide.title, href: at.to(`/guides/${entry.guideId}`), foreign: true },
  ];
  return (
    <SitePage at={at} about={about} crumbs={crumbs} sources={sources}>
      <h1>
        <Foreign text={entry.title} lang={guide.language} />
      </h1>
      <p>
        <span class="badge kind">{say.text(`kind.${entry.kind}`)}</span>
      </p>
      <div class="sides">
        <GuideSide at={at} entry={entry} language={guide.language} />
        <TodaySide at={at} entry={entry} />
      </div>
      <h2>{say.text('entry.checked')}</h2>
      {entry.claims.length === 0 ? (
        <p class="soft">{say.text('entry.noClaims')}</p>
      ) : (
        <ul class="rows claims">
          {entry.claims.map((claim) => (
            <ClaimChecked at={at} claim={claim} language={guide.language} />
          ))}
        </ul>
      )}
      {entry.drug !== null && <LabelFacts at={at} drug={entry.drug} />}
      <Trials at={at} entry={entry} trials={trials} />
      <CareTeam at={at} about="treatment" />
      {children}
      <Publications at={at} publications={entry.publications} />
    </SitePage>
  );
}

function GuideSide({ at: { say }, entry, language }: { at: Setting; entry: EntryDetail; language: string }): VNode {
  const { listedAs, statedOn, text } = entry.guide;
  return (
    <section class="card" aria-labelledby="guide-says">
      <h2 id="guide-says">{say.text('entry.guideSays')}</h2>
      <ForeignProse text={text.join('\n\n')} lang={language} note={say.text('text.shortened')} />
      {listedAs !== null && <p class="note">{say.text('entry.listedAs', { label: isolated(listedAs) })}</p>}
      {statedOn !== null && <p class="note">{say.text('guide.stated', { date: say.date(statedOn) })}</p>}
    </section>
  );
}

function TodaySide({ at, entry }: { at: Setting; entry: EntryDetail }): VNode {
  const { say } = at;
  const { open, openLastKnown, inScope } = entry.trials;
  return (
    <section class="card today" aria-labelledby="today">
      <h2 id="today">{say.text('entry.todayShows')}</h2>
      {entry.study !== null && <OwnStudy at={at} study={entry.study} />}
      <ul class="counts">
        <li>{say.text('trials.open', { count: open })}</li>
        {openLastKnown > 0 && <li>{say.text('trials.lastKnown', { count: openLastKnown })}</li>}
        <li>{say.text('trials.inScope', { count: inScope })}</li>
      </ul>
      <dl class="facts">
        <Names at={at} term="entry.names" names={entry.names.synonyms} />
        <Names at={at} term="entry.brands" names={entry.names.brands} />
        <Names at={at} term="entry.codes" names={entry.names.codes} />
      </dl>
    </section>
  );
}

function Names({
  at: { say },
  term,
  names,
}: {
  at: Setting;
  term: 'entry.names' | 'entry.brands' | 'entry.codes';
  names: readonly string[];
}): VNode | null {
  if (names.length === 0) return null;
  return (
    <>
      <dt>{say.text(term)}</dt>
      <dd>
        <Foreign text={names.join(', ')} max={600} />
      </dd>
    </>
  );
}

/** The registry's facts of the study that an entry is about. */
function OwnStudy({ at, study }: { at: Setting; study: NonNullable<EntryDetail['study']> }): VNode {
  const { say } = at;
  const phase = phaseText(say, study.phases);
  return (
    <div class="own-study">
      <p class="marks">
        <StatusBadge say={say} study={study} />
        {study.asOf !== null && <span class="soft">{say.text('source.asOf', { date: say.date(study.asOf) })}</span>}
      </p>
      <p>
        <StatusMeaning say={say} study={study} />
      </p>
      <p>
        <a href={at.to(`/trials/${study.nctId}`)}>
          <Foreign text={study.briefTitle} />
        </a>
      </p>
      <p class="soft">
        {phase !== null && <>{phase} · </>}
        <ForeignLink say={say} url={study.url} text={`ClinicalTrials.gov ${study.nctId}`} />
      </p>
    </div>
  );
}

function Trials({ at, entry, trials }: { at: Setting; entry: EntryDetail; trials: EntryTrials }): VNode {
  const { say } = at;
  const all = { entry: `${entry.guideId}/${entry.entryId}` };
  return (
    <>
      <h2>
        {say.text('entry.openTrials')} ({say.number(trials.openCount)})
      </h2>
      {trials.openCount === 0 ? (
        <p>
          {say.text('entry.noOpen')} <Reviewed say={say} k="entry.noOpen.meaning" />
        </p>
      ) : (
        <TrialItems at={at} items={trials.open} />
      )}
      {trials.perhapsCount > 0 && (
        <>
          <h2>
            {say.text('entry.lastKnownTitle')} ({say.number(trials.perhapsCount)})
          </h2>
          <p class="soft">
            <Reviewed say={say} k="status.lastKnown.meaning" />
          </p>
          <TrialItems at={at} items={trials.perhaps} />
        </>
      )}
      {entry.trials.inScope > 0 && (
        <p>
          <a class="button" href={at.to('/trials', all)}>
            {say.text('entry.allTrials')} ({say.number(entry.trials.inScope)})
          </a>
        </p>
      )}
    </>
  );
}
