import type { ClaimEvidence, Judgement, Verdict } from '../../model/claim.js';
import type { TreatmentLine } from '../../model/entry.js';
import { recordEvidence } from './check-evidence.js';
import type { Remarks } from './check-several.js';
import { excerpt } from './check-text.js';
import { capitalised, count, listWords, spellDate } from './check-words.js';
import type { DrugLabels, LabelText } from './label-text/label-texts.js';
import { usesIn, wideUseIn, type LabelUse } from './label-text/label-uses.js';
import type { ConditionTerms } from './label-text/mentions.js';

/** What a drug's labels say of a condition, by how sure the passages are. */
export type UseReading = {
  labels: DrugLabels;
  condition: ConditionTerms;
  affirmed: LabelUse[];
  unclear: LabelUse[];
  denied: LabelUse[];
  /** Uses that a replaced version named. */
  earlier: LabelUse[];
};

/** What a label is, once for every reason that speaks of one; and what a refutation by labels does not mean. */
export const LABEL_REMARKS: Remarks = {
  supported: 'A label is the official document that says what a drug is approved for and how it is given.',
  outdated: 'A label is the official document that says what a drug is approved for; it is replaced from time to time.',
  contradicted:
    'What no US label names is not approved for it in the United States. ' +
    'That does not mean it is never done: doctors may still use a drug in this way, so ask your care team.',
};

const LINE_WORDS: Record<TreatmentLine, string> = {
  'first-line': 'as the first treatment',
  'previously treated': 'after earlier treatment',
  adjuvant: 'as an added treatment after the main one (adjuvant)',
  neoadjuvant: 'before the main treatment (neoadjuvant)',
  maintenance: 'to keep up what an earlier treatment reached (maintenance)',
};
const MOST_USES = 4;

const LABEL_GAP = ['never received', 'none', 'without text', 'main without text', 'some only'] as const;
type LabelGap = (typeof LABEL_GAP)[number];
const GAP_WORDS: Record<LabelGap, (names: string) => string> = {
  'never received': (names) => `no US label of ${names} was received yet`,
  none: (names) => `the source of US labels has none for ${names}`,
  'without text': (names) => `our copy of the US label of ${names} lacks the text of this part`,
  'main without text': (names) => `our copy of the main US label of ${names} lacks the text of this part`,
  'some only': (names) => `only some of the US labels of ${names} are held`,
};

/** Reads what all labels of a drug say of a condition. */
export function readUses(labels: DrugLabels, condition: ConditionTerms): UseReading {
  const today = labels.today.flatMap((label) => usesIn(label, condition));
  const of = (kind: LabelUse['kind']) => today.filter((use) => use.kind === kind);
  const before = labels.earlier.flatMap((label) => usesIn(label, condition));
  return {
    ...{ labels, condition, affirmed: of('affirmed'), unclear: of('unclear'), denied: of('denied') },
    earlier: before.filter(({ kind }) => kind === 'affirmed'),
  };
}

/** Judges a drug whose labels of today do not name the condition as an approved use. */
export function judgeUnnamed(reading: UseReading): Judgement {
  const { labels, condition, unclear, denied } = reading;
  const { name } = labels;
  const wide = labels.today.flatMap((label) => {
    const found = wideUseIn(label);
    return found === null ? [] : [recordEvidence(label, found.pointer, excerpt(found.text, { start: 0, end: 0 }))];
  });
  const [gap] = gapsIn([labels]);
  if (unclear.length > 0) {
    const reason = `A US label of ${name} names ${condition.name} only in a passage that does not clearly say whether it is an approved use.`;
    return judgement('unverifiable', reason, unclear.map(useEvidence));
  }
  const dropped = droppedUses(reading, gap === undefined);
  if (dropped.length > 0) return judgement('outdated', droppedReason(reading, dropped), dropped.map(useEvidence));
  if (gap !== undefined) {
    return judgement(
      'unverifiable',
      `${capitalised(gap)}, so it cannot be said whether ${condition.name} is an approved use.`,
      textEvidence(labels),
    );
  }
  if (denied.length > 0) return judgement('contradicted', deniedReason(reading), denied.map(useEvidence));
  if (wide.length > 0) {
    const reason = `No US label held for ${name} names ${condition.name}, but one names solid tumours in general, which may take it in under certain conditions.`;
    return judgement('unverifiable', reason, wide);
  }
  return judgement('contradicted', absentReason(reading), textEvidence(labels));
}

