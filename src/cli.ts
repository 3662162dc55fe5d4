#!/usr/bin/env node
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { Command, CommanderError } from 'commander';
import { buildOpenApi } from './api/openapi-document.js';
import { EXIT } from './commands/exit-code.js';
import { guidesCheck } from './commands/guides-command.js';
import { relink, remap, snapshotExport, snapshotImport } from './commands/record-commands.js';
import { releaseMake, releaseRebuild } from './commands/release-commands.js';
import { syncRun, syncStatus, type SyncRunOptions } from './commands/sync-commands.js';
import { createLogger, NestLog } from './common/logger.js';
import { ConfigError, loadConfig } from './config/config.js';
import { Database } from './database/database.js';
import { LeaseHeldError } from './sync/sync.types.js';
import { tablesOf } from './tables.js';
import { WritingModule } from './writing.module.js';

/** Runs a command in a context of its own on the configured database. */
async function inContext(work: (context: INestApplicationContext) => Promise<number>): Promise<void> {
  const config = loadConfig(undefined, { LOG_LEVEL: 'warn' });
  const log = createLogger(config.logLevel);
  const database = await Database.openWriter(config.database, tablesOf);
  const logger = new NestLog(log);
  const context = await NestFactory.createApplicationContext(WritingModule.onDemand({ config, database, log }), {
    logger,
  });
  try {
    process.exitCode = await work(context);
  } finally {
    await context.close();
  }
}

function program(): Command {
  const cli = new Command('trialweave').description('Trialweave: guides linked to live trial data.').exitOverride();
  const sync = cli.command('sync').description('pull data from its sources');
  sync
    .command('run <source>')
    .description('run one source, or all')
    .option('--full', 'read everything that is followed, even when the data version is unchanged', false)
    .option('--wait', 'return when the records are linked, merged and checked', false)
    .option('--json', 'print the reports as JSON', false)
    .action((source: string, options: SyncRunOptions) => inContext((context) => syncRun(context, source, options)));
  sync
    .command('status')
    .description('how fresh each source is')
    .option('--json', 'print as JSON', false)
    .action(({ json }: { json: boolean }) => inContext((context) => syncStatus(context, json)));
  cli
    .command('guides')
    .description('guide content')
    .command('check')
    .description('report every fault in the guide files')
    .option('--json', 'print as JSON', false)
    .action(async ({ json }: { json: boolean }) => {
      process.exitCode = await guidesCheck(loadConfig().guidesDir, json);
    });
  addRecordCommands(cli);
  addReleaseCommands(cli);
  return cli;
}

function addReleaseCommands(cli: Command): void {
  const release = cli.command('release').description('releases of every stored study, as files for mirrors');
  release
    .command('make')
    .description('write what moved since the last release, or every study the first time, into DATA_DIR/releases')
    .option('--full', 'write every study', false)
    .action(({ full }: { full: boolean }) => inContext((context) => releaseMake(context, full)));
  release
    .command('rebuild <folder> <target>')
    .description('put the releases in a folder together to a full one')
    .option('--release <id>', 'rebuild this one instead of the newest')
    .action(async (folder: string, target: string, { release: releaseId }: { release?: string }) => {
      process.exitCode = await releaseRebuild(folder, target, releaseId ?? null);
    });
}

function addRecordCommands(cli: Command): void {
  const snapshot = cli.command('snapshot').description('stored records as files');
  snapshot
    .command('export <folder>')
    .description('write every stored record and a manifest into a folder')
    .action((folder: string) => inContext((context) => snapshotExport(context, folder)));
  snapshot
    .command('import <folder>')
    .description('load the records of such a folder or of a full release')
    .action((folder: string) => inContext((context) => snapshotImport(context, folder)));
  cli
    .command('remap')
    .description('read stored raw records again with the mapper of this version')
    .action(() => inContext(remap));
  cli
    .command('relink')
    .description('link every stored study again')
    .action(() => inContext(relink));
  cli
    .command('migrate')
    .description('bring the database schema up to date')
    .action(() => inContext(() => Promise.resolve(EXIT.clean)));
  cli
    .command('openapi')
    .description('print the OpenAPI description')
    .action(() => {
      process.stdout.write(`${JSON.stringify(buildOpenApi(), null, 2)}\n`);
    });
}

function exitCodeOfError(error: unknown): number {
  if (error instanceof ConfigError) return EXIT.usage;
  return error instanceof LeaseHeldError ? EXIT.leaseHeld : EXIT.failed;
}

async function main(): Promise<void> {
  try {
    await program().parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.clean : EXIT.usage;
    else {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = exitCodeOfError(error);
    }
  }
}

void main();
