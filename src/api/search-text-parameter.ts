import { z } from 'zod';
import { parseQuery } from '../search/parse-query.js';
import { QueryFault } from '../search/query-tokens.js';
import { NO_SYNONYMS } from '../search/synonyms.js';

/** Characters of a query. */
const LONGEST_QUERY = 1000;

/** A query for words, checked but left as written: what its names mean is looked up when it is run. */
export function searchText(): z.ZodType<string, string> {
  return z
    .string()
    .trim()
    .min(1, 'words to look for')
    .max(LONGEST_QUERY, `at most ${LONGEST_QUERY} characters`)
    .superRefine((text, context) => {
      const fault = faultIn(text);
      if (fault !== null) context.addIssue({ code: 'custom', message: `${GRAMMAR}. ${fault}` });
    });
}

const GRAMMAR = 'words, "phrases", beginnings*, AND, OR, NOT and parentheses';

function faultIn(text: string): string | null {
  try {
    parseQuery(text, NO_SYNONYMS);
    return null;
  } catch (error) {
    if (error instanceof QueryFault) return error.message;
    throw error;
  }
}
