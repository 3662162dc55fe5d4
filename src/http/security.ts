import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import { RESPONSE_HEADERS, type ResponseHeaderAbout } from './response-headers.js';

/** Content-Security-Policy of data answers: nothing in them may load or run anything. */
const DATA_POLICY = {
  'default-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};

const PERMISSIONS =
  'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()';

/** Headers a script of another origin may read. */
const EXPOSED = [
  'Link',
  ...Object.entries<ResponseHeaderAbout>(RESPONSE_HEADERS).flatMap(([name, { exposed }]) => (exposed ? [name] : [])),
];

/** Security headers on every answer, and which origins may read the API from a browser. */
export async function addSecurity(server: FastifyInstance, corsOrigins: readonly string[]): Promise<void> {
  await server.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: DATA_POLICY },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: false },
    // Public data: other sites may show it.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  });
  server.addHook('onRequest', (_request, reply, done) => {
    void reply.header('permissions-policy', PERMISSIONS);
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
