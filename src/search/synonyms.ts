import { allOf, phrase, type Expression, type Phrase } from './expression.js';
import { wordsOf } from '../common/words.js';

/** A word of a query as written, with what it is looked up by: several words where a hyphen parts it. */
export type Term = { text: string; words: readonly string[] };

type Name = { words: readonly string[]; others: readonly Phrase[] };

/** Names that mean one thing, found by their first word, longest first. */
export type Synonyms = ReadonlyMap<string, readonly Name[]>;

/** Makes names findable; each group holds names of one thing, and a name in several groups takes the others of all. */
export function synonymsOf(groups: readonly (readonly string[])[]): Synonyms {
  const others = new Map<string, Map<string, Phrase>>();
  for (const group of groups) {
    const names = new Map(
      group
        .map((name) => wordsOf(name))
        .filter(isName)
        .map((words) => [words.join(' '), words]),
    );
    for (const key of names.keys()) {
      const known = others.get(key) ?? new Map<string, Phrase>();
      for (const [other, words] of names) if (other !== key) known.set(other, phrase(words));
      others.set(key, known);
    }
  }
  return byFirstWord([...others].map(([key, phrases]) => ({ words: key.split(' '), others: [...phrases.values()] })));
}

/** No synonyms. */
export const NO_SYNONYMS: Synonyms = new Map();

/** What words beside each other ask for: every one of them, where a known name stands also its other names. */
export function named(run: readonly Term[], counts: (term: Term) => boolean, synonyms: Synonyms): Expression[] {
  const found: Expression[] = [];
  for (let i = 0; i < run.length;) {
    const match = longestName(run, i, synonyms);
    const terms = run.slice(i, match?.end ?? i + 1);
    const asked = terms.filter(counts).map(({ words }) => phrase(words));
    if (match !== null) found.push({ kind: 'named', asked: allOf(asked), synonyms: match.others });
    else found.push(...asked);
    i += terms.length;
  }
  return found;
}

/** A name of more than one letter. */
function isName(words: readonly string[]): boolean {
  return words.join('').length > 1;
}

function byFirstWord(names: readonly Name[]): Synonyms {
  const index = new Map<string, Name[]>();
  for (const name of [...names].sort((a, b) => b.words.length - a.words.length)) {
    const [first] = name.words;
    if (first === undefined || name.others.length === 0) continue;
    index.set(first, [...(index.get(first) ?? []), name]);
  }
  return index;
}

function longestName(
  run: readonly Term[],
  start: number,
  synonyms: Synonyms,
): { others: readonly Phrase[]; end: number } | null {
  for (const { words, others } of synonyms.get(run[start]?.words[0] ?? '') ?? []) {
    const end = endOf(run, start, words);
    if (end !== null) return { others, end };
  }
  return null;
}

/** The place after the terms that hold just these words, null when they do not. */
function endOf(run: readonly Term[], start: number, words: readonly string[]): number | null {
  let at = 0;
  for (let end = start; end < run.length; end += 1) {
    const term = run[end]?.words ?? [];
    if (term.some((word, i) => word !== words[at + i])) return null;
    at += term.length;
    if (at === words.length) return end + 1;
  }
  return null;
}
