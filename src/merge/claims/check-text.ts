/** A text for comparing: lower case, without diacritics, every run of other characters one space, a space at both ends. */
function fold(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return ` ${plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
}

/** Whether a phrase stands in a text on word boundaries, without regard to case, diacritics, hyphens or punctuation. */
export function namesPhrase(text: string, phrase: string): boolean {
  const words = fold(phrase);
  return words.trim() !== '' && fold(text).includes(words);
}

/** Where a term stands in a text; `end` is the place after its last character. */
export type Span = { start: number; end: number };

/** British and American spellings of one sound, as patterns that take both. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/(?<=...)ou?r$/, 'ou?r'],
  [/a?em/g, 'a?em'],
  [/^o?edema/, 'o?edema'],
  [/rrho?ea/, 'rrho?ea'],
];
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/s[ei]s$/, 's[ei]s'],
  [/(?:y|ies)$/, '(?:y|ies)'],
  [/(?<![siu])s$/, '(?:e?s)?'],
];

/**
 * Every place where a term stands in a text on word boundaries: without regard to case, plural or singular, British or
 * American spelling, and whatever short mark (hyphen, comma, apostrophe) stands between its words.
 */
export function findTerm(text: string, term: string): Span[] {
  const pattern = patternOf(term);
  if (pattern === null) return [];
  return [...text.matchAll(pattern)].map(({ index, 0: { length } }) => ({ start: index, end: index + length }));
}

/** The same few terms are looked for in every passage of every label. */
const PATTERNS = new Map<string, RegExp | null>();
const MOST_PATTERNS = 5_000;

function patternOf(term: string): RegExp | null {
  const known = PATTERNS.get(term);
  if (known !== undefined) return known;
  if (PATTERNS.size >= MOST_PATTERNS) PATTERNS.clear();
  const pattern = patternFor(fold(term).trim());
  PATTERNS.set(term, pattern);
  return pattern;
}

function patternFor(words: string): RegExp | null {
  if (words === '') return null;
  const between = String.raw`[^\p{L}\p{N};:]{1,3}`;
  const pattern = words.split(' ').map(wordPattern).join(between);
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${pattern})(?![\p{L}\p{N}])`, 'giu');
}

/** Whether any of the terms stands in a text, as `findTerm` finds them. */
export function namesAnyTerm(text: string, terms: readonly string[]): boolean {
  return terms.some((term) => findTerm(text, term).length > 0);
}

/** A text on one line: every run of white space is one blank. */
export function onOneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** At most `size` characters of a text around a place, with dots where something was left out. */
export function excerpt(text: string, { start, end }: Span, size = 300): string {
  if (text.length <= size) return text;
  const from = Math.max(0, Math.min(start - Math.floor((size - (end - start)) / 2), text.length - size));
  const cut = text.slice(from, from + size).trim();
  return `${from > 0 ? '… ' : ''}${cut}${from + size < text.length ? ' …' : ''}`;
}

function wordPattern(word: string): string {
  if (!/^\p{L}{3,}$/u.test(word)) return word;
  const ending = ENDINGS.find(([form]) => form.test(word));
  const [stem, plural] =
    ending === undefined
      ? [word, /(?:ss|us|is)$/.test(word) ? '(?:es)?' : '(?:e?s)?']
      : [word.replace(ending[0], ''), ending[1]];
  return `${SPELLINGS.reduce((spelled, [form, both]) => spelled.replace(form, both), stem)}${plural}`;
}
