import type { ClaimEvidence, Verdict, VerdictPeriod } from '../../model/claim.js';
import { GROUP_OF_STATUS, isStatusTrusted } from '../../model/status.js';
import type { OverallStatus, Study } from '../../model/study.js';
import { studyEvidence } from './check-evidence.js';
import {
  inOrder,
  NO_BOUNDS,
  spellsOf,
  versionFacts,
  type Finding,
  type Spell,
  type Timeline,
  type VersionFacts,
} from './check-history.js';
import { listedAs, recordOf, spellDate, STATUS_WORDS } from './check-words.js';
import type { MergeFacts, StudyPointers, StudyVersion } from '../merge-facts.types.js';

type StatusFields = Pick<
  Study,
  'overallStatus' | 'lastKnownStatus' | 'completionDate' | 'resultsFirstPostDate' | 'whyStopped'
>;
type StatusRecord = VersionFacts & StatusFields;

/**
 * Whether the newest status may be taken as today's, else why not: copied from stored pages, not seen lately, or not
 * verified lately by the sponsor; `on` is the last day it was known. It is all of the day's date that the check reads.
 */
type StatusTrust = { why: 'trusted' } | { why: 'copied' | 'unseen' | 'unverified'; on: string | null };

/** What the check of "the study is ongoing" reads. */
export type TrialStatusInput = {
  type: 'trial-status';
  nctId: string;
  /** Oldest first. */
  records: StatusRecord[];
  trust: StatusTrust;
  pointers: Pick<StudyPointers, keyof StatusFields>;
};

type StatusFinding = Finding & { version: StatusRecord; status: OverallStatus | null; lastKnown: OverallStatus | null };

/** Which statuses by themselves say that people could join at some time, by the registry's definitions of them. */
const ONCE_OPEN: Record<OverallStatus, boolean> = {
  RECRUITING: true,
  AVAILABLE: true,
  ENROLLING_BY_INVITATION: true,
  ACTIVE_NOT_RECRUITING: true,
  SUSPENDED: true,
  TEMPORARILY_NOT_AVAILABLE: true,
  COMPLETED: true,
  TERMINATED: true,
  NO_LONGER_AVAILABLE: true,
  APPROVED_FOR_MARKETING: true,
  NOT_YET_RECRUITING: false,
  WITHDRAWN: false,
  UNKNOWN: false,
  WITHHELD: false,
};

/** Whether a status by itself says that people could join the study at some time (ClinicalTrials.gov, Recruitment status). */
export function saysOnceOpen(status: OverallStatus | null): boolean {
  return status !== null && ONCE_OPEN[status];
}

/** Gathers what the check of "the study is ongoing" reads. */
export function trialStatusInput(
  nctId: string,
  versions: readonly StudyVersion[],
  { window, pointers }: MergeFacts,
): TrialStatusInput {
  const ordered = inOrder(versions);
  // A record without a status says nothing of a study whose status was stated before.
  const newest = ordered.findLast(({ study }) => study.overallStatus !== null);
  const { overallStatus, lastKnownStatus, completionDate, resultsFirstPostDate, whyStopped } = pointers;
  return {
    type: 'trial-status',
    nctId,
    records: ordered.map(statusRecord),
    trust: newest === undefined ? { why: 'trusted' } : trustIn(newest, window),
    pointers: { overallStatus, lastKnownStatus, completionDate, resultsFirstPostDate, whyStopped },
  };
}

/** Judges "the study is ongoing" by every stored version of its record, oldest to newest. */
export function judgeTrialStatus({ nctId, records, trust, pointers }: TrialStatusInput): Timeline {
  const spells = spellsOf(findingsOf(records));
  const periods = spells.map((spell, i) => periodOf(spell, spells[i - 1], pointers));
  const current = periods.at(-1);
  const newest = spells.at(-1)?.last;
  if (current === undefined || newest === undefined) return { earlier: [], current: noRecord(nctId) };
  const reason = [current.reason, ...trustRemark(trust, newest.status)].join(' ');
  return { earlier: periods.slice(0, -1), current: { ...current, reason } };
}

function statusRecord(version: StudyVersion): StatusRecord {
  const { overallStatus, lastKnownStatus, completionDate, resultsFirstPostDate, whyStopped } = version.study;
  return {
    ...versionFacts(version),
    ...{ overallStatus, lastKnownStatus, completionDate, resultsFirstPostDate, whyStopped },
  };
}

function trustIn({ origin, seenOn, dataDate, study }: StudyVersion, window: MergeFacts['window']): StatusTrust {
  if (origin === 'assembled') return { why: 'copied', on: dataDate };
  if (seenOn === null || seenOn < window.seenSince) return { why: 'unseen', on: seenOn ?? dataDate };
  // The sponsor of an ended study does not verify it again, so seeing its record again is confirmation enough.
  const { overallStatus, statusVerifiedDate } = study;
  const ended = overallStatus !== null && GROUP_OF_STATUS[overallStatus] === 'ended';
  const trusted = ended || isStatusTrusted({ overallStatus, statusVerifiedDate, seenOn, origin }, window);
  return trusted ? { why: 'trusted' } : { why: 'unverified', on: statusVerifiedDate };
}

