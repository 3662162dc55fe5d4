import type { Judgement } from '../model/claim.js';
import { effectiveStatusGroup, GROUP_OF_STATUS } from '../model/status.js';
import { MAX_EVIDENCE, studyEvidence } from './check-evidence.js';
import { saysOnceOpen } from './check-trial-status.js';
import { countStudies } from './check-words.js';
import type { ClaimFacts, LinkedStudy, SourceCoverage } from './merge-facts.types.js';
import { isInScope } from './merge-trials.js';

/** The studies a judgement rests on, by what they say about today and earlier. */
type Tally = {
  all: LinkedStudy[];
  /** Open today, on the word of a live record. */
  open: LinkedStudy[];
  /** Open by their last known status only, or by a record that was never pulled live. */
  perhapsOpen: LinkedStudy[];
  onceOpen: LinkedStudy[];
};

const WHY_NOT_KNOWN: Record<Exclude<SourceCoverage, 'complete'>, string> = {
  'never-synced': 'The registry has not been asked yet',
  bundled: 'Only stored copies of registry records are at hand so far',
  partial: 'The registry has not been read completely so far',
};

/** Judges "this is being studied today" by the studies linked to the claim's entries that are in the guide's scope. */
export function judgeResearchActive(entryIds: readonly string[], facts: ClaimFacts): Judgement {
  const tally = tallyOf(studiesOf(entryIds, facts), facts);
  if (tally.open.length > 0) return judgement('supported', openReason(tally), tally.open, facts);
  const unsettled = tally.perhapsOpen.some((study) => groupOf(study, facts) === 'open');
  if (facts.coverage !== 'complete' || unsettled) {
    return judgement('unverifiable', unknownReason(tally, facts.coverage), tally.perhapsOpen, facts);
  }
  if (tally.onceOpen.length > 0) return judgement('outdated', endedReason(tally), tally.onceOpen, facts);
  return judgement('contradicted', neverReason(tally), tally.all, facts);
}

function studiesOf(entryIds: readonly string[], facts: ClaimFacts): LinkedStudy[] {
  const linked = entryIds.flatMap((entryId) => facts.linkedStudies.get(entryId) ?? []).filter(isInScope);
  const byNumber = new Map(linked.map((study) => [study.nctId, study]));
  return [...byNumber.values()].sort((a, b) => (a.nctId < b.nctId ? -1 : 1));
}

function tallyOf(all: LinkedStudy[], facts: ClaimFacts): Tally {
  const isOpen = (study: LinkedStudy) => study.origin === 'live' && groupOf(study, facts) === 'open';
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

function groupOf(study: LinkedStudy, { window }: ClaimFacts): ReturnType<typeof effectiveStatusGroup> {
  return effectiveStatusGroup(study, window);
}

function wasOnceOpen({ overallStatus, lastKnownStatus }: LinkedStudy): boolean {
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
  studies: readonly LinkedStudy[],
  { pointers }: ClaimFacts,
): Judgement {
  const shown = studies.slice(0, MAX_EVIDENCE);
  const evidence = shown.map((study) => studyEvidence(study, pointers.overallStatus, study.overallStatus));
  return { verdict, reason, evidence };
}
