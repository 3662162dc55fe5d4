import 'reflect-metadata';
import { parentPort } from 'node:worker_threads';
import { NestFactory } from '@nestjs/core';
import { createLogger, NestLog } from './common/logger.js';
import { loadConfig } from './config/config.js';
import { Database } from './database/database.js';
import { Startup } from './sync/startup.service.js';
import { SyncScheduler } from './sync/sync-scheduler.service.js';
import { tablesOf } from './tables.js';
import { WritingModule } from './writing.module.js';

/** What the writing thread tells the serving thread. */
export type WriterMessage = { kind: 'ready' } | { kind: 'failed'; message: string };

/** The writing thread: migrations, guides, shipped records, then whatever is due, until it is told to stop. */
async function run(): Promise<void> {
  const config = loadConfig();
  const log = createLogger(config.logLevel);
  const database = await Database.openWriter(config.database, tablesOf);
  const context = await NestFactory.createApplicationContext(WritingModule.scheduled({ config, database, log }), {
    logger: new NestLog(log),
  });
  parentPort?.on('message', () => {
    void context.close().then(() => parentPort?.close());
  });
  await context.get(Startup).run();
  const scheduler = context.get(SyncScheduler);
  await scheduler.prepare();
  tell({ kind: 'ready' });
  await scheduler.tick();
}

function tell(message: WriterMessage): void {
  parentPort?.postMessage(message);
}

run().catch((error: unknown) => {
  tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  parentPort?.close();
});
