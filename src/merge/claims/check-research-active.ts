import type { Judgement } from '../../model/claim.js';
import { effectiveStatusGroup, GROUP_OF_STATUS, type StatusGroup } from '../../model/status.js';
import { MAX_EVIDENCE, studyEvidence } from './check-evidence.js';
import { inFixedOrder } from './check-order.js';
import { saysOnceOpen } from './check-trial-status.js';
import { countStudies } from './check-words.js';
import type { ClaimFacts, LinkedStudy, SourceCoverage } from '../merge-facts.types.js';
import { isInScope } from '../merge-trials.js';

/** A linked study as far as the check reads it; `group` is that of today, where an open status too old to rely on is `unknown`. */
type ActiveStudy = Pick<
  LinkedStudy,
  'nctId' | 'overallStatus' | 'lastKnownStatus' | 'origin' | 'url' | 'retrievedAt' | 'sourceUpdatedAt'
> & { group: StatusGroup };

/** What the check of "this is being studied today" reads. */
export type ResearchActiveInput = {
  type: 'research-active';
  coverage: SourceCoverage;
  /** Each once, by number. */
  studies: ActiveStudy[];
  pointer: string;
};

/** The studies a judgement rests on, by what they say about today and earlier. */
type Tally = {
  all: ActiveStudy[];
  /** Open today, on the word of a live record. */
  open: ActiveStudy[];
  /** Open by their last known status only, or by a record that was never pulled live. */
  perhapsOpen: ActiveStudy[];
  onceOpen: ActiveStudy[];
};

const WHY_NOT_KNOWN: Record<Exclude<SourceCoverage, 'complete'>, string> = {
  'never-synced': 'The registry has not been asked yet',
  bundled: 'Only stored copies of registry records are at hand so far',
  partial: 'The registry has not been read completely so far',
};

/** Gathers what the check of "this is being studied today" reads: the linked studies that are in the guide's scope. */
export function researchActiveInput(entryIds: readonly string[], facts: ClaimFacts): ResearchActiveInput {
  const linked = entryIds.flatMap((entryId) => facts.linkedStudies.get(entryId) ?? []).filter(isInScope);
  const byNumber = new Map(linked.map((study) => [study.nctId, activeStudy(study, facts)]));
  return {
    type: 'research-active',
    coverage: facts.coverage,
    studies: inFixedOrder([...byNumber.values()], ({ nctId }) => nctId),
    pointer: facts.pointers.overallStatus,
  };
}

/** Judges "this is being studied today" by the linked studies in scope. */
export function judgeResearchActive({ studies, coverage, pointer }: ResearchActiveInput): Judgement {
  const tally = tallyOf(studies);
  if (tally.open.length > 0) return judgement('supported', openReason(tally), tally.open, pointer);
  const unsettled = tally.perhapsOpen.some(({ group }) => group === 'open');
  if (coverage !== 'complete' || unsettled) {
    return judgement('unverifiable', unknownReason(tally, coverage), tally.perhapsOpen, pointer);
  }
  if (tally.onceOpen.length > 0) return judgement('outdated', endedReason(tally), tally.onceOpen, pointer);
  return judgement('contradicted', neverReason(tally), tally.all, pointer);
}

function activeStudy(study: LinkedStudy, { window }: ClaimFacts): ActiveStudy {
  const { nctId, overallStatus, lastKnownStatus, origin, url, retrievedAt, sourceUpdatedAt } = study;
  const group = effectiveStatusGroup(study, window);
  return { nctId, overallStatus, lastKnownStatus, origin, url, retrievedAt, sourceUpdatedAt, group };
}

function tallyOf(all: ActiveStudy[]): Tally {
  const isOpen = ({ origin, group }: ActiveStudy) => origin === 'live' && group === 'open';
  const listedOpen = all.filter(
    ({ overallStatus }) => overallStatus !== null && GROUP_OF_STATUS[overallStatus] === 'open',
  );
  return {
    all,
    open: all.filter(isOpen),
    perhapsOpen: listedOpen.filter((study) => !isOpen(study)),
    onceOpen: all.filter(wasOnceOpen),
  };
}

function wasOnceOpen({ overallStatus, lastKnownStatus }: ActiveStudy): boolean {
  return saysOnceOpen(overallStatus) || saysOnceOpen(lastKnownStatus);
}

function openReason({ all, open }: Tally): string {
  const counted = `${countStudies(open.length)} of ${all.length} in all ${isOrAre(open.length)}`;
  return `${counted} open to participants by the registry's own record. That shows that it is being studied, not whether it helps.`;
}

function unknownReason({ all, perhapsOpen }: Tally, coverage: SourceCoverage): string {
  const why = coverage === 'complete' ? 'Some records are stored copies' : WHY_NOT_KNOWN[coverage];
  const lead = `${why}, so it cannot be said whether any study is open today`;
  if (all.length === 0) return `${lead}; no study is linked to this subject yet.`;
  const last = perhapsOpen.length === 0 ? 'none' : String(perhapsOpen.length);
  return `${lead}; of the linked studies (${all.length}), ${last} ${isOrAre(perhapsOpen.length)} listed as open in the last record known.`;
}

function endedReason({ all, onceOpen, perhapsOpen }: Tally): string {
  const active = all.filter(
    ({ overallStatus }) => overallStatus !== null && GROUP_OF_STATUS[overallStatus] === 'active',
  );
  const parts = [
    `None of the linked studies (${all.length}) is confirmed as open to participants today, though ${onceOpen.length} once took people in`,
    ...(active.length === 0
      ? []
      : [`${active.length} still ${active.length === 1 ? 'runs' : 'run'} without open recruitment`]),
    ...(perhapsOpen.length === 0
      ? []
      : [`${perhapsOpen.length} ${isOrAre(perhapsOpen.length)} listed as open by a word too old to rely on`]),
  ];
  return `${parts.join('; ')}.`;
}

function neverReason({ all }: Tally): string {
  if (all.length === 0) return 'The registry has been read completely, and no study of this subject was found in it.';
  return `The registry has been read completely, and none of the linked studies (${all.length}) is or was ever open to participants.`;
}

function isOrAre(count: number): string {
  return count < 2 ? 'is' : 'are';
}

function judgement(
  verdict: Judgement['verdict'],
  reason: string,
  studies: readonly ActiveStudy[],
  pointer: string,
): Judgement {
  const shown = studies.slice(0, MAX_EVIDENCE);
  const evidence = shown.map((study) => studyEvidence(study, pointer, study.overallStatus));
  return { verdict, reason, evidence };
}
