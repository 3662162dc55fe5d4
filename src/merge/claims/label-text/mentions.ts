import { findTerm, namesAnyTerm, type Span } from '../check-text.js';
import type { Passage } from './passages.js';

/** A condition as labels may name it. `relatedTerms` name neighbouring conditions that are not it, also where they contain one of `terms`. */
export type ConditionTerms = { name: string; terms: readonly string[]; relatedTerms: readonly string[] };

/** What a passage says of a condition that it names: that the drug is for it, that it is not, or neither for sure. */
export type MentionKind = 'affirmed' | 'denied' | 'unclear';

/** Where a passage names the condition, and the part of it that speaks of it in one breath, with what that continues. */
export type Mention = { kind: MentionKind; at: Span; clause: string };

/** No sentence needs more; text without any full stop is not to cost more than other text. */
const MOST_MENTIONS = 20;
const CLAUSE_REACH = 1_500;

const LEAD = { leadIn: '', isBullet: false, isOpening: true };
const DISEASE =
  /\b(?:\w*(?:carcinoma|sarcoma|lymphoma|melanoma|myeloma|mesothelioma|glioma|blastoma)|cancer|leuka?emia|tumou?r|neoplasm|malignanc\w+|NSCLC|SCLC|RCC|CRC)s?\b/i;
const CLAUSE_BREAK =
  /;|,?\s\bbut\b(?!\s+not\s+limited)|\bhowever\b,?|,?\s\band,\s|,?\s\band\s(?=in combination\b|as a single\b)|,?\s\bor\s(?=as adjuvant\b|as neoadjuvant\b)/giu;
const AFFIRMING = /\b(?:indicated|approved|used|recommended)\b/i;
const DENYING =
  /\b(?:not|never|no longer)\b(?:\W+\w+){0,2}?\W+(?:indicated|recommended|approved|intended|authori[sz]ed|be used)\b|\bcontraindicated\b/gi;
const NOT_SHOWN =
  /\b(?:has|have|had|is|are|was|were)\s+not\s+(?:yet\s+)?(?:been\s+)?(?:established|demonstrated|shown|studied|evaluated|proven|known)\b|\bhas not been\b.{0,40}\bstudied\b/i;
const LEFT_OUT =
  /\b(?:other than|except(?:\s+for)?|excluding|excludes|rather than|without|no|not (?:in|for|against))(?:\s+[\w-]+)?\s*$/i;
const ASIDE =
  /\b(?:risk|history|incidence|development|possibility|suspicion|screening)\s+(?:of|for)(?:\s+[\w-]+){0,2}\s*$/i;

/** Words for finding a disease, which is no treatment of it. */
const FINDING =
  /\b(?:imaging|visuali[sz]ation|detection of|diagnostic|diagnosis of)\b(?!.*\b(?:treat\w*|therap\w+)\b)/i;

/** Where a passage names the condition, neighbouring conditions left out, and what it says of it there. */
export function mentionsOf({ text, leadIn, isBullet, isLimitation }: Passage, condition: ConditionTerms): Mention[] {
  const places = spansOf(text, condition);
  // A list that is opened by the condition's name speaks of it in every item, unless the item names another disease.
  const opened = isBullet && !DISEASE.test(text) && spansOf(leadIn, condition).length > 0;
  const spans = places.length === 0 && opened ? [{ start: 0, end: text.length }] : places;
  return spans.map((span) => {
    const { before, after } = clauseAround(text, span);
    const said = `${leadIn} ${before}`;
    const clause = `${leadIn} ${before}${text.slice(span.start, span.end)}${after}`.trim();
    const lead =
      places.length === 0 ? mentionsOf({ ...LEAD, text: leadIn, isLimitation }, condition)[0]?.kind : undefined;
    return { kind: lead ?? kindOf({ said, after, clause, isLimitation }), at: span, clause };
  });
}

/** Whether a passage names the terms as something the drug is for. */
export function affirmsAny(passage: Passage, terms: readonly string[]): boolean {
  if (!namesAnyTerm(passage.text, terms)) return false;
  return mentionsOf(passage, { name: '', terms, relatedTerms: [] }).some(({ kind }) => kind === 'affirmed');
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

function clauseAround(text: string, { start, end }: Span): { before: string; after: string } {
  const earlier = text.slice(Math.max(0, start - CLAUSE_REACH), start);
  const later = text.slice(end, end + CLAUSE_REACH);
  const from = [...earlier.matchAll(CLAUSE_BREAK)].at(-1);
  const to = later.search(CLAUSE_BREAK);
  return {
    before: from === undefined ? earlier : earlier.slice(from.index + from[0].length),
    after: to === -1 ? later : later.slice(0, to),
  };
}

type Said = { said: string; after: string; clause: string; isLimitation: boolean };

function kindOf(mention: Said): MentionKind {
  return LEFT_OUT.test(mention.said) ? 'denied' : (deniedBefore(mention.said) ?? kindByRest(mention));
}

/** What a denial before the mention makes of it; null where there is none, or it is taken up again ("but is indicated for"). */
function deniedBefore(said: string): MentionKind | null {
  const denial = [...said.matchAll(DENYING)].at(-1);
  if (denial === undefined || AFFIRMING.test(said.slice(denial.index + denial[0].length))) return null;
  return AFFIRMING.test(said.slice(0, denial.index)) ? 'unclear' : 'denied';
}

function kindByRest({ said, after, clause, isLimitation }: Said): MentionKind {
  const isAffirmed = AFFIRMING.test(said);
  const isDoubted = NOT_SHOWN.test(clause) || (!isAffirmed && after.search(DENYING) >= 0);
  if (isDoubted) return isAffirmed ? 'unclear' : 'denied';
  return isLimitation || ASIDE.test(said) || FINDING.test(said) ? 'unclear' : 'affirmed';
}
