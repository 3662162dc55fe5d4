import type { Guide } from '../model/guide.js';
import type { ConditionTerms } from './claims/label-text/mentions.js';

/** The stage a guide's condition is limited to; labels are seldom written by stage. */
const STAGE = /\b(?:stage\s+(?:[0-4]|I{1,3}|IV)[A-D]?|advanced|metastatic)(?=\W|$),?\s*/gi;
const HAS_SPREAD = /\b(?:stage\s+(?:4|IV)[A-D]?|metastatic)(?=\W|$)/i;

/** How labels may name a guide's condition, and the neighbouring conditions that must not be taken for it. */
export function conditionTermsOf({ condition: { name, match } }: Guide): ConditionTerms {
  const withoutStage = name.replace(STAGE, '').replace(/^[\s,]+|[\s,]+$/g, '');
  return {
    name: withoutStage === '' ? name : withoutStage,
    terms: match.primary.terms,
    relatedTerms: match.related.flatMap(({ terms }) => terms),
    isAdvanced: HAS_SPREAD.test(name),
  };
}
