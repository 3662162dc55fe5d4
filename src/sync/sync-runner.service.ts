import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { UpstreamError } from '../common/upstream-error.js';
import { Database } from '../database/database.js';
import { EntryStore } from '../entries/entry.store.js';
import { SourceStateStore } from '../source-status/source-state.store.js';
import { NO_COUNTS, type RunCounts, type RunOutcome, type SavedCursor } from '../source-status/source-status.types.js';
import { SyncRunStore } from '../source-status/sync-run.store.js';
import type { StudySource } from '../sources/sources.types.js';
import type { Following, PullScope } from '../sources/source.js';
import { Leases } from './leases.service.js';
import { FollowingService } from './following.service.js';
import { PageWriter } from './page-writer.service.js';
import { RemovalService } from './removal.service.js';
import { planSync } from './sync-plan.js';
import { LeaseLostError, type RunOptions, type RunReport } from './sync.types.js';

/** An open run: what it is, and where it stands. */
type OpenRun = {
  source: StudySource;
  cursor: SavedCursor;
  following: Following;
  counts: RunCounts;
  options: RunOptions;
};

/** Runs one source: lease, plan, pages, checkpoint. The source never sees the database, and the runner never the network. */
@Injectable()
export class SyncRunner {
  constructor(
    private readonly database: Database,
    private readonly states: SourceStateStore,
    private readonly runs: SyncRunStore,
    private readonly leases: Leases,
    private readonly pages: PageWriter,
    private readonly removals: RemovalService,
    private readonly followingService: FollowingService,
    private readonly entries: EntryStore,
    private readonly clock: Clock,
  ) {}

  /** Runs a source to its end. Throws LeaseHeldError when another process has it; every other fault is in the report. */
  async run(source: StudySource, options: RunOptions): Promise<RunReport> {
    return this.leases.during(source.id, () => this.runLeased(source, options));
  }

  private async runLeased(source: StudySource, options: RunOptions): Promise<RunReport> {
    let dataVersion: string;
    try {
      dataVersion = await source.dataVersion(options.signal);
    } catch (error) {
      return this.failBeforeStart(source, options, error);
    }
    const { following, hash } = await this.followingService.current();
    const state = await this.database.write((tx) => this.states.load(tx, source.id));
    const now = this.clock.timestamp();
    const plan = planSync({ state, dataVersion, followingHash: hash, full: options.full, now });
    if (plan.kind === 'nothing') return this.recordUnchanged(source, options, dataVersion);
    if (plan.kind === 'resume') {
      return this.resume({ source, cursor: plan.cursor, following, counts: NO_COUNTS, options });
    }
    return this.start(source, options, plan.scope, { following, hash, dataVersion });
  }

  private async start(
    source: StudySource,
    options: RunOptions,
    scope: PullScope,
    { following, hash, dataVersion }: { following: Following; hash: string; dataVersion: string },
  ): Promise<RunReport> {
    const kind = scope.kind === 'full' ? 'full' : 'incremental';
    const cursor = await this.database.write(async (tx) => {
      const runId = await this.runs.open(tx, source.id, options.trigger, kind, dataVersion);
      const opened = { runId, scope, followingHash: hash, dataVersion, startedOn: this.clock.today(), page: null };
      await this.states.saveCursor(tx, source.id, opened);
      return opened;
    });
    return this.pullAll({ source, cursor, following, counts: NO_COUNTS, options });
  }

  private async resume(run: OpenRun): Promise<RunReport> {
    const counts = await this.database.write((tx) => this.runs.reopen(tx, run.cursor.runId));
    return this.pullAll({ ...run, counts });
  }

  private async pullAll(run: OpenRun): Promise<RunReport> {
    const { source, cursor, following, options } = run;
    try {
      const request = { scope: cursor.scope, following, cursor: cursor.page, signal: options.signal };
      for await (const page of source.pull(request)) {
        const context = { source: source.id, runId: cursor.runId };
        const next = { ...cursor, page: page.cursor };
        run.counts = await this.pages.write(page, run.counts, { ...context, cursor: next });
        options.onProgress({ source: source.id, runId: cursor.runId, counts: run.counts });
        options.signal.throwIfAborted();
      }
      const doubt = await this.secondLook(run);
      return await this.complete(run, doubt);
    } catch (error) {
      return this.abandon(run, error);
    }
  }

