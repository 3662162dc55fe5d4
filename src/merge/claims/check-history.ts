import type { Judgement, Verdict, VerdictPeriod, VerdictSince } from '../../model/claim.js';
import { inFixedOrder } from './check-order.js';
import type { PreviousCheck, StudyVersion } from '../merge-facts.types.js';

/** All periods of a claim: today's and those before it, oldest first. */
export type Timeline = { earlier: VerdictPeriod[]; current: VerdictPeriod };

/** What is told of a version of a study's record wherever it is spoken of. */
export type VersionFacts = Pick<StudyVersion, 'nctId' | 'dataDate' | 'retrievedAt' | 'sourceUpdatedAt' | 'url'>;

/** What one version of a record says about a claim. */
export type Finding = { version: VersionFacts; verdict: Verdict };

/** Consecutive findings with one verdict. */
export type Spell<F extends Finding> = { first: F; last: F; since: VerdictSince };

/** Bounds of a verdict on whose beginning the records are silent. */
export const NO_BOUNDS: VerdictSince = { notBefore: null, notAfter: null };

/** Versions oldest first: by the day they vouch for (the day of receipt where they state none), then by receipt. */
export function inOrder<V extends VersionFacts>(versions: readonly V[]): V[] {
  return inFixedOrder(versions, (version) => `${dayOf(version)} ${version.retrievedAt}`);
}

/** The facts by which a version is spoken of. */
export function versionFacts({ nctId, dataDate, retrievedAt, sourceUpdatedAt, url }: StudyVersion): VersionFacts {
  return { nctId, dataDate, retrievedAt, sourceUpdatedAt, url };
}

/** Joins findings (oldest first) into spells: a verdict began after the last day of the one before, by its own first day. */
export function spellsOf<F extends Finding>(findings: readonly F[]): Spell<F>[] {
  const spells: Spell<F>[] = [];
  for (const finding of findings) {
    const current = spells.at(-1);
    if (current?.last.verdict === finding.verdict) current.last = finding;
    else spells.push({ first: finding, last: finding, since: sinceAfter(current, finding) });
  }
  return spells;
}

/** Adds today's judgement to the verdicts so far: a new period only when the verdict moved, the newest words always. */
export function carryOn(previous: PreviousCheck | undefined, today: string, judgement: Judgement): Timeline {
  const known = previous?.history ?? [];
  const last = known.at(-1);
  if (last?.verdict === judgement.verdict) {
    return { earlier: known.slice(0, -1), current: { ...judgement, since: last.since } };
  }
  const since = { notBefore: last === undefined ? null : (previous?.checkedOn ?? null), notAfter: today };
  return { earlier: [...known], current: { ...judgement, since } };
}

function sinceAfter(before: Spell<Finding> | undefined, finding: Finding): VerdictSince {
  const notBefore = before === undefined ? null : (before.last.version.dataDate ?? before.since.notBefore);
  return { notBefore, notAfter: dayOf(finding.version) };
}

function dayOf({ dataDate, retrievedAt }: VersionFacts): string {
  return dataDate ?? retrievedAt.slice(0, 10);
}
