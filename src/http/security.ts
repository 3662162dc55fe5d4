import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config.js';
import { policyOf } from './content-policy.js';
import { RESPONSE_HEADERS, type ResponseHeaderAbout } from './response-headers.js';

/** Headers a script of another origin may read. */
const EXPOSED = [
  'Link',
  ...Object.entries<ResponseHeaderAbout>(RESPONSE_HEADERS).flatMap(([name, { exposed }]) => (exposed ? [name] : [])),
];

/** Security headers on every answer, and which origins may read the API from a browser or show the embeds. */
export async function addSecurity(
  server: FastifyInstance,
  { corsOrigins, embedFrameAncestors }: Pick<Config, 'corsOrigins' | 'embedFrameAncestors'>,
): Promise<void> {
  await server.register(helmet, {
    // Both depend on the path; see below.
    contentSecurityPolicy: false,
    xFrameOptions: false,
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: false },
    // Public data: other sites may show it.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  });
  server.addHook('onRequest', (request, reply, done) => {
    void reply.headers(policyOf(request.url.split('?', 1)[0] ?? '/', embedFrameAncestors));
    done();
  });
  await server.register(cors, {
    origin: corsOrigins.includes('*') ? '*' : [...corsOrigins],
    methods: ['GET', 'HEAD'],
    exposedHeaders: EXPOSED,
    maxAge: 86_400,
    strictPreflight: false,
  });
}
