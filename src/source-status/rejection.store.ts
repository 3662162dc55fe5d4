import { Injectable } from '@nestjs/common';
import { In, Like, Not, type EntityManager } from 'typeorm';
import { Clock } from '../common/clock.js';
import { Database } from '../database/database.js';
import type { FieldProblem, Rejection } from '../sources/source.js';
import { RejectionRow } from './source-status.entity.js';

/** Longest raw text kept of a rejected record, in characters. */
const RAW_LIMIT = 65_536;

/** Records and fields that could not be read, by key; a record that reads well again loses its row. */
@Injectable()
export class RejectionStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Replaces what is noted for the keys of one page. */
  async replace(tx: EntityManager, source: string, runId: number, page: PageFaults): Promise<void> {
    const { readable, rejected, unreadableFields } = page;
    for (let start = 0; start < readable.length; start += 500) {
      await tx.delete(RejectionRow, { source, key: In(readable.slice(start, start + 500)) });
    }
    const stamp = { source, runId, at: this.clock.timestamp() };
    for (const [index, rejection] of rejected.entries()) {
      const key = rejection.key ?? `no key, run ${String(runId)}, ${stamp.at}, record ${String(index)}`;
      const raw = (JSON.stringify(rejection.raw) as string | undefined)?.slice(0, RAW_LIMIT) ?? null;
      await tx.save(RejectionRow, { ...stamp, key, extent: 'record', problems: rejection.problems, raw });
    }
    for (const { key, problems } of unreadableFields) {
      await tx.save(RejectionRow, { ...stamp, key, extent: 'field', problems, raw: null });
    }
  }

  /** Keys of the records that a run could not read: the source has them, though we have not. */
  async keysIn(tx: EntityManager, source: string, runId: number): Promise<Set<string>> {
    const rows = await tx.find(RejectionRow, { select: { key: true }, where: { source, runId, extent: 'record' } });
    return new Set(rows.map((row) => row.key));
  }

  /** Forgets the unreadable records that a full run has not met again: they are gone, or have no key to know them by. */
  async forgetOlder(tx: EntityManager, source: string, runId: number): Promise<void> {
    await tx.delete(RejectionRow, { source, extent: 'record', runId: Not(runId) });
  }

  /** Forgets the unreadable records of one answer, before the next answer to the same question is noted. */
  async forgetStartingWith(tx: EntityManager, source: string, beginning: string): Promise<void> {
    await tx.delete(RejectionRow, { source, extent: 'record', key: Like(`${beginning}%`) });
  }

  /** How many records and single fields of a source are unreadable now. */
  async counts(source: string): Promise<{ records: number; fields: number }> {
    const [records, fields] = await Promise.all([
      this.database.read.countBy(RejectionRow, { source, extent: 'record' }),
      this.database.read.countBy(RejectionRow, { source, extent: 'field' }),
    ]);
    return { records, fields };
  }

  /** What one run could not read, by key. */
  async ofRun(runId: number, limit: number): Promise<RejectionRow[]> {
    return this.database.read.find(RejectionRow, { where: { runId }, order: { key: 'ASC' }, take: limit });
  }
}

/** What one page says of its records' readability. */
export type PageFaults = {
  readable: string[];
  rejected: Rejection[];
  unreadableFields: { key: string; problems: FieldProblem[] }[];
};
