import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { FakeUpstream, type Asked } from './fake-upstream.js';
import type { Fault } from './fault.js';
import { BadRequest, searchTest, valuesAt, type RawRecord } from './openfda-search.js';

/** The lists of openFDA about drugs. */
const ENDPOINTS = ['label', 'drugsfda', 'enforcement', 'shortages', 'event', 'ndc'] as const;
export type OpenFdaEndpoint = (typeof ENDPOINTS)[number];

/** The field that tells the records of a list apart. */
const KEY_FIELD: Record<OpenFdaEndpoint, string> = {
  label: 'set_id',
  drugsfda: 'application_number',
  enforcement: 'recall_number',
  shortages: 'package_ndc',
  event: 'safetyreportid',
  ndc: 'product_ndc',
};
const PARAMETERS = ['search', 'count', 'limit', 'skip', 'sort', 'search_after', 'api_key'];
const DATE_FIELDS = ['effective_time', 'report_date', 'recall_initiation_date', 'termination_date', 'receivedate'];
/** Without a key no longer lists are given than this. */
const LONGEST_WITHOUT_KEY = 999;
/** The server appends this to a search for recalls, whose list holds food and devices as well. */
const DRUGS_ONLY = ' AND product_type:drugs';
const META = {
  disclaimer:
    'Do not rely on openFDA to make decisions regarding medical care. While we make every effort to ensure that data is accurate, you should assume all results are unvalidated. We may limit or otherwise restrict your access to the API in line with our Terms of Service.',
  terms: 'https://open.fda.gov/terms/',
  license: 'https://open.fda.gov/license/',
};

type Reply = { status: number; body: unknown };

/**
 * A stand-in for openFDA's drug lists over real HTTP: the same addresses, parameters, envelopes and error bodies, over
 * records held in memory, with faults on demand. It understands as much of the search language as our client writes.
 */
export class FakeOpenFda extends FakeUpstream {
  /** The date of the data, in every answer's `meta`. */
  lastUpdated = '2026-08-11';
  private readonly records = new Map<OpenFdaEndpoint, RawRecord[]>();

  private constructor(private readonly keys: readonly string[]) {
    super('');
  }

  /** Starts on a free port of 127.0.0.1; `keys` are the API keys it accepts. */
  static async start(options: { keys?: readonly string[] } = {}): Promise<FakeOpenFda> {
    return new FakeOpenFda(options.keys ?? []).listen(0);
  }

  /** Adds records to a list; one with the key of a record that is there takes its place. */
  put(endpoint: OpenFdaEndpoint, ...records: unknown[]): void {
    for (const record of records) {
      const key = keyOf(endpoint, record);
      if (key !== undefined) this.remove(endpoint, key);
      this.records.set(endpoint, [...this.list(endpoint), record as RawRecord]);
    }
  }

  remove(endpoint: OpenFdaEndpoint, key: string): void {
    this.records.set(
      endpoint,
      this.list(endpoint).filter((record) => keyOf(endpoint, record) !== key),
    );
  }

  private list(endpoint: OpenFdaEndpoint): RawRecord[] {
    return this.records.get(endpoint) ?? [];
  }

  protected bodyOf({ url, fault }: Asked): string {
    return JSON.stringify(this.route(url, fault).body);
  }

  protected answer({ url, fault, packed }: Asked, response: ServerResponse): void {
    send(response, this.route(url, fault), packed);
  }

  private route(url: URL, fault: Fault | null): Reply {
    const endpoint = ENDPOINTS.find((name) => url.pathname === `/drug/${name}.json`);
    if (endpoint === undefined) return failed(404, 'NOT_FOUND', 'The requested URL was not found on this server.');
    const refusal = this.refusal(url.searchParams);
    if (refusal !== null) return refusal;
    try {
      return this.search(endpoint, url.searchParams, fault);
    } catch (error) {
      if (error instanceof BadRequest) return failed(400, 'BAD_REQUEST', error.message);
      return failed(500, 'SERVER_ERROR', 'Check your request and try again');
    }
  }

