import type { LabelStatement, TreatmentLine } from '../../../model/entry.js';
import { excerpt } from '../check-text.js';
import type { LabelText } from './label-texts.js';
import { affirmsAny, mentionsOf, type ConditionTerms, type MentionKind } from './mentions.js';
import { companyOf, type Company } from './partners.js';
import { passagesOf, type Passage } from './passages.js';
import { treatmentLineOf } from './treatment-line.js';

/** A passage of a label that names the condition, and how it was read. */
export type LabelUse = Company & {
  label: LabelText;
  pointer: string;
  text: string;
  kind: MentionKind;
  /** Whether it only opens what follows: a heading by itself, or the beginning of a list. */
  isOpening: boolean;
  line: TreatmentLine | null;
};

/** Uses by tumour type in general, which may or may not hold a condition that goes unnamed. */
const WIDE_TERMS = ['solid tumor', 'solid cancer', 'solid malignancy', 'solid neoplasm'];
/** Sentences are shorter; where a label has no full stops, the place around the mention stands for the passage. */
const LONGEST_TEXT = 1_000;
const HEADING = /^\d{1,2}\.\d{1,2}\s(?!.*\bindicated\b)/i;

/** Every passage of a label's texts that names the condition. */
export function usesIn(label: LabelText, condition: ConditionTerms): LabelUse[] {
  const found = label.texts.flatMap(({ pointer, text }) =>
    passagesOf(text).flatMap((passage) => useOf(passage, condition, { label, pointer })),
  );
  const once = [...new Map(found.map((use) => [`${use.kind} ${use.text}`, use])).values()];
  const whole = once.filter(({ isOpening }) => !isOpening);
  return whole.some(({ kind }) => kind === 'affirmed') ? whole : once;
}

/** The first passage by which a label is for tumours of many kinds at once; null where there is none. */
export function wideUseIn({ texts }: LabelText): { pointer: string; text: string } | null {
  for (const { pointer, text } of texts) {
    const passage = passagesOf(text).find((candidate) => affirmsAny(candidate, WIDE_TERMS));
    if (passage !== undefined) return { pointer, text: excerpt(passage.text, { start: 0, end: 0 }, LONGEST_TEXT) };
  }
  return null;
}

/** A use as the entry shows it. */
export function statementOf({ label, text, line, partners, isSingleAgent, pointer }: LabelUse): LabelStatement {
  const { source, setId, brandName, effectiveOn, url } = label;
  return { source, setId, brandName, text, line, partners, isSingleAgent, pointer, effectiveOn, url };
}

function useOf(passage: Passage, condition: ConditionTerms, place: Pick<LabelUse, 'label' | 'pointer'>): LabelUse[] {
  const mentions = mentionsOf(passage, condition);
  const kinds = mentions.map(({ kind }) => kind);
  const kind = (['affirmed', 'unclear', 'denied'] as const).find((candidate) => kinds.includes(candidate));
  if (kind === undefined) return [];
  const said = mentions.filter((mention) => mention.kind === kind);
  const clause = [...new Set(said.map((mention) => mention.clause))].join('. ');
  const text = excerpt(passage.text, said[0]?.at ?? { start: 0, end: 0 }, LONGEST_TEXT);
  const isOpening = passage.isOpening || HEADING.test(text);
  return [{ ...place, text, kind, isOpening, line: treatmentLineOf(clause), ...companyOf(clause) }];
}
