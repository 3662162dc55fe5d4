#!/usr/bin/env node
// Requests a second of the built service beside a bare node:http server that sends the same bytes, in the same run.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';

const dir = mkdtempSync(join(tmpdir(), 'trialweave-bench-'));
const started = performance.now();
const service = spawn(process.execPath, [fileURLToPath(new URL('../dist/main.js', import.meta.url))], {
  env: {
    PATH: process.env.PATH,
    DATA_DIR: dir,
    PORT: '0',
    SYNC_ENABLED: 'false',
    RATE_LIMIT_PER_MINUTE: '0',
    LOG_LEVEL: 'warn',
  },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const root = await new Promise((resolve) => {
  service.stdout.on('data', (chunk) => resolve(/http\S+/.exec(chunk.toString())[0]));
});
console.log(`first start with import, to the start line: ${((performance.now() - started) / 1000).toFixed(1)} s`);

const load = async (url, headers = {}) => {
  await autocannon({ url, headers, connections: 20, duration: 2 });
  const { requests, latency } = await autocannon({ url, headers, connections: 20, duration: 5 });
  return { rate: requests.average, p99: latency.p99 };
};

const paths = [
  '/v1/guides/stage-4-liver-cancer/entries/nivolumab',
  '/v1/trials/NCT02576509',
  '/v1/trials?statusGroup=open&limit=20',
];
for (const path of paths) {
  const answer = await fetch(root + path, { headers: { 'accept-encoding': 'identity' } });
  const body = Buffer.from(await answer.arrayBuffer());
  const bare = createServer((_request, response) => response.end(body)).listen(0, '127.0.0.1');
  await new Promise((resolve) => bare.once('listening', resolve));
  const baseline = await load(`http://127.0.0.1:${bare.address().port}/`);
  bare.close();
  const ours = await load(root + path);
  const cached = await load(root + path, { 'if-none-match': answer.headers.get('etag') });
  const show = ({ rate, p99 }) => `${rate.toFixed(0)}/s (${(rate / baseline.rate).toFixed(2)} of bare, p99 ${p99} ms)`;
  console.log(
    `${path} (${body.length} bytes)\n  bare ${baseline.rate.toFixed(0)}/s; ours ${show(ours)}; 304 ${show(cached)}`,
  );
}
const status = readFileSync(`/proc/${service.pid}/status`, 'utf8');
console.log(
  `memory of the service: ${(/VmRSS:\s+(\d+)/.exec(status)[1] / 1024) | 0} MiB now, ${(/VmHWM:\s+(\d+)/.exec(status)[1] / 1024) | 0} MiB at most`,
);
service.kill();
await new Promise((resolve) => service.once('exit', resolve));
rmSync(dir, { recursive: true });
