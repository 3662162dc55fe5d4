#!/usr/bin/env node
// Serves this folder as a site of another origin: node examples/host-page/serve.mjs [service] [port]
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';

const SHOWN = 'http://127.0.0.1:3000';
const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8' };
const FILES = ['/index.html', '/host.css'];

const [service = SHOWN, port = '3300'] = process.argv.slice(2);

const server = createServer((request, response) => {
  const path = request.url === '/' ? '/index.html' : request.url;
  if (!FILES.includes(path)) {
    response.writeHead(404).end();
    return;
  }
  readFile(new URL(`.${path}`, import.meta.url), 'utf8').then((text) => {
    response.writeHead(200, { 'content-type': TYPES[extname(path)] }).end(text.replaceAll(SHOWN, service));
  });
});

server.listen(Number(port), '127.0.0.1', () => {
  process.stdout.write(`A made-up site listening on http://127.0.0.1:${server.address().port}\n`);
});
