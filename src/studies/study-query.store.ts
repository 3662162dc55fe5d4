import { Injectable } from '@nestjs/common';
import type { TrustWindow } from '../model/status.js';
import type { RankSort, SortOrder, StudyFilter, StudyPosition, StudySort, ValueSort } from './study-filter.types.js';
import { COUNT_LIMIT, StudyMatching, type StudyRowsQuery } from './study-matching.store.js';
import { rankedQuery } from './study-ranking.store.js';
import { toSummary } from './study-reader.store.js';
import type { StudySummary } from './study-summary.types.js';
import type { StudyRow } from './study.entity.js';

/** What page of a list is wanted. `after` is null for the first one. */
export type StudyPageRequest = {
  filter: StudyFilter;
  window: TrustWindow;
  sort: StudySort;
  order: SortOrder;
  after: StudyPosition | null;
  limit: number;
};

/** The studies of one page, without the count of all; `next` is null on the last one. `ranks` holds the place of each row by relevance or distance, empty for other sorts. */
export type StudyPageRows = { rows: StudySummary[]; ranks: number[]; next: StudyPosition | null };

/** One page. */
export type StudyPage = StudyPageRows & { totalCount: number; totalIsExact: boolean };

const SORT_COLUMN = {
  lastUpdate: 'lastUpdatePostDate',
  start: 'startDate',
  enrollment: 'enrollmentCount',
  nctId: 'id',
} as const satisfies Record<ValueSort, keyof StudyRow>;

/** Lists of studies. Pages are found by key, so studies that come or go between two pages never shift the rest. */
@Injectable()
export class StudyQuery {
  constructor(private readonly studies: StudyMatching) {}

  /** One page of the studies that pass a filter; studies without a sort value stand at the end in either order. */
  async page(request: StudyPageRequest): Promise<StudyPage> {
    const matching = await this.studies.of(request.filter, request.window);
    const [found, total] = await Promise.all([
      this.placesAfter(matching, request),
      this.studies.count(matching(), COUNT_LIMIT),
    ]);
    const rows = await this.pageOf(found, request.limit);
    return { ...rows, totalCount: Math.min(total, COUNT_LIMIT), totalIsExact: total <= COUNT_LIMIT };
  }

  /** The same without counting, for who reads page after page. */
  async rows(request: StudyPageRequest): Promise<StudyPageRows> {
    const matching = await this.studies.of(request.filter, request.window);
    return this.pageOf(await this.placesAfter(matching, request), request.limit);
  }

  /** Countries with sites, as stored. */
  countries(): Promise<string[]> {
    return this.studies.countries();
  }

  /** Up to one more than asked for. */
  private async placesAfter(matching: () => StudyRowsQuery, request: StudyPageRequest): Promise<StudyPosition[]> {
    const { sort, filter, order, after, limit } = request;
    if (isValueSort(sort)) return this.placesByValue(matching, { sort, order, after, limit });
    const ranked = rankedQuery(matching(), { search: this.studies.search, filter, sort, order, after, limit });
    const found = await this.studies.run<StudyPosition>(ranked);
    return found.map(({ rank, value, id }) => ({ rank: Number(rank), value, id }));
  }

  /** First those with a sort value, then those without, each part in index order. */
  private async placesByValue(matching: () => StudyRowsQuery, page: ValuePage): Promise<StudyPosition[]> {
    const { after, limit } = page;
    const wanted = limit + 1;
    const valued =
      after !== null && after.value === null
        ? []
        : await this.studies.run<Place>(valuedQuery(matching(), page, wanted));
    const rest = wanted - valued.length;
    const empty = rest === 0 ? [] : await this.studies.run<Place>(emptyQuery(matching(), page, rest));
    return [...valued, ...empty].map(({ value, id }) => ({ rank: null, value, id }));
  }

  private async pageOf(found: readonly StudyPosition[], limit: number): Promise<StudyPageRows> {
    const shown = found.slice(0, limit);
    const rows = await this.studies.rowsOf(shown.map(({ id }) => id));
    const rankOf = new Map(shown.map(({ id, rank }) => [id, rank]));
    return {
      rows: rows.map(toSummary),
      ranks: rows.map(({ id }) => rankOf.get(id) ?? null).filter((rank) => rank !== null),
      next: found.length > limit ? (shown.at(-1) ?? null) : null,
    };
  }
}

type Place = Pick<StudyPosition, 'value' | 'id'>;
type ValuePage = Pick<StudyPageRequest, 'order' | 'after' | 'limit'> & { sort: ValueSort };

function isValueSort(sort: ValueSort | RankSort): sort is ValueSort {
  return sort in SORT_COLUMN;
}

function valuedQuery(query: StudyRowsQuery, { sort, order, after }: ValuePage, wanted: number): StudyRowsQuery {
  const column = `study.${SORT_COLUMN[sort]}`;
  const beyond = order === 'asc' ? '>' : '<';
  query.select('study.id', 'id').addSelect(column, 'value').andWhere(`${column} IS NOT NULL`);
  if (after !== null) {
    query.andWhere(`(${column}, study.id) ${beyond} (:afterValue, :afterId)`, {
      afterValue: after.value,
      afterId: after.id,
    });
  }
  return ordered(query, order, column).limit(wanted);
}

function emptyQuery(query: StudyRowsQuery, { sort, order, after }: ValuePage, wanted: number): StudyRowsQuery {
  query.select('study.id', 'id').addSelect('NULL', 'value').andWhere(`study.${SORT_COLUMN[sort]} IS NULL`);
  if (after !== null && after.value === null) {
    query.andWhere(`study.id ${order === 'asc' ? '>' : '<'} :afterId`, { afterId: after.id });
  }
  return ordered(query, order).limit(wanted);
}

function ordered(query: StudyRowsQuery, order: SortOrder, column?: string): StudyRowsQuery {
  const direction = order === 'asc' ? 'ASC' : 'DESC';
  return column === undefined
    ? query.orderBy('study.id', direction)
    : query.orderBy(column, direction).addOrderBy('study.id', direction);
}
