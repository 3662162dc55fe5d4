import type { HttpClient } from '../../common/http-client.js';
import { excerptOf, UpstreamError } from '../../common/upstream-error.js';
import { ask } from '../ask.js';
import type { Exchange } from '../reference-source.js';
import { faultIn, isNothingFound } from './envelope.js';
import type { OpenFdaRequest } from './requests.js';

/** The addresses of openFDA. Nothing found is an answer; everything else that cannot be read throws UpstreamError. */
export class OpenFdaClient {
  constructor(
    private readonly http: HttpClient,
    private readonly baseUrl: string,
    private readonly apiKey: string | null,
  ) {}

  /** Sends one request; the key goes with it and stays out of what comes back and of every error. */
  async get(request: OpenFdaRequest, signal: AbortSignal): Promise<Exchange> {
    const { endpoint, query, path } = request;
    const secretQuery: Record<string, string> = this.apiKey === null ? {} : { api_key: this.apiKey };
    const check = (body: unknown): string | null => faultIn(request, body);
    try {
      const wanted = { path: endpoint, query, secretQuery, expect: [404], check };
      const exchange = await ask(this.http, this.baseUrl, wanted, signal);
      if (exchange.status === 404) this.checkNothingFound(path, exchange.body);
      return exchange;
    } catch (error) {
      throw error instanceof UpstreamError ? inClearWords(error) : error;
    }
  }

  /** The gateway says 404 to an address that it does not know, which must never pass for "nothing found". */
  private checkNothingFound(path: string, body: unknown): void {
    if (isNothingFound(body)) return;
    const excerpt = excerptOf(typeof body === 'string' ? body : textOf(body));
    const detail = 'answered 404 without saying that the search found nothing';
    const url = `${this.baseUrl}${path}`;
    throw new UpstreamError({ kind: 'contract', url, detail, status: 404, retryAfter: null, excerpt }, 1);
  }
}

/** The error in clear words where the key is the matter. */
function inClearWords(error: UpstreamError): UpstreamError {
  const { kind, url, status, retryAfter, excerpt, attempts } = error;
  const code = status === 403 ? /API_KEY_[A-Z]+/.exec(excerpt ?? '')?.[0] : undefined;
  if (code === undefined) return error;
  const matter = code === 'API_KEY_MISSING' ? 'it asks for a key' : 'the key in OPENFDA_API_KEY is not accepted';
  const detail = `answered 403 ${code}: ${matter}`;
  return new UpstreamError({ kind, url, detail, status, retryAfter, excerpt }, attempts);
}

/** A value as JSON; empty where it is nested too deeply. */
function textOf(value: unknown): string {
  try {
    return JSON.stringify([value]);
  } catch {
    return '';
  }
}
