import type { Claim } from '../../model/guide.js';
import { approvedUseInput, type ApprovedUseInput } from './check-approved-use.js';
import { combinationInput, type CombinationInput } from './check-combination.js';
import { drugClassInput, type DrugClassInput } from './check-drug-class.js';
import { publicationInput, type PublicationInput } from './check-publication.js';
import { researchActiveInput, type ResearchActiveInput } from './check-research-active.js';
import { sideEffectInput, type SideEffectInput } from './check-side-effect.js';
import { trialDesignInput, type TrialDesignInput } from './check-trial-design.js';
import { trialStatusInput, type TrialStatusInput } from './check-trial-status.js';
import type { ClaimFacts } from '../merge-facts.types.js';

/** What the check of a claim reads, and nothing else, in an order that rests on its content alone. */
export type ClaimInput =
  | TrialStatusInput
  | TrialDesignInput
  | ResearchActiveInput
  | { type: 'statistic'; attribution: string | null }
  | DrugClassInput
  | ApprovedUseInput
  | CombinationInput
  | SideEffectInput
  | PublicationInput;

/** Picks what the check of a claim reads out of all that is known. */
export function claimInput(claim: Claim, facts: ClaimFacts): ClaimInput {
  const { check, attribution } = claim;
  const versionsOf = (nctId: string) => facts.versions.get(nctId) ?? [];
  switch (check.type) {
    case 'trial-status':
      return trialStatusInput(check.nctId, versionsOf(check.nctId), facts);
    case 'trial-design':
      return trialDesignInput(check, versionsOf(check.nctId), facts);
    case 'research-active':
      return researchActiveInput(check.entries, facts);
    case 'statistic':
      return { type: 'statistic', attribution };
    case 'drug-class':
      return drugClassInput(check, facts);
    case 'approved-use':
      return approvedUseInput(check, facts);
    case 'combination':
      return combinationInput(check, facts);
    case 'side-effect':
      return sideEffectInput(check, facts);
    case 'publication':
      return publicationInput(check, claim, facts);
  }
}
