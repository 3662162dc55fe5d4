import type { EntryTrials, FeaturedStudy } from '../model/entry.js';
import { CONDITION_SCOPE, LINK_ROLE, type LinkRole } from '../model/link.js';
import {
  effectiveStatusGroup,
  GROUP_OF_STATUS,
  isStatusTrusted,
  STATUS_GROUP,
  type TrustWindow,
} from '../model/status.js';
import { OVERALL_STATUS, PHASE, type OverallStatus } from '../model/study.js';
import type { LinkedStudy } from './merge-facts.types.js';

const FEATURED = 5;
const STATUS_KEYS: readonly (OverallStatus | 'NONE')[] = [...OVERALL_STATUS, 'NONE'];
const PHASE_KEYS = [...PHASE, 'NONE'] as const;
/** Studies that test the entry come before studies that only use it. */
const FEATURED_ROLES: readonly LinkRole[] = ['experimental', 'subject', 'comparator', 'background', 'observed'];

/** Whether a study is in the guide's scope: it concerns the condition, alone or among others. */
export function isInScope({ scope }: LinkedStudy): boolean {
  return scope === 'primary' || scope === 'basket';
}

/** Counts the linked studies of an entry and picks those to show first; the order of the list does not matter. */
export function mergeTrials(linked: readonly LinkedStudy[], window: TrustWindow): EntryTrials {
  const studies = linked.filter(isInScope);
  const groupOf = (study: LinkedStudy) => effectiveStatusGroup(study, window);
  const byStatusGroup = countBy(studies, STATUS_GROUP, (study) => [groupOf(study)]);
  const listedOpen = studies.filter(({ overallStatus: s }) => s !== null && GROUP_OF_STATUS[s] === 'open').length;
  return {
    inScope: studies.length,
    byStatusGroup,
    byStatus: countBy(studies, STATUS_KEYS, ({ overallStatus }) => [overallStatus ?? 'NONE']),
    byPhase: countBy(studies, PHASE_KEYS, ({ phases }) => (phases.length === 0 ? ['NONE'] : [...new Set(phases)])),
    byRole: countBy(studies, LINK_ROLE, ({ role }) => [role]),
    byScope: countBy(linked, CONDITION_SCOPE, ({ scope }) => [scope]),
    open: byStatusGroup.open,
    openLastKnown: listedOpen - byStatusGroup.open,
    featured: [...studies]
      .sort(byInterest(window))
      .slice(0, FEATURED)
      .map((study) => featured(study, window)),
  };
}

function countBy<K extends string>(
  studies: readonly LinkedStudy[],
  keys: readonly K[],
  keysOf: (study: LinkedStudy) => readonly K[],
): Record<K, number> {
  const counts = Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;
  for (const key of studies.flatMap((study) => [...keysOf(study)])) counts[key] += 1;
  return counts;
}

function byInterest(window: TrustWindow): (a: LinkedStudy, b: LinkedStudy) => number {
  const rank = (study: LinkedStudy) => [
    STATUS_GROUP.indexOf(effectiveStatusGroup(study, window)),
    CONDITION_SCOPE.indexOf(study.scope),
    FEATURED_ROLES.indexOf(study.role),
  ];
  return (a, b) => {
    const [left, right] = [rank(a), rank(b)];
    const unequal = left.map((value, i) => value - (right[i] ?? 0)).find((difference) => difference !== 0);
    return unequal ?? (compare(updatedOn(b), updatedOn(a)) || compare(a.nctId, b.nctId));
  };
}

function updatedOn({ lastUpdatePostDate }: LinkedStudy): string {
  return lastUpdatePostDate?.date ?? '';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function featured(study: LinkedStudy, window: TrustWindow): FeaturedStudy {
  const { nctId, briefTitle, overallStatus, phases, role, scope, url, origin } = study;
  return {
    ...{ nctId, briefTitle, overallStatus, phases, role, scope, url, origin },
    statusGroup: effectiveStatusGroup(study, window),
    statusTrusted: isStatusTrusted(study, window),
    asOf: study.dataDate,
    lastUpdatePostDate: study.lastUpdatePostDate?.date ?? null,
  };
}
