import type { VNode } from 'preact';
import type { NewestChanges } from '../api/changes.service.js';
import { Foreign } from '../markup/foreign-text.js';
import type { Say } from '../words/say.js';

/** What changed in a record while it was watched here, newest first. */
export function SeenChanges({ say, changes }: { say: Say; changes: NewestChanges }): VNode | null {
  const { items, totalCount } = changes;
  if (items.length === 0) return null;
  return (
    <details class="part">
      <summary>
        {say.text('trial.versions')} ({say.number(totalCount)})
      </summary>
      <ul>
        {items.map(({ at, text }) => (
          <li>
            {say.date(at)}: <Foreign text={text} max={600} />
          </li>
        ))}
        {totalCount > items.length && <li>{say.text('list.more', { count: totalCount - items.length })}</li>}
      </ul>
    </details>
  );
}
