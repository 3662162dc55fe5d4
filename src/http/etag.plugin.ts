import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { acceptEncodingOf, chooseCoding, Compressor, type Coding } from './content-coding.js';
import { addVary } from './vary.js';

/**
 * For answers that change only with the data: caches may use them for a minute without asking, show a slightly old one
 * while they ask, and fall back on one for a day when the service is down. Every status in them has its own date.
 */
export const CACHE_DATA = 'public, max-age=60, stale-while-revalidate=600, stale-if-error=86400';
/** For answers to what a person says of themselves, such as where they are: nobody but them may keep it. */
export const CACHE_PERSONAL = 'private, max-age=60';
/** For files that never change under their address. */
export const CACHE_IMMUTABLE = 'public, max-age=31536000, immutable';
/** For answers that must be asked for every time, yet may come back as 304. */
export const CACHE_REVALIDATE = 'no-cache';

const CODEABLE = /^(?:application\/(?:[\w.+-]*json|javascript|xml)|text\/|image\/svg)/;

/** Adds strong ETags (one per coding), 304, compression, `Vary` and a default `Cache-Control` to every 200 of GET and HEAD. */
export function addEtags(server: FastifyInstance): void {
  const compressor = new Compressor();
  server.addHook('onSend', async (request, reply, payload) => finish(compressor, request, reply, payload));
}

async function finish(
  compressor: Compressor,
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  const body = bodyOf(payload);
  if (body === null || reply.statusCode !== 200 || !isRead(request)) return payload;
  const coding = codingFor(request, reply, body);
  const isNoStore = String(reply.getHeader('cache-control')).includes('no-store');
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 27);
  const etag = `"${coding === 'identity' ? hash : `${hash}-${coding}`}"`;
  if (!isNoStore) {
    setCachingHeaders(reply, etag);
    if (matches(request.headers['if-none-match'], etag)) return notModified(reply);
  }
  if (coding === 'identity') return body;
  void reply.header('content-encoding', coding).removeHeader('content-length');
  return compressor.compress(body, coding, etag);
}

function isRead(request: FastifyRequest): boolean {
  return request.method === 'GET' || request.method === 'HEAD';
}

/** Streams pass untouched; they have neither length nor hash before they end. */
function bodyOf(payload: unknown): Buffer | null {
  if (typeof payload === 'string') return Buffer.from(payload);
  return Buffer.isBuffer(payload) ? payload : null;
}

function codingFor(request: FastifyRequest, reply: FastifyReply, body: Buffer): Coding {
  if (!CODEABLE.test(String(reply.getHeader('content-type'))) || reply.hasHeader('content-encoding')) return 'identity';
  addVary(reply, 'Accept-Encoding');
  return chooseCoding(acceptEncodingOf(request), body.length);
}

function setCachingHeaders(reply: FastifyReply, etag: string): void {
  void reply.header('etag', etag);
  if (!reply.hasHeader('cache-control')) void reply.header('cache-control', CACHE_DATA);
}

function notModified(reply: FastifyReply): string {
  void reply.code(304).removeHeader('content-type').removeHeader('content-length');
  return '';
}

/** Whether If-None-Match names this ETag (RFC 9110, section 13.1.2: a list or `*`, compared weakly). */
export function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  const tags = ifNoneMatch.match(/(?:W\/)?"[^"]*"/g) ?? [];
  return tags.some((tag) => tag.replace(/^W\//, '') === etag);
}
