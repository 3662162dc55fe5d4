import type { HttpClient } from '../common/http-client.js';
import type { Exchange } from './reference-source.js';

/** Largest answer of a source that is asked subject by subject, in bytes. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** One request to a source; `path` is below its root, `expect` names statuses beside 2xx that are answers. */
export type Ask = {
  path: string;
  query: Record<string, string>;
  secretQuery?: Record<string, string>;
  expect?: readonly number[];
  tooOften?: readonly number[];
  check?: (body: unknown) => string | null;
};

/** Sends one request and notes what was asked and answered, keys left out. Throws UpstreamError. */
export async function ask(http: HttpClient, baseUrl: string, request: Ask, signal: AbortSignal): Promise<Exchange> {
  const { path, query, ...rest } = request;
  const answer = await http.getJson(`${baseUrl}${path}`, { ...rest, query, maxBodyBytes: MAX_BODY_BYTES, signal });
  const { status, body, receivedAt } = answer;
  return { path: pathWithQuery(path, query), status, body, receivedAt };
}

/** The path with its query in the order given, percent-encoded as it is sent. */
export function pathWithQuery(path: string, query: Record<string, string>): string {
  const text = new URLSearchParams(query).toString();
  return text === '' ? path : `${path}?${text}`;
}
