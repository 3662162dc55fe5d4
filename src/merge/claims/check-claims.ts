import type { ClaimCheck, Judgement } from '../../model/claim.js';
import { contentHash } from '../../model/content-hash.js';
import type { Claim } from '../../model/guide.js';
import { judgeApprovedUse } from './check-approved-use.js';
import { judgeCombination } from './check-combination.js';
import { judgeDrugClass } from './check-drug-class.js';
import { carryOn, NO_BOUNDS, type Timeline } from './check-history.js';
import { claimInput, type ClaimInput } from './check-input.js';
import { judgePublication } from './check-publication.js';
import { judgeResearchActive } from './check-research-active.js';
import { judgeSideEffect } from './check-side-effect.js';
import { judgeTrialDesign } from './check-trial-design.js';
import { judgeTrialStatus } from './check-trial-status.js';
import type { ClaimFacts } from '../merge-facts.types.js';

/** Raised when a check judges or words the same input in another way, so that every claim is checked anew. */
const RULES = 2;

/** Inputs whose check tells the whole history by the records' own dates. */
type DatedInput = Extract<ClaimInput, { type: 'trial-status' | 'trial-design' }>;

/** Checks a guide's claims, in their order. */
export function checkClaims(claims: readonly Claim[], facts: ClaimFacts): ClaimCheck[] {
  return claims.map((claim) => checkClaim(claim, facts));
}

/** Checks one claim: today's verdict, and the history of verdicts with today's as the last. */
export function checkClaim(claim: Claim, facts: ClaimFacts): ClaimCheck {
  const { guideId, today, previous } = facts;
  const { claimId } = claim;
  const input = claimInput(claim, facts);
  const { earlier, current } = isDated(input)
    ? timelineOf(input)
    : withoutBounds(carryOn(previous.get(claimId), today, judge(input)));
  return { guideId, claimId, ...current, history: [...earlier, current] };
}

/** Hash of all that a claim's verdict depends on: a claim need be checked again when, and only when, it changed. */
export function claimInputHash(claim: Claim, facts: ClaimFacts): string {
  return contentHash({ rules: RULES, input: claimInput(claim, facts) });
}

function isDated(input: ClaimInput): input is DatedInput {
  return input.type === 'trial-status' || input.type === 'trial-design';
}

function timelineOf(input: DatedInput): Timeline {
  return input.type === 'trial-status' ? judgeTrialStatus(input) : judgeTrialDesign(input);
}

function judge(input: Exclude<ClaimInput, DatedInput>): Judgement {
  switch (input.type) {
    case 'research-active':
      return judgeResearchActive(input);
    case 'statistic':
      return judgeStatistic(input.attribution);
    case 'drug-class':
      return judgeDrugClass(input);
    case 'approved-use':
      return judgeApprovedUse(input);
    case 'combination':
      return judgeCombination(input);
    case 'side-effect':
      return judgeSideEffect(input);
    case 'publication':
      return judgePublication(input);
  }
}

/** A verdict that rests on no record began at no day of the records, unless it took the place of another. */
function withoutBounds({ earlier, current }: Timeline): Timeline {
  const isUnbounded = earlier.length === 0 && current.evidence.length === 0;
  return { earlier, current: isUnbounded ? { ...current, since: NO_BOUNDS } : current };
}

function judgeStatistic(attribution: string | null): Judgement {
  const origin =
    attribution === null
      ? 'It is unsourced: the guide does not say where it comes from.'
      : `The guide attributes it to: ${attribution}.`;
  const reason = `None of the sources read here measures this, so it can be neither confirmed nor refuted. ${origin}`;
  return { verdict: 'unverifiable', reason, evidence: [] };
}
