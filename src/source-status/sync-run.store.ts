import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock.js';
import { Database } from '../database/database.js';
import { SyncRunRow } from './source-status.entity.js';
import { NO_COUNTS, type RunCounts, type RunKind, type RunOutcome, type RunTrigger } from './source-status.types.js';

/** A run as stored. */
export type SyncRun = SyncRunRow;

/** Runs of sources with their counts and errors. */
@Injectable()
export class SyncRunStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Opens a run and returns its id. Runs of the source that never ended (their process died) are closed as interrupted. */
  async open(
    tx: EntityManager,
    source: string,
    trigger: RunTrigger,
    kind: RunKind,
    dataVersion: string | null,
  ): Promise<number> {
    await this.closeAbandoned(tx, source, null);
    const startedAt = this.clock.timestamp();
    const run = { source, trigger, kind, dataVersion, startedAt, outcome: 'running' as const, counts: NO_COUNTS };
    return (await tx.save(SyncRunRow, { ...run, finishedAt: null, error: null })).id;
  }

  /** Takes an interrupted run up again; returns what it had counted. */
  async reopen(tx: EntityManager, id: number): Promise<RunCounts> {
    const run = await tx.findOneByOrFail(SyncRunRow, { id });
    await this.closeAbandoned(tx, run.source, id);
    await tx.update(SyncRunRow, { id }, { outcome: 'running', finishedAt: null, error: null });
    return run.counts;
  }

  async saveCounts(tx: EntityManager, id: number, counts: RunCounts): Promise<void> {
    await tx.update(SyncRunRow, { id }, { counts });
  }

  async finish(tx: EntityManager, id: number, outcome: RunOutcome, error: string | null): Promise<void> {
    await tx.update(SyncRunRow, { id }, { outcome, error, finishedAt: this.clock.timestamp() });
  }

  /** Latest runs of a source, newest first. `before` is the id of the last run already read. */
  async list(source: string, before: number | null, limit: number): Promise<SyncRun[]> {
    const query = this.database.read.createQueryBuilder(SyncRunRow, 'run').where('run.source = :source', { source });
    if (before !== null) query.andWhere('run.id < :before', { before });
    return query.orderBy('run.id', 'DESC').limit(limit).getMany();
  }

  async countOf(source: string): Promise<number> {
    return this.database.read.countBy(SyncRunRow, { source });
  }

  async get(id: number): Promise<SyncRun | null> {
    return this.database.read.findOneBy(SyncRunRow, { id });
  }

  private async closeAbandoned(tx: EntityManager, source: string, except: number | null): Promise<void> {
    await tx
      .createQueryBuilder()
      .update(SyncRunRow)
      .set({
        outcome: 'interrupted',
        finishedAt: this.clock.timestamp(),
        error: 'The process ended before the run did.',
      })
      .where('source = :source AND outcome = :running AND id <> :except', {
        source,
        running: 'running',
        except: except ?? 0,
      })
      .execute();
  }
}
