import type { ClaimEvidence, Judgement, Verdict } from '../../model/claim.js';
import { recordEvidence } from './check-evidence.js';
import type { Remarks } from './check-several.js';
import { excerpt } from './check-text.js';
import { conditionWords, earlierLabelWords, labelWords } from './check-use-words.js';
import { capitalised, count, listWords } from './check-words.js';
import type { DrugLabels } from './label-text/label-texts.js';
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
  supported: { after: 'A label is the official document that says what a drug is approved for and how it is given.' },
  outdated: {
    after: 'A label is the official document that says what a drug is approved for; it is replaced from time to time.',
  },
  contradicted: {
    before: 'Only approval in the United States was checked here, not how often doctors use it.',
    after: 'That does not mean it is never done: doctors may still use a drug beyond its label, so ask your care team.',
  },
};

const LABEL_GAP = ['never received', 'none', 'without text', 'main without text', 'some only'] as const;
type LabelGap = (typeof LABEL_GAP)[number];
const GAP_WORDS: Record<LabelGap, (names: string) => string> = {
  'never received': (names) => `no US label of ${names} was received yet`,
  none: (names) => `the source of US labels has none for ${names}`,
  'without text': (names) => `our copy of the US label of ${names} lacks the text of this part`,
  'main without text': (names) => `our copy of the main US label of ${names} lacks the text of this part`,
  'some only': (names) => `only some of the US labels of ${names} are held`,
};
const NO_TEXT: readonly LabelGap[] = ['never received', 'none', 'without text'];

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
  const { labels, condition, unclear, denied, earlier } = reading;
  const { name } = labels;
  if (unclear.length > 0) {
    const reason = `A US label of ${name} names ${conditionWords(unclear)} only in a passage that does not clearly say whether it is an approved use.`;
    return judgement('unverifiable', reason, [...unclear, ...denied].map(useEvidence));
  }
  // What is not known to be all cannot show that something was dropped, nor that it is absent.
  const [gap] = gapsIn([labels]);
  if (gap !== undefined) {
    const open = `${capitalised(gap)}, so it cannot be said whether ${condition.name} is an approved use.`;
    const evidence = earlier.length > 0 ? earlier.map(useEvidence) : textEvidence(labels);
    return judgement('unverifiable', [open, ...earlierWords(reading)].join(' '), evidence);
  }
  if (earlier.length > 0) {
    const reason = `${earlierWords(reading).join(' ')} Today's does not.`;
    return judgement('outdated', reason, earlier.map(useEvidence));
  }
  return denied.length > 0 ? judgeDenied(reading) : judgeSilent(reading);
}

/** A passage of a label as evidence. */
export function useEvidence({ label, pointer, text }: LabelUse): ClaimEvidence {
  return recordEvidence(label, pointer, text);
}

/** Why the labels of some drugs cannot show that something is absent, in clauses; empty where they can. */
export function gapsIn(drugs: readonly DrugLabels[]): string[] {
  return gapWords(drugs, LABEL_GAP);
}

/** The drugs of which no label text at all is held, in clauses. */
export function textlessIn(drugs: readonly DrugLabels[]): string[] {
  return gapWords(drugs, NO_TEXT);
}

function gapWords(drugs: readonly DrugLabels[], gaps: readonly LabelGap[]): string[] {
  return gaps.flatMap((gap) => {
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

function earlierWords({ labels, earlier: [use] }: UseReading): string[] {
  if (use === undefined) return [];
  return [
    `An earlier ${earlierLabelWords(use.label)}, which is no longer in effect, named ${conditionWords([use])} among the approved uses of ${labels.name}.`,
  ];
}

/** A denial of one way of use says nothing of the others. */
function judgeDenied(reading: UseReading): Judgement {
  const { labels, denied } = reading;
  const [use] = denied;
  const which = use === undefined ? 'The US label' : `The ${labelWords(use.label)}`;
  const evidence = denied.map(useEvidence);
  if (denied.every(({ isPartial }) => isPartial)) {
    const reason = `${which} names ${conditionWords(denied)} only to rule out one way of using ${labels.name} in it, so it cannot be said whether it is an approved use.`;
    return judgement('unverifiable', reason, evidence);
  }
  const reason = `${which} names ${conditionWords(denied)} only to say that ${labels.name} is not meant for it or not known to work in it.`;
  return judgement('contradicted', reason, evidence);
}

function judgeSilent(reading: UseReading): Judgement {
  const { labels, condition } = reading;
  const wide = labels.today.flatMap((label) => {
    const found = wideUseIn(label);
    return found === null ? [] : [recordEvidence(label, found.pointer, excerpt(found.text, { start: 0, end: 0 }))];
  });
  if (wide.length > 0) {
    const reason = `No US label held for ${labels.name} names ${condition.name}, but one names solid tumours in general, which may take it in under certain conditions.`;
    return judgement('unverifiable', reason, wide);
  }
  return judgement('contradicted', absentReason(reading), textEvidence(labels));
}

function absentReason({ labels, condition }: UseReading): string {
  const [label, ...others] = labels.today;
  const which =
    label !== undefined && others.length === 0
      ? `The ${labelWords(label)} does not name`
      : `None of the ${count(labels.today.length, 'US label')} held for ${labels.name} names`;
  return `${which} ${condition.name} among the approved uses of ${labels.name}, so the drug is not approved for it in the United States.`;
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
