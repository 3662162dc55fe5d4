import type { VNode } from 'preact';
import type { TrialItem } from '../api/schemas/study.schema.js';
import type { Setting } from '../markup/setting.js';
import { trialRowOf } from '../markup/trial-row-view.js';
import { TrialRow } from '../markup/trial-row.js';
import { Reviewed } from '../markup/words.js';

/** Studies in a list: title, whether they take people, what tells them apart, and their part in the entry asked for. */
export function TrialItems({ at, items }: { at: Setting; items: readonly TrialItem[] }): VNode {
  const { say } = at;
  return (
    <ul class="rows trials">
      {items.map((item) => (
        <TrialRow at={at} row={trialRowOf(at, item)} href={at.to(`/trials/${item.nctId}`)}>
          {item.link !== null && (
            <p class="note">
              {say.text('role.label')} <strong>{say.text(`role.${item.link.role}`)}</strong>{' '}
              <Reviewed say={say} k={`role.${item.link.role}.meaning`} />
            </p>
          )}
        </TrialRow>
      ))}
    </ul>
  );
}
