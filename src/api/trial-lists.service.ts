import { setImmediate as nextTurn } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { GuideStore } from '../guides/guide.store.js';
import { decodeCursor, encodeCursor, isRowNumber } from '../http/cursor.js';
import { badParameters } from '../http/problem.js';
import { LinkStore } from '../links/link.store.js';
import { parseNctId } from '../model/identifiers.js';
import type { TrustWindow } from '../model/status.js';
import { STUDY_SOURCES, type StudySource } from '../sources/sources.types.js';
import type { StudyPosition, StudySort } from '../studies/study-filter.types.js';
import { StudyQuery, type StudyPageRequest, type StudyPageRows } from '../studies/study-query.store.js';
import type { StudySummary } from '../studies/study-summary.types.js';
import type { Page } from './paging.js';
import type { TrialItem } from './schemas/study.schema.js';
import { filterOf, findEntry, orderOf, type EntryKey } from './trial-filter.js';
import { trialItemOf } from './trial-view.js';
import type { EntryTrialsQuery, TrialChoice, TrialFilters, TrialsQuery } from './trials.parameters.js';
import { TrustToday } from './trust-today.service.js';

/** Studies read at once for a whole list: few enough that nobody else waits long for a turn (a millisecond or two on SQLite). */
const BATCH = 200;

/** A whole list: how many studies it has (null: too many to count at once), and they themselves, batch by batch. */
export type WholeList = { totalCount: number | null; batches: AsyncIterable<TrialItem[]> };

/** Lists of studies, as they are served. */
@Injectable()
export class TrialLists {
  constructor(
    private readonly studies: StudyQuery,
    private readonly links: LinkStore,
    private readonly guides: GuideStore,
    private readonly trust: TrustToday,
    @Inject(STUDY_SOURCES) private readonly sources: readonly [StudySource],
  ) {}

  /** Studies that pass the filters of a query. Throws a 400 problem for an unknown entry or a cursor of another list. */
  async search({ entry, ...query }: TrialsQuery): Promise<{ items: TrialItem[]; page: Page }> {
    const key = entry === null ? null : findEntry(entry, await this.guides.list());
    return this.list(key, query);
  }

  /** The same for the studies of one entry, or for all with null. */
  async list(entry: EntryKey | null, query: EntryTrialsQuery): Promise<{ items: TrialItem[]; page: Page }> {
    const { limit, cursor, ...filters } = query;
    const bound = { list: 'trials', entry, ...filters };
    const after = cursor === null ? null : positionOf(cursor, bound, query.sort);
    const request = { ...this.requestOf(entry, filters), after, limit };
    const found = await this.studies.page(request);
    const nextCursor = found.next === null ? null : encodeCursor([found.next.value, found.next.id], bound);
    const { totalCount, totalIsExact } = found;
    const items = await this.items(found.rows, entry, request.window);
    return { items, page: { nextCursor, totalCount, totalIsExact } };
  }

  /** Every study that passes the filters of a query; read as it is taken, by key, so nothing stays open between two batches. */
  async whole({ entry, ...query }: TrialChoice): Promise<WholeList> {
    const key = entry === null ? null : findEntry(entry, await this.guides.list());
    const request = { ...this.requestOf(key, query), after: null, limit: BATCH };
    const first = await this.studies.page(request);
    return { totalCount: first.totalIsExact ? first.totalCount : null, batches: this.batches(first, key, request) };
  }

  private async *batches(
    first: StudyPageRows,
    entry: EntryKey | null,
    request: StudyPageRequest,
  ): AsyncGenerator<TrialItem[]> {
    for (let part = first; ;) {
      if (part.rows.length > 0) yield await this.items(part.rows, entry, request.window);
      if (part.next === null) return;
      // SQLite answers within the turn of the event loop that asks, so a fast reader would keep everybody else out.
      await nextTurn();
      part = await this.studies.rows({ ...request, after: part.next });
    }
  }

  private requestOf(entry: EntryKey | null, query: TrialFilters): Omit<StudyPageRequest, 'after' | 'limit'> {
    const window = this.trust.window();
    return { filter: filterOf(query, entry), window, sort: query.sort, order: orderOf(query) };
  }

  private async items(rows: StudySummary[], entry: EntryKey | null, window: TrustWindow): Promise<TrialItem[]> {
    const nctIds = rows.map((row) => parseNctId(row.nctId)).filter((nctId) => nctId !== null);
    const [scopes, links] = await Promise.all([
      this.links.scopesOfMany(nctIds),
      entry === null ? new Map<string, never>() : this.links.ofEntry(entry, nctIds),
    ]);
    const [source] = this.sources;
    return rows.map((row) => {
      const { nctId } = row;
      return trialItemOf(row, { scopes: scopes.get(nctId) ?? [], link: links.get(nctId) ?? null, source, window });
    });
  }
}

/** Sorts whose values are numbers. */
const NUMBERED: readonly StudySort[] = ['enrollment', 'nctId'];

/** Anybody can write a cursor, so its parts are checked like any input before a query sees them. */
function positionOf(cursor: string, bound: unknown, sort: StudySort): StudyPosition {
  const [value = null, id] = decodeCursor(cursor, bound, 2);
  const isOfSort = value === null || typeof value === (NUMBERED.includes(sort) ? 'number' : 'string');
  if (isOfSort && isRowNumber(id) && (typeof value !== 'number' || isRowNumber(value))) return { value, id };
  throw badParameters([{ parameter: 'cursor', detail: 'This is not a cursor of this list.' }]);
}
