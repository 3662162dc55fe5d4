#!/usr/bin/env node
// What ordinary users feel while crawlers storm the service: crawlers at twenty times the pace of one that once took a
// service like this down (49 requests a minute each) ask for every sort, format and deep cursor; ordinary users read
// entries, studies and lists. Prints the times of the ordinary requests, alone and during the storm, in the same run.
// More studies than are recorded: STORM_STUDIES=20000 node bench/storm.mjs
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import 'reflect-metadata';
import { Database } from '../dist/database/database.js';
import { mapStudyRecord } from '../dist/sources/clinicaltrials-gov/mapper.js';
import { StudyStore } from '../dist/studies/study.store.js';
import { tablesOf } from '../dist/tables.js';

const CRAWLERS = 20;
const CRAWLER_PER_MINUTE = 49;
const ORDINARY_PER_SECOND = 20;
const SECONDS = Number(process.env.STORM_SECONDS ?? 30);
const STUDIES = Number(process.env.STORM_STUDIES ?? 0);

const dir = mkdtempSync(join(tmpdir(), 'trialweave-storm-'));
const agent = new Agent({ keepAlive: true, maxSockets: 100 });
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Real records, then the same ones under made-up numbers until there are enough. */
async function fill() {
  const file = new URL('../test/fixtures/clinicaltrials-gov/studies.ndjson.gz', import.meta.url);
  const lines = gunzipSync(readFileSync(file)).toString().split('\n').filter(Boolean);
  const database = await Database.openWriter({ engine: 'sqlite', path: join(dir, 'trialweave.sqlite') }, tablesOf);
  const store = new StudyStore();
  const wanted = Math.max(lines.length, STUDIES);
  for (let start = 0; start < wanted; start += 200) {
    const records = [];
    for (let i = start; i < Math.min(wanted, start + 200); i += 1) {
      const raw = JSON.parse(lines[i % lines.length]);
      if (i >= lines.length) raw.protocolSection.identificationModule.nctId = `NCT${90_000_000 + i}`;
      const result = mapStudyRecord(raw, { retrievedAt: new Date().toISOString(), origin: 'live', dataDate: null });
      if ('record' in result) records.push(result.record);
    }
    await database.write((tx) => store.upsertMany(tx, records, 1));
  }
  await database.close();
}

function get(root, path) {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const req = request(root + path, { agent, headers: { 'accept-encoding': 'gzip' } }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const body = Buffer.concat(parts);
        const text = response.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
        resolve({ status: response.statusCode, ms: performance.now() - start, text: text.toString() });
      });
    });
    req.on('error', reject);
    req.end();
  });
}

const SEARCHES = [
  '',
  '&q=cancer',
  '&condition=carcinoma%20OR%20neoplasm',
  '&intervention=drug',
  '&near=40,-95&radius=5000km',
];
const SORTS = ['lastUpdate', 'start', 'enrollment', 'nctId'];
const FACETS = '&facets=status,statusGroup,phase,studyType,country,sponsorClass,sex,hasResults,entry';

/** One crawler: every sort of every search, each page deeper, now and then a file or FHIR. */
async function crawl(root, number, until, tally) {
  let cursor = null;
  await sleep((number * 60_000) / CRAWLER_PER_MINUTE / CRAWLERS);
  for (let n = number; performance.now() < until; n += 1) {
    const walk = Math.floor(n / 4);
    const search = SEARCHES[walk % SEARCHES.length];
    const sort = SORTS[walk % SORTS.length];
    const list = `/v1/trials?scope=all&limit=200&sort=${sort}${search}`;
    const paths = [list + (cursor === null ? FACETS : `&cursor=${cursor}`), list, `/fhir/R4/ResearchStudy?_count=100`];
    const path = n % 10 === 9 ? `/v1/exports/trials.csv?condition=liver` : n % 10 === 8 ? paths[2] : paths[n % 2];
    const { status, text } = await get(root, path);
    tally.set(status, (tally.get(status) ?? 0) + 1);
    if (path.startsWith(list) && status === 200) cursor = JSON.parse(text).page.nextCursor ?? null;
    if (n % 4 === 3) cursor = null;
    await sleep(60_000 / CRAWLER_PER_MINUTE);
  }
}

/** Ordinary users, each request another one: answers that are kept ready would hide the storm. */
async function read(root, until) {
  const times = [];
  const pending = [];
  for (let n = 0; performance.now() < until; n += 1) {
    const paths = [
      `/v1/trials?statusGroup=open&scope=all&limit=20&age=${20 + (n % 60)}.${n}`,
      '/v1/guides/stage-4-liver-cancer/entries/nivolumab',
      `/v1/trials?condition=liver%20cancer&limit=20&minEnrollment=${n}`,
      `/v1/drugs?name=drug${n}`,
    ];
    pending.push(
      get(root, paths[n % paths.length]).then(({ status, ms }) => {
        if (status !== 200) throw new Error(`an ordinary request was answered with ${status}`);
        times.push(ms);
      }),
    );
    await sleep(1000 / ORDINARY_PER_SECOND);
  }
  await Promise.all(pending);
  return times.sort((a, b) => a - b);
}

function show(name, times) {
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1);
  console.log(
    `${name}: ${times.length} requests, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms`,
  );
}

await fill();
const service = spawn(process.execPath, [fileURLToPath(new URL('../dist/main.js', import.meta.url))], {
  env: {
    ...{ PATH: process.env.PATH, DATA_DIR: dir, PORT: '0', LOG_LEVEL: 'warn' },
    ...{ SYNC_ENABLED: 'false', RATE_LIMIT_PER_MINUTE: '0' },
  },
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const root = await new Promise((resolve) => {
    service.stdout.on('data', (chunk) => resolve(/http\S+/.exec(chunk.toString())[0]));
  });
  await read(root, performance.now() + 3000);
  show('ordinary users alone', await read(root, performance.now() + 10_000));
  const until = performance.now() + SECONDS * 1000;
  const tally = new Map();
  const crawlers = Array.from({ length: CRAWLERS }, (_, number) => crawl(root, number, until, tally));
  show('during the storm', await read(root, until));
  await Promise.all(crawlers);
  console.log(`the storm: ${[...tally].map(([status, count]) => `${count} answers ${status}`).join(', ')}`);
  const status = readFileSync(`/proc/${service.pid}/status`, 'utf8');
  console.log(`memory of the service at most: ${(/VmHWM:\s+(\d+)/.exec(status)[1] / 1024) | 0} MiB`);
} finally {
  service.kill();
  await new Promise((resolve) => service.once('exit', resolve));
  agent.destroy();
  rmSync(dir, { recursive: true });
}
