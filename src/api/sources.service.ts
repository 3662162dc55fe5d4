import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, isRowNumber } from '../http/cursor.js';
import { badParameters, sourceNotFound } from '../http/problem.js';
import { SourceStatusService, type SourceReport } from '../source-status/source-status.service.js';
import { SyncRunStore, type SyncRun } from '../source-status/sync-run.store.js';
import { pageOf, type Page } from './paging.js';

type Paging = { limit: number; cursor: string | null };

/** Sources and their runs, as they are served. */
@Injectable()
export class SourcesService {
  constructor(
    private readonly status: SourceStatusService,
    private readonly runs: SyncRunStore,
  ) {}

  async list(paging: Paging): Promise<{ items: SourceReport[]; page: Page }> {
    return pageOf(await this.status.reports(), (source) => source.id, paging, { list: 'sources' });
  }

  /** Runs of a source, newest first. Throws a 404 problem. */
  async listRuns(source: string, { limit, cursor }: Paging): Promise<{ items: SyncRun[]; page: Page }> {
    if ((await this.status.reportOf(source)) === null) throw sourceNotFound(source);
    const bound = { list: 'runs', source };
    const before = cursor === null ? null : runNumberOf(cursor, bound);
    const [found, totalCount] = await Promise.all([
      this.runs.list(source, before, limit + 1),
      this.runs.countOf(source),
    ]);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const nextCursor = last === undefined || found.length <= limit ? null : encodeCursor([last.id], bound);
    return { items, page: { nextCursor, totalCount, totalIsExact: true } };
  }
}

function runNumberOf(cursor: string, bound: unknown): number {
  const [id] = decodeCursor(cursor, bound, 1);
  if (isRowNumber(id)) return id;
  throw badParameters([{ parameter: 'cursor', detail: 'This is not a cursor of this list.' }]);
}
