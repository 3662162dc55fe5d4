import type { FastifyReply } from 'fastify';

/** Tells caches that an answer depends on these headers of the request as well. */
export function addVary(reply: FastifyReply, ...names: string[]): void {
  const current = reply.getHeader('vary');
  const others = (current === undefined ? [] : String(current).split(/\s*,\s*/)).filter(
    (each) => !names.includes(each),
  );
  void reply.header('vary', [...others, ...names].join(', '));
}
