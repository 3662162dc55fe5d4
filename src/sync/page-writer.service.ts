import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ChangeStore } from '../changes/change.store.js';
import { Database } from '../database/database.js';
import { EntryStore } from '../entries/entry.store.js';
import { LinkStore } from '../links/link.store.js';
import type { Study } from '../model/study.js';
import { RejectionStore } from '../source-status/rejection.store.js';
import { SourceStateStore } from '../source-status/source-state.store.js';
import type { RunCounts, SavedCursor } from '../source-status/source-status.types.js';
import { SyncRunStore } from '../source-status/sync-run.store.js';
import type { SourcePage, SourceRecord } from '../sources/source.js';
import { StudyStore, type UpsertResult } from '../studies/study.store.js';
import { LeaseLostError } from './sync.types.js';

/** Records in one write: a page may hold 1,000, and no reader or other writer should wait that long. */
const SLICE = 100;

/** Where a page belongs. `cursor` resumes after this page; null when the run keeps none. */
export type PageContext = { source: string; runId: number; cursor: SavedCursor | null };

/** Writes pages: data, changes, counts and cursor together, so that a killed process leaves nothing half-written. */
@Injectable()
export class PageWriter {
  constructor(
    private readonly database: Database,
    private readonly studies: StudyStore,
    private readonly changes: ChangeStore,
    private readonly rejections: RejectionStore,
    private readonly states: SourceStateStore,
    private readonly runs: SyncRunStore,
    private readonly links: LinkStore,
    private readonly entries: EntryStore,
  ) {}

  /**
   * Stores a page in short writes and returns the run's counts after it. The cursor moves with the last write only:
   * a page that was cut short is read again, and records that are in already count as unchanged then.
   */
  async write(page: SourcePage<Study>, before: RunCounts, context: PageContext): Promise<RunCounts> {
    let counts = { ...before, pages: before.pages + 1, announced: page.total ?? before.announced };
    const slices = sliced(page.records);
    for (const [index, slice] of slices.entries()) {
      const isLast = index === slices.length - 1;
      const rejected = isLast ? page.rejections : [];
      counts = await this.database.write((tx) => this.writeSlice(tx, slice, rejected, counts, context, isLast));
    }
    return counts;
  }

  private async writeSlice(
    tx: EntityManager,
    records: SourceRecord<Study>[],
    rejected: SourcePage<Study>['rejections'],
    before: RunCounts,
    { source, runId, cursor }: PageContext,
    isLast: boolean,
  ): Promise<RunCounts> {
    if (!(await this.states.renew(tx, source))) throw new LeaseLostError(source);
    const result = await this.studies.upsertMany(tx, records, runId);
    await this.changes.append(tx, result.changes);
    for (const [guideId, entryIds] of await this.links.entriesOf(tx, result.confirmed)) {
      await this.entries.markDue(tx, guideId, entryIds);
    }
    const unreadableFields = records.filter((record) => record.problems.length > 0);
    const readable = records.filter((record) => record.problems.length === 0).map((record) => record.key);
    await this.rejections.replace(tx, source, runId, { readable, rejected, unreadableFields });
    const counts = added(before, result, records.length, rejected.length, unreadableFields.length);
    await this.runs.saveCounts(tx, runId, counts);
    if (isLast && cursor !== null) await this.states.saveCursor(tx, source, cursor);
    return counts;
  }
}

/** At least one slice, so that a page without records still moves the cursor. */
function sliced<T>(records: readonly T[]): T[][] {
  const slices: T[][] = [];
  for (let start = 0; start === 0 || start < records.length; start += SLICE) {
    slices.push(records.slice(start, start + SLICE));
  }
  return slices;
}

function added(
  before: RunCounts,
  result: UpsertResult,
  received: number,
  rejected: number,
  problems: number,
): RunCounts {
  return {
    ...before,
    received: before.received + received,
    created: before.created + result.created,
    updated: before.updated + result.updated,
    unchanged: before.unchanged + result.unchanged,
    restored: before.restored + result.restored,
    rejected: before.rejected + rejected,
    problems: before.problems + problems,
  };
}
