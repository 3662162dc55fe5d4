import { findTerm, namesAnyTerm, type Span } from '../check-text.js';
import { DISEASE, namesCertainCancer } from './diseases.js';
import { isBareName, kindOf, speaksOfUse, type MentionKind } from './mention-kinds.js';
import type { Passage } from './passages.js';

/**
 * A condition as labels may name it. `relatedTerms` name neighbouring conditions that are not it, also where they contain
 * one of `terms`; `isAdvanced` says that it has spread, which `name` leaves out because labels seldom say a stage.
 */
export type ConditionTerms = {
  name: string;
  terms: readonly string[];
  relatedTerms: readonly string[];
  isAdvanced: boolean;
};

/**
 * Where a passage names the condition, and the part of it that speaks of it in one breath, with what that continues.
 * `words` are the label's for the condition; `isBare` says that the passage is nothing but a name, `isShared` that the
 * same breath names another cancer, so that what else it says may be about that one.
 */
export type Mention = {
  kind: MentionKind;
  at: Span;
  clause: string;
  words: string | null;
  isBare: boolean;
  isShared: boolean;
};

type Around = { before: string; after: string };

/** No sentence needs more; text without any full stop is not to cost more than other text. */
const MOST_MENTIONS = 20;
const CLAUSE_REACH = 1_500;

const CLAUSE_BREAK =
  /;|,?\s\bbut\b(?!\s+not\s+limited)|\bhowever\b,?|,?\s\band,\s|,?\s\band\s(?=in combination\b|as a single\b)|,?\s\bor\s(?=as adjuvant\b|as neoadjuvant\b)/giu;

/** Where a passage names the condition, neighbouring conditions left out, and what it says of it there. */
export function mentionsOf(passage: Passage, condition: ConditionTerms): Mention[] {
  const { text, leadIn, isLimitation } = passage;
  const places = spansOf(text, condition);
  if (places.length === 0) return mentionOfOpened(passage, condition);
  return places.map((at) => {
    const { before, after } = clauseAround(text, at);
    const named = text.slice(at.start, at.end);
    const inFront = text.slice(0, at.start);
    const clause = `${leadIn} ${before}${named}${after}`.trim();
    const kind = kindOf({
      ...{ said: `${leadIn} ${before}`, before, after, clause, isLimitation },
      inFront: before === inFront ? before : `${leadIn} ${inFront}`,
    });
    const isBare = isBareName(inFront, text.slice(at.end));
    return { kind, at, clause, words: named, isBare, isShared: isShared({ before, after }, condition) };
  });
}

/** Whether a passage names the terms as something the drug is for. */
export function affirmsAny(passage: Passage, terms: readonly string[]): boolean {
  if (!namesAnyTerm(passage.text, terms)) return false;
  const condition = { name: '', terms, relatedTerms: [], isAdvanced: false };
  return mentionsOf(passage, condition).some(({ kind }) => kind === 'affirmed');
}

/** A list, or a numbered section, that is opened by the condition's name speaks of it unless a passage names another disease. */
function mentionOfOpened(passage: Passage, condition: ConditionTerms): Mention[] {
  const { text, isLimitation } = passage;
  const opening = openingOf(passage, condition);
  if (opening === null || DISEASE.test(text)) return [];
  const place = { heading: '', leadIn: '', isBullet: false, isOpening: true, isLimitation, section: 0 };
  const [lead] = mentionsOf({ ...place, text: opening }, condition);
  const own = kindOf({ said: text, before: text, after: '', inFront: text, clause: text, isLimitation });
  const isOwn = own === 'denied' || lead === undefined || opening !== passage.leadIn;
  return [
    {
      ...{ kind: isOwn ? own : lead.kind, at: { start: 0, end: text.length }, clause: `${opening} ${text}` },
      ...{ words: lead?.words ?? null, isBare: false, isShared: false },
    },
  ];
}

/** What names the condition for a passage that does not: the opening of its list, or the heading over a use. */
function openingOf({ text, leadIn, heading, isBullet }: Passage, condition: ConditionTerms): string | null {
  if (isBullet && spansOf(leadIn, condition).length > 0) return leadIn;
  return speaksOfUse(text) && spansOf(heading, condition).length > 0 ? heading : null;
}

function isShared({ before, after }: Around, { terms }: ConditionTerms): boolean {
  const others = terms.reduce((text, term) => withoutTerm(text, term), `${before} | ${after}`);
  return namesCertainCancer(others);
}

function withoutTerm(text: string, term: string): string {
  const spans = findTerm(text, term);
  return spans.reduceRight((rest, { start, end }) => `${rest.slice(0, start)}|${rest.slice(end)}`, text);
}

function spansOf(text: string, { terms, relatedTerms }: ConditionTerms): Span[] {
  const found = outermost(terms.flatMap((term) => findTerm(text, term)));
  if (found.length === 0) return [];
  const related = relatedTerms.flatMap((term) => findTerm(text, term));
  return found.filter((span) => !related.some((other) => isWithin(span, other))).slice(0, MOST_MENTIONS);
}

/** Terms contain each other: the longest of those that overlap stands for all. */
function outermost(spans: readonly Span[]): Span[] {
  const inOrder = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Span[] = [];
  for (const span of inOrder) if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span);
  return kept;
}

function isWithin(span: Span, other: Span): boolean {
  return other.start <= span.start && span.end <= other.end;
}

function clauseAround(text: string, { start, end }: Span): Around {
  const earlier = text.slice(Math.max(0, start - CLAUSE_REACH), start);
  const later = text.slice(end, end + CLAUSE_REACH);
  const from = [...earlier.matchAll(CLAUSE_BREAK)].at(-1);
  const to = later.search(CLAUSE_BREAK);
  return {
    before: from === undefined ? earlier : earlier.slice(from.index + from[0].length),
    after: to === -1 ? later : later.slice(0, to),
  };
}
