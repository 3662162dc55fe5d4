import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { CACHE_DATA } from './etag.plugin.js';
import { chooseMediaType } from './media-ranges.js';
import { LINKED_JSON, originOf } from './representation.js';

/** Bytes of answers kept ready. */
const KEPT_BYTES = 32 * 1024 * 1024;
/** Paths whose answers depend on nothing but the address, the representation, the stored data and the time of day. */
const KEPT_PATHS = /^\/(?:v1\/|embed\/v1\/(?:trials|listing)|guides\/|trials|status|$|\?)/;
/** Paths whose answers name this service by its full address. */
const NAMES_ITSELF = /^\/(?!v1\/)/;
/** Freshness and trust move with time alone; no kept answer is older than this, in milliseconds. */
const KEPT_FOR_MS = 60_000;

/** Says in which state the stored data is: a text that is another one as soon as anything was written. */
export type DataState = () => Promise<string>;

type Kept = { body: Buffer; type: string; vary: string | null; link: string | null };

/** Keeps answers ready as bytes, for as long as nothing is written: most readers ask for the same few records. */
export function addReadyAnswers(server: FastifyInstance, stateOf: DataState): void {
  const kept = new LRUCache<string, Kept>({
    maxSize: KEPT_BYTES,
    sizeCalculation: ({ body }) => body.length + 500,
    ttl: KEPT_FOR_MS,
  });
  const keys = new WeakMap<FastifyRequest, string>();
  server.addHook('preHandler', async (request, reply) => {
    if (!isKeepable(request)) return undefined;
    const key = `${await stateOf()} ${representationOf(request)} ${request.url}`;
    const answer = kept.get(key);
    if (answer !== undefined) return sendAgain(reply, answer);
    keys.set(request, key);
    return undefined;
  });
  server.addHook('onSend', (request, reply, payload, done) => {
    const key = keys.get(request);
    if (key !== undefined && isWhole(reply)) {
      const body = typeof payload === 'string' ? Buffer.from(payload) : payload;
      if (Buffer.isBuffer(body)) kept.set(key, { body, ...headersOf(reply) });
    }
    done(null, payload);
  });
}

/**
 * What beside the address decides an answer. Linked data names itself by its full address, so what was asked for under
 * one host is never given to who asks under another.
 */
function representationOf(request: FastifyRequest): string {
  if (NAMES_ITSELF.test(request.url)) return String(originOf(request));
  const type = chooseMediaType(request.headers.accept, ['application/json', LINKED_JSON]);
  return type === LINKED_JSON ? `${type} ${String(originOf(request))}` : String(type);
}

function headersOf(reply: FastifyReply): Pick<Kept, 'type' | 'vary' | 'link'> {
  const textOf = (name: string): string | null => {
    const value = reply.getHeader(name);
    return value === undefined ? null : String(value);
  };
  return { type: String(reply.getHeader('content-type')), vary: textOf('vary'), link: textOf('link') };
}

function sendAgain(reply: FastifyReply, { body, type, vary, link }: Kept): FastifyReply {
  if (vary !== null) void reply.header('vary', vary);
  if (link !== null) void reply.header('link', link);
  return reply.header('cache-control', CACHE_DATA).type(type).send(body);
}

function isKeepable({ method, url }: FastifyRequest): boolean {
  return (method === 'GET' || method === 'HEAD') && KEPT_PATHS.test(url);
}

/** Only successes that change with the data alone, and that are not coded already. */
function isWhole(reply: FastifyReply): boolean {
  return (
    reply.statusCode === 200 && reply.getHeader('cache-control') === CACHE_DATA && !reply.hasHeader('content-encoding')
  );
}
