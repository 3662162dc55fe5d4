import { Injectable } from '@nestjs/common';
import { MoreThan, Like, type EntityManager, type FindOptionsWhere } from 'typeorm';
import { Clock } from '../common/clock.js';
import { Database } from '../database/database.js';
import type { Change, ChangeKind, NewChange } from '../model/change.js';
import { ChangeConsumerRow, ChangeRow } from './change.entity.js';

/** Which part of the log is wanted. `subject` is exact, or a prefix when it ends in `:`. */
export type ChangeFilter = { subject: string | null; kind: ChangeKind | null };

/** The append-only change log. */
@Injectable()
export class ChangeStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Adds changes at the end of the log, inside the caller's transaction. Writes exclude each other, so ids commit in order. */
  async append(tx: EntityManager, changes: readonly NewChange[]): Promise<void> {
    if (changes.length === 0) return;
    const at = this.clock.timestamp();
    for (let start = 0; start < changes.length; start += 100) {
      const rows = changes.slice(start, start + 100).map((change) => ({ ...change, at }));
      await tx.createQueryBuilder().insert().into(ChangeRow).values(rows).updateEntity(false).execute();
    }
  }

  /** Changes after an id, oldest first, at most `limit`. */
  async readAfter(after: number, filter: ChangeFilter, limit: number): Promise<Change[]> {
    return this.select(this.database.read, after, filter, limit);
  }

  /** The newest changes that a filter lets through, newest first, at most `limit`. */
  async readNewest(filter: ChangeFilter, limit: number): Promise<Change[]> {
    return this.database.read.find(ChangeRow, { where: whereOf(filter), order: { id: 'DESC' }, take: limit });
  }

  /** How many changes a filter lets through. */
  async count(filter: ChangeFilter): Promise<number> {
    return this.database.read.countBy(ChangeRow, whereOf(filter));
  }

  /** Id of the newest change, 0 when there is none. */
  async lastId(): Promise<number> {
    return (await this.database.read.maximum(ChangeRow, 'id')) ?? 0;
  }

  /** The next changes for a consumer whose subjects start with `prefix`; nobody else reads for it until `tx` ends. */
  async nextFor(tx: EntityManager, consumer: string, prefix: string, limit: number): Promise<Change[]> {
    const cursor = await this.loadCursor(tx, consumer);
    return this.select(tx, cursor, { subject: prefix, kind: null }, limit);
  }

  /** Whether a consumer has changes to read. */
  async isBehind(name: string, prefix: string): Promise<boolean> {
    const row = await this.database.read.findOneBy(ChangeConsumerRow, { name });
    return (await this.select(this.database.read, row?.cursor ?? 0, { subject: prefix, kind: null }, 1)).length > 0;
  }

  /** Moves a consumer's cursor. */
  async advance(tx: EntityManager, consumer: string, cursor: number): Promise<void> {
    await tx.update(ChangeConsumerRow, { name: consumer }, { cursor });
  }

  private async loadCursor(tx: EntityManager, name: string): Promise<number> {
    await tx.createQueryBuilder().insert().into(ChangeConsumerRow).values({ name, cursor: 0 }).orIgnore().execute();
    return (await tx.findOneByOrFail(ChangeConsumerRow, { name })).cursor;
  }

  private select(manager: EntityManager, after: number, filter: ChangeFilter, limit: number): Promise<Change[]> {
    return manager.find(ChangeRow, {
      where: { id: MoreThan(after), ...whereOf(filter) },
      order: { id: 'ASC' },
      take: limit,
    });
  }
}

function whereOf({ subject, kind }: ChangeFilter): FindOptionsWhere<ChangeRow> {
  return {
    ...(subject === null ? {} : { subject: subject.endsWith(':') ? Like(`${subject}%`) : subject }),
    ...(kind === null ? {} : { kind }),
  };
}
