import type { ConditionScope, LinkRole } from '../model/link.js';
import type { Phase } from '../model/study.js';
import type { StudySummary } from '../studies/study-summary.types.js';

/** Studies of an entry whose publications are looked up, at most. */
const KEY_STUDIES = 5;
const LATE_PHASES: readonly Phase[] = ['PHASE3', 'PHASE4'];

/** A linked study, as far as it decides whether its publications are looked up. */
export type KeyStudyCandidate = Pick<StudySummary, 'nctId' | 'phases' | 'hasResults' | 'enrollmentCount'> & {
  role: LinkRole;
  scope: ConditionScope;
};

/**
 * The studies whose publications stand for an entry: the study it is about; else the largest late-phase studies with
 * posted results that tested it in the guide's condition. Sorted by NCT number.
 */
export function keyStudiesOf(own: string | null, linked: readonly KeyStudyCandidate[]): string[] {
  if (own !== null) return [own];
  return linked
    .filter(isKey)
    .sort((a, b) => (b.enrollmentCount ?? 0) - (a.enrollmentCount ?? 0) || (a.nctId < b.nctId ? -1 : 1))
    .slice(0, KEY_STUDIES)
    .map(({ nctId }) => nctId)
    .sort();
}

function isKey({ role, scope, phases, hasResults }: KeyStudyCandidate): boolean {
  return (
    hasResults &&
    (role === 'experimental' || role === 'subject') &&
    (scope === 'primary' || scope === 'basket') &&
    phases.some((phase) => LATE_PHASES.includes(phase))
  );
}
