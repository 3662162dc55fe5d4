import { z } from 'zod';
import { valueAt } from '../../common/field-map.js';
import { requiredText } from '../../common/field-values.js';
import { firstFault, listAtMost } from '../../common/list-at-most.js';
import type { Exchange } from '../reference-source.js';

/** One request, by path and query below the root, with what its answer must look like. */
export type Call = { path: string; query: Record<string, string>; fault: (exchange: Answered) => string | null };
type Answered = Pick<Exchange, 'status' | 'body'>;

/** What tells whether a term is the drug; the rest of it is read field by field later. */
const identity = z.object({
  termId: z.int().positive(),
  name: requiredText,
  type: requiredText,
  nciConceptId: z.string().nullish(),
  aliases: listAtMost(z.unknown()).nullish(),
});
export type RawTerm = z.infer<typeof identity>;

const notFound = z.object({ Message: z.string().regex(/^no result/i) });

/** More terms than this begin with no drug's name. */
const SEARCH_SIZE = 200;
const searchAnswer = z.object({
  meta: z.object({ totalResults: z.int().nonnegative() }),
  results: listAtMost(identity, SEARCH_SIZE),
});

/** A term by the name it has in its page's address; 404 with a message of its own when there is none. */
export function termAt(prettyUrlName: string): Call {
  return {
    path: `/Drugs/${encodeURIComponent(prettyUrlName)}`,
    query: {},
    fault: ({ status, body }) => firstFault(status === 404 ? notFound : identity, body),
  };
}

/** Terms whose name, or one of whose aliases, begins with a text. */
export function termsBeginning(name: string): Call {
  return {
    path: '/Drugs/search',
    query: { query: name, matchType: 'Begins', size: String(SEARCH_SIZE), from: '0' },
    fault: ({ body }) => firstFault(searchAnswer, body),
  };
}

/** The terms in an answer to either call, as received, and how many more there are. */
export function termsIn({ status, body }: Answered): { terms: RawTerm[]; more: number } {
  if (status === 404) return { terms: [], more: 0 };
  const results = valueAt(body, '/results');
  if (!Array.isArray(results)) return { terms: [body].filter(isTerm), more: 0 };
  const terms = results.filter(isTerm);
  return { terms, more: Math.max(0, Number(valueAt(body, '/meta/totalResults')) - terms.length) };
}

function isTerm(value: unknown): value is RawTerm {
  return identity.safeParse(value).success;
}

/**
 * The name of a term as the dictionary puts it in addresses: punctuation inside a word goes, any other becomes a dash.
 * Terms that were renamed keep their old one. Null where the address would mean something else (a number is an id).
 */
export function prettyUrlNameOf(name: string): string | null {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[.,'\p{M}]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return /^\d*$|^(?:search|status|expand)$/.test(slug) ? null : slug;
}
