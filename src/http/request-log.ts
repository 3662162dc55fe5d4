import type { FastifyInstance } from 'fastify';
import { pathOf } from './problem.filter.js';

/** One line for each answered request: no query values, no headers, no client address. */
export function addRequestLog(server: FastifyInstance): void {
  server.addHook('onResponse', (request, reply, done) => {
    const { method } = request;
    request.log.info({
      event: 'request',
      method,
      path: pathOf(request),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
    done();
  });
}
