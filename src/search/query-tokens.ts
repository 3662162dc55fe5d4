/** A piece of a query. `at` is its place, in characters from 1. */
export type Token =
  | { kind: 'word'; text: string; isPrefix: boolean; at: number }
  | { kind: 'quoted'; text: string; at: number }
  | { kind: 'AND' | 'OR' | 'NOT' | '(' | ')'; at: number };

/** What is wrong with a query, for the reader; `at` is the place in characters from 1, null where it is about the whole. */
export class QueryFault extends Error {
  constructor(
    message: string,
    readonly at: number | null = null,
  ) {
    super(at === null ? message : `${message} (at character ${at})`);
  }
}

const OPERATORS = ['AND', 'OR', 'NOT'] as const;
const PIECE = /\s+|"([^"]*)"|“([^”]*)”|([()])|[^\s()"“”[\]]+/gy;

/** Cuts a query into its pieces. Throws QueryFault at a quote that is not closed and at characters with no meaning here. */
export function tokensOf(query: string): Token[] {
  const tokens: Token[] = [];
  const piece = new RegExp(PIECE);
  while (piece.lastIndex < query.length) {
    const at = piece.lastIndex + 1;
    const match = piece.exec(query);
    if (match === null) throw strayCharacter(query, at);
    const token = tokenOf(match, at);
    if (token !== null) tokens.push(token);
  }
  return tokens;
}

function tokenOf([text, straight, curly, parenthesis]: RegExpExecArray, at: number): Token | null {
  const quoted = straight ?? curly;
  if (quoted !== undefined) return { kind: 'quoted', text: quoted, at };
  if (parenthesis === '(' || parenthesis === ')') return { kind: parenthesis, at };
  if (text.trim() === '') return null;
  const operator = OPERATORS.find((each) => each === text);
  if (operator !== undefined) return { kind: operator, at };
  return { kind: 'word', text: text.replace(/\*+$/, ''), isPrefix: text.endsWith('*'), at };
}

function strayCharacter(query: string, at: number): QueryFault {
  const character = query.charAt(at - 1);
  if (character === '[' || character === ']') {
    return new QueryFault(
      "Square brackets have no meaning here: the registry's AREA[...] is written as the parameters `condition`, `intervention` and `title`",
      at,
    );
  }
  return new QueryFault('A quotation mark has no partner', at);
}
