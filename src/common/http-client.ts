import { addAbortSignal, type Readable } from 'node:stream';
import axios from 'axios';
import { Clock } from './clock.js';
import { Deadline, type TimeLimits } from './deadline.js';
import { judgeAnswer, type JsonAnswer, type Judged, type RawAnswer, type Wanted } from './http-answer.js';
import { RequestBudget } from './request-budget.js';
import { pauseAfter } from './retry-policy.js';
import { Secrets } from './secrets.js';
import { serviceVersion } from './service-version.js';
import { systemTiming, type Timing } from './timing.js';
import { excerptOf, UpstreamError, type UpstreamErrorKind, type UpstreamFailure } from './upstream-error.js';

/** A host that may be asked, by its root address, how often, and how many requests may follow each other at once (default 5). */
export type AllowedHost = { baseUrl: string; requestsPerMinute: number; burst?: number };

/** Hosts and limits of a client; bodies are measured unpacked, in bytes. */
export type HttpClientOptions = {
  hosts: readonly AllowedHost[];
  timeLimits?: TimeLimits;
  maxBodyBytes?: number;
  userAgent?: string;
  timing?: Timing;
  clock?: Clock;
};

/** One request for JSON. */
export type JsonRequest = Wanted & {
  query?: Record<string, string>;
  /** Parameters that are sent but never stand in an error or a log (keys). An answer that repeats one is refused. */
  secretQuery?: Record<string, string>;
  /** Largest body in bytes, where less than the client's own limit is wanted. */
  maxBodyBytes?: number;
  signal: AbortSignal;
};

const TIME_LIMITS: TimeLimits = { silence: 30_000, total: 180_000 };
const MAX_BODY_BYTES = 256 * 1024 * 1024;
const MAX_REDIRECTS = 3;

/** The one door to upstreams: polite, patient within limits, and only towards the hosts it was given. */
export class HttpClient {
  private readonly budgets: Map<string, RequestBudget>;
  private readonly sent = new Map<string, number>();
  private readonly timeLimits: TimeLimits;
  private readonly maxBodyBytes: number;
  private readonly headers: Record<string, string>;
  private readonly timing: Timing;
  private readonly clock: Clock;

  constructor(options: HttpClientOptions) {
    this.timing = options.timing ?? systemTiming;
    this.clock = options.clock ?? new Clock();
    this.timeLimits = options.timeLimits ?? TIME_LIMITS;
    this.maxBodyBytes = options.maxBodyBytes ?? MAX_BODY_BYTES;
    this.headers = { Accept: 'application/json', 'User-Agent': options.userAgent ?? `Trialweave/${serviceVersion()}` };
    this.budgets = new Map(
      options.hosts.map(({ baseUrl, requestsPerMinute, burst }) => [
        new URL(baseUrl).host,
        new RequestBudget(requestsPerMinute, this.timing, burst),
      ]),
    );
  }

  /** Gets JSON, trying again where that can help. Throws UpstreamError. */
  async getJson(url: string, request: JsonRequest): Promise<JsonAnswer> {
    const address = withQuery(url, request.query ?? {});
    for (let attempt = 1; ; attempt++) {
      const judged = await this.attempt(address, request);
      if ('answer' in judged) return judged.answer;
      const pause = pauseAfter(judged.failure, attempt, this.timing.random());
      if (pause === null) throw new UpstreamError(tellable(judged.failure, request), attempt);
      if (judged.failure.kind === 'rate-limited') this.budgets.get(address.host)?.hold(pause);
      await this.sleep(pause, address, attempt, request.signal);
    }
  }

  /** How many requests were sent so far to the host of an address, repetitions and redirects included. */
  sentTo(url: string): number {
    return this.sent.get(new URL(url).host) ?? 0;
  }

  private async sleep(milliseconds: number, address: URL, attempts: number, signal: AbortSignal): Promise<void> {
    try {
      await this.timing.sleep(milliseconds, signal);
    } catch {
      throw new UpstreamError(failureOf('aborted', address, 'was given up while waiting to try again'), attempts);
    }
  }

  /** One attempt, with the redirects that stay on the host. */
  private async attempt(address: URL, request: JsonRequest): Promise<Judged> {
    let target = address;
    for (let hop = 0; ; hop++) {
      const judged = await this.askOnce(target, request);
      if (!('redirect' in judged)) return judged;
      const next = redirectTarget(target, judged.redirect, request);
      if (next === null) return notFollowed(target, judged.redirect);
      if (hop === MAX_REDIRECTS) return refused(target, 'redirects too often');
      target = next;
    }
  }

