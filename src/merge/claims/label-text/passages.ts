import { onOneLine } from '../check-text.js';

/**
 * A sentence or list item of a label's section. `leadIn` is the text that an item continues ("X is indicated for:"),
 * empty for a sentence of its own; `isBullet` says that it is marked as an item of the list that `leadIn` opens,
 * `isOpening` that it is such an opening itself, and `isLimitation` that it stands under "Limitations of Use".
 */
export type Passage = { text: string; leadIn: string; isBullet: boolean; isOpening: boolean; isLimitation: boolean };

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });
const TITLE = /^(?:\d+\s+)?INDICATIONS?\s+(?:AND|&)\s+USAGE\s*:?\s*/i;
/** A numbered heading ("1.5 Hepatocellular Carcinoma"); numbers in brackets or after "section" are references to one. */
const HEADING = /(?<![([,]\s*)(?<!\bsections?\s)(?<![\d.])(?=\b\d{1,2}\.\d{1,2}\s+\p{Lu})/giu;
/** References that close an item of the list at the head of a label: "( 1.5 )", "(1.1, 2.3)". */
const CLOSING_REFERENCE = /(?<=\(\s*\d{1,2}\.\d{1,2}(?:\s*,\s*\d{1,2}(?:\.\d{1,2})?)*\s*\)\.?)\s+(?=[\p{Lu}•●▪◦‣∙])/gu;
const BULLET = /\s*[•●▪◦‣∙]\s*/gu;
const LIMITATION = /\blimitations?\s+of\s+use\b/i;
const BEFORE_LIMITATION = /(?=\blimitations?\s+of\s+use\b)/gi;
const OPENING_COLON = /^[^.:]{1,300}:/;

/** Takes the text of a section apart: numbered headings, list items, sentences. Texts come on one line, else as published. */
export function passagesOf(section: string): Passage[] {
  const text = onOneLine(section).replace(TITLE, '');
  return text.split(HEADING).filter(isWritten).flatMap(passagesUnderHeading);
}

/** The items of the list at the head of a label have no marks of their own in flat text; the references close them. */
function passagesUnderHeading(section: string): Passage[] {
  const items = section.split(CLOSING_REFERENCE).filter(isWritten);
  const opening = OPENING_COLON.exec(section)?.[0] ?? '';
  return items.flatMap((item, i) => passagesOfItem(item.trim(), i === 0 ? '' : opening));
}

function passagesOfItem(item: string, opening: string): Passage[] {
  const passages: Passage[] = [];
  let leadIn = opening;
  let isLimitation = false;
  item.split(BULLET).forEach((piece, i, pieces) => {
    const sentences = sentencesOf(piece);
    const opening = i < pieces.length - 1 && opensList(sentences, i > 0) ? sentences.at(-1) : undefined;
    for (const [j, text] of sentences.entries()) {
      isLimitation ||= LIMITATION.test(text);
      const isFirst = j === 0;
      passages.push({
        ...{ text, leadIn: isFirst ? leadIn : '', isBullet: i > 0 && isFirst, isLimitation },
        isOpening: opening !== undefined && j === sentences.length - 1,
      });
    }
    leadIn = opening ?? leadIn;
  });
  return passages;
}

/** Whether the last of some sentences opens the list items that follow. */
function opensList(sentences: readonly string[], isInList: boolean): boolean {
  const last = sentences.at(-1) ?? '';
  // Behind a list item that ended, text without a full stop is the heading of the next list.
  return !isInList || last.endsWith(':') || (sentences.length > 1 && !/[.!?)]$/.test(last));
}

function sentencesOf(text: string): string[] {
  const parts = text.split(BEFORE_LIMITATION);
  return parts.flatMap((part) => [...SENTENCES.segment(part)].map(({ segment }) => segment.trim())).filter(isWritten);
}

function isWritten(text: string): boolean {
  return text.trim() !== '';
}
