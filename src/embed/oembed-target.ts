import { isEmbeddableSearch } from '../api/embeddable-search.parameters.js';
import { decodeQuery, type RawQuery } from '../http/decode-query.js';
import { ProblemError } from '../http/problem.js';
import { embedQuery, embedRules, type EmbedQuery } from './embed.parameters.js';

/** Pages that can be shown on other sites: how what they show is read from their path and their query. */
const PAGES: readonly { path: RegExp; read: (parts: readonly string[], query: RawQuery) => RawQuery }[] = [
  { path: /^\/guides\/([^/]+)$/, read: ([guide], { lang }) => ({ guide, lang }) },
  { path: /^\/guides\/([^/]+)\/([^/]+)$/, read: ([guide, entry], { lang }) => ({ guide, entry, lang }) },
  { path: /^\/trials$/, read: (_, query) => ofSearch(query) },
  { path: /^\/embed\/v1\/trials$/, read: (_, query) => query },
];

/** What the address of a page shows. `bases`: the addresses of this service. Throws a 404 problem for anything else. */
export function oembedTarget(url: string, bases: readonly string[]): EmbedQuery {
  const address = addressOf(url, bases);
  if (address === null) throw notEmbeddable('It is none of this service.');
  const path = address.pathname.replace(/\/+$/, '');
  for (const page of PAGES) {
    const match = page.path.exec(path);
    if (match !== null) return decoded(page.read(match.slice(1).map(decodeURIComponent), queryOf(address)));
  }
  throw notEmbeddable('Guides, their entries, searches for studies and listings can be shown.');
}

/** 404 for an address that cannot be shown. */
export function notEmbeddable(why: string): ProblemError {
  return new ProblemError('not-embeddable', `There is nothing to embed at this address. ${why}`);
}

function addressOf(url: string, bases: readonly string[]): URL | null {
  const [base] = bases;
  if (!URL.canParse(url, base)) return null;
  const address = new URL(url, base);
  if (!bases.some((each) => new URL(each).host === address.host) || !isDecodable(address.pathname)) return null;
  return address;
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function ofSearch(query: RawQuery): RawQuery {
  if (!isEmbeddableSearch(Object.keys(query))) {
    throw notEmbeddable('A listing can be limited by guide, entry, country, place and status, and by nothing else.');
  }
  const { guide, entry, country, near, radius, lang, statusGroup = 'any' } = query;
  return { guide, entry, country, near, radius, lang, status: statusGroup };
}

/** Only what is known: addresses that people copy carry all kinds of things. */
function queryOf({ searchParams }: URL): RawQuery {
  return Object.fromEntries([...searchParams].filter(([, value]) => value !== ''));
}

function decoded(query: RawQuery): EmbedQuery {
  const known = Object.entries(query).filter(([name, value]) => value !== undefined && Object.hasOwn(embedQuery, name));
  try {
    return decodeQuery(embedQuery, Object.fromEntries(known), embedRules);
  } catch (error) {
    throw error instanceof ProblemError ? notEmbeddable(error.detail) : error;
  }
}