  private async askOnce(address: URL, request: JsonRequest): Promise<Judged | { redirect: string }> {
    const budget = this.budgets.get(address.host);
    if (budget === undefined) return refused(address, 'is not on a host that may be asked');
    try {
      await budget.take(request.signal);
    } catch {
      return { failure: failureOf('aborted', address, 'was given up before it was asked') };
    }
    this.sent.set(address.host, this.sentTo(address.href) + 1);
    return this.fetch(address, request);
  }

  private async fetch(address: URL, request: JsonRequest): Promise<Judged | { redirect: string }> {
    const deadline = new Deadline(this.timeLimits, request.signal);
    try {
      const response = await axios.request<Readable>({
        url: withQuery(address.href, request.secretQuery ?? {}).href,
        headers: this.headers,
        responseType: 'stream',
        maxRedirects: 0,
        validateStatus: () => true,
        signal: deadline.signal,
      });
      deadline.heard();
      const limit = Math.min(request.maxBodyBytes ?? Infinity, this.maxBodyBytes);
      const bytes = await readBody(response.data, deadline, limit);
      if (bytes === null) return tooLarge(address, response.status, limit);
      const answer = { status: response.status, headers: plainHeaders(response.headers), text: bytes.toString('utf8') };
      return judged(answer, address, request, this.clock.now());
    } catch (error) {
      return { failure: brokenOff(address, deadline, error) };
    } finally {
      deadline.close();
    }
  }
}

/** The whole body; null when it is longer than allowed. */
async function readBody(body: Readable, deadline: Deadline, limit: number): Promise<Buffer | null> {
  addAbortSignal(deadline.signal, body);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    deadline.heard();
    length += chunk.length;
    if (length > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

function tooLarge(address: URL, status: number, limit: number): Judged {
  const detail = `sent more than the ${String(limit)} bytes allowed`;
  return { failure: { ...failureOf('too-large', address, detail), status } };
}

/** What an answer amounts to. What it repeats of our secrets would be stored with it, so such an answer is none. */
function judged(raw: RawAnswer, address: URL, request: JsonRequest, now: Date): Judged | { redirect: string } {
  const secrets = secretsOf(request);
  const verdict = judgeAnswer(raw, address, request, now);
  if ('redirect' in verdict) return verdict;
  const excerpt = excerptOf(secrets.hide(raw.text));
  if ('failure' in verdict) return { failure: { ...verdict.failure, excerpt } };
  if (!secrets.isIn(raw.text)) return verdict;
  const failure = failureOf('contract', address, 'repeats in its answer what is secret in the request');
  return { failure: { ...failure, status: raw.status, excerpt } };
}

/** A failure goes into logs and is shown to readers: an address that we were led to, or a body, may repeat a key. */
function tellable(failure: UpstreamFailure, request: JsonRequest): UpstreamFailure {
  const secrets = secretsOf(request);
  const excerpt = failure.excerpt === null ? null : secrets.hide(failure.excerpt);
  return { ...failure, url: secrets.hide(failure.url), detail: secrets.hide(failure.detail), excerpt };
}

function secretsOf({ secretQuery }: JsonRequest): Secrets {
  return new Secrets(Object.values(secretQuery ?? {}));
}

function withQuery(url: string, query: Record<string, string>): URL {
  const address = new URL(url);
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  return address;
}

function plainHeaders(headers: object): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

function failureOf(kind: UpstreamErrorKind, address: URL, detail: string): UpstreamFailure {
  return { kind, url: address.href, detail, status: null, retryAfter: null, excerpt: null };
}

function refused(address: URL, detail: string): Judged {
  return { failure: failureOf('http', address, detail) };
}

function notFollowed(from: URL, location: string): Judged {
  return refused(from, `redirects to ${location}, which is not followed`);
}

function brokenOff(address: URL, deadline: Deadline, error: unknown): UpstreamFailure {
  if (deadline.endedBy === 'aborted') return failureOf('aborted', address, 'was given up');
  if (deadline.endedBy === 'timeout') return failureOf('timeout', address, 'did not answer in time');
  const reason = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);
  return failureOf('network', address, `could not be read (${reason})`);
}

/**
 * Where a redirect leads, if that is the same host and no less protected; what is secret is taken out, because it is
 * added again when the request is sent.
 */
function redirectTarget(from: URL, location: string, { secretQuery }: JsonRequest): URL | null {
  const target = URL.canParse(location, from.href) ? new URL(location, from.href) : null;
  if (target?.host !== from.host || target.username !== '') return null;
  for (const name of Object.keys(secretQuery ?? {})) target.searchParams.delete(name);
  return target.protocol === from.protocol || target.protocol === 'https:' ? target : null;
}
