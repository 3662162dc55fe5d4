import type { VNode } from 'preact';
import { Foreign } from '../markup/foreign-text.js';
import type { Change } from '../model/change.js';
import type { Say } from '../words/say.js';

/** What changed in a record while it was watched here, newest first. */
export function SeenChanges({ say, changes }: { say: Say; changes: readonly Change[] }): VNode | null {
  if (changes.length === 0) return null;
  return (
    <details class="part">
      <summary>
        {say.text('trial.versions')} ({say.number(changes.length)})
      </summary>
      <ul>
        {changes.map(({ at, text }) => (
          <li>
            {say.date(at)}: <Foreign text={text} max={600} />
          </li>
        ))}
      </ul>
    </details>
  );
}
