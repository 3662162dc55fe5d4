import type { ComponentChildren, VNode } from 'preact';
import { FRAME_PATH } from '../http/content-policy.js';
import { documentOf } from '../markup/document.js';
import type { Setting } from '../markup/setting.js';
import { SitePage } from '../markup/site-page.js';
import type { Guide } from '../model/guide.js';
import { BuilderFields } from './builder-fields.js';
import { addressQuery, type EmbedQuery } from './embed.parameters.js';
import { snippetsOf, type SnippetParts } from './snippet-markup.js';

/** What the page offers and shows beside what is chosen. */
export type BuilderView = { parts: SnippetParts; guides: readonly Guide[]; countries: readonly string[] };

/** The page that makes the line for another site: a form that works without a script, the lines, and a preview. */
export function builderPage(at: Setting, query: EmbedQuery, view: BuilderView): string {
  const chosen = Object.entries(addressQuery(query)).filter(([, value]) => value !== null);
  const about = {
    title: at.say.text('builder.title'),
    description: at.say.text('builder.lead'),
    path: '/embed',
    query: Object.fromEntries(chosen) as Record<string, string>,
    oembed: null,
    linkedData: null,
    isListed: chosen.length === 0,
    scripts: ['trialweave.js', 'builder.js'],
  };
  return documentOf(
    <SitePage at={at} about={about} sources={null}>
      <h1>{at.say.text('builder.title')}</h1>
      <p class="lead">{at.say.text('builder.lead')}</p>
      <div class="builder">
        <BuilderForm at={at} query={query} view={view} />
        <Preview at={at} query={query} view={view} />
        <Lines at={at} parts={view.parts} />
      </div>
    </SitePage>,
  );
}

/** The script reads what it needs from here. */
function BuilderForm({ at, query, view }: { at: Setting; query: EmbedQuery; view: BuilderView }): VNode {
  return (
    <form class="card builder-form" method="get" action="/embed" data-parts={JSON.stringify(view.parts)}>
      <h2>{at.say.text('builder.choose')}</h2>
      <BuilderFields at={at} query={query} guides={view.guides} countries={view.countries} />
      <button type="submit">{at.say.text('builder.update')}</button>
    </form>
  );
}

function Preview({ at, query, view }: { at: Setting; query: EmbedQuery; view: BuilderView }): VNode {
  return (
    <section class="builder-preview" aria-labelledby="preview">
      <h2 id="preview">{at.say.text('builder.preview')}</h2>
      <div data-preview>
        <iframe title={view.parts.title} src={at.to(FRAME_PATH, addressQuery(query))} />
      </div>
    </section>
  );
}

function Lines({ at: { say }, parts }: { at: Setting; parts: SnippetParts }): VNode {
  const lines = snippetsOf(parts);
  return (
    <div class="builder-lines">
      <Line id="element" title={say.text('builder.element')} line={lines.element} copy={say.text('builder.copy')}>
        {say.text('builder.elementHint')}
      </Line>
      <Line id="pinned" title={say.text('builder.pinned')} line={lines.pinned} copy={say.text('builder.copy')}>
        {say.text('builder.pinnedHint')}
      </Line>
      <Line id="frame" title={say.text('builder.frame')} line={lines.frame} copy={say.text('builder.copy')}>
        {say.text('builder.frameHint')}
      </Line>
      <p role="status" data-copied={say.text('builder.copied')} />
    </div>
  );
}

function Line({
  id,
  title,
  line,
  copy,
  children,
}: {
  id: string;
  title: string;
  line: string;
  copy: string;
  children: ComponentChildren;
}): VNode {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p class="soft">{children}</p>
      <textarea readonly rows={5} spellcheck={false} aria-labelledby={id} data-line={id} dir="ltr" translate={false}>
        {line}
      </textarea>
      <button type="button" hidden data-copy={id}>
        {copy}
      </button>
    </section>
  );
}
