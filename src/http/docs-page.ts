import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import absolutePath from 'swagger-ui-dist/absolute-path.js';
import { CACHE_REVALIDATE } from './etag.plugin.js';

/** The page runs its own scripts and reads the description; it needs no inline script or style. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Trialweave API</title>
<link rel="icon" href="/docs/assets/favicon-32x32.png" type="image/png">
<link rel="stylesheet" href="/docs/assets/swagger-ui.css">
</head>
<body>
<div id="docs"><p><a href="/openapi.json">The description of the API (OpenAPI 3.1)</a></p></div>
<script src="/docs/assets/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

const START = "SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: true });\n";

const ASSETS = ['/swagger-ui.css', '/swagger-ui-bundle.js', '/favicon-32x32.png'];

/** `/docs`: the description of the API as a page to try it on, served from here alone. */
export async function addDocsPage(server: FastifyInstance): Promise<void> {
  await server.register(fastifyStatic, {
    root: absolutePath(),
    prefix: '/docs/assets/',
    decorateReply: false,
    index: false,
    maxAge: '1d',
    allowedPath: (path) => ASSETS.includes(path),
  });
  server.get('/docs', (_request, reply) => {
    const headers = { 'content-security-policy': PAGE_POLICY, 'cache-control': CACHE_REVALIDATE };
    return reply.type('text/html; charset=utf-8').headers(headers).send(PAGE);
  });
  server.get('/docs/start.js', (_request, reply) => {
    return reply.type('text/javascript; charset=utf-8').header('cache-control', CACHE_REVALIDATE).send(START);
  });
}
