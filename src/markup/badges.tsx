import type { VNode } from 'preact';
import type { Verdict } from '../model/claim.js';
import type { StatusGroup } from '../model/status.js';
import type { OverallStatus, Phase } from '../model/study.js';
import type { Say } from '../words/say.js';
import { isSure } from './status-certainty.js';
import { Reviewed } from './words.js';

/** What decides how a recruitment status is shown. */
export type ShownStatus = { overallStatus: OverallStatus | null; statusGroup: StatusGroup; statusTrusted: boolean };

/** The recruitment status; an open one that may not be believed today is called last known and looks like it. */
export function StatusBadge({ say, study }: { say: Say; study: ShownStatus }): VNode {
  return <span class={`badge status-${isSure(study) ? study.statusGroup : 'unknown'}`}>{statusText(say, study)}</span>;
}

/** The words of a status. */
export function statusText(say: Say, study: ShownStatus): string {
  const status = say.text(`status.${study.overallStatus ?? 'NONE'}`);
  return isSure(study) ? status : say.text('status.lastKnown', { status });
}

/** What a status means; of one that may not be believed today, only that. */
export function StatusMeaning({ say, study }: { say: Say; study: ShownStatus }): VNode {
  return (
    <Reviewed
      say={say}
      k={isSure(study) ? `status.${study.overallStatus ?? 'NONE'}.meaning` : 'status.lastKnown.meaning'}
    />
  );
}

/** A verdict, never told by its colour alone. */
export function VerdictBadge({ say, verdict }: { say: Say; verdict: Verdict }): VNode {
  return (
    <span class={`badge verdict verdict-${verdict}`}>
      <Reviewed say={say} k={`verdict.${verdict}`} />
    </span>
  );
}

/** The phases in words, null where the study has none to tell. */
export function phaseText(say: Say, phases: readonly Phase[]): string | null {
  return phases.length === 0 ? null : say.list(phases.map((phase) => say.text(`phase.${phase}`)));
}
