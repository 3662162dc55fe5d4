import type { INestApplicationContext } from '@nestjs/common';
import { SourceStatusService, type SourceReport } from '../source-status/source-status.service.js';
import { SyncService } from '../sync/sync.service.js';
import { Startup } from '../sync/startup.service.js';
import { LeaseHeldError, type RunReport } from '../sync/sync.types.js';
import { EXIT, exitCodeOf } from './exit-code.js';
import { progressView } from './progress.js';

/** Options of `sync run`. */
export type SyncRunOptions = { full: boolean; wait: boolean; json: boolean };

/** `sync run <source>|all`: runs sources one after another and returns the exit code. */
export async function syncRun(
  context: INestApplicationContext,
  source: string,
  options: SyncRunOptions,
): Promise<number> {
  const sync = context.get(SyncService);
  const ids = source === 'all' ? sync.sourceIds : [source];
  const unknown = ids.find((id) => !sync.sourceIds.includes(id));
  if (unknown !== undefined) {
    process.stderr.write(`Unknown source ${unknown}. Known: all, ${sync.sourceIds.join(', ')}\n`);
    return EXIT.usage;
  }
  await context.get(Startup).run();
  const stopping = stopOnSignal();
  const reports: RunReport[] = [];
  try {
    for (const id of ids) reports.push(await runOne(sync, id, options, stopping));
  } catch (error) {
    if (!(error instanceof LeaseHeldError)) throw error;
    process.stderr.write(`${error.message}; nothing was done.\n`);
    return EXIT.leaseHeld;
  }
  process.stdout.write(options.json ? `${JSON.stringify(reports)}\n` : reports.map(reportLine).join(''));
  return exitCodeOf(reports);
}

/** `sync status`: one line a source, or JSON. */
export async function syncStatus(context: INestApplicationContext, json: boolean): Promise<number> {
  const reports = await context.get(SourceStatusService).reports();
  process.stdout.write(json ? `${JSON.stringify(reports)}\n` : reports.map(statusLine).join(''));
  return EXIT.clean;
}

async function runOne(sync: SyncService, id: string, options: SyncRunOptions, signal: AbortSignal): Promise<RunReport> {
  const view = progressView(process.stderr.isTTY);
  try {
    const { full, wait } = options;
    return await sync.run(id, { full, wait, trigger: 'command', signal, onProgress: view.show });
  } finally {
    view.end();
  }
}

/** Aborts at the first SIGINT or SIGTERM: the page under way ends, the next run resumes. */
function stopOnSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      controller.abort(new Error(`stopped by ${signal}`));
    });
  }
  return controller.signal;
}

function reportLine({ source, outcome, kind, counts, error }: RunReport): string {
  const { received, created, updated, unchanged, rejected, problems, gone } = counts;
  const figures = {
    received,
    new: created,
    changed: updated,
    unchanged,
    gone,
    rejected,
    'unreadable fields': problems,
  };
  const text = Object.entries(figures).map(([name, count]) => `${String(count)} ${name}`);
  return `${source}: ${outcome} (${kind}): ${text.join(', ')}${error === null ? '' : `\n  ${error}`}\n`;
}

function statusLine(report: SourceReport): string {
  const { id, status, lastSuccessAt, nextRunAt, lastRun } = report;
  const parts = [
    `last success ${lastSuccessAt ?? 'never'}`,
    `next run ${nextRunAt ?? 'not planned'}`,
    `last run ${lastRun === null ? 'none' : `${lastRun.outcome} at ${lastRun.startedAt}`}`,
  ];
  return `${id}: ${status}; ${parts.join('; ')}\n`;
}
