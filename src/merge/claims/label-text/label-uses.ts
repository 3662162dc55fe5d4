import type { LabelStatement, TreatmentLine } from '../../../model/entry.js';
import { excerpt, type Span } from '../check-text.js';
import { extentOf, type Extent } from './extent.js';
import type { LabelText } from './label-texts.js';
import type { MentionKind } from './mention-kinds.js';
import { affirmsAny, mentionsOf, type ConditionTerms, type Mention } from './mentions.js';
import { companyOf, type Company } from './partners.js';
import { CLOSES_WITH_REFERENCE, passagesOf, type Passage } from './passages.js';
import { treatmentLineOf } from './treatment-line.js';

/** A passage of a label that names the condition, and how it was read. */
export type LabelUse = Company & {
  label: LabelText;
  pointer: string;
  text: string;
  /** Which of the numbered sections of its text it stands in. */
  section: number;
  kind: MentionKind;
  /** The label's words for the condition. */
  words: string;
  extent: Extent;
  /** Whether it only opens what follows: a heading by itself, or the beginning of a list. */
  isOpening: boolean;
  /** Whether it says nothing but the name of the condition, or leaves the details to another section of the label. */
  isBare: boolean;
  isSummary: boolean;
  /** Whether a denial is of one way of using the drug only: in a combination, or for one line of treatment. */
  isPartial: boolean;
  line: TreatmentLine | null;
  /** The sentence by which the label says that the approval rests on early results; null where it has none. */
  accelerated: string | null;
};

/** Uses by tumour type in general, which may or may not hold a condition that goes unnamed. */
const WIDE_TERMS = ['solid tumor', 'solid cancer', 'solid malignancy', 'solid neoplasm'];
/** Sentences are shorter; where a label has no full stops, the place around the mention stands for the passage. */
const LONGEST_TEXT = 1_000;
const RELATIVE = /\b(?:who|whose|that|which)\b/i;
const HEADING = /^\d{1,2}\.\d{1,2}\s(?!.*\bindicated\b)/i;
const ACCELERATED = /\baccelerated approval\b/i;
const ALL = /^these\b/i;
const CONTINUED = /\bcontinued approval\b/i;
const ONE_WAY = /\bin combination\b|\btogether with\b|\bsingle[-\s]agent\b|\bmonotherapy\b|\balone\b/i;
/** What a passage that names two cancers says of company may be about the other one. */
const NO_COMPANY: Company = { partners: [], optional: [], phrases: [], isChoice: false, isSingleAgent: false };

/** Every passage of a label's texts that names the condition. */
export function usesIn(label: LabelText, condition: ConditionTerms): LabelUse[] {
  const found = label.texts.flatMap(({ pointer, text }) => usesOfText(text, condition, { label, pointer }));
  const once = [...new Map(found.map((use) => [`${use.kind} ${use.text}`, use])).values()];
  // A heading says less than what stands under it, so that it never affirms what its text denies.
  const whole = once.filter(({ isOpening }) => !isOpening);
  return whole.length > 0 ? whole : once;
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
export function statementOf({
  label,
  text,
  line,
  partners,
  optional,
  isSingleAgent,
  pointer,
}: LabelUse): LabelStatement {
  const { source, setId, brandName, effectiveOn, url } = label;
  const isOptional = partners.length === 0 && optional.length > 0;
  const company = { partners: [...partners, ...optional], isSingleAgent: isSingleAgent || isOptional };
  return { source, setId, brandName, text, line, ...company, pointer, effectiveOn, url };
}

type Place = Pick<LabelUse, 'label' | 'pointer'>;

/** A sentence on accelerated approval speaks of the use right before it, or of all in its section ("these indications"). */
function usesOfText(text: string, condition: ConditionTerms, place: Place): LabelUse[] {
  const uses: LabelUse[] = [];
  let last: LabelUse[] = [];
  for (const passage of passagesOf(text)) {
    const found = useOf(passage, condition, place);
    uses.push(...found);
    if (ACCELERATED.test(passage.text)) {
      const meant = ALL.test(passage.text) ? uses.filter(({ section }) => section === passage.section) : last;
      for (const use of [...meant, ...found]) use.accelerated = passage.text;
    } else if (found.length > 0) last = found;
    // In a section of the condition's own, a sentence between leaves the use in place.
    else if (passage.heading === '' && !CONTINUED.test(passage.text)) last = [];
  }
  return uses;
}

function useOf(passage: Passage, condition: ConditionTerms, place: Place): LabelUse[] {
  const mentions = mentionsOf(passage, condition);
  const kinds = mentions.map(({ kind }) => kind);
  const kind = (['affirmed', 'unclear', 'denied'] as const).find((candidate) => kinds.includes(candidate));
  if (kind === undefined) return [];
  const said = mentions.filter((mention) => mention.kind === kind);
  const at = said[0]?.at ?? { start: 0, end: 0 };
  const { section, isOpening } = passage;
  return [
    { ...place, ...readingOf(passage.text, kind, said, condition), section, ...textOf(passage.text, at, isOpening) },
  ];
}

type Reading = Omit<LabelUse, 'label' | 'pointer' | 'section' | 'text' | 'isOpening' | 'isSummary'>;

function readingOf(text: string, kind: MentionKind, said: readonly Mention[], { name }: ConditionTerms): Reading {
  const clause = [...new Set(said.map((mention) => mention.clause))].join('. ');
  const isShared = said.some((mention) => mention.isShared);
  const company = isShared ? NO_COMPANY : companyOf(clause);
  const line = isShared ? null : treatmentLineOf(clause);
  const extent = extentOf(clause);
  const isName = said.every((mention) => mention.isBare) && !RELATIVE.test(text);
  return {
    ...{ ...company, kind, line, accelerated: null },
    words: longest(said.flatMap((mention) => mention.words ?? [])) ?? name,
    extent: isShared ? { words: [], limit: extent.limit } : extent,
    isBare: isName && line === null && !isDetailed(company),
    isPartial: kind === 'denied' && (line !== null || ONE_WAY.test(clause)),
  };
}

function textOf(passage: string, at: Span, isOpening: boolean): Pick<LabelUse, 'text' | 'isOpening' | 'isSummary'> {
  const text = excerpt(passage, at, LONGEST_TEXT);
  return { text, isOpening: isOpening || HEADING.test(text), isSummary: CLOSES_WITH_REFERENCE.test(text) };
}

function isDetailed({ partners, optional, isSingleAgent }: Company): boolean {
  return partners.length > 0 || optional.length > 0 || isSingleAgent;
}

function longest(words: readonly string[]): string | undefined {
  return [...words].sort((a, b) => b.length - a.length)[0];
}
