/** What went wrong with an upstream: `html` is a page in place of data, `contract` an answer of a shape we do not know. */
export type UpstreamErrorKind =
  'timeout' | 'network' | 'http' | 'html' | 'malformed' | 'too-large' | 'rate-limited' | 'aborted' | 'contract';

/** A failed request, before it is known whether it is tried again. `retryAfter` is in seconds, as the upstream stated it. */
export type UpstreamFailure = {
  kind: UpstreamErrorKind;
  url: string;
  detail: string;
  status: number | null;
  retryAfter: number | null;
  /** The beginning of what the upstream sent, in plain text. */
  excerpt: string | null;
};

/** An upstream could not be read; the message is one line that names the address, the reason and the attempts made. */
export class UpstreamError extends Error {
  readonly kind: UpstreamErrorKind;
  readonly url: string;
  readonly status: number | null;
  readonly retryAfter: number | null;
  readonly excerpt: string | null;
  readonly attempts: number;

  constructor(failure: UpstreamFailure, attempts: number) {
    const tries = attempts > 1 ? ` (${String(attempts)} attempts)` : '';
    const quote = failure.excerpt === null ? '' : `: "${failure.excerpt}"`;
    super(`${failure.url} ${failure.detail}${tries}${quote}`);
    this.name = 'UpstreamError';
    this.kind = failure.kind;
    this.url = failure.url;
    this.status = failure.status;
    this.retryAfter = failure.retryAfter;
    this.excerpt = failure.excerpt;
    this.attempts = attempts;
  }
}

const EXCERPT_LENGTH = 200;
const EXAMINED_LENGTH = 20_000;

/** The beginning of a body as one line of plain text: no markup, no control characters; null when nothing is left. */
export function excerptOf(body: string): string | null {
  const line = body
    .slice(0, EXAMINED_LENGTH)
    .replace(/<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ')
    .replace(/<[^>]*(?:>|$)/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  if (line === '') return null;
  return line.length > EXCERPT_LENGTH ? `${line.slice(0, EXCERPT_LENGTH)}…` : line;
}
