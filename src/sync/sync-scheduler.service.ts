import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Clock } from '../common/clock.js';
import { LOG, type Logger } from '../common/logger.js';
import { CONFIG, type Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { SourceStateStore } from '../source-status/source-state.store.js';
import { plannedAfter } from './next-run.js';
import { SyncService } from './sync.service.js';
import { LeaseHeldError } from './sync.types.js';
import { Weaver } from './weaver.service.js';

/** How often the database is asked what is due, in milliseconds. */
const TICK_MS = 5_000;

/** Runs what the database says is due. Due times live in rows, so a restart forgets nothing. */
@Injectable()
export class SyncScheduler implements BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private current: Promise<void> | null = null;
  private isPrepared = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Logger,
    private readonly database: Database,
    private readonly states: SourceStateStore,
    private readonly sync: SyncService,
    private readonly weaver: Weaver,
    private readonly clock: Clock,
  ) {}

  /** Sets the first due times: everything that never ran (or is overdue) is due at once, or at its schedule when SYNC_ON_START is off. */
  async prepare(): Promise<void> {
    if (this.config.syncEnabled) {
      for (const id of this.sync.sourceIds) await this.database.write((tx) => this.prepareSource(tx, id));
    }
    this.isPrepared = true;
  }

  /** One look at what is due. A look that finds the last one still at work leaves it alone, and so does one before `prepare`. */
  @Interval(TICK_MS)
  tick(): Promise<void> {
    if (!this.isPrepared || this.stopping.signal.aborted) return Promise.resolve();
    this.current ??= this.runDue()
      .catch((error: unknown) => {
        this.log.error({ event: 'tick-failed', err: error }, 'what was due could not be run');
      })
      .finally(() => {
        this.current = null;
      });
    return this.current;
  }

  /** Stops what is under way at the next page; it goes on from there after a restart. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort(new Error('the service is stopping'));
    await this.current;
  }

  private async runDue(): Promise<void> {
    if (this.config.syncEnabled) for (const id of await this.dueSources()) await this.runOne(id);
    if (await this.weaver.isBehind()) await this.weaver.drain(this.stopping.signal);
  }

  private async dueSources(): Promise<string[]> {
    const now = this.clock.timestamp();
    const due: string[] = [];
    for (const id of this.sync.sourceIds) {
      const state = await this.states.get(id);
      if (state?.nextRunAt !== null && state?.nextRunAt !== undefined && state.nextRunAt <= now) due.push(id);
    }
    return due;
  }

  private async runOne(id: string): Promise<void> {
    if (this.stopping.signal.aborted) return;
    try {
      const { signal } = this.stopping;
      await this.sync.run(id, { full: false, wait: true, trigger: 'schedule', signal, onProgress: () => undefined });
    } catch (error) {
      if (!(error instanceof LeaseHeldError)) throw error;
      this.log.info({ event: 'lease-held', source: id, holder: error.holder });
    }
  }

  private async prepareSource(tx: Parameters<Parameters<Database['write']>[0]>[0], id: string): Promise<void> {
    const state = await this.states.load(tx, id);
    const now = this.clock.now();
    const overdue = state.nextRunAt === null || state.nextRunAt <= now.toISOString();
    if (!overdue) return;
    const schedule = this.config.sources[id as keyof Config['sources']].schedule;
    const next = this.config.syncOnStart ? now : plannedAfter(schedule, now);
    await this.states.setNextRun(tx, id, next.toISOString(), state.retries ?? 0);
  }
}
