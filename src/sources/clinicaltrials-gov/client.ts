import type { z } from 'zod';
import type { HttpClient } from '../../common/http-client.js';
import type { JsonAnswer } from '../../common/http-answer.js';
import { UpstreamError } from '../../common/upstream-error.js';
import { faultIn, studiesPage, versionAnswer, type StudiesPage } from './contract.js';

/** Query parameters of `/studies` that must stay the same through all pages of a list. */
export type StudiesQuery = Record<string, string>;

/** Which page of a list; the token is null for the first. */
export type PageRequest = { query: StudiesQuery; token: string | null; pageSize: number };

/** What `/studies/{nctId}` says of a key. */
export type StudyAnswer =
  { kind: 'study'; raw: unknown; receivedAt: string } | { kind: 'moved'; location: string } | { kind: 'unknown' };

const MOVED = [301, 302, 307, 308];

/** The addresses and paging of ClinicalTrials.gov API v2; records come back as received. All methods throw UpstreamError. */
export class ClinicalTrialsGovClient {
  constructor(
    private readonly http: HttpClient,
    private readonly baseUrl: string,
  ) {}

  /** When the data was last refreshed, in the registry's own spelling. */
  async dataTimestamp(signal: AbortSignal): Promise<string> {
    const { body } = await this.get('/version', versionAnswer, {}, signal);
    return body.dataTimestamp;
  }

  /** One page of studies; the count of all pages comes with the first. */
  async studies(request: PageRequest, signal: AbortSignal): Promise<{ page: StudiesPage; receivedAt: string }> {
    const place: StudiesQuery = request.token === null ? { countTotal: 'true' } : { pageToken: request.token };
    const query = { ...request.query, ...place, pageSize: String(request.pageSize) };
    const { body, receivedAt } = await this.get('/studies', studiesPage, query, signal);
    return { page: body, receivedAt };
  }

  /** One study by its NCT number, which may be a former one. */
  async study(nctId: string, signal: AbortSignal): Promise<StudyAnswer> {
    const url = `${this.baseUrl}/studies/${encodeURIComponent(nctId)}`;
    const answer = await this.http.getJson(url, { signal, expect: [404, ...MOVED] });
    if (answer.status === 404) return { kind: 'unknown' };
    const location = answer.headers['location'];
    if (MOVED.includes(answer.status)) return { kind: 'moved', location: location ?? '' };
    return { kind: 'study', raw: answer.body, receivedAt: answer.receivedAt };
  }

  private async get<T>(
    path: string,
    schema: z.ZodType<T>,
    query: Record<string, string>,
    signal: AbortSignal,
  ): Promise<Pick<JsonAnswer, 'receivedAt'> & { body: T }> {
    const url = `${this.baseUrl}${path}`;
    const check = (body: unknown): string | null => faultIn(schema, body);
    const { body, receivedAt } = await this.http.getJson(url, { query, signal, check });
    return { body: schema.parse(body), receivedAt };
  }

  /** The error of an answer that has the right form but cannot be true. */
  contractError(path: string, detail: string): UpstreamError {
    const url = `${this.baseUrl}${path}`;
    return new UpstreamError({ kind: 'contract', url, detail, status: null, retryAfter: null, excerpt: null }, 1);
  }
}
