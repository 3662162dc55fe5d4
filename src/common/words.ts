import { LRUCache } from 'lru-cache';
import { GREEK, PLURALS, SPELLINGS, type Spelling } from './spellings.js';

/** Characters of a word that are looked at; what is longer is data, no word. */
const LONGEST_WORD = 64;

const GREEK_LETTER = new RegExp(`[${Object.keys(GREEK).join('')}]`, 'g');
const WORD = /\p{L}+|\p{N}+/gu;
const known = new LRUCache<string, string>({ max: 50_000 });

/**
 * The words of a text in the form in which they are indexed and looked for: lower case, without diacritics, possessives
 * and plurals, with one spelling for British and American English. Hyphens part words, and so do letters and digits: a code is
 * the same with a hyphen, a blank or nothing in it.
 */
export function wordsOf(text: string): string[] {
  return rawWords(text).map(formOf);
}

/** What words of the index may begin with that are meant by the first letters of a word, written in any of these ways. */
export function beginningsOf(text: string): string[] {
  const spelled = spell(text, SPELLINGS);
  return [...new Set([spelled, formOf(text), spelled.replace(/(?<=...)i$/, 'y')])];
}

/** The words of a text in lower case without diacritics, otherwise as written. */
export function rawWords(text: string): string[] {
  return (
    plainText(text)
      .replace(/['’ʼ]s\b/g, '')
      .match(WORD) ?? []
  ).map((word) => word.slice(0, LONGEST_WORD));
}

/** A text in lower case, without diacritics and compatibility forms, Greek letters written out. */
export function plainText(text: string): string {
  return isAscii(text) ? text.toLowerCase() : withoutMarks(text);
}

/** One spelling for the forms of a word as `rawWords` gives it. */
export function formOf(word: string): string {
  const before = known.get(word);
  if (before !== undefined) return before;
  const form = spell(word, [...SPELLINGS, ...PLURALS]);
  known.set(word, form);
  return form;
}

function isAscii(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- the range of ASCII begins with control characters
  return /^[\x00-\x7f]*$/.test(text);
}

function withoutMarks(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(GREEK_LETTER, (letter) => ` ${GREEK[letter] ?? ''} `);
}

function spell(word: string, table: readonly Spelling[]): string {
  return table.reduce((text, [from, to]) => text.replace(from, to), word);
}