/** The distinct uses in words: "as the first treatment, together with atezolizumab"; empty where the labels give no detail. */
export function useWords(uses: readonly LabelUse[]): string {
  const all = [...new Set(uses.map(detailsOf).filter((words) => words !== ''))];
  const more = all.length > MOST_USES ? [`and ${all.length - MOST_USES} more`] : [];
  return [...all.slice(0, MOST_USES), ...more].join('; ');
}

/** A passage of a label as evidence. */
export function useEvidence({ label, pointer, text }: LabelUse): ClaimEvidence {
  return recordEvidence(label, pointer, text);
}

/** The label a sentence speaks of: "the US label of Avastin, in effect since 5 June 2025". */
export function labelWords({ product, effectiveOn, isCombination }: LabelText): string {
  const others = isCombination ? ' (a product that holds other active substances as well)' : '';
  return `US label of ${product}${others}${effectiveOn === null ? '' : `, in effect since ${spellDate(effectiveOn)},`}`;
}

/** Why the labels of some drugs cannot show that something is absent, in clauses; empty where they can. */
export function gapsIn(drugs: readonly DrugLabels[]): string[] {
  return LABEL_GAP.flatMap((gap) => {
    const names = drugs.filter((labels) => gapIn(labels) === gap).map(({ name }) => name);
    return names.length === 0 ? [] : GAP_WORDS[gap](listWords(names));
  });
}

function gapIn({ isAnswered, isComplete, today, referenceSetId }: DrugLabels): LabelGap | null {
  if (today.length === 0) return isAnswered ? 'none' : 'never received';
  if (today.every(({ texts }) => texts.length === 0)) return 'without text';
  if (today.some(({ setId, texts }) => setId === referenceSetId && texts.length === 0)) return 'main without text';
  return isComplete ? null : 'some only';
}

/** A replaced version counts as dropped when the same label has another text today, or when today's labels are all known. */
function droppedUses({ labels, earlier }: UseReading, allKnown: boolean): LabelUse[] {
  const today = new Set(labels.today.filter(({ texts }) => texts.length > 0).map(({ setId }) => setId));
  return earlier.filter(({ label }) => allKnown || today.has(label.setId));
}

function droppedReason({ labels, condition }: UseReading, dropped: readonly LabelUse[]): string {
  const [use] = dropped;
  const which = use === undefined ? 'An earlier US label' : `An earlier ${labelWords(use.label)}`;
  return `${which} named ${condition.name} among the approved uses of ${labels.name}; today's does not.`;
}

function deniedReason({ labels, condition, denied }: UseReading): string {
  const [use] = denied;
  const which = use === undefined ? 'The US label' : `The ${labelWords(use.label)}`;
  return `${which} names ${condition.name} only to say that ${labels.name} is not meant for it or not known to work in it.`;
}

function absentReason({ labels, condition }: UseReading): string {
  const [label, ...others] = labels.today;
  if (label !== undefined && others.length === 0) {
    return `The ${labelWords(label)} does not name ${condition.name} among the approved uses of ${labels.name}.`;
  }
  return `None of the ${count(labels.today.length, 'US label')} held for ${labels.name} names ${condition.name} among the approved uses.`;
}

function detailsOf({ line, partners, isSingleAgent }: LabelUse): string {
  const together = partners.length === 0 ? [] : [`together with ${listWords(partners)}`];
  const company = [...(isSingleAgent ? ['on its own'] : []), ...together].join(' or ');
  return [line === null ? '' : LINE_WORDS[line], company].filter((words) => words !== '').join(', ');
}

function textEvidence({ today }: DrugLabels): ClaimEvidence[] {
  return today.flatMap((label) =>
    label.texts
      .slice(0, 1)
      .map(({ pointer, text }) => recordEvidence(label, pointer, excerpt(text, { start: 0, end: 0 }))),
  );
}

function judgement(verdict: Verdict, reason: string, evidence: ClaimEvidence[]): Judgement {
  return { verdict, reason, evidence };
}
