import type { ApprovedUse } from '../../model/entry.js';
import type { ClaimCheck, Judgement } from '../../model/claim.js';
import type { ClaimCheckInput } from '../../model/guide.js';
import { MAX_EVIDENCE } from './check-evidence.js';
import { judgeUnnamed, LABEL_REMARKS, readUses, useEvidence, type UseReading } from './check-label-uses.js';
import { judgeTogether } from './check-several.js';
import { conditionOf, drugsInput, judgeNoDrugs, type DrugsInput } from './check-subjects.js';
import { conditionsOfUse, conditionWords, LIMIT_WORDS, labelWords, useSentences } from './check-use-words.js';
import { listWords } from './check-words.js';
import type { ClaimDrug } from '../claim-facts.types.js';
import { labelTextsOf } from './label-text/label-texts.js';
import { statementOf, type LabelUse } from './label-text/label-uses.js';
import type { ConditionTerms } from './label-text/mentions.js';
import type { ClaimFacts } from '../merge-facts.types.js';

/** What the check of an approved use reads. */
export type ApprovedUseInput = DrugsInput & { type: 'approved-use'; condition: ConditionTerms };

/** Gathers what the check of an approved use reads. */
export function approvedUseInput(
  { type, entries, conditions }: Extract<ClaimCheckInput, { type: 'approved-use' }>,
  facts: ClaimFacts,
): ApprovedUseInput {
  return { type, ...drugsInput(entries, facts, ['indications']), condition: conditionOf(conditions, facts) };
}

/** Judges "the drug is used for the condition" by what today's labels name. */
export function judgeApprovedUse({ drugs, others, condition }: ApprovedUseInput): Judgement {
  const judged = drugs.map((labels) => judgeUse(readUses(labels, condition)));
  return judgeTogether([...judgeNoDrugs(others), ...judged], LABEL_REMARKS);
}

/** The checked use of a drug as its entry shows it, with the passages of today's labels that name the condition. */
export function approvedUseOf(drug: ClaimDrug, condition: ConditionTerms, check: ClaimCheck): ApprovedUse {
  const { affirmed } = readUses(labelTextsOf(drug, ['indications']), condition);
  const { verdict, reason, evidence, since, history } = check;
  const statements = affirmed.slice(0, MAX_EVIDENCE).map(statementOf);
  return { verdict, reason, evidence, since, history, condition: condition.name, statements };
}

function judgeUse(reading: UseReading): Judgement {
  const { affirmed, denied, condition } = reading;
  if (affirmed.length === 0) return judgeUnnamed(reading);
  const evidence = [...affirmed.slice(0, MAX_EVIDENCE - denied.length), ...denied].map(useEvidence);
  if (condition.isAdvanced && affirmed.every(({ extent }) => extent.limit !== null)) {
    return { verdict: 'unverifiable', reason: limitedReason(reading), evidence };
  }
  const reason = [useSentences(affirmed), ...mainSilent(reading), conditionsOfUse(affirmed, denied)].join(' ');
  return { verdict: 'supported', reason, evidence };
}

/** That a use stops short of the guide's stage is no refutation: the label is silent on the rest. */
function limitedReason({ affirmed, denied }: UseReading): string {
  const [use] = affirmed;
  if (use === undefined) return '';
  const limits = [
    ...new Set(affirmed.flatMap(({ extent }) => (extent.limit === null ? [] : LIMIT_WORDS[extent.limit]))),
  ];
  const lead = `The ${labelWords(use.label)} names ${conditionWords(affirmed)} among the approved uses, but only ${listWords(limits, 'or')}.`;
  const open = 'So it cannot be said from it whether the drug is approved for adults whose cancer has spread.';
  return [lead, open, conditionsOfUse(affirmed, denied)].join(' ');
}

function mainSilent({ affirmed, labels }: UseReading): string[] {
  const { today, referenceSetId } = labels;
  const main = today.find(({ setId, texts }) => setId === referenceSetId && texts.length > 0);
  const isNamed = affirmed.some(({ label }: LabelUse) => label.setId === referenceSetId);
  return main === undefined || isNamed ? [] : [`The main US label, of ${main.product}, does not name it.`];
}
