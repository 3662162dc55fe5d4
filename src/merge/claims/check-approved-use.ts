import type { ApprovedUse } from '../../model/entry.js';
import type { Judgement } from '../../model/claim.js';
import type { ClaimCheckInput } from '../../model/guide.js';
import { MAX_EVIDENCE } from './check-evidence.js';
import {
  judgeUnnamed,
  LABEL_REMARKS,
  labelWords,
  readUses,
  useEvidence,
  useWords,
  type UseReading,
} from './check-label-uses.js';
import { judgeTogether } from './check-several.js';
import { conditionOf, drugsInput, judgeNoDrugs, type DrugsInput } from './check-subjects.js';
import type { ClaimDrug } from '../claim-facts.types.js';
import { labelTextsOf } from './label-text/label-texts.js';
import { statementOf } from './label-text/label-uses.js';
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

/** Whether today's labels of a drug name a condition, for which line and with what. */
export function approvedUseOf(drug: ClaimDrug, condition: ConditionTerms): ApprovedUse {
  const reading = readUses(labelTextsOf(drug, ['indications']), condition);
  const statements = reading.affirmed.slice(0, MAX_EVIDENCE).map(statementOf);
  return { ...judgeTogether([judgeUse(reading)], LABEL_REMARKS), condition: condition.name, statements };
}

function judgeUse(reading: UseReading): Judgement {
  const { affirmed, condition } = reading;
  const label = affirmed[0]?.label;
  if (label === undefined) return judgeUnnamed(reading);
  const details = useWords(affirmed);
  const reason = `The ${labelWords(label)} names ${condition.name} among the approved uses${details === '' ? '' : `: ${details}`}.`;
  return { verdict: 'supported', reason, evidence: affirmed.map(useEvidence) };
}
