import { Injectable } from '@nestjs/common';
import { MoreThan, type EntityManager } from 'typeorm';
import { Clock } from '../common/clock.js';
import { Database } from '../database/database.js';
import { isDeadHolder, LEASE_HOLDER } from './lease-holder.js';
import { SourceStateRow } from './source-status.entity.js';
import type { Checkpoint, SavedCursor } from './source-status.types.js';

/** A source's state as stored. */
export type SourceState = SourceStateRow;

/** How long a lease lasts without being renewed, in milliseconds. */
const LEASE_MS = 60_000;

/** Lease, cursor, checkpoint and due time of each source. */
@Injectable()
export class SourceStateStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** State of a source; null before anything was ever done with it. */
  async get(source: string): Promise<SourceStateRow | null> {
    return this.database.read.findOneBy(SourceStateRow, { source });
  }

  /** State of a source as `tx` sees it; made when it is missing. */
  async load(tx: EntityManager, source: string): Promise<SourceStateRow> {
    await tx.createQueryBuilder().insert().into(SourceStateRow).values({ source }).orIgnore().execute();
    return tx.findOneByOrFail(SourceStateRow, { source });
  }

  /**
   * Takes the lease of a source for this process when nobody holds it. A holder that certainly no longer exists does not
   * block its successor until the lease runs out. Returns the holder when somebody else has it, null when we do.
   */
  async claim(tx: EntityManager, source: string): Promise<string | null> {
    const state = await this.load(tx, source);
    const now = this.clock.timestamp();
    const held = state.leaseHolder !== null && state.leasedUntil !== null && state.leasedUntil > now;
    if (held && !isDeadHolder(state.leaseHolder ?? '')) return state.leaseHolder;
    const taken = await tx
      .createQueryBuilder()
      .update(SourceStateRow)
      .set({ leaseHolder: LEASE_HOLDER, leasedUntil: this.leaseEnd() })
      .where('source = :source AND lease_holder IS NOT DISTINCT FROM :known', { source, known: state.leaseHolder })
      .andWhere('leased_until IS NOT DISTINCT FROM :until', { until: state.leasedUntil })
      .execute();
    return taken.affected === 1 ? null : (state.leaseHolder ?? 'another process');
  }

  /** Keeps a lease alive. False when it is no longer ours. */
  async renew(tx: EntityManager, source: string): Promise<boolean> {
    const ours = { source, leaseHolder: LEASE_HOLDER };
    const kept = await tx.update(SourceStateRow, ours, { leasedUntil: this.leaseEnd() });
    return kept.affected === 1;
  }

  async release(tx: EntityManager, source: string): Promise<void> {
    await tx.update(SourceStateRow, { source, leaseHolder: LEASE_HOLDER }, { leaseHolder: null, leasedUntil: null });
  }

  async saveCursor(tx: EntityManager, source: string, cursor: SavedCursor | null): Promise<void> {
    await tx.update(SourceStateRow, { source }, { cursor });
  }

  /** Sets when a source runs next, and how often it was tried again since it last ran by schedule. */
  async setNextRun(tx: EntityManager, source: string, nextRunAt: string, retries: number): Promise<void> {
    await tx.update(SourceStateRow, { source }, { nextRunAt, retries });
  }

  /** Has a source run at once that was to run later; one that was never to run stays so. */
  async runSoon(tx: EntityManager, source: string): Promise<void> {
    const nextRunAt = this.clock.timestamp();
    await tx.update(SourceStateRow, { source, nextRunAt: MoreThan(nextRunAt) }, { nextRunAt });
  }

  /** Adds to what was sent to a source today (UTC), by whichever process; returns how much that is in all. */
  async countRequests(tx: EntityManager, source: string, sent: number): Promise<number> {
    const { requestsOn, requests } = await this.load(tx, source);
    const today = this.clock.today();
    const inAll = (requestsOn === today ? (requests ?? 0) : 0) + sent;
    await tx.update(SourceStateRow, { source }, { requestsOn: today, requests: inAll });
    return inAll;
  }

  /** Records a success; the checkpoint moves here and only here. */
  async succeed(tx: EntityManager, source: string, checkpoint: Checkpoint): Promise<void> {
    const lastSuccessAt = this.clock.timestamp();
    await tx.update(SourceStateRow, { source }, { checkpoint, cursor: null, lastSuccessAt });
  }

  /** Records a success of a source that keeps no checkpoint, because it is asked question by question. */
  async seen(tx: EntityManager, source: string): Promise<void> {
    await tx.update(SourceStateRow, { source }, { lastSuccessAt: this.clock.timestamp() });
  }

  async fail(tx: EntityManager, source: string): Promise<void> {
    await tx.update(SourceStateRow, { source }, { lastFailureAt: this.clock.timestamp() });
  }

  /** Records that the shipped records are in. */
  async setBundled(tx: EntityManager, source: string): Promise<void> {
    await this.load(tx, source);
    await tx.update(SourceStateRow, { source }, { bundledAt: this.clock.timestamp() });
  }

  private leaseEnd(): string {
    return new Date(this.clock.now().getTime() + LEASE_MS).toISOString();
  }
}
