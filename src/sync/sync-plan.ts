import { addDays } from '../model/partial-date.js';
import type { PullScope } from '../sources/source.js';
import type { SourceState } from '../source-status/source-state.store.js';
import type { SavedCursor } from '../source-status/source-status.types.js';

/** Registry dates have day precision and no zone: each incremental run reads this many days again. */
const OVERLAP_DAYS = 1;
/** Everything followed is read again this often, which finds removals and renews the sight of every status. */
const FULL_EVERY_DAYS = 7;

/** What a run is to do. */
export type SyncPlan =
  { kind: 'nothing' } | { kind: 'resume'; cursor: SavedCursor } | { kind: 'pull'; scope: PullScope };

export type PlanInput = {
  state: Pick<SourceState, 'cursor' | 'checkpoint'>;
  dataVersion: string;
  followingHash: string;
  full: boolean;
  now: string;
};

/** Decides what a run does: nothing while the source's data stand, resume what was cut short, else what changed or everything. */
export function planSync({ state, dataVersion, followingHash, full, now }: PlanInput): SyncPlan {
  const { cursor, checkpoint } = state;
  const isSame = (known: { dataVersion: string; followingHash: string } | null): boolean =>
    known !== null && known.dataVersion === dataVersion && known.followingHash === followingHash;
  if (cursor !== null && isSame(cursor) && (!full || cursor.scope.kind === 'full')) return { kind: 'resume', cursor };
  if (full || checkpoint === null || checkpoint.followingHash !== followingHash) {
    return { kind: 'pull', scope: { kind: 'full' } };
  }
  if (isSame(checkpoint)) return { kind: 'nothing' };
  const fullIsDue = now >= addDays(checkpoint.lastFullAt.slice(0, 10), FULL_EVERY_DAYS);
  if (fullIsDue) return { kind: 'pull', scope: { kind: 'full' } };
  return { kind: 'pull', scope: { kind: 'changedSince', since: addDays(checkpoint.since, -OVERLAP_DAYS) } };
}
