import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { addDays } from '../../src/model/partial-date.js';
import { FakeUpstream, type Asked } from './fake-upstream.js';
import { sendJson, sendText, type Fault } from './fault.js';
import { aliasesOf, BadParameter, nctIdOf, search, type RawStudy } from './registry-search.js';

const STUDIES = new URL('../fixtures/clinicaltrials-gov/studies.ndjson.gz', import.meta.url);
const PREFIX = '/api/v2';
const DEFAULT_PAGE = 10;
const LARGEST_PAGE = 1000;
/** Parameters of the real service that make a list another list; the token of a page is good for one list only. */
const LIST_PARAMETERS = ['query.cond', 'filter.ids', 'filter.advanced'];
const KNOWN_PARAMETERS = [
  ...LIST_PARAMETERS,
  'pageSize',
  'pageToken',
  'countTotal',
  'fields',
  'format',
  'markupFormat',
];

/** The recorded real studies, latest data date per NCT number; with `everyVersion` all lines of the file. */
export async function loadRealStudies(options: { everyVersion?: boolean } = {}): Promise<unknown[]> {
  const text = (await promisify(gunzip)(await readFile(STUDIES))).toString('utf8');
  const all = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as RawStudy);
  if (options.everyVersion === true) return all;
  const latest = new Map<string, RawStudy>();
  for (const study of [...all].sort((a, b) => (versionOf(a) < versionOf(b) ? -1 : 1))) {
    latest.set(nctIdOf(study), study);
  }
  return [...latest.values()];
}

function versionOf(study: RawStudy): string {
  const { miscInfoModule } = study['derivedSection'] as { miscInfoModule: { versionHolder: string } };
  return miscInfoModule.versionHolder;
}

/**
 * A stand-in for ClinicalTrials.gov API v2 over real HTTP: same addresses, paging, tokens, aliases and errors, over
 * records held in memory, with faults on demand. The records given are never changed; edits work on copies.
 */
export class FakeRegistry extends FakeUpstream {
  private readonly studies = new Map<string, RawStudy>();
  private dataTimestamp: string;

  private constructor(studies: readonly unknown[], dataTimestamp: string) {
    super(PREFIX);
    this.dataTimestamp = dataTimestamp;
    for (const study of studies) this.studies.set(nctIdOf(study as RawStudy), study as RawStudy);
  }

  /** Starts on a free port of 127.0.0.1. */
  static async start(
    studies: readonly unknown[],
    options: { dataTimestamp?: string; port?: number } = {},
  ): Promise<FakeRegistry> {
    const registry = new FakeRegistry(studies, options.dataTimestamp ?? '2026-08-19T09:00:06');
    return registry.listen(options.port ?? 0);
  }

  get nctIds(): string[] {
    return [...this.studies.keys()];
  }

  /** A copy of a record as it is served. */
  study(nctId: string): RawStudy {
    return structuredClone(this.served(this.stored(nctId)));
  }

  /** Changes a record as a sponsor's update would: the next working day brings a new data version and post date. */
  edit(nctId: string, change: (study: RawStudy) => void): void {
    const study = structuredClone(this.stored(nctId));
    change(study);
    this.moveOn();
    const status = sectionOf(study, 'protocolSection', 'statusModule');
    status['lastUpdatePostDateStruct'] = { date: this.dataDate, type: 'ACTUAL' };
    this.studies.set(nctId, study);
  }

  add(study: unknown): void {
    this.studies.set(nctIdOf(study as RawStudy), study as RawStudy);
    this.moveOn();
  }

  remove(nctId: string): void {
    this.studies.delete(nctId);
    this.moveOn();
  }

  /** Makes a number a former number of a study; a record under it goes away. */
  alias(former: string, canonical: string): void {
    this.studies.delete(former);
    this.edit(canonical, (study) => {
      sectionOf(study, 'protocolSection', 'identificationModule')['nctIdAliases'] = [...aliasesOf(study), former];
    });
  }

  /** Gives the data another version; tokens of the one before are no longer good. */
  setDataTimestamp(timestamp: string): void {
    this.dataTimestamp = timestamp;
  }

  private get dataDate(): string {
    return this.dataTimestamp.slice(0, 10);
  }

  private moveOn(): void {
    this.dataTimestamp = `${addDays(this.dataDate, 1)}T09:00:05`;
  }

  private stored(nctId: string): RawStudy {
    const study = this.studies.get(nctId);
    if (study === undefined) throw new Error(`${nctId} is not in the fake registry`);
    return study;
  }

  /** The data date moves on every record with every data version, so it is put in when a record is sent. */
  private served(study: RawStudy): RawStudy {
    const derived = (study['derivedSection'] ?? {}) as Record<string, unknown>;
    const misc = (derived['miscInfoModule'] ?? {}) as Record<string, unknown>;
    return { ...study, derivedSection: { ...derived, miscInfoModule: { ...misc, versionHolder: this.dataDate } } };
  }

