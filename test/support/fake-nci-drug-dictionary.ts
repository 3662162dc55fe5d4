import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LoggedRequest } from './fake-registry.js';
import { FaultPlan, sendFaulty, sendJson, type FaultRule } from './fault.js';

const PREFIX = '/drugdictionary/v1';
const DEFAULT_SIZE = 100;

/** A term in the service's own shape, as far as the fake looks into it; recorded bodies fit as they are. */
export type FakeTerm = {
  termId: number;
  name: string;
  type: string;
  prettyUrlName: string;
  aliases: { type: string; name: string }[] | null;
};

/** A stand-in for the NCI Drug Dictionary API over real HTTP: terms by page name and by id, the search, and its errors. */
export class FakeNciDrugDictionary {
  readonly requests: LoggedRequest[] = [];
  readonly faults = new FaultPlan();
  private readonly terms = new Map<number, FakeTerm>();

  private constructor(private readonly server: Server) {}

  /** Starts on a free port of 127.0.0.1 with terms in the service's own shape. */
  static async start(terms: readonly unknown[] = [], port = 0): Promise<FakeNciDrugDictionary> {
    const server = createServer();
    const fake = new FakeNciDrugDictionary(server);
    for (const term of terms) fake.put(term);
    server.on('request', (request, response) => void fake.answer(request, response));
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return fake;
  }

  /** Root of the API, without a slash at the end. */
  get baseUrl(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}${PREFIX}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Adds a fault for requests to come. */
  fault(rule: FaultRule): void {
    this.faults.add(rule);
  }

  /** Adds a term or replaces the one of its id. */
  put(term: unknown): void {
    const copy = structuredClone(term) as FakeTerm;
    this.terms.set(copy.termId, copy);
  }

  remove(termId: number): void {
    if (!this.terms.delete(termId)) throw new Error(`${String(termId)} is not in the fake dictionary`);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.baseUrl);
    const logged = { method: request.method ?? '', path: url.pathname, query: Object.fromEntries(url.searchParams) };
    const entry: LoggedRequest = { ...logged, headers: request.headers, status: 0 };
    this.requests.push(entry);
    response.on('finish', () => (entry.status = response.statusCode));
    const fault = this.faults.next(url.pathname + url.search);
    const { status, body } = this.route(url);
    if (fault !== null && (await sendFaulty(fault, response, () => JSON.stringify(body)))) return;
    if (status === 200) sendJson(response, JSON.stringify(body), request.headers['accept-encoding']?.includes('gzip'));
    else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  private route({ pathname, searchParams }: URL): { status: number; body: object } {
    if (pathname === `${PREFIX}/Drugs/search`) return this.search(searchParams);
    const [, asked] = new RegExp(`^${PREFIX}/Drugs/([^/]+)$`).exec(pathname) ?? [];
    const name = decodeURIComponent(asked ?? '');
    const isId = /^\d+$/.test(name);
    if (isId && Number(name) <= 0) return { status: 400, body: { Message: 'Not a valid ID.' } };
    const term = isId ? this.terms.get(Number(name)) : this.sorted().find((one) => one.prettyUrlName === name);
    return term === undefined ? { status: 404, body: { Message: 'No result found.' } } : { status: 200, body: term };
  }

  /** By name and aliases, sorted by name; letter case is taken to make no difference. */
  private search(query: URLSearchParams): { status: number; body: object } {
    const text = (query.get('query') ?? '').toLowerCase();
    if (text.trim() === '') return { status: 400, body: { Message: 'You must specify a search string.' } };
    const fits = (name: string): boolean =>
      query.get('matchType') === 'Contains' ? name.toLowerCase().includes(text) : name.toLowerCase().startsWith(text);
    const found = this.sorted().filter(({ name, aliases }) =>
      [name, ...(aliases ?? []).map((one) => one.name)].some(fits),
    );
    const from = Number(query.get('from') ?? 0);
    const results = found.slice(from, from + Number(query.get('size') ?? DEFAULT_SIZE));
    return { status: 200, body: { meta: { totalResults: found.length, from }, results, links: null } };
  }

  private sorted(): FakeTerm[] {
    return [...this.terms.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
