import { Inject, Injectable } from '@nestjs/common';
import { GuideStore } from '../guides/guide.store.js';
import { decodeCursor, encodeCursor, isRowNumber } from '../http/cursor.js';
import { badParameters } from '../http/problem.js';
import { LinkStore } from '../links/link.store.js';
import { parseNctId } from '../model/identifiers.js';
import type { TrustWindow } from '../model/status.js';
import { STUDY_SOURCES, type StudySource } from '../sources/sources.types.js';
import type { StudyPosition, StudySort } from '../studies/study-filter.types.js';
import { StudyQuery } from '../studies/study-query.store.js';
import type { StudySummary } from '../studies/study-summary.types.js';
import type { Page } from './paging.js';
import type { TrialItem } from './schemas/study.schema.js';
import { filterOf, findEntry, orderOf, type EntryKey } from './trial-filter.js';
import { trialItemOf } from './trial-view.js';
import type { EntryTrialsQuery, TrialsQuery } from './trials.parameters.js';
import { TrustToday } from './trust-today.service.js';

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
    const window = this.trust.window();
    const found = await this.studies.page({
      ...{ filter: filterOf(query, entry), sort: query.sort, order: orderOf(query) },
      ...{ window, after, limit },
    });
    const nextCursor = found.next === null ? null : encodeCursor([found.next.value, found.next.id], bound);
    const { totalCount, totalIsExact } = found;
    return { items: await this.items(found.rows, entry, window), page: { nextCursor, totalCount, totalIsExact } };
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

/** Anybody can write a cursor, so its parts are checked like any input before a query sees them. */
function positionOf(cursor: string, bound: unknown, sort: StudySort): StudyPosition {
  const [value = null, id] = decodeCursor(cursor, bound, 2);
  const isOfSort = value === null || typeof value === (sort === 'enrollment' ? 'number' : 'string');
  if (isOfSort && isRowNumber(id) && (typeof value !== 'number' || isRowNumber(value))) return { value, id };
  throw badParameters([{ parameter: 'cursor', detail: 'This is not a cursor of this list.' }]);
}
