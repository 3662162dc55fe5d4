import type { ComponentChildren, VNode } from 'preact';
import type { Trial } from '../api/schemas/study.schema.js';
import { StatusBadge, StatusMeaning } from '../markup/badges.js';
import { Foreign, ForeignProse } from '../markup/foreign-text.js';
import { ForeignLink } from '../markup/foreign-link.js';
import { isolated } from '../markup/isolated.js';
import type { Setting } from '../markup/setting.js';
import { SitePage, type PageSources } from '../markup/site-page.js';
import { Reviewed } from '../markup/words.js';
import { CareTeam } from './care-team.js';
import { isSure } from '../markup/status-certainty.js';
import { pageAbout } from './page-about.js';
import { TrialContacts } from './trial-contacts.js';
import { TrialInShort } from './trial-in-short.js';
import { TrialSites } from './trial-sites.js';

/** Names of guide entries by `guideId/entryId`. */
export type EntryNames = ReadonlyMap<string, { title: string; language: string }>;

type Props = {
  at: Setting;
  trial: Trial;
  entries: EntryNames;
  sources: PageSources;
  linkedData: object;
  timeline: ComponentChildren;
  map: ComponentChildren;
};

/** One study: plain words first, then its life and its sites, then the words of the sponsor. */
export function TrialPage({ at, trial, entries, sources, linkedData, timeline, map }: Props): VNode {
  const { say } = at;
  const about = pageAbout({
    title: trial.briefTitle,
    description: trial.briefSummary ?? trial.officialTitle ?? trial.briefTitle,
    path: `/trials/${trial.nctId}`,
    linkedData,
  });
  const crumbs = [
    { name: say.text('nav.home'), href: at.to('/'), foreign: false },
    { name: say.text('nav.trials'), href: at.to('/trials'), foreign: false },
  ];
  return (
    <SitePage at={at} about={about} crumbs={crumbs} sources={sources}>
      <h1 class="long">
        <Foreign text={trial.briefTitle} />
      </h1>
      <p class="soft">
        {trial.acronym !== null && (
          <>
            <Foreign text={trial.acronym} />
            {' · '}
          </>
        )}
        <span translate={false}>{trial.nctId}</span> ·{' '}
        <ForeignLink say={say} url={trial.url} text="ClinicalTrials.gov" />
      </p>
      <Recruitment at={at} trial={trial} />
      <TrialInShort at={at} trial={trial} />
      <CareTeam at={at} about="trial">
        <TrialContacts at={at} trial={trial} />
      </CareTeam>
      <InGuide at={at} links={trial.links} entries={entries} />
      <h2>{say.text('trial.life')}</h2>
      {timeline}
      <TrialSites at={at} trial={trial} map={map} />
      <SponsorWords at={at} trial={trial} />
      <p class="note">
        {say.text(`origin.${trial.origin}`)}{' '}
        {trial.asOf !== null &&
          say.text('source.line', { source: isolated('ClinicalTrials.gov'), date: say.date(trial.asOf) })}
      </p>
    </SitePage>
  );
}

/** Whether the study takes people, said first and with its age. */
function Recruitment({ at: { say }, trial }: { at: Setting; trial: Trial }): VNode {
  return (
    <section
      class={`card recruitment group-${isSure(trial) ? trial.statusGroup : 'unknown'}`}
      aria-labelledby="recruitment"
    >
      <h2 id="recruitment">{say.text('trial.status')}</h2>
      <p class="marks">
        <StatusBadge say={say} study={trial} />
        {trial.asOf !== null && <span class="soft">{say.text('source.asOf', { date: say.date(trial.asOf) })}</span>}
      </p>
      <p>
        <StatusMeaning say={say} study={trial} />
      </p>
      {trial.lastKnownStatus !== null && (
        <p>{say.text('status.before', { status: say.text(`status.${trial.lastKnownStatus}`) })}</p>
      )}
      {trial.whyStopped !== null && (
        <p>
          <strong>{say.text('status.whyStopped')}</strong> <Foreign text={trial.whyStopped} max={1000} />
        </p>
      )}
    </section>
  );
}

function InGuide({ at, links, entries }: { at: Setting; links: Trial['links']; entries: EntryNames }): VNode | null {
  const { say } = at;
  if (links.length === 0) return null;
  return (
    <>
      <h2>{say.text('trial.inGuide')}</h2>
      <ul>
        {links.map(({ guideId, entryId, role }) => {
          const entry = entries.get(`${guideId}/${entryId}`);
          return (
            <li>
              <a href={at.to(`/guides/${guideId}/${entryId}`)}>
                <Foreign text={entry?.title ?? entryId} lang={entry?.language ?? 'en'} />
              </a>{' '}
              <strong>{say.text(`role.${role}`)}</strong>{' '}
              <span class="soft">
                <Reviewed say={say} k={`role.${role}.meaning`} />
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** Arms that are shown. */
const ARMS = 50;

/** The texts of the record, as the sponsor wrote them. */
function SponsorWords({ at: { say }, trial }: { at: Setting; trial: Trial }): VNode {
  const note = say.text('text.shortened');
  const criteria = trial.eligibility?.criteriaText ?? null;
  return (
    <>
      {trial.briefSummary !== null && (
        <>
          <h2>{say.text('trial.summary')}</h2>
          <ForeignProse text={trial.briefSummary} note={note} />
        </>
      )}
      {criteria !== null && (
        <details class="part">
          <summary>
            <h2>{say.text('trial.criteria')}</h2>
          </summary>
          <ForeignProse text={criteria} note={note} />
        </details>
      )}
      {trial.armGroups.length > 0 && (
        <details class="part">
          <summary>
            <h2>{say.text('trial.arms')}</h2>
          </summary>
          <ul class="rows">
            {trial.armGroups.slice(0, ARMS).map((arm) => (
              <li>
                <h3>
                  <Foreign text={arm.label} />
                </h3>
                {arm.description !== null && <ForeignProse text={arm.description} note={note} max={4000} />}
              </li>
            ))}
          </ul>
          {trial.armGroups.length > ARMS && <p>{say.text('list.more', { count: trial.armGroups.length - ARMS })}</p>}
        </details>
      )}
      <Outcomes say={say} outcomes={[...trial.primaryOutcomes, ...trial.secondaryOutcomes]} />
      {trial.detailedDescription !== null && (
        <details class="part">
          <summary>
            <h2>{say.text('trial.description')}</h2>
          </summary>
          <ForeignProse text={trial.detailedDescription} note={note} />
        </details>
      )}
    </>
  );
}

/** Outcome measures that are shown. */
const OUTCOMES = 40;

function Outcomes({ say, outcomes }: { say: Setting['say']; outcomes: Trial['primaryOutcomes'] }): VNode | null {
  if (outcomes.length === 0) return null;
  return (
    <details class="part">
      <summary>
        <h2>{say.text('trial.outcomes')}</h2>
      </summary>
      <ul>
        {outcomes.slice(0, OUTCOMES).map(({ measure, timeFrame }) => (
          <li>
            <Foreign text={measure} max={500} />
            {timeFrame !== null && (
              <span class="soft">
                {' '}
                (<Foreign text={timeFrame} max={200} />)
              </span>
            )}
          </li>
        ))}
      </ul>
      {outcomes.length > OUTCOMES && <p>{say.text('list.more', { count: outcomes.length - OUTCOMES })}</p>}
    </details>
  );
}