  protected bodyOf({ url, fault }: Asked): string {
    return this.route(url, fault).json ?? '';
  }

  protected answer({ url, fault, packed }: Asked, response: ServerResponse): void {
    try {
      const answer = this.route(url, fault);
      if (answer.redirect !== undefined) response.writeHead(301, { location: answer.redirect }).end();
      else if (answer.json === undefined) sendText(response, 404, answer.missing ?? 'Not found');
      else sendJson(response, answer.json, packed, { etag: `"${this.dataTimestamp}"` });
    } catch (error) {
      sendText(response, error instanceof BadParameter ? 400 : 500, (error as Error).message);
    }
  }

  private route(url: URL, fault: Fault | null): { json?: string; redirect?: string; missing?: string } {
    if (url.pathname === `${PREFIX}/version`) {
      return { json: JSON.stringify({ apiVersion: '2.0.5', dataTimestamp: this.dataTimestamp }) };
    }
    if (url.pathname === `${PREFIX}/studies`) return { json: this.list(url.searchParams, fault) };
    const nctId = new RegExp(`^${PREFIX}/studies/([^/]+)$`).exec(url.pathname)?.[1];
    return nctId === undefined ? {} : this.single(decodeURIComponent(nctId), url.search);
  }

  private single(nctId: string, queryText: string): { json?: string; redirect?: string; missing?: string } {
    if (!/^NCT0*[1-9]\d{0,7}$/i.test(nctId)) throw new BadParameter('Parameter `nctId` has incorrect format');
    const key = nctId.toUpperCase();
    const study = this.studies.get(key);
    if (study !== undefined) return { json: JSON.stringify(this.served(study)) };
    const canonical = [...this.studies.values()].find((other) => aliasesOf(other).includes(key));
    if (canonical !== undefined) return { redirect: `${PREFIX}/studies/${nctIdOf(canonical)}${queryText}` };
    return { missing: `NCT number ${key} not found` };
  }

  private list(query: URLSearchParams, fault: Fault | null): string {
    const unknown = [...query.keys()].find((name) => !KNOWN_PARAMETERS.includes(name));
    if (unknown !== undefined) throw new BadParameter(`Unknown parameter \`${unknown}\``);
    const token = query.get('pageToken');
    const start = token === null ? 0 : this.offsetOf(token, query, fault);
    const matches = fault?.kind === 'no-results' ? [] : search([...this.studies.values()], query);
    const end = fault?.kind === 'empty-page' ? start : Math.min(start + pageSizeOf(query), matches.length);
    const page: unknown[] = matches.slice(start, end).map((study) => this.served(study));
    if (fault?.kind === 'malformed-record') page[fault.index] = fault.record;
    // A page that is exactly full carries a token even when nothing follows, as the real service does.
    const isFull = end - start === pageSizeOf(query);
    const next = end < matches.length || (isFull && end > start) ? this.tokenFor(query, end) : undefined;
    const total = token === null && query.get('countTotal') === 'true' ? `"totalCount":${String(matches.length)},` : '';
    const lines = page.map((study) => JSON.stringify(study)).join(',\n');
    return `{${total}"studies":[\n${lines}\n]${next === undefined ? '' : `,"nextPageToken":"${next}"`}}`;
  }

  private tokenFor(query: URLSearchParams, offset: number): string {
    const uniqueness = this.requests.length;
    return Buffer.from(JSON.stringify([this.listId(query), offset, uniqueness])).toString('base64url');
  }

  private offsetOf(token: string, query: URLSearchParams, fault: Fault | null): number {
    const invalid = new BadParameter('Parameter `pageToken` is not valid or has expired');
    if (fault?.kind === 'expired-token') throw invalid;
    try {
      const [list, offset] = JSON.parse(Buffer.from(token, 'base64url').toString()) as [string, number];
      if (list === this.listId(query)) return offset;
    } catch {
      throw invalid;
    }
    throw invalid;
  }

  private listId(query: URLSearchParams): string {
    const parameters = LIST_PARAMETERS.map((name) => query.get(name));
    return createHash('sha256')
      .update(JSON.stringify([this.dataTimestamp, parameters]))
      .digest('hex')
      .slice(0, 16);
  }
}

function pageSizeOf(query: URLSearchParams): number {
  const size = query.get('pageSize') ?? '0';
  if (!/^\d+$/.test(size)) throw new BadParameter('Parameter `pageSize` has incorrect format');
  return Number(size) === 0 ? DEFAULT_PAGE : Math.min(Number(size), LARGEST_PAGE);
}

function sectionOf(study: RawStudy, section: string, module: string): Record<string, unknown> {
  const parent = (study[section] ??= {}) as Record<string, Record<string, unknown>>;
  return (parent[module] ??= {});
}
