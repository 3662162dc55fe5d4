import type { VNode } from 'preact';
import type { Config } from '../config/config.js';
import { FRAME_PATH } from '../http/content-policy.js';
import type { PageAsked } from '../http/problem-body.js';
import { PROBLEMS, type ProblemError, type ProblemItem } from '../http/problem.js';
import { Document, documentOf } from '../markup/document.js';
import { Foreign } from '../markup/foreign-text.js';
import { Setting } from '../markup/setting.js';
import { ENGLISH, LANGUAGE, type Language } from '../words/languages.js';

/** Values that are named in a small frame. */
const VALUES = 12;

/** What readers and editors see in a frame in place of a listing: in words what happened, and for a wrong address what to change. */
export function frameErrorPage({ publicUrl }: Pick<Config, 'publicUrl'>) {
  return (problem: ProblemError, asked: PageAsked): string => {
    const at = new Setting(languageOf(asked.language), publicUrl ?? asked.origin ?? '', null);
    return documentOf(<FrameError at={at} problem={problem} />);
  };
}

function FrameError({ at, problem }: { at: Setting; problem: ProblemError }): VNode {
  const about = {
    title: at.say.text('embed.title'),
    description: at.say.text('site.tagline'),
    path: FRAME_PATH,
    query: {},
    oembed: null,
    linkedData: null,
    isListed: false,
    scripts: ['frame-height.js'],
  };
  return (
    <Document at={at} about={about} styles={['marks.css', 'listing.css']}>
      <main class="box page">
        <h1 class="title">{at.say.text('embed.title')}</h1>
        <p class="note" role="alert">
          {at.say.text('embed.error')}
        </p>
        {PROBLEMS[problem.code].status === 400 && <Faults at={at} errors={problem.errors} />}
      </main>
    </Document>
  );
}

/** Faults of the address are told in English, to who put the frame there. */
function Faults({ at, errors }: { at: Setting; errors: readonly ProblemItem[] }): VNode {
  return (
    <div class="faults">
      <p>{at.say.text('error.badRequest.text')}</p>
      <ul lang={ENGLISH} dir="ltr">
        {errors.map((fault) => (
          <li>
            {fault.parameter !== undefined && (
              <>
                <code>
                  <Foreign text={fault.parameter} max={80} />
                </code>
                {': '}
              </>
            )}
            <Foreign text={fault.detail} max={500} />
            <span class="soft">{possible(fault)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The values there are, where the sentence does not name them already. */
function possible({ detail, allowed = [] }: ProblemItem): string {
  const isNamed = allowed.some((value) => detail.includes(value));
  return allowed.length === 0 || isNamed ? '' : ` (${allowed.slice(0, VALUES).join(', ')})`;
}

function languageOf(given: string | null): Language {
  return LANGUAGE.find((language) => language.toLowerCase() === given?.toLowerCase()) ?? ENGLISH;
}
