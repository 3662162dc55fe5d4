import { z } from 'zod';
import { valueAt } from '../../common/field-map.js';
import { listAtMost } from '../../common/list-at-most.js';
import { PMID_PATTERN } from './values.js';

const words = listAtMost(z.string()).default([]);

const searchBody = z.object({
  esearchresult: z.object({
    count: z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number),
    idlist: listAtMost(z.string().regex(PMID_PATTERN)),
    querytranslation: z.string().default(''),
    errorlist: z.object({ phrasesnotfound: words, fieldsnotfound: words }).prefault({}),
  }),
});
const summaryBody = z.object({ result: z.looseObject({ uids: listAtMost(z.string().regex(/^\d+$/)) }) });

/** What a search found: `count` in all, the first of them as PubMed ids, and the search as PubMed understood it. */
export type SearchResult = { count: number; ids: string[]; translation: string };

/** What could be read of a body, or what is wrong with it in a few words. */
type Read<T> = { value: T } | { fault: string };

/**
 * Reads the answer of ESearch. Errors come with status 200, and a body that is not known for sure to say "nothing found"
 * is a fault. `limit` is how many were asked for at most. `isExact`: the search is one number, so that hits for a number
 * that is not in the index are a fault too.
 */
export function readSearch(body: unknown, { limit, isExact }: Asked): Read<SearchResult> {
  if (statesError(body) || valueAt(body, '/esearchresult/ERROR') !== undefined) return { fault: 'reports an error' };
  const parsed = searchBody.safeParse(body);
  if (!parsed.success) return { fault: firstFault(parsed.error) };
  const { count, idlist, querytranslation, errorlist } = parsed.data.esearchresult;
  const ids = [...new Set(idlist)];
  const fault = countDoubt(count, ids.length, limit) ?? errorDoubt(count, errorlist, isExact);
  return fault === null ? { value: { count, ids, translation: querytranslation } } : { fault };
}

/** What was asked of ESearch. */
type Asked = { limit: number; isExact: boolean };
type ErrorList = { phrasesnotfound: string[]; fieldsnotfound: string[] };

/** A list shorter than it must be would pass for the whole: what is not on it would be gone. */
function countDoubt(count: number, listed: number, limit: number): string | null {
  const isWhole = listed === Math.min(count, limit);
  return isWhole
    ? null
    : `counts ${String(count)} and lists ${String(listed)} of the ${String(limit)} asked for at most`;
}

/** Why a search of the right form cannot be believed: PubMed drops what it does not know and counts the rest. */
function errorDoubt(count: number, errors: ErrorList, isExact: boolean): string | null {
  if (errors.fieldsnotfound.length > 0) return 'searched without a field';
  return isExact && count > 0 && errors.phrasesnotfound.length > 0 ? 'found something for what it did not find' : null;
}

/** Reads the answer of ESummary: the document summaries by PubMed id, as received. */
export function readSummaries(body: unknown): Read<ReadonlyMap<string, unknown>> {
  if (statesError(body)) return { fault: 'reports an error' };
  const parsed = summaryBody.safeParse(body);
  if (!parsed.success) return { fault: firstFault(parsed.error) };
  const { result } = parsed.data;
  if (result.uids.length === 0) return { fault: 'holds no summaries' };
  return { value: new Map(result.uids.filter((uid) => result[uid] !== undefined).map((uid) => [uid, result[uid]])) };
}

/** Whether an error stands where a document summary should. */
export function isError(summary: unknown): boolean {
  return valueAt(summary, '/error') !== undefined;
}

function statesError(body: unknown): boolean {
  return valueAt(body, '/error') !== undefined || valueAt(body, '/ERROR') !== undefined;
}

function firstFault(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue === undefined ? 'unreadable' : `/${issue.path.join('/')}: ${issue.message}`;
}
