/** Words that stand next to each other in this order; with `beginnings` followed by a word that begins with one of these. */
export type Phrase = { kind: 'phrase'; words: readonly string[]; beginnings: readonly string[] };

/** What a study must hold in an area: a phrase, all of some things and none of others, or one of several. */
export type Expression =
  | Phrase
  | { kind: 'all'; of: readonly Expression[]; except: readonly Expression[] }
  | { kind: 'any'; of: readonly Expression[] }
  /** What was asked for, or another name of it in a field for which the registry takes synonyms too. */
  | { kind: 'named'; asked: Expression; synonyms: readonly Phrase[] };

/** Words next to each other. */
export function phrase(words: readonly string[], beginnings: readonly string[] = []): Phrase {
  return { kind: 'phrase', words, beginnings };
}

/** All of some things; one thing stands for itself. */
export function allOf(of: readonly Expression[], except: readonly Expression[] = []): Expression {
  const [only] = of;
  return of.length === 1 && except.length === 0 && only !== undefined ? only : { kind: 'all', of, except };
}

/** One of several things; one thing stands for itself. */
export function anyOf(of: readonly Expression[]): Expression {
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { kind: 'any', of };
}