function findingsOf(versions: readonly StatusRecord[]): StatusFinding[] {
  const findings: StatusFinding[] = [];
  let wasOpen = false;
  let lastKnown: OverallStatus | null = null;
  for (const version of versions) {
    const { overallStatus: status, lastKnownStatus } = version;
    // A record without a status says nothing new about a study whose status was stated before.
    if (status === null && findings.some((finding) => finding.status !== null)) continue;
    lastKnown = lastKnownStatus ?? lastKnown;
    wasOpen ||= saysOnceOpen(status) || saysOnceOpen(lastKnownStatus);
    const verdict = status === null ? 'unverifiable' : verdictOn(status, wasOpen);
    findings.push({ version, verdict, status, lastKnown });
    if (status !== null && GROUP_OF_STATUS[status] !== 'unknown') lastKnown = status;
  }
  return findings;
}

function verdictOn(status: OverallStatus, wasOpen: boolean): Verdict {
  const group = GROUP_OF_STATUS[status];
  if (group === 'unknown') return 'unverifiable';
  if (group !== 'ended') return 'supported';
  return wasOpen ? 'outdated' : 'contradicted';
}

function noRecord(nctId: string): VerdictPeriod {
  const reason = `No record of ${nctId} is at hand, so nothing can be said about whether the study is ongoing.`;
  return { verdict: 'unverifiable', reason, evidence: [], since: NO_BOUNDS };
}

function periodOf(
  spell: Spell<StatusFinding>,
  before: Spell<StatusFinding> | undefined,
  pointers: TrialStatusInput['pointers'],
): VerdictPeriod {
  const { verdict } = spell.last;
  return { verdict, reason: reasonFor(spell, before), evidence: evidenceOf(spell.last, pointers), since: spell.since };
}

function reasonFor({ first, last }: Spell<StatusFinding>, before: Spell<StatusFinding> | undefined): string {
  const { version, status, verdict } = last;
  if (status === null) return `${recordOf(version)} does not state whether the study is recruiting, running or over.`;
  const listed = listedAs(version, status);
  if (verdict === 'unverifiable') return `${listed}; ${lastKnownWords(last)}.`;
  if (verdict === 'supported') return `${listed}, which fits the word "ongoing".`;
  if (verdict === 'contradicted') return `${listed}, and no record at hand shows that it ever opened.`;
  return [`${listed}, so it is no longer ongoing.`, ...changeWords(first, before?.last)].join(' ');
}

function lastKnownWords({ lastKnown }: StatusFinding): string {
  if (lastKnown === null) return 'no earlier status is known';
  return `the last known status is "${STATUS_WORDS[lastKnown]}"`;
}

function changeWords(first: StatusFinding, before: StatusFinding | undefined): string[] {
  const [from, to] = [before?.version.dataDate ?? null, first.version.dataDate];
  if (before?.verdict !== 'supported' || before.status === null || from === null || to === null) return [];
  return [
    `It was still ${STATUS_WORDS[before.status]} on ${spellDate(from)}, and the change shows by ${spellDate(to)}.`,
  ];
}

function evidenceOf({ version, status }: StatusFinding, pointers: TrialStatusInput['pointers']): ClaimEvidence[] {
  const evidence = [studyEvidence(version, pointers.overallStatus, status)];
  if (status === null) return evidence;
  const add = (pointer: string, value: string | undefined | null) => {
    if (value !== undefined && value !== null) evidence.push(studyEvidence(version, pointer, value));
  };
  if (status === 'UNKNOWN') add(pointers.lastKnownStatus, version.lastKnownStatus);
  if (GROUP_OF_STATUS[status] !== 'ended') return evidence;
  add(`${pointers.completionDate}/date`, version.completionDate?.date);
  add(`${pointers.resultsFirstPostDate}/date`, version.resultsFirstPostDate?.date);
  add(pointers.whyStopped, version.whyStopped);
  return evidence;
}

function trustRemark(trust: StatusTrust, status: OverallStatus | null): string[] {
  if (trust.why === 'trusted' || status === null) return [];
  if (trust.why === 'unverified') {
    const word =
      trust.on === null
        ? 'The sponsor states no day of confirming this'
        : `The sponsor last confirmed this as of ${spellDate(trust.on)}`;
    return [`${word}, so it is only the last known status and may have changed.`];
  }
  const outcome = GROUP_OF_STATUS[status] === 'ended' ? 'has not been confirmed since' : 'may have changed since';
  const from = trust.why === 'copied' ? ', from stored copies of registry pages,' : ',';
  return [`This status was last known${onDay(trust.on)}${from} and ${outcome}.`];
}

function onDay(day: string | null): string {
  return day === null ? '' : ` on ${spellDate(day)}`;
}
