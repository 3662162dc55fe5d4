#!/usr/bin/env node
// How fast records come in: validated, normalised, compared, stored, linked and merged, beside a plain SQLite insert of
// the same bodies in the same process. Figures are ratios; absolute times depend on the machine.
import 'reflect-metadata';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Sqlite from 'better-sqlite3';
import { NestFactory } from '@nestjs/core';
import { createLogger } from '../dist/common/logger.js';
import { loadConfig } from '../dist/config/config.js';
import { Database } from '../dist/database/database.js';
import { STUDY_SOURCES } from '../dist/sources/sources.types.js';
import { Startup } from '../dist/sync/startup.service.js';
import { SyncService } from '../dist/sync/sync.service.js';
import { tablesOf } from '../dist/tables.js';
import { WritingModule } from '../dist/writing.module.js';

const file = new URL('../test/fixtures/clinicaltrials-gov/studies.ndjson.gz', import.meta.url);
const records = [
  ...new Map(
    gunzipSync(readFileSync(file))
      .toString()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
      .map((raw) => [raw.protocolSection.identificationModule.nctId, raw]),
  ).values(),
];
const dir = mkdtempSync(join(tmpdir(), 'trialweave-bench-'));

async function timed(work) {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function baseline() {
  const db = new Sqlite(join(dir, 'raw.sqlite'));
  db.pragma('journal_mode = WAL');
  db.exec('CREATE TABLE raw (id TEXT PRIMARY KEY, body TEXT)');
  const insert = db.prepare('INSERT INTO raw VALUES (?, ?)');
  db.transaction(() => {
    for (const raw of records) insert.run(raw.protocolSection.identificationModule.nctId, JSON.stringify(raw));
  })();
  db.close();
}

async function ours() {
  const config = loadConfig({ DATA_DIR: dir, SNAPSHOT: 'none', SYNC_SCOPE: 'registry', LOG_LEVEL: 'silent' });
  const database = await Database.openWriter(config.database, tablesOf);
  const log = createLogger('silent');
  const module = WritingModule.onDemand({ config, database, log });
  const context = await NestFactory.createApplicationContext(module, { logger: false });
  const [source] = context.get(STUDY_SOURCES);
  const receipt = { retrievedAt: new Date().toISOString(), origin: 'live', dataDate: null };
  let version = '2026-01-01T09:00:00';
  source.dataVersion = () => Promise.resolve(version);
  source.pull = async function* () {
    for (let start = 0; start < records.length; start += 500) {
      const page = records.slice(start, start + 500).map((raw) => source.read(raw, receipt).record);
      yield { records: page, rejections: [], cursor: start + 500 < records.length ? String(start) : null, total: null };
    }
  };
  await context.get(Startup).run();
  const run = () =>
    context.get(SyncService).run(source.id, {
      full: true,
      wait: true,
      trigger: 'command',
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
  const first = await timed(run);
  version = '2026-01-02T09:00:00';
  const again = await timed(run);
  await context.close();
  return { first, again };
}

const raw = await timed(baseline);
const { first, again } = await ours();
const rate = (seconds) => `${(records.length / seconds).toFixed(0)} records/s`;
console.log(`${records.length} real records`);
console.log(`plain insert of the bodies     ${rate(raw)} (1.0)`);
console.log(`first import, linked, merged   ${rate(first)} (${(first / raw).toFixed(1)} times the plain insert)`);
console.log(`same records again, unchanged  ${rate(again)} (${(again / raw).toFixed(1)} times)`);
console.log(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB, the parsed records included`);
rmSync(dir, { recursive: true });
