import type { Guide } from '../model/guide.js';
import type { ConditionTerms } from './claims/label-text/mentions.js';

/** How labels may name a guide's condition, and the neighbouring conditions that must not be taken for it. */
export function conditionTermsOf({ condition: { name, match } }: Guide): ConditionTerms {
  return { name, terms: match.primary.terms, relatedTerms: match.related.flatMap(({ terms }) => terms) };
}
