import type { Judgement } from '../../model/claim.js';
import { namesPhrase } from './check-text.js';
import { listWords } from './check-words.js';
import { labelTextsOf, type DrugLabels, type LabelSection } from './label-text/label-texts.js';
import type { ConditionTerms } from './label-text/mentions.js';
import type { ClaimFacts } from '../merge-facts.types.js';

/** The drugs a claim speaks of with their labels' texts, and the entries (ids) that are no drugs. */
export type DrugsInput = { drugs: DrugLabels[]; others: string[] };

/** The drugs among some entries, with the sections of their labels that the check reads. */
export function drugsInput(
  entries: readonly string[],
  { drugs }: ClaimFacts,
  sections: readonly LabelSection[],
): DrugsInput {
  return {
    drugs: entries.flatMap((entryId) => drugs.get(entryId) ?? []).map((drug) => labelTextsOf(drug, sections)),
    others: entries.filter((entryId) => !drugs.has(entryId)),
  };
}

/** The condition of a claim: the guide's own with all its names where the claim names it, or names none; else the claim's words alone. */
export function conditionOf(conditions: readonly string[], { condition }: ClaimFacts): ConditionTerms {
  const name = conditions[0] ?? condition.name;
  const isGuides =
    conditions.length === 0 || conditions.some((said) => condition.terms.some((term) => isSame(said, term)));
  if (!isGuides) return { name, terms: [...conditions].sort(), relatedTerms: [], isAdvanced: false };
  return {
    name,
    terms: [...new Set([...conditions, ...condition.terms])].sort(),
    relatedTerms: [...condition.relatedTerms].sort(),
    isAdvanced: condition.isAdvanced,
  };
}

function isSame(a: string, b: string): boolean {
  return namesPhrase(a, b) && namesPhrase(b, a);
}

/** Judges the subjects that no label can cover; no judgement where there are none. */
export function judgeNoDrugs(entryIds: readonly string[]): Judgement[] {
  if (entryIds.length === 0) return [];
  const subjects = listWords(entryIds.map((entryId) => entryId.replaceAll('-', ' ')));
  const reason = `No drug label covers ${subjects}, and no other source read here decides this.`;
  return [{ verdict: 'unverifiable', reason, evidence: [] }];
}