  private refusal(query: URLSearchParams): Reply | null {
    const key = query.get('api_key');
    if (key !== null && !this.keys.includes(key)) {
      return failed(403, 'API_KEY_INVALID', 'An invalid api_key was supplied. Get one at https://open.fda.gov');
    }
    if (key === null && Number(query.get('limit')) > LONGEST_WITHOUT_KEY) {
      return failed(403, 'API_KEY_MISSING', 'No api_key was supplied. Get one at https://open.fda.gov');
    }
    return null;
  }

  private search(endpoint: OpenFdaEndpoint, query: URLSearchParams, fault: Fault | null): Reply {
    const unknown = [...query.keys()].find((name) => !PARAMETERS.includes(name));
    if (unknown !== undefined) throw new BadRequest(`Invalid parameter: ${unknown}`);
    const search = query.get('search');
    const test = search === null ? () => true : searchTest(endpoint === 'enforcement' ? search + DRUGS_ONLY : search);
    const found = fault?.kind === 'no-results' ? [] : this.list(endpoint).filter(test);
    const count = query.get('count');
    const limit = numberOf(query, 'limit', count === null ? 1 : 100);
    const meta = { ...META, last_updated: this.lastUpdated };
    if (count !== null) return counted(found, count, limit, meta);
    if (limit > 1000) throw new BadRequest('Limit cannot exceed 1000 results for search requests.');
    const skip = numberOf(query, 'skip', 0);
    const page: unknown[] = inOrder(found, query.get('sort')).slice(skip, skip + limit);
    if (page.length === 0 && !(limit === 0 && found.length > 0)) return failed(404, 'NOT_FOUND', 'No matches found!');
    if (fault?.kind === 'malformed-record') page[fault.index] = fault.record;
    const results = fault?.kind === 'empty-page' ? [] : page;
    return { status: 200, body: { meta: { ...meta, results: { skip, limit, total: found.length } }, results } };
  }
}

function counted(found: RawRecord[], field: string, limit: number, meta: object): Reply {
  if (found.length === 0) return failed(404, 'NOT_FOUND', 'No matches found!');
  const counts = new Map<string, number>();
  for (const record of found) {
    for (const term of new Set(valuesAt(record, field.replace(/\.exact$/, '')))) {
      counts.set(term, (counts.get(term) ?? 0) + 1);
    }
  }
  if (counts.size === 0) return failed(404, 'NOT_FOUND', 'Nothing to count');
  const results = [...counts].map(([term, count]) => ({ term, count })).sort((a, b) => b.count - a.count);
  return { status: 200, body: { meta, results: results.slice(0, limit) } };
}

function inOrder(found: RawRecord[], sort: string | null): RawRecord[] {
  if (sort === null) return found;
  const [field = '', direction = 'asc'] = sort.split(':');
  if (!field.endsWith('.exact') && !DATE_FIELDS.includes(field)) {
    throw new BadRequest(`Sorting allowed by exact or date fields only: ${field}`);
  }
  const rank = (record: RawRecord): string => valuesAt(record, field.replace(/\.exact$/, ''))[0] ?? '';
  const ascending = [...found].sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
  return direction === 'desc' ? ascending.reverse() : ascending;
}

function numberOf(query: URLSearchParams, name: string, fallback: number): number {
  const text = query.get(name);
  if (text === null) return fallback;
  if (!/^\d+$/.test(text)) throw new BadRequest(`Invalid ${name} parameter value.`);
  return Number(text);
}

function keyOf(endpoint: OpenFdaEndpoint, record: unknown): string | undefined {
  return valuesAt(record, KEY_FIELD[endpoint])[0];
}

function failed(status: number, code: string, message: string): Reply {
  return { status, body: { error: { code, message } } };
}

function send(response: ServerResponse, { status, body }: Reply, packed: boolean): void {
  const bytes = Buffer.from(JSON.stringify(body, undefined, 2));
  const encoding: Record<string, string> = packed ? { 'content-encoding': 'gzip' } : {};
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...encoding })
    .end(packed ? gzipSync(bytes, { level: 1 }) : bytes);
}
