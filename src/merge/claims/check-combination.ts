import type { Judgement, Verdict } from '../../model/claim.js';
import type { ClaimCheckInput } from '../../model/guide.js';
import { gapsIn, judgeUnnamed, LABEL_REMARKS, readUses, useEvidence, type UseReading } from './check-label-uses.js';
import { judgeTogether } from './check-several.js';
import { conditionOf, drugsInput, judgeNoDrugs, type DrugsInput } from './check-subjects.js';
import {
  companySentences,
  companyWords,
  conditionsOfUse,
  conditionWords,
  earlierLabelWords,
} from './check-use-words.js';
import { capitalised, listWords } from './check-words.js';
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
  const { affirmed, earlier, condition } = reading;
  if (affirmed.length === 0) return judgeUnnamed(reading);
  const fitting = affirmed.filter((use) => isWith(use, said));
  const reaching = fitting.filter(({ extent }) => !condition.isAdvanced || extent.limit === null);
  if (reaching.length > 0) {
    const words = companySentences(reaching, reading.labels.name);
    return judgement('supported', reaching, `${words} ${conditionsOfUse(reaching, [])}`);
  }
  const doubt = doubtIn(reading, said, fitting);
  const known = new Set(affirmed.map(({ label }) => label.setId));
  const [before] = earlier.filter((use) => isWith(use, said) && known.has(use.label.setId));
  const ago = before === undefined ? [] : [agoWords(before)];
  const shown = before === undefined ? affirmed : [...affirmed, before];
  if (doubt !== null) return judgement('unverifiable', shown, [doubt, ...ago].join(' '));
  const today = companySentences(affirmed, reading.labels.name);
  if (before !== undefined) return judgement('outdated', shown, [today, ...ago].join(' '));
  return judgement('contradicted', affirmed, `${today} ${silence(affirmed, said)}`);
}

/** Why the labels do not show that the drug is given without these; null where they do. */
function doubtIn(reading: UseReading, said: readonly string[], fitting: readonly LabelUse[]): string | null {
  const { affirmed, unclear, labels } = reading;
  if (fitting.length > 0) {
    return `${companySentences(fitting, labels.name)} It does not say so for adults whose cancer has spread.`;
  }
  if (said.length > 1 && affirmed.some((use) => use.isChoice && namesAll(use, said))) {
    return `${companySentences(affirmed, labels.name)} That leaves open whether ${listWords(said)} are given at once.`;
  }
  const [gap] = gapsIn([labels]);
  if (gap !== undefined) return `${capitalised(gap)}, so it cannot be said that none names ${listWords(said)}.`;
  const isTold = unclear.length === 0 && decidedLabels(affirmed);
  return isTold
    ? null
    : `Not every passage on ${conditionWords(affirmed)} in the US labels of ${labels.name} says what to give it together with.`;
}

/** Whether every label says of every use what to give the drug with; a mere name in a list is made up for by the rest of its label. */
function decidedLabels(uses: readonly LabelUse[]): boolean {
  const labels = new Set(uses.map(({ label }) => label));
  return [...labels].every((label) => {
    const own = uses.filter((use) => use.label === label);
    return own.some(isDecided) && own.every((use) => use.isBare || use.isSummary || isDecided(use));
  });
}

/** Every name and kind that the claim says stands among what the label names to be given at once. */
function isWith(use: LabelUse, said: readonly string[]): boolean {
  return namesAll(use, said) && (said.length === 1 || !use.isChoice);
}

function namesAll({ partners, optional }: LabelUse, said: readonly string[]): boolean {
  const all = [...partners, ...optional];
  return said.length > 0 && said.every((one) => all.some((partner) => isPartnerNamed(partner, one)));
}

function isDecided({ partners, optional, isSingleAgent }: LabelUse): boolean {
  return partners.length > 0 || optional.length > 0 || isSingleAgent;
}

/** What the labels leave unsaid: silence is no prohibition, so it is told as silence. */
function silence(uses: readonly LabelUse[], said: readonly string[]): string {
  const lead = new Set(uses.map(({ label }) => label)).size > 1 ? 'They do not name' : 'It does not name';
  const missing = said.filter((one) => !uses.some((use) => namesAll(use, [one])));
  return missing.length > 0 ? `${lead} ${listWords(missing, 'or')}.` : `${lead} ${listWords(said)} at once.`;
}

function agoWords(use: LabelUse): string {
  return `An earlier ${earlierLabelWords(use.label)}, which is no longer in effect, said ${companyWords([use])}.`;
}

function judgement(verdict: Verdict, uses: readonly LabelUse[], reason: string): Judgement {
  return { verdict, reason, evidence: uses.map(useEvidence) };
}
