import type { VNode } from 'preact';
import type { Config } from '../config/config.js';
import type { PageAsked } from '../http/problem-body.js';
import { PROBLEMS, type ProblemError } from '../http/problem.js';
import { documentOf } from '../markup/document.js';
import { Foreign } from '../markup/foreign-text.js';
import { Setting } from '../markup/setting.js';
import { SitePage } from '../markup/site-page.js';
import type { Key } from '../words/words.types.js';
import { ENGLISH, LANGUAGE } from '../words/languages.js';
import { pageAbout } from './page-about.js';

type ErrorWords = 'error.notFound' | 'error.badRequest' | 'error.gone' | 'error.busy' | 'error.failed';

const WORDS_OF_STATUS: Readonly<Record<number, ErrorWords>> = {
  400: 'error.badRequest',
  404: 'error.notFound',
  405: 'error.notFound',
  410: 'error.gone',
  414: 'error.badRequest',
  429: 'error.busy',
};

/** Paths of ours: none of them is read as another host, as `//host` and `/\host` are. */
const PLAIN_PATH = /^\/(?!\/)[\w/.~-]*$/;

/** An error as a page for readers: what is wrong in plain words, and what the service says of it. */
export function errorPage({ publicUrl, reportUrl }: Pick<Config, 'publicUrl' | 'reportUrl'>) {
  return (problem: ProblemError, { path, language, origin }: PageAsked): string => {
    const spoken = LANGUAGE.find((each) => each.toLowerCase() === language?.toLowerCase()) ?? ENGLISH;
    const at = new Setting(spoken, publicUrl ?? origin ?? '', reportUrl);
    return documentOf(<ErrorPage at={at} problem={problem} path={path} />);
  };
}

function ErrorPage({ at, problem, path }: { at: Setting; problem: ProblemError; path: string }): VNode {
  const { say } = at;
  const { status } = PROBLEMS[problem.code];
  const words: ErrorWords = WORDS_OF_STATUS[status] ?? 'error.failed';
  const textKey: Key = `${words}.text`;
  const about = pageAbout({
    title: say.text(words),
    description: say.text(textKey),
    path: PLAIN_PATH.test(path) ? path : '/',
    isListed: false,
  });
  return (
    <SitePage at={at} about={about} sources={null}>
      <h1>{say.text(words)}</h1>
      <p class="lead">{say.text(textKey)}</p>
      {isTold(problem) && (
        <p>
          <Foreign text={problem.detail} max={500} />
        </p>
      )}
      {status === 400 && problem.errors.length > 0 && (
        <ul>
          {problem.errors.map(({ parameter, detail, allowed }) => (
            <li>
              {parameter !== undefined && (
                <>
                  <code>
                    <Foreign text={parameter} max={80} />
                  </code>
                  {': '}
                </>
              )}
              <Foreign text={detail} max={500} />
              {allowed !== undefined && allowed.length <= 40 && (
                <span class="soft"> {say.text('error.allowed', { values: allowed.join(', ').slice(0, 1500) })}</span>
              )}
            </li>
          ))}
        </ul>
      )}
      <LastKnown at={at} problem={problem} />
      <p class="actions">
        <a class="button" href={at.to('/trials')}>
          {say.text('nav.trials')}
        </a>{' '}
        <a href={at.to('/')}>{say.text('nav.home')}</a>
      </p>
    </SitePage>
  );
}

/** Where nothing was found, the detail names what was asked for: anybody could make the page say anything by a link. */
function isTold({ code }: ProblemError): boolean {
  return WORDS_OF_STATUS[PROBLEMS[code].status] === 'error.badRequest' || code === 'query-too-costly';
}

/** What a removed study last said of itself. */
function LastKnown({ at: { say }, problem: { members } }: { at: Setting; problem: ProblemError }): VNode | null {
  const lastKnown = members['lastKnown'] as { briefTitle?: string; asOf?: string | null } | undefined;
  if (lastKnown?.briefTitle === undefined) return null;
  return (
    <section class="card">
      <p>
        <Foreign text={lastKnown.briefTitle} />
      </p>
      {typeof lastKnown.asOf === 'string' && (
        <p class="note">{say.text('source.asOf', { date: say.date(lastKnown.asOf) })}</p>
      )}
    </section>
  );
}
