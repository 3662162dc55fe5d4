import { Injectable } from '@nestjs/common';
import type { TrustWindow } from '../model/status.js';
import type { RankSort, SortOrder, StudyFilter, StudyPosition, StudySort, ValueSort } from './study-filter.types.js';
import { StudyMatching, type StudyRowsQuery } from './study-matching.store.js';
import { rankedRows } from './study-ranking.store.js';
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

/** Counting stops here, so that one request never costs more than this many rows. */
const COUNT_LIMIT = 100_000;

const SORT_COLUMN = {
  lastUpdate: 'lastUpdatePostDate',
  start: 'startDate',
  enrollment: 'enrollmentCount',
  nctId: 'id',
} as const satisfies Record<ValueSort, keyof StudyRow>;

type Found = { row: StudyRow; position: StudyPosition };

/** Lists of studies. Pages are found by key, so studies that come or go between two pages never shift the rest. */
@Injectable()
export class StudyQuery {
  constructor(private readonly studies: StudyMatching) {}

  /** One page of the studies that pass a filter; studies without a sort value stand at the end in either order. */
  async page(request: StudyPageRequest): Promise<StudyPage> {
    const matching = await this.studies.of(request.filter, request.window);
    const [found, total] = await Promise.all([this.rowsAfter(matching, request), count(matching())]);
    const rows = pageOf(found, request.limit);
    return { ...rows, totalCount: Math.min(total, COUNT_LIMIT), totalIsExact: total <= COUNT_LIMIT };
  }

  /** The same without counting, for who reads page after page. */
  async rows(request: StudyPageRequest): Promise<StudyPageRows> {
    const matching = await this.studies.of(request.filter, request.window);
    return pageOf(await this.rowsAfter(matching, request), request.limit);
  }

  /** Countries with sites, as stored. */
  countries(): Promise<string[]> {
    return this.studies.countries();
  }

  /** Up to one row more than asked for. */
  private rowsAfter(matching: () => StudyRowsQuery, request: StudyPageRequest): Promise<Found[]> {
    const { sort, filter, order, after, limit } = request;
    if (isValueSort(sort)) return rowsByValue(matching, { sort, order, after, limit });
    return rankedRows(matching(), { search: this.studies.search, filter, sort, order, after, limit });
  }
}

function pageOf(found: readonly Found[], limit: number): StudyPageRows {
  const shown = found.slice(0, limit);
  return {
    rows: shown.map(({ row }) => toSummary(row)),
    ranks: shown.map(({ position }) => position.rank).filter((rank) => rank !== null),
    next: found.length > limit ? (shown.at(-1)?.position ?? null) : null,
  };
}

type ValuePage = Pick<StudyPageRequest, 'order' | 'after' | 'limit'> & { sort: ValueSort };

function isValueSort(sort: ValueSort | RankSort): sort is ValueSort {
  return sort in SORT_COLUMN;
}

/** First those with a sort value, then those without, each part in index order. */
async function rowsByValue(matching: () => StudyRowsQuery, page: ValuePage): Promise<Found[]> {
  const { after, limit, sort } = page;
  const wanted = limit + 1;
  const valued = after !== null && after.value === null ? [] : await valuedRows(matching(), page, wanted);
  const rest = wanted - valued.length;
  const rows = rest === 0 ? valued : [...valued, ...(await emptyRows(matching(), page, rest))];
  return rows.map((row) => ({ row, position: { rank: null, value: row[SORT_COLUMN[sort]], id: row.id } }));
}

function valuedRows(query: StudyRowsQuery, { sort, order, after }: ValuePage, wanted: number): Promise<StudyRow[]> {
  const column = `study.${SORT_COLUMN[sort]}`;
  const beyond = order === 'asc' ? '>' : '<';
  query.andWhere(`${column} IS NOT NULL`);
  if (after !== null) {
    query.andWhere(`(${column}, study.id) ${beyond} (:afterValue, :afterId)`, {
      afterValue: after.value,
      afterId: after.id,
    });
  }
  return ordered(query, order, column).limit(wanted).getMany();
}

function emptyRows(query: StudyRowsQuery, { sort, order, after }: ValuePage, wanted: number): Promise<StudyRow[]> {
  query.andWhere(`study.${SORT_COLUMN[sort]} IS NULL`);
  if (after !== null && after.value === null) {
    query.andWhere(`study.id ${order === 'asc' ? '>' : '<'} :afterId`, { afterId: after.id });
  }
  return ordered(query, order).limit(wanted).getMany();
}

function ordered(query: StudyRowsQuery, order: SortOrder, column?: string): StudyRowsQuery {
  const direction = order === 'asc' ? 'ASC' : 'DESC';
  return column === undefined
    ? query.orderBy('study.id', direction)
    : query.orderBy(column, direction).addOrderBy('study.id', direction);
}

/** Counts as far as one row beyond the limit. */
async function count(query: StudyRowsQuery): Promise<number> {
  const [inner, parameters] = query
    .select('study.id', 'id')
    .limit(COUNT_LIMIT + 1)
    .getQueryAndParameters();
  const [row] = await query.dataSource.query<{ total: string | number }[]>(
    `SELECT COUNT(*) AS total FROM (${inner}) counted`,
    parameters,
  );
  return Number(row?.total ?? 0);
}
