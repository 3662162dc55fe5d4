import type { FastifyReply } from 'fastify';
import { CACHE_PERSONAL } from './etag.plugin.js';

/** What people say of themselves in a search. */
type Personal = { near: string | null; q?: string | null; age?: number | null; sex?: string | null };

/** Lets no shared cache, nor the answers kept ready, hold an answer to what somebody says of themselves. */
export function keepPersonal(reply: FastifyReply, { near, q = null, age = null, sex = null }: Personal): void {
  if ([near, q, age, sex].some((value) => value !== null)) void reply.header('cache-control', CACHE_PERSONAL);
}