  /** After reading everything: does it add up, and what is no longer there? Returns what did not add up, null when all does. */
  private async secondLook(run: OpenRun): Promise<string | null> {
    if (run.cursor.scope.kind !== 'full') return null;
    const verdict = await this.removals.check(run.source, run.cursor.runId, run.counts, run.options.signal);
    run.counts = verdict.counts;
    return verdict.doubt;
  }

  private async complete(run: OpenRun, doubt: string | null): Promise<RunReport> {
    const { source, cursor, counts } = run;
    const outcome: RunOutcome = doubt === null ? 'succeeded' : 'partial';
    await this.database.write(async (tx) => {
      const state = await this.states.load(tx, source.id);
      await this.runs.saveCounts(tx, cursor.runId, counts);
      await this.runs.finish(tx, cursor.runId, outcome, doubt);
      if (doubt !== null) {
        await this.states.saveCursor(tx, source.id, null);
        await this.states.fail(tx, source.id);
        return;
      }
      const isFull = cursor.scope.kind === 'full';
      const lastFullAt = isFull ? this.clock.timestamp() : (state.checkpoint?.lastFullAt ?? this.clock.timestamp());
      const { dataVersion, followingHash } = cursor;
      const since = earlier(dataVersion.slice(0, 10), cursor.startedOn);
      await this.states.succeed(tx, source.id, { dataVersion, since, followingHash, lastFullAt });
      if (state.checkpoint === null) await this.entries.markAllDue(tx);
    });
    return this.report(run, outcome, doubt, doubt === null ? null : { afterSeconds: 0 });
  }

  /** A run that broke off keeps its cursor and the next one goes on from there, unless the source contradicted itself. */
  private async abandon(run: OpenRun, error: unknown): Promise<RunReport> {
    const isTakenOver = error instanceof LeaseLostError;
    const outcome: RunOutcome = run.options.signal.aborted || isTakenOver ? 'interrupted' : 'failed';
    const reason =
      outcome === 'interrupted' && !isTakenOver
        ? 'Stopped by request; the next run goes on from here.'
        : messageOf(error);
    const startAgain = error instanceof UpstreamError && error.kind === 'contract';
    await this.database.write(async (tx) => {
      await this.runs.finish(tx, run.cursor.runId, outcome, reason);
      if (outcome === 'failed') await this.states.fail(tx, run.source.id);
      if (startAgain) await this.states.saveCursor(tx, run.source.id, null);
    });
    return this.report(run, outcome, reason, outcome === 'failed' ? retryOf(error) : null);
  }

  private async failBeforeStart(source: StudySource, options: RunOptions, error: unknown): Promise<RunReport> {
    const outcome: RunOutcome = options.signal.aborted ? 'interrupted' : 'failed';
    const report = await this.recordEmpty(source, options, outcome, null, messageOf(error));
    return { ...report, retry: outcome === 'failed' ? retryOf(error) : null };
  }

  private async recordUnchanged(source: StudySource, options: RunOptions, dataVersion: string): Promise<RunReport> {
    return this.recordEmpty(source, options, 'unchanged', dataVersion, null);
  }

  private async recordEmpty(
    source: StudySource,
    options: RunOptions,
    outcome: RunOutcome,
    dataVersion: string | null,
    error: string | null,
  ): Promise<RunReport> {
    const runId = await this.database.write(async (tx) => {
      const state = await this.states.load(tx, source.id);
      const id = await this.runs.open(tx, source.id, options.trigger, 'incremental', dataVersion);
      await this.runs.finish(tx, id, outcome, error);
      if (outcome === 'failed') await this.states.fail(tx, source.id);
      if (outcome === 'unchanged' && state.checkpoint !== null) {
        await this.states.succeed(tx, source.id, state.checkpoint);
      }
      return id;
    });
    return { source: source.id, runId, kind: 'incremental', outcome, counts: NO_COUNTS, error, retry: null };
  }

  private report(run: OpenRun, outcome: RunOutcome, error: string | null, retry: RunReport['retry']): RunReport {
    const kind = run.cursor.scope.kind === 'full' ? 'full' : 'incremental';
    return { source: run.source.id, runId: run.cursor.runId, kind, outcome, counts: run.counts, error, retry };
  }
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

function retryOf(error: unknown): RunReport['retry'] {
  return { afterSeconds: error instanceof UpstreamError ? (error.retryAfter ?? 0) : 0 };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
