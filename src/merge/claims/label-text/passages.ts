import { onOneLine } from '../check-text.js';
import { DISEASE } from './diseases.js';

/**
 * A sentence or list item of a label's section. `leadIn` is the text that an item continues ("X is indicated for:"),
 * empty for a sentence of its own; `heading` is the title of the numbered section it stands in, empty for the passage that
 * begins with it and where the section names no disease. `isBullet` says that it is marked as an item of the list that
 * `leadIn` opens, `isOpening` that it is such an opening itself, and `isLimitation` that it stands under "Limitations of
 * Use". Passages of one numbered section have the same `section`.
 */
export type Passage = {
  text: string;
  leadIn: string;
  heading: string;
  isBullet: boolean;
  isOpening: boolean;
  isLimitation: boolean;
  section: number;
};

type Place = Pick<Passage, 'heading' | 'section'>;
type Piece = { text: string; depth: number };

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });
const TITLE = /^(?:\d+\s+)?INDICATIONS?\s+(?:AND|&)\s+USAGE\s*:?\s*/i;
/** A numbered heading ("1.5 Hepatocellular Carcinoma"); numbers in brackets or after "section" are references to one. */
const HEADING = /(?<![([,]\s*)(?<!\bsections?\s)(?<![\d.])(?=\b\d{1,2}\.\d{1,2}\s+\p{Lu})/giu;
/** References that close an item of the list at the head of a label: "( 1.5 )", "(1.1, 2.3)". What goes on about the item stays with it. */
const CLOSING_REFERENCE =
  /(?<=\(\s*\d{1,2}\.\d{1,2}(?:\s*,\s*\d{1,2}(?:\.\d{1,2})?)*\s*\)\.?)\s+(?=[\p{L}•●▪◦‣∙])(?!(?:who|whose|that|which|and\/or)\b)/gu;
/** The section that an item in the list at the head of a label refers to. */
export const CLOSES_WITH_REFERENCE = /\(\s*(\d{1,2}\.\d{1,2})[^()]*\)\.?\s*$/;
const BULLET = /\s*([•●▪◦‣∙])\s*/u;
/** Marks that flat text keeps of lists: a lone "o" or "*" is never a word, a dash only where one opened the list. */
const OTHER_MARKS: readonly (readonly [RegExp, string])[] = [
  [/(?<=^|\s)o(?=\s)/g, '◦'],
  [/(?<=^|\s)\*(?=\s)/g, '●'],
];
const DASH_LIST = /(?:^|:)\s*[-–]\s/;
const DASH = /(?<=^|\s|:)[-–](?=\s)/g;
const LIMITATION = /\blimitations?\s+of\s+use\b/i;
const BEFORE_LIMITATION = /(?=\blimitations?\s+of\s+use\b)/gi;
const OPENING =
  /^[^.:]{1,300}:|^[^.:]{1,300}?\b(?:indicated|recommended|approved)\b(?:\s+(?:for|in))?(?:\s+the)?(?:\s+treatment\s+of)?(?:\s+(?:adult\s+)?patients\s+with)?/i;
const TITLE_OF_SECTION = /^\d{1,2}\.\d{1,2}\s/;
const LONGEST_TITLE = 100;
/** An abbreviation behind a title belongs to it. */
const ABBREVIATION = /^\s*\([\p{L}\d-]{2,10}\)/u;

/** Takes the text of a section apart: numbered headings, list items, sentences. Texts come on one line, else as published. */
export function passagesOf(section: string): Passage[] {
  const text = onOneLine(section).replace(TITLE, '');
  return text.split(HEADING).filter(isWritten).flatMap(passagesUnderHeading);
}

/** The title of a numbered section with the disease it names; empty where it names none. */
export function headingOf(text: string): string {
  return TITLE_OF_SECTION.test(text) ? upToDisease(text) : '';
}

/** The items of the list at the head of a label have no marks of their own in flat text; the references close them. */
function passagesUnderHeading(text: string, section: number): Passage[] {
  const items = text.split(CLOSING_REFERENCE).filter(isWritten);
  const opening = items.length > 1 ? (OPENING.exec(text)?.[0] ?? '') : '';
  const place = { heading: headingOf(text), section };
  const passages: Passage[] = [];
  let subject = '';
  for (const [i, item] of items.map((one) => one.trim()).entries()) {
    const goesOn = i > 0 && subject !== '' && !DISEASE.test(item) && referenceOf(item) === referenceOf(items[i - 1]);
    if (goesOn) passages.push(...passagesOfItem(item, subject, place).map((one) => ({ ...one, isBullet: true })));
    else {
      passages.push(...passagesOfItem(item, i === 0 ? '' : opening, place));
      subject = upToDisease(item);
    }
  }
  return passages.map((passage, i) => (i === 0 ? { ...passage, heading: '' } : passage));
}

/** Items that close with the same reference speak of the same disease, though only the first may name it. */
function referenceOf(item: string | undefined): string | null {
  return CLOSES_WITH_REFERENCE.exec(item?.trim() ?? '')?.[1] ?? null;
}

function upToDisease(text: string): string {
  const disease = DISEASE.exec(text);
  if (disease === null || disease.index > LONGEST_TITLE) return '';
  const end = disease.index + disease[0].length;
  return text.slice(0, end) + (ABBREVIATION.exec(text.slice(end))?.[0] ?? '');
}

function passagesOfItem(item: string, opening: string, place: Place): Passage[] {
  const pieces = piecesOf(item);
  const leadIns = [opening];
  let isLimitation = false;
  return pieces.flatMap((piece, i) => {
    const sentences = sentencesOf(piece.text);
    const next = pieces[i + 1];
    const opens = next !== undefined && opensList(sentences, piece.depth, next.depth);
    const passages = sentences.map((text, j): Passage => {
      isLimitation ||= LIMITATION.test(text);
      const goesOn = j === 0 && !LIMITATION.test(text);
      return {
        ...{ ...place, text, leadIn: goesOn ? (leadIns[piece.depth] ?? '') : '', isLimitation },
        ...{ isBullet: piece.depth > 0 && j === 0, isOpening: opens && j === sentences.length - 1 },
      };
    });
    if (next !== undefined) keepLeadIn(leadIns, piece.depth, next.depth, opens ? sentences.at(-1) : undefined);
    return passages;
  });
}

/** What the items of the next piece go on from: a list within an item goes on from the item and from what the item goes on from. */
function keepLeadIn(leadIns: string[], depth: number, next: number, opening: string | undefined): void {
  const outer = leadIns[depth] ?? '';
  if (opening === undefined) leadIns[next] ??= outer;
  else leadIns[next] = depth > 0 && next > depth ? `${outer} ${opening}`.trim() : opening;
}

/** The pieces between list marks; a mark of another kind than the first opens a list within the list. */
function piecesOf(item: string): Piece[] {
  const [first = '', ...rest] = withMarks(item).split(BULLET);
  const marks: string[] = [];
  const pieces = [{ text: first, depth: 0 }];
  for (let i = 0; i < rest.length; i += 2) {
    const mark = rest[i] ?? '';
    if (!marks.includes(mark)) marks.push(mark);
    pieces.push({ text: rest[i + 1] ?? '', depth: marks.indexOf(mark) + 1 });
  }
  return pieces;
}

function withMarks(item: string): string {
  const marked = OTHER_MARKS.reduce((text, [mark, bullet]) => text.replace(mark, bullet), item);
  return DASH_LIST.test(marked) ? marked.replace(DASH, '‣') : marked;
}

/** Whether the last of some sentences opens the list items that follow. */
function opensList(sentences: readonly string[], depth: number, next: number): boolean {
  if (next < depth || sentences.length === 0) return false;
  const last = sentences.at(-1) ?? '';
  // Behind a list item that ended, text without a full stop is the heading of the next list.
  return depth === 0 || next > depth || last.endsWith(':') || (sentences.length > 1 && !/[.!?)]$/.test(last));
}

function sentencesOf(text: string): string[] {
  const parts = text.split(BEFORE_LIMITATION);
  return parts.flatMap((part) => [...SENTENCES.segment(part)].map(({ segment }) => segment.trim())).filter(isWritten);
}

function isWritten(text: string): boolean {
  return text.trim() !== '';
}
