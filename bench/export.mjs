#!/usr/bin/env node
// Exports and releases of many studies, and of a quarter as many: processor time beside a baseline that reads the same rows
// from the same file and writes them, and peak memory, which must not grow with the studies. Real records, repeated under
// made-up numbers. Each side runs in a process of its own, so that a peak is its own.
import 'reflect-metadata';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import Sqlite from 'better-sqlite3';
import { NestFactory } from '@nestjs/core';
import { createLogger } from '../dist/common/logger.js';
import { loadConfig } from '../dist/config/config.js';
import { Database } from '../dist/database/database.js';
import { configureApp, createHttpAdapter } from '../dist/http/create-app.js';
import { ServingModule } from '../dist/serving.module.js';
import { ReleaseMaker } from '../dist/snapshot/releases/release-maker.service.js';
import { STUDY_SOURCES } from '../dist/sources/sources.types.js';
import { StudyStore } from '../dist/studies/study.store.js';
import { tablesOf } from '../dist/tables.js';
import { WritingModule } from '../dist/writing.module.js';

const WANTED = Number(process.argv[2] ?? 16_000);
/** Too small to put collecting off: a peak then shows what is needed (beside the page cache of SQLite, at
 * most 64 MiB), and what does not fit fails. It costs processor time, so a service is faster than these figures. */
const SMALL_HEAP = ['--max-old-space-size=64', '--max-semi-space-size=2'];
const peak = () => process.resourceUsage().maxRSS / 1024;

/** Runs `work` and measures it. */
async function measured(work) {
  const idle = peak();
  const before = process.cpuUsage();
  const started = performance.now();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - started) / 1000;
  return { ...result, seconds, cpu: (user + system) / 1e6, idle };
}

const mib = (n) => `${n.toFixed(0)} MiB`;

async function open(dir) {
  const config = loadConfig({ DATA_DIR: dir, LOG_LEVEL: 'silent', RATE_LIMIT_PER_MINUTE: '0' });
  return { config, log: createLogger('silent') };
}

/** Real records under numbers made up from 90,000,000 on. */
function* records() {
  const file = new URL('../test/fixtures/clinicaltrials-gov/studies.ndjson.gz', import.meta.url);
  const lines = gunzipSync(readFileSync(file)).toString().split('\n').filter(Boolean);
  for (let i = 0; i < WANTED; i++) {
    const raw = JSON.parse(lines[i % lines.length]);
    raw.protocolSection.identificationModule.nctId = `NCT${90_000_000 + i}`;
    yield raw;
  }
}

const sides = {
  async fill(dir) {
    const { config, log } = await open(dir);
    const database = await Database.openWriter(config.database, tablesOf);
    const module = WritingModule.onDemand({ config, database, log });
    const context = await NestFactory.createApplicationContext(module, { logger: false });
    const [source] = context.get(STUDY_SOURCES);
    const receipt = { retrievedAt: new Date().toISOString(), origin: 'live', dataDate: null };
    let slice = [];
    const flush = () => database.write((tx) => new StudyStore().upsertMany(tx, slice, 1));
    for (const raw of records()) {
      slice.push(source.read(raw, receipt).record);
      if (slice.length === 500) {
        await flush();
        slice = [];
      }
    }
    if (slice.length > 0) await flush();
    await context.close();
  },

  /** The rows of the list as the driver gives them, as JSON lines to a file. */
  async baseline(dir) {
    const db = new Sqlite(join(dir, 'trialweave.sqlite'), { readonly: true });
    let rows = 0;
    const lines = function* () {
      for (const row of db.prepare('SELECT * FROM study WHERE gone_at IS NULL ORDER BY id').iterate()) {
        rows += 1;
        yield `${JSON.stringify(row)}\n`;
      }
    };
    return measured(async () => {
      await pipeline(Readable.from(lines()), createWriteStream(join(dir, 'baseline.ndjson')));
      return { rows };
    });
  },

  csv: (dir) => served(dir, 'csv', 'identity'),
  ndjson: (dir) => served(dir, 'ndjson', 'identity'),
  'ndjson, gzip': (dir) => served(dir, 'ndjson', 'gzip'),

  async 'full release'(dir) {
    const { config, log } = await open(dir);
    const database = await Database.openWriter(config.database, tablesOf);
    const module = WritingModule.onDemand({ config, database, log });
    const context = await NestFactory.createApplicationContext(module, { logger: false });
    const result = await measured(async () => {
      const { counts, state } = await context.get(ReleaseMaker).make(true, { madeBy: 'bench', disclaimer: 'bench' });
      return { rows: counts.studies, bytes: state.bytes };
    });
    await context.close();
    return result;
  },
};

/** An export over real HTTP; the reader is this process, too, and throws away what it reads. */
async function served(dir, format, coding) {
  const { config, log } = await open(dir);
  const database = await Database.openReader(config.database, tablesOf);
  const adapter = createHttpAdapter(config, log);
  const app = await NestFactory.create(ServingModule.on({ config, database, log }), adapter, { logger: false });
  await configureApp(app, config, () => database.state());
  await app.listen(0, '127.0.0.1');
  const url = `${await app.getUrl()}/v1/exports/trials.${format}?scope=all`;
  const result = await measured(async () => {
    const answer = await fetch(url, { headers: { 'accept-encoding': coding } });
    await pipeline(answer.body, new Writable({ write: (_chunk, _encoding, done) => done() }));
    return { rows: Number(answer.headers.get('x-total-count')) };
  });
  await app.close();
  return result;
}

async function inProcess(side, dir, wanted) {
  const execArgv = side === 'fill' ? [] : SMALL_HEAP;
  const child = fork(fileURLToPath(import.meta.url), [String(wanted), side, dir], { execArgv });
  const [result] = await Promise.race([once(child, 'message'), once(child, 'exit').then(() => [null])]);
  if (result === null) throw new Error(`${side} failed`);
  return result;
}

async function compare(wanted) {
  const dir = mkdtempSync(join(tmpdir(), 'trialweave-bench-'));
  await inProcess('fill', dir, wanted);
  console.log(`${wanted} studies, ${mib(statSync(join(dir, 'trialweave.sqlite')).size / 2 ** 20)} of database`);
  let plain = null;
  for (const side of Object.keys(sides).filter((name) => name !== 'fill')) {
    const { rows, seconds, cpu, idle, peak: most, bytes } = await inProcess(side, dir, wanted);
    plain ??= cpu / rows;
    const times = `${(cpu / rows / plain).toFixed(1)} times the processor time of the baseline`;
    const rate = `${(rows / seconds).toFixed(0)} rows/s, ${(rows / cpu).toFixed(0)} a second of processor time, ${times}`;
    const packed = bytes === undefined ? '' : `; ${mib(bytes / 2 ** 20)} packed`;
    console.log(`  ${side.padEnd(13)} ${rate}; peak ${mib(most)} (idle ${mib(idle)})${packed}`);
  }
  rmSync(dir, { recursive: true });
}

if (process.argv[3] === undefined) for (const wanted of [Math.round(WANTED / 4), WANTED]) await compare(wanted);
else {
  const result = await sides[process.argv[3]](process.argv[4]);
  process.send({ ...result, peak: peak() });
  process.disconnect();
}
