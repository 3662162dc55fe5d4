import type { ComponentChildren, VNode } from 'preact';
import { BesideText } from './beside-text.js';
import { Foreign } from './foreign-text.js';
import type { Setting } from './setting.js';
import type { TrialRowView } from './trial-row-view.js';

type Shown = Omit<TrialRowView, 'path'>;

/** A study in a list: whether it takes people, its title, and what tells it apart. `target`: where its page opens; `heading`: level of its title. */
export function TrialRow({
  at,
  row,
  href,
  target,
  heading: Heading = 'h3',
  children = null,
}: {
  at: Setting;
  row: Shown;
  href: string;
  target?: '_blank' | undefined;
  heading?: 'h2' | 'h3';
  children?: ComponentChildren;
}): VNode {
  const isElsewhere = target === '_blank';
  return (
    <li class="trial">
      <p class="trial-status">
        <span class={`badge status-${row.status.tone}`}>
          <span class="hidden">{at.say.text('status.label')}: </span>
          {row.status.text}
        </span>{' '}
        {row.asOf !== null && <span class="soft">{row.asOf}</span>}
      </p>
      <Heading class="trial-title">
        <a href={href} target={target} rel={isElsewhere ? 'noopener noreferrer' : undefined}>
          <Foreign text={row.title} />
          {isElsewhere && <span class="hidden"> ({at.say.text('link.newWindow')})</span>}
        </a>
      </Heading>
      {!row.status.isSure && (
        <p class="trial-doubt">
          <BesideText beside={row.status.meaning} />
        </p>
      )}
      <TrialFacts row={row} />
      {children}
    </li>
  );
}

function TrialFacts({ row: { phase, countries, nearest, nctId } }: { row: Shown }): VNode {
  return (
    <ul class="trial-facts soft">
      {phase !== null && <li>{phase}</li>}
      {(nearest ?? countries) !== null && <li>{nearest ?? countries}</li>}
      <li>
        <bdi translate={false}>{nctId}</bdi>
      </li>
    </ul>
  );
}
