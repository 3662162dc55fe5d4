import type { ServerResponse } from 'node:http';
import { FakeUpstream, type Asked } from './fake-upstream.js';
import { sendJson } from './fault.js';

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
export class FakeNciDrugDictionary extends FakeUpstream {
  private readonly terms = new Map<number, FakeTerm>();

  private constructor() {
    super(PREFIX);
  }

  /** Starts on a free port of 127.0.0.1 with terms in the service's own shape. */
  static async start(terms: readonly unknown[] = [], port = 0): Promise<FakeNciDrugDictionary> {
    const fake = new FakeNciDrugDictionary();
    for (const term of terms) fake.put(term);
    return fake.listen(port);
  }

  /** Adds a term or replaces the one of its id. */
  put(term: unknown): void {
    const copy = structuredClone(term) as FakeTerm;
    this.terms.set(copy.termId, copy);
  }

  remove(termId: number): void {
    if (!this.terms.delete(termId)) throw new Error(`${String(termId)} is not in the fake dictionary`);
  }

  protected bodyOf({ url }: Asked): string {
    return JSON.stringify(this.route(url).body);
  }

  protected answer(asked: Asked, response: ServerResponse): void {
    const { status } = this.route(asked.url);
    if (status === 200) sendJson(response, this.bodyOf(asked), asked.packed);
    else response.writeHead(status, { 'content-type': 'application/json' }).end(this.bodyOf(asked));
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
