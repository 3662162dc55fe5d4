import { anyOf, type Expression } from '../search/expression.js';
import { parseQuery } from '../search/parse-query.js';
import { QueryFault } from '../search/query-tokens.js';
import type { Synonyms } from '../search/synonyms.js';
import { alternatives } from './tokens.js';

/** The words that a parameter asks for, commas meaning "or"; null where one of its parts cannot be read. */
export function wordsAskedFor(text: string, synonyms: Synonyms): Expression | null {
  try {
    return anyOf(alternatives(text).map((part) => parseQuery(part, synonyms)));
  } catch (error) {
    if (error instanceof QueryFault) return null;
    throw error;
  }
}
