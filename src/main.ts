#!/usr/bin/env node
import 'reflect-metadata';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createLogger, NestLog, type Logger } from './common/logger.js';
import { ConfigError, loadConfig, type Config } from './config/config.js';
import { Database } from './database/database.js';
import { ERROR_FORMS } from './error-forms.js';
import { configureApp, createHttpAdapter } from './http/create-app.js';
import { ServingModule } from './serving.module.js';
import { tablesOf } from './tables.js';
import type { WriterMessage } from './writer.js';

/** Starts the writing thread and waits until there is something to serve. Throws what stopped it. */
async function startWriter(): Promise<Worker> {
  const writer = new Worker(new URL('./writer.js', import.meta.url));
  const [message] = (await once(writer, 'message')) as [WriterMessage];
  if (message.kind === 'failed') throw new Error(message.message);
  return writer;
}

async function startServer(config: Config, log: Logger): Promise<NestFastifyApplication> {
  const database = await Database.openReader(config.database, tablesOf, config.queryTimeLimitMs);
  const module = ServingModule.on({ config, database, log });
  const adapter = createHttpAdapter(config, log);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { logger: new NestLog(log) });
  await configureApp(app, config, () => database.state(), ERROR_FORMS);
  await app.listen(config.port, config.host);
  return app;
}

/** Stops both sides: no new requests, the write under way ends, what was being pulled resumes next time. */
async function stop(app: NestFastifyApplication, writer: Worker): Promise<void> {
  const ended = once(writer, 'exit');
  writer.postMessage('stop');
  await app.close();
  await ended;
}

async function main(): Promise<void> {
  const config = loadConfig();
  const log = createLogger(config.logLevel);
  const writer = await startWriter();
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
  writer.on('exit', (code) => {
    if (stopping) return;
    log.fatal({ event: 'writer-ended', code }, 'the writing thread ended: data would go stale unnoticed');
    process.exit(1);
  });
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${error instanceof ConfigError ? '' : 'Trialweave could not start: '}${message}\n`);
  process.exit(1);
});
