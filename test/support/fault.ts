import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

/** A made-up upset of an upstream. `page` faults change the list before it is sent, the others the way it is sent. */
export type Fault =
  | { kind: 'stall' }
  | { kind: 'stall-in-body' }
  | { kind: 'slow-drip'; pieces: number; pauseMs: number }
  | { kind: 'reset' }
  | { kind: 'too-many-requests'; retryAfter?: string }
  | { kind: 'forbidden-html' }
  | { kind: 'server-error'; status?: number; retryAfter?: string }
  | { kind: 'html' }
  | { kind: 'text'; status: number; body: string }
  | { kind: 'cut'; how: 'connection' | 'json' | 'gzip' }
  | { kind: 'json'; body: unknown }
  | { kind: 'oversized'; bytes: number }
  | { kind: 'redirect'; status: number; location: string }
  | { kind: 'malformed-record'; index: number; record: unknown }
  | { kind: 'empty-page' }
  | { kind: 'no-results' }
  | { kind: 'expired-token' };

/** Which requests a fault meets: the n-th request from now (from 1), or those whose path and query hold a text; `times` at most (default 1). */
export type FaultRule = { fault: Fault; request?: number; path?: string; times?: number };

/** The faults still to come, in order; each request takes the first that fits. */
export class FaultPlan {
  private rules: { rule: FaultRule; left: number; from: number }[] = [];
  private seen = 0;

  add(rule: FaultRule): void {
    this.rules.push({ rule, left: rule.times ?? 1, from: this.seen });
  }

  clear(): void {
    this.rules = [];
  }

  /** The fault of the next request, counted by this call. */
  next(pathAndQuery: string): Fault | null {
    this.seen += 1;
    const found = this.rules.find(
      ({ rule, left, from }) =>
        left > 0 &&
        (rule.request === undefined || this.seen === from + rule.request) &&
        (rule.path === undefined || pathAndQuery.includes(rule.path)),
    );
    if (found === undefined) return null;
    found.left -= 1;
    return found.rule.fault;
  }
}

const PAGE =
  '<!DOCTYPE html><html><head><title>Request blocked</title><style>p{}</style></head><body><p>Made-up guard page</p></body></html>';

/** Answers in the way of a fault; false when the fault does not concern sending. */
export async function sendFaulty(fault: Fault, response: ServerResponse, bodyOf: () => string): Promise<boolean> {
  switch (fault.kind) {
    case 'stall':
      return true;
    case 'stall-in-body':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write(firstHalf(bodyOf()));
      return true;
    case 'slow-drip':
      await drip(response, bodyOf(), fault.pieces, fault.pauseMs);
      return true;
    case 'reset':
      response.socket?.destroy();
      return true;
    case 'too-many-requests':
      sendText(response, 429, 'Too many requests', retryAfter(fault.retryAfter));
      return true;
    case 'forbidden-html':
      sendHtml(response, 403);
      return true;
    case 'server-error':
      sendText(response, fault.status ?? 500, 'Made-up server error', retryAfter(fault.retryAfter));
      return true;
    case 'html':
      sendHtml(response, 200);
      return true;
    case 'text':
      sendText(response, fault.status, fault.body);
      return true;
    case 'cut':
      sendCut(response, bodyOf(), fault.how);
      return true;
    case 'json':
      sendJson(response, JSON.stringify(fault.body));
      return true;
    case 'oversized':
      sendJson(response, JSON.stringify({ studies: [], filler: 'x'.repeat(fault.bytes) }), true);
      return true;
    case 'redirect':
      response.writeHead(fault.status, { location: fault.location }).end();
      return true;
    case 'malformed-record':
    case 'empty-page':
    case 'no-results':
    case 'expired-token':
      return false;
  }
}

/** Sends JSON, packed when the client accepts that. */
export function sendJson(
  response: ServerResponse,
  body: string,
  packed = false,
  headers: Record<string, string> = {},
): void {
  const bytes = packed ? gzipSync(body, { level: 1 }) : Buffer.from(body);
  const encoding: Record<string, string> = packed ? { 'content-encoding': 'gzip' } : {};
  response
    .writeHead(200, {
      'content-type': 'application/json',
      'content-length': String(bytes.length),
      ...encoding,
      ...headers,
    })
    .end(bytes);
}

/** Sends plain text, as the registry does with its errors. */
export function sendText(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=UTF-8', ...headers }).end(body);
}

function firstHalf(body: string): string {
  return body.slice(0, Math.ceil(body.length / 2));
}

function retryAfter(value: string | undefined): Record<string, string> {
  return value === undefined ? {} : { 'retry-after': value };
}

function sendHtml(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/html' }).end(PAGE);
}

function sendCut(response: ServerResponse, body: string, how: 'connection' | 'json' | 'gzip'): void {
  const half = firstHalf(body);
  if (how === 'json') {
    sendJson(response, half);
    return;
  }
  const packed = gzipSync(body);
  const bytes = how === 'gzip' ? packed.subarray(0, Math.ceil(packed.length / 2)) : Buffer.from(half);
  const encoding: Record<string, string> = how === 'gzip' ? { 'content-encoding': 'gzip' } : {};
  const stated = how === 'connection' ? Buffer.byteLength(body) : bytes.length;
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(stated), ...encoding });
  response.write(bytes, () => {
    if (how === 'connection') response.socket?.destroy();
    else response.end();
  });
}

async function drip(response: ServerResponse, body: string, pieces: number, pauseMs: number): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' });
  const size = Math.ceil(body.length / pieces);
  for (let start = 0; start < body.length && !response.destroyed; start += size) {
    response.write(body.slice(start, start + size));
    await wait(pauseMs);
  }
  response.end();
}
