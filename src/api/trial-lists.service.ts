import { setImmediate as nextTurn } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { inTurns } from '../common/in-turns.js';
import { decodeCursor, encodeCursor, isRowNumber } from '../http/cursor.js';
import { badParameters } from '../http/problem.js';
import { LinkStore } from '../links/link.store.js';
import { parseNctId } from '../model/identifiers.js';
import { isPartialDate } from '../model/partial-date.js';
import { STUDY_SOURCES, type StudySource } from '../sources/sources.types.js';
import { StudyFacets } from '../studies/study-facets.store.js';
import type { StudyPosition, StudySort } from '../studies/study-filter.types.js';
import { StudyQuery, type StudyPageRows } from '../studies/study-query.store.js';
import type { StudySummary } from '../studies/study-summary.types.js';
import { StudySites } from '../studies/study-sites.store.js';
import type { Page } from './paging.js';
import type { Facets, TrialItem } from './schemas/study.schema.js';
import type { EntryKey } from './trial-filter.js';
import { TrialSearch, type TrialSearchRequest } from './trial-search.service.js';
import { trialItemOf } from './trial-view.js';
import type { EntryTrialsQuery, TrialChoice, TrialsQuery } from './trials.parameters.js';

/** Items made in one turn of the event loop. */
const SLICE = 50;

/** A page of studies; `facets` is null unless some were asked for and all studies could be counted. */
export type TrialList = { items: TrialItem[]; page: Page; facets: Facets | null };

/** Studies read at once for a whole list: few enough that nobody else waits long for a turn. */
const BATCH = 200;

/** A whole list: how many studies it has (null: too many to count at once), and they themselves, batch by batch. */
export type WholeList = { totalCount: number | null; batches: AsyncIterable<TrialItem[]> };

/** Lists of studies, as they are served. */
@Injectable()
export class TrialLists {
  constructor(
    private readonly requests: TrialSearch,
    private readonly studies: StudyQuery,
    private readonly facets: StudyFacets,
    private readonly sites: StudySites,
    private readonly links: LinkStore,
    @Inject(STUDY_SOURCES) private readonly sources: readonly [StudySource],
  ) {}

  /** Studies that pass the filters of a query. Throws a 400 problem for an unknown guide or entry or a cursor of another list. */
  async search(query: TrialsQuery): Promise<TrialList> {
    return this.list(await this.requests.ofQuery(query), query);
  }

  /** The same for the studies of one entry. */
  async ofEntry(entry: EntryKey, query: EntryTrialsQuery): Promise<TrialList> {
    return this.list(await this.requests.ofEntry(entry, query), query);
  }

  private async list(request: TrialSearchRequest, query: EntryTrialsQuery): Promise<TrialList> {
    const { limit, cursor, facets, ...filters } = query;
    const bound = { list: 'trials', ...filters, guide: request.filter.guide, entry: request.entry };
    const after = cursor === null ? null : positionOf(cursor, bound, request.sort);
    const found = await this.studies.page({ ...request, after, limit });
    const { next, totalCount, totalIsExact } = found;
    const nextCursor = next === null ? null : encodeCursor([next.rank, next.value, next.id], bound);
    return {
      items: await this.items(found, request),
      page: { nextCursor, totalCount, totalIsExact },
      facets:
        facets.length === 0 || !totalIsExact ? null : await this.facets.count(facets, request.filter, request.window),
    };
  }

  /** Every study that passes the filters of a query; read as it is taken, by key, so nothing stays open between two batches. */
  async whole(query: TrialChoice): Promise<WholeList> {
    const request = await this.requests.ofQuery(query);
    const first = await this.studies.page({ ...request, after: null, limit: BATCH });
    return { totalCount: first.totalIsExact ? first.totalCount : null, batches: this.batches(first, request) };
  }

  private async *batches(first: StudyPageRows, request: TrialSearchRequest): AsyncGenerator<TrialItem[]> {
    for (let part = first; ;) {
      if (part.rows.length > 0) yield await this.items(part, request);
      if (part.next === null) return;
      // Rows are read and items made within turns of the event loop, so a fast reader would keep everybody else out.
      await nextTurn();
      part = await this.studies.rows({ ...request, after: part.next, limit: BATCH });
    }
  }

  private async items({ rows, ranks }: StudyPageRows, request: TrialSearchRequest): Promise<TrialItem[]> {
    const { entry, window, sort, filter } = request;
    const nctIds = rows.map((row) => parseNctId(row.nctId)).filter((nctId) => nctId !== null);
    const { near } = filter;
    const [scopes, links, sites] = await Promise.all([
      this.links.scopesOfMany(nctIds),
      entry === null ? new Map<string, never>() : this.links.ofEntry(entry, nctIds),
      near === null ? new Map<string, never>() : this.sites.around(nctIds, near.point, near.radiusKm),
    ]);
    const [source] = this.sources;
    const rankOf = new Map(rows.map(({ nctId }, i) => [nctId, ranks[i] ?? 0]));
    const itemOf = (row: StudySummary): TrialItem => {
      const { nctId } = row;
      const relevance = sort === 'relevance' ? (rankOf.get(nctId) ?? 0) + 1 : null;
      const place = near === null ? null : { near, sites: sites.get(nctId) ?? [] };
      const beside = { scopes: scopes.get(nctId) ?? [], link: links.get(nctId) ?? null, relevance, place };
      return trialItemOf(row, { ...beside, source, window });
    };
    return inTurns(rows, SLICE, (slice) => slice.map(itemOf));
  }
}

/** Anybody can write a cursor, so its parts are checked like any input before a query sees them. */
function positionOf(cursor: string, bound: unknown, sort: StudySort): StudyPosition {
  const [rank = null, value = null, id] = decodeCursor(cursor, bound, 3);
  if (isRankOf(sort, rank) && isValueOf(sort, value) && isRowNumber(id)) return { rank, value, id };
  throw badParameters([{ parameter: 'cursor', detail: 'This is not a cursor of this list.' }]);
}

/** A tier, a haversine, or nothing. */
function isRankOf(sort: StudySort, rank: string | number | null): rank is number | null {
  if (sort === 'relevance') return isRowNumber(rank);
  return sort === 'distance' ? typeof rank === 'number' && rank >= 0 && rank <= 1 : rank === null;
}

/** A number of participants, a registry date, or nothing. */
function isValueOf(sort: StudySort, value: string | number | null): boolean {
  if (value === null) return true;
  return sort === 'enrollment' || sort === 'nctId'
    ? isRowNumber(value)
    : typeof value === 'string' && isPartialDate(value);
}
