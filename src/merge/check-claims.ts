import type { ClaimCheck, Judgement } from '../model/claim.js';
import type { Claim, ClaimType } from '../model/guide.js';
import { carryOn, NO_BOUNDS, type Timeline } from './check-history.js';
import { judgeResearchActive } from './check-research-active.js';
import { checkTrialDesign } from './check-trial-design.js';
import { checkTrialStatus } from './check-trial-status.js';
import type { ClaimFacts } from './merge-facts.types.js';

type UncheckedType = Exclude<ClaimType, 'trial-status' | 'trial-design' | 'research-active' | 'statistic'>;

const DECIDING_SOURCE: Record<UncheckedType, string> = {
  'drug-class': 'Lists of official drug classes',
  'approved-use': 'Official drug labels',
  combination: 'Official drug labels',
  'side-effect': 'Official drug labels and reports of side effects',
  publication: 'A list of medical publications',
};

/** Checks a guide's claims, in their order. */
export function checkClaims(claims: readonly Claim[], facts: ClaimFacts): ClaimCheck[] {
  return claims.map((claim) => checkClaim(claim, facts));
}

/** Checks one claim: today's verdict, and the history of verdicts with today's as the last. */
export function checkClaim(claim: Claim, facts: ClaimFacts): ClaimCheck {
  const { earlier, current } = timelineOf(claim, facts);
  const { guideId } = facts;
  return { guideId, claimId: claim.claimId, ...current, history: [...earlier, current] };
}

function timelineOf(claim: Claim, facts: ClaimFacts): Timeline {
  const { check, claimId } = claim;
  const versions = 'nctId' in check ? (facts.versions.get(check.nctId) ?? []) : [];
  if (check.type === 'trial-status') return checkTrialStatus(check.nctId, versions, facts);
  if (check.type === 'trial-design') return checkTrialDesign(check, versions, facts);
  const previous = facts.previous.get(claimId);
  if (check.type === 'research-active') {
    return carryOn(previous, facts.today, judgeResearchActive(check.entries, facts));
  }
  const judgement = check.type === 'statistic' ? judgeStatistic(claim) : judgeUnchecked(check.type);
  return withoutBounds(carryOn(previous, facts.today, judgement));
}

/** A verdict that rests on no record began at no day of the records, unless it took the place of another. */
function withoutBounds({ earlier, current }: Timeline): Timeline {
  return { earlier, current: earlier.length === 0 ? { ...current, since: NO_BOUNDS } : current };
}

function judgeStatistic({ attribution }: Claim): Judgement {
  const origin =
    attribution === null
      ? 'It is unsourced: the guide does not say where it comes from.'
      : `The guide attributes it to: ${attribution}.`;
  const reason = `None of the sources read here measures this, so it can be neither confirmed nor refuted. ${origin}`;
  return { verdict: 'unverifiable', reason, evidence: [] };
}

function judgeUnchecked(type: UncheckedType): Judgement {
  const reason = `Not checked yet: source not connected yet. ${DECIDING_SOURCE[type]} could decide it.`;
  return { verdict: 'unchecked', reason, evidence: [] };
}
