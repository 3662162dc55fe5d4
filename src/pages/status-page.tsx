import type { VNode } from 'preact';
import type { SourceReport } from '../source-status/source-status.service.js';
import { Foreign } from '../markup/foreign-text.js';
import { ForeignLink } from '../markup/foreign-link.js';
import type { Setting } from '../markup/setting.js';
import { SitePage, type PageSources } from '../markup/site-page.js';
import { Reviewed } from '../markup/words.js';
import { SourcesFreshness } from '../pictures/sources-freshness.js';
import { pageAbout } from './page-about.js';

/** How fresh every source is. */
export function StatusPage({
  at,
  reports,
  sources,
  now,
}: {
  at: Setting;
  reports: readonly SourceReport[];
  sources: PageSources;
  now: string;
}): VNode {
  const { say } = at;
  const about = pageAbout({ title: say.text('sources.title'), description: say.text('sources.lead'), path: '/status' });
  return (
    <SitePage at={at} about={about} sources={sources}>
      <h1>{say.text('sources.title')}</h1>
      <p class="lead">{say.text('sources.lead')}</p>
      <SourcesFreshness say={say} id="freshness" sources={reports} now={now} />
      <ul class="grid wide">
        {reports.map((report) => (
          <SourceCard at={at} report={report} />
        ))}
      </ul>
    </SitePage>
  );
}

function SourceCard({ at: { say }, report }: { at: Setting; report: SourceReport }): VNode {
  const moment = (given: string | null): string => (given === null ? say.text('sources.never') : say.moment(given));
  return (
    <li class="card" id={report.id}>
      <h2>
        <ForeignLink say={say} url={report.homepage} text={report.title} />
      </h2>
      <p>
        <span class={`badge freshness-${report.status}`}>{say.text(`freshness.${report.status}`)}</span>{' '}
        {report.isRunning && <span class="soft">{say.text('sources.running')}</span>}
      </p>
      <p>
        <Reviewed say={say} k={`freshness.${report.status}.meaning`} />
      </p>
      <dl class="facts">
        <dt>{say.text('sources.dataOf')}</dt>
        <dd>{report.sourceUpdatedAt === null ? say.text('value.unknown') : say.date(report.sourceUpdatedAt)}</dd>
        <dt>{say.text('sources.lastSuccess')}</dt>
        <dd>{moment(report.lastSuccessAt)}</dd>
        {report.lastFailureAt !== null && (
          <>
            <dt>{say.text('sources.lastFailure')}</dt>
            <dd>{moment(report.lastFailureAt)}</dd>
          </>
        )}
        {report.nextRunAt !== null && (
          <>
            <dt>{say.text('sources.nextRun')}</dt>
            <dd>{moment(report.nextRunAt)}</dd>
          </>
        )}
        <dt>{say.text('sources.terms')}</dt>
        <dd>
          <Foreign text={report.licence} max={600} />
        </dd>
      </dl>
      {report.unreadable.records > 0 && (
        <p class="note">{say.text('sources.unreadable', { count: report.unreadable.records })}</p>
      )}
    </li>
  );
}
