import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { LOG, type Logger } from '../common/logger.js';
import { CONFIG, type Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { SourceStateStore } from '../source-status/source-state.store.js';
import { REFERENCE_SOURCES, STUDY_SOURCES, type ReferenceSource, type StudySource } from '../sources/sources.types.js';
import { nextRun } from './next-run.js';
import { ReferenceRunner } from './reference-runner.service.js';
import { SyncRunner } from './sync-runner.service.js';
import type { RunOptions, RunReport } from './sync.types.js';
import { Weaver } from './weaver.service.js';

/** Runs sources to the end: pull, link, merge, check, and set when they run next. */
@Injectable()
export class SyncService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Logger,
    @Inject(STUDY_SOURCES) private readonly studySources: readonly StudySource[],
    @Inject(REFERENCE_SOURCES) private readonly referenceSources: readonly ReferenceSource[],
    private readonly database: Database,
    private readonly states: SourceStateStore,
    private readonly studyRunner: SyncRunner,
    private readonly referenceRunner: ReferenceRunner,
    private readonly weaver: Weaver,
    private readonly clock: Clock,
  ) {}

  /** Ids of the sources, in the order in which `all` runs them: studies first, because what is linked decides what is asked. */
  get sourceIds(): string[] {
    return [...this.studySources, ...this.referenceSources].map((source) => source.id);
  }

  /** Runs one source. Throws LeaseHeldError when another process runs it, and an Error for an unknown id. */
  async run(id: string, options: RunOptions): Promise<RunReport> {
    const report = await this.runOne(id, options);
    this.logReport(report);
    await this.scheduleNext(id, report);
    if (options.wait) this.log.info({ event: 'woven', source: id, ...(await this.weaver.drain(options.signal)) });
    return report;
  }

  private async runOne(id: string, options: RunOptions): Promise<RunReport> {
    const studies = this.studySources.find((candidate) => candidate.id === id);
    if (studies !== undefined) return this.studyRunner.run(studies, options);
    const reference = this.referenceSources.find((candidate) => candidate.id === id);
    if (reference !== undefined) return this.referenceRunner.run(reference, options);
    throw new Error(`unknown source ${id}: known are ${this.sourceIds.join(', ')}`);
  }

  private async scheduleNext(id: string, report: RunReport): Promise<void> {
    const schedule = this.config.sources[id as keyof Config['sources']].schedule;
    await this.database.write(async (tx) => {
      const { retries } = await this.states.load(tx, id);
      const next = nextRun(schedule, this.clock.now(), report, retries ?? 0);
      await this.states.setNextRun(tx, id, next.at, next.retries);
    });
  }

  private logReport(report: RunReport): void {
    const { source, runId, kind, outcome, counts, error } = report;
    const line = { event: 'sync-run', source, runId, kind, outcome, counts, error };
    if (outcome === 'failed' || outcome === 'partial') this.log.warn(line);
    else this.log.info(line);
  }
}
