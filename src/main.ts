#!/usr/bin/env node
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createLogger, NestLog, type Logger } from './common/logger.js';
import { ConfigError, loadConfig, type Config } from './config/config.js';
import { Database } from './database/database.js';
import { errorForms } from './error-forms.js';
import { configureApp, createHttpAdapter } from './http/create-app.js';
import { ServingModule } from './serving.module.js';
import { tablesOf } from './tables.js';
import { WriterKeeper } from './writer-keeper.js';

async function startServer(config: Config, log: Logger): Promise<NestFastifyApplication> {
  const database = await Database.openReader(config.database, tablesOf, config.queryTimeLimitMs);
  const module = ServingModule.on({ config, database, log });
  const adapter = createHttpAdapter(config, log);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { logger: new NestLog(log) });
  await configureApp(app, config, () => database.state(), errorForms(config));
  await app.listen(config.port, config.host);
  return app;
}

/** Stops both sides: no new requests, the write under way ends, what was being pulled resumes next time. */
async function stop(app: NestFastifyApplication, writer: WriterKeeper): Promise<void> {
  await Promise.all([writer.stop(), app.close()]);
}

async function main(): Promise<void> {
  const config = loadConfig();
  const log = createLogger(config.logLevel);
  const writer = new WriterKeeper(new URL('./writer.js', import.meta.url), log);
  await writer.start();
  const app = await startServer(config, log);
  process.stdout.write(`Trialweave listening on ${await app.getUrl()}\n`);
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(130);
      stopping = true;
      log.info({ event: 'stopping', signal });
      void stop(app, writer).then(() => process.exit(0));
    });
  }
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${error instanceof ConfigError ? '' : 'Trialweave could not start: '}${message}\n`);
  process.exit(1);
});
