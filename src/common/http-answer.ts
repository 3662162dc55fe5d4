import { retryAfterSeconds } from './retry-policy.js';
import { type UpstreamErrorKind, type UpstreamFailure } from './upstream-error.js';

/** An answer: parsed JSON, or for an expected status without JSON its text (null when empty). Header names are in lower case. */
export type JsonAnswer = { body: unknown; status: number; headers: Record<string, string>; receivedAt: string };

/** What the caller takes for an answer. */
export type Wanted = {
  /** Statuses other than 2xx that are answers and no failures, redirects included. */
  expect?: readonly number[];
  /** Statuses other than 429 by which the upstream says that it is asked too often; it is not asked again at once. */
  tooOften?: readonly number[];
  /** What is wrong with the body of a 2xx answer, in a few words; null when it is as it should be. */
  check?: (body: unknown) => string | null;
};

/** An answer as it came, unpacked. */
export type RawAnswer = { status: number; headers: Record<string, string>; text: string };

/** A usable answer, or what was wrong. */
export type Judged = { answer: JsonAnswer } | { failure: UpstreamFailure };

/** What an answer amounts to, before time and place are added. */
type Verdict =
  { kind: 'answer'; body: unknown } | { kind: 'redirect'; to: string } | { kind: UpstreamErrorKind; detail: string };

/** Tells whether an answer can be used, fails, or sends us elsewhere. What was sent is quoted by whoever knows what to hide. */
export function judgeAnswer(raw: RawAnswer, address: URL, wanted: Wanted, now: Date): Judged | { redirect: string } {
  const { status, headers } = raw;
  const verdict = judgeRedirect(raw, wanted) ?? judgeStatus(raw, wanted) ?? judgeBody(raw, wanted);
  if (verdict.kind === 'redirect') return { redirect: verdict.to };
  if (verdict.kind === 'answer') {
    return { answer: { body: verdict.body, status, headers, receivedAt: now.toISOString() } };
  }
  const retryAfter = retryAfterSeconds(headers['retry-after'] ?? null, now);
  const { kind, detail } = verdict;
  return { failure: { kind, detail, url: address.href, status, retryAfter, excerpt: null } };
}

function judgeRedirect(raw: RawAnswer, wanted: Wanted): Verdict | null {
  const location = isRedirect(raw.status) ? raw.headers['location'] : undefined;
  if (location === undefined) return null;
  return isExpected(raw, wanted) ? { kind: 'answer', body: null } : { kind: 'redirect', to: location };
}

function judgeStatus(raw: RawAnswer, wanted: Wanted): Verdict | null {
  const status = String(raw.status);
  if (raw.status === 429 || isIn(wanted.tooOften, raw)) {
    return { kind: 'rate-limited', detail: `answered ${status}: too many requests` };
  }
  if (raw.status < 500 && isHtml(raw)) {
    return { kind: 'html', detail: `answered ${status} with a page in place of data` };
  }
  if (isExpected(raw, wanted)) return { kind: 'answer', body: parseJson(raw.text)?.value ?? textOf(raw.text) };
  return raw.status < 200 || raw.status > 299 ? { kind: 'http', detail: `answered ${status}` } : null;
}

function judgeBody({ status, text }: RawAnswer, wanted: Wanted): Verdict {
  const json = parseJson(text);
  if (json === null) return { kind: 'malformed', detail: `answered ${String(status)} with what is not whole JSON` };
  const fault = wanted.check?.(json.value) ?? null;
  if (fault !== null) return { kind: 'contract', detail: `answered in an unknown shape (${fault})` };
  return { kind: 'answer', body: json.value };
}

function isExpected(raw: RawAnswer, { expect }: Wanted): boolean {
  return isIn(expect, raw);
}

function isIn(statuses: readonly number[] | undefined, { status }: RawAnswer): boolean {
  return statuses?.includes(status) === true;
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400 && status !== 304;
}

function isHtml({ headers, text }: RawAnswer): boolean {
  return (
    headers['content-type']?.toLowerCase().includes('html') === true || /^\s*<(?:!doctype|html|head|body)\b/i.test(text)
  );
}

function textOf(text: string): string | null {
  return text === '' ? null : text;
}

function parseJson(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}
