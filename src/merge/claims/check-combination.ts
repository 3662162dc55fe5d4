import type { Judgement, Verdict } from '../../model/claim.js';
import type { ClaimCheckInput } from '../../model/guide.js';
import { judgeUnnamed, LABEL_REMARKS, labelWords, readUses, useEvidence, type UseReading } from './check-label-uses.js';
import { judgeTogether } from './check-several.js';
import { conditionOf, drugsInput, judgeNoDrugs, type DrugsInput } from './check-subjects.js';
import { listWords } from './check-words.js';
import type { LabelUse } from './label-text/label-uses.js';
import type { ConditionTerms } from './label-text/mentions.js';
import { isPartnerNamed } from './label-text/partner-categories.js';
import type { ClaimFacts } from '../merge-facts.types.js';

/** What the check of a combination reads. */
export type CombinationInput = DrugsInput & { type: 'combination'; with: string[]; condition: ConditionTerms };

/** Gathers what the check of a combination reads. */
export function combinationInput(
  check: Extract<ClaimCheckInput, { type: 'combination' }>,
  facts: ClaimFacts,
): CombinationInput {
  const { type, entries, conditions } = check;
  const drugs = drugsInput(entries, facts, ['indications']);
  return { type, ...drugs, with: check.with, condition: conditionOf(conditions, facts) };
}

/** Judges "the drug is given together with these" by what today's labels name beside it for the condition. */
export function judgeCombination({ drugs, others, condition, with: said }: CombinationInput): Judgement {
  const judged = drugs.map((labels) => judgeCompany(readUses(labels, condition), said));
  return judgeTogether([...judgeNoDrugs(others), ...judged], LABEL_REMARKS);
}

function judgeCompany(reading: UseReading, said: readonly string[]): Judgement {
  const { affirmed, earlier } = reading;
  if (affirmed.length === 0) return judgeUnnamed(reading);
  const fitting = affirmed.filter((use) => isWith(use, said));
  if (fitting.length > 0) return judgement('supported', fitting, reading, `together with ${wordsOf(fitting)}`);
  const changed = new Set(affirmed.map(({ label }) => label.setId));
  const before = earlier.filter((use) => isWith(use, said) && changed.has(use.label.setId));
  if (before.length > 0) {
    return judgement(
      'outdated',
      [...affirmed, ...before],
      reading,
      `${companyWords(affirmed)}; an earlier version of it said together with ${wordsOf(before)}`,
    );
  }
  const words = companyWords(affirmed);
  const verdict = affirmed.some(isDecided) ? 'contradicted' : 'unverifiable';
  return judgement(verdict, affirmed, reading, `${words}, not together with ${listWords(said)}`);
}

/** Every name and kind that the claim says stands among what the label names. */
function isWith({ partners }: LabelUse, said: readonly string[]): boolean {
  return said.length > 0 && said.every((one) => partners.some((partner) => isPartnerNamed(partner, one)));
}

function isDecided({ partners, isSingleAgent }: LabelUse): boolean {
  return partners.length > 0 || isSingleAgent;
}

function companyWords(uses: readonly LabelUse[]): string {
  const alone = uses.some(({ isSingleAgent }) => isSingleAgent) ? ['on its own'] : [];
  const partners = wordsOf(uses);
  return [...alone, ...(partners === '' ? [] : [`together with ${partners}`])].join(' and ');
}

function wordsOf(uses: readonly LabelUse[]): string {
  return listWords([...new Set(uses.flatMap(({ partners }) => partners))]);
}

function judgement(
  verdict: Verdict,
  uses: readonly LabelUse[],
  { labels, condition }: UseReading,
  words: string,
): Judgement {
  const label = uses[0]?.label;
  const lead = label === undefined ? `The US label of ${labels.name}` : `The ${labelWords(label)}`;
  const reason =
    verdict === 'unverifiable'
      ? `${lead} names ${condition.name} among the approved uses, but does not say what to give ${labels.name} together with.`
      : `${lead} names ${labels.name} for ${condition.name} ${words}.`;
  return { verdict, reason, evidence: uses.map(useEvidence) };
}
