import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { HttpClient } from '../../src/common/http-client.js';
import { createLogger } from '../../src/common/logger.js';
import { loadConfig, type Config } from '../../src/config/config.js';
import { Database } from '../../src/database/database.js';
import { ClinicalTrialsGovSource } from '../../src/sources/clinicaltrials-gov/source.js';
import { connectSources } from '../../src/sources/connected-sources.js';
import type { RunReport } from '../../src/sync/sync.types.js';
import { SyncService } from '../../src/sync/sync.service.js';
import { Startup } from '../../src/sync/startup.service.js';
import { tablesOf } from '../../src/tables.js';
import { WritingModule } from '../../src/writing.module.js';
import type { TestDatabase } from './databases.js';
import { FixedClock } from './fixed-clock.js';
import { QuickTiming } from './quick-timing.js';

/** Folder of the guides that the project ships. */
export const SHIPPED_GUIDES = fileURLToPath(new URL('../../guides', import.meta.url));
/** Folder of the made-up second guide. */
export const MADE_UP_GUIDES = fileURLToPath(new URL('../fixtures/guides', import.meta.url));

/** What a pipeline under test may differ in. */
export type PipelineOptions = {
  database: TestDatabase;
  registryUrl: string;
  clock?: FixedClock;
  pageSize?: number;
  /** Longest silence of an upstream that is waited for, in milliseconds. */
  silence?: number;
  environment?: Record<string, string>;
};

/** The real writing side against a database of a test and a local stand-in for the registry. */
export class Pipeline {
  private constructor(
    readonly context: INestApplicationContext,
    readonly database: Database,
    readonly config: Config,
    readonly clock: FixedClock,
  ) {}

  static async open(options: PipelineOptions): Promise<Pipeline> {
    const config = loadConfig({
      LOG_LEVEL: 'silent',
      DATABASE_URL: options.database.url,
      GUIDES_DIR: SHIPPED_GUIDES,
      SNAPSHOT: 'none',
      CLINICALTRIALS_GOV_BASE_URL: options.registryUrl,
      CLINICALTRIALS_GOV_REQUESTS_PER_MINUTE: '100000',
      ...options.environment,
    });
    const database = await Database.openWriter(config.database, tablesOf);
    const clock = options.clock ?? new FixedClock();
    const http = new HttpClient({
      hosts: Object.values(config.sources),
      timing: new QuickTiming(),
      clock,
      timeLimits: { silence: options.silence ?? 500, total: 10_000 },
    });
    const source = new ClinicalTrialsGovSource(http, options.registryUrl, { pageSize: options.pageSize ?? 100 });
    const { references } = connectSources(config, http);
    const foundation = { config, database, clock, sources: [source], references, log: createLogger('silent') };
    const context = await NestFactory.createApplicationContext(WritingModule.onDemand(foundation), { logger: false });
    return new Pipeline(context, database, config, clock);
  }

  /** Guides, shipped records, links and merges, as at every start. */
  async start(): Promise<void> {
    await this.context.get(Startup).run();
  }

  /** One run of a source, to the end; of the registry where none is named. */
  async sync(
    options: { source?: string; full?: boolean; signal?: AbortSignal; onPage?: () => void } = {},
  ): Promise<RunReport> {
    return this.context.get(SyncService).run(options.source ?? 'clinicaltrials-gov', {
      full: options.full ?? false,
      wait: true,
      trigger: 'command',
      signal: options.signal ?? new AbortController().signal,
      onProgress: () => options.onPage?.(),
    });
  }

  /** How many rows a table has, by SQL condition. */
  async count(table: string, where = '1 = 1'): Promise<number> {
    const rows = await this.database.read.query<{ n: string }[]>(`SELECT COUNT(*) AS n FROM ${table} WHERE ${where}`);
    return Number(rows[0]?.n);
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}
