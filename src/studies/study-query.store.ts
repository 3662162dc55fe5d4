import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Database } from '../database/database.js';
import type { TrustWindow } from '../model/status.js';
import { conditionsOf, inCountries } from './study-conditions.store.js';
import type { SortOrder, StudyFilter, StudyPosition, StudySort } from './study-filter.types.js';
import { toSummary } from './study-reader.store.js';
import type { StudySummary } from './study-summary.types.js';
import { StudyRow } from './study.entity.js';

/** What page of a list is wanted. `after` is null for the first one. */
export type StudyPageRequest = {
  filter: StudyFilter;
  window: TrustWindow;
  sort: StudySort;
  order: SortOrder;
  after: StudyPosition | null;
  limit: number;
};

/** One page; `next` is null on the last one. */
export type StudyPage = StudyPageRows & { totalCount: number; totalIsExact: boolean };

/** The studies of one page, without the count of all. */
export type StudyPageRows = { rows: StudySummary[]; next: StudyPosition | null };

/** Counting stops here, so that one request never costs more than this many rows. */
const COUNT_LIMIT = 100_000;

const SORT_COLUMN = {
  lastUpdate: 'lastUpdatePostDate',
  start: 'startDate',
  enrollment: 'enrollmentCount',
  nctId: 'id',
} as const satisfies Record<StudySort, keyof StudyRow>;

type Query = SelectQueryBuilder<StudyRow>;

/** Lists of studies. Pages are found by key, so studies that come or go between two pages never shift the rest. */
@Injectable()
export class StudyQuery {
  constructor(private readonly database: Database) {}

  /** One page of the studies that pass a filter; studies without a sort value stand at the end in either order. */
  async page(request: StudyPageRequest): Promise<StudyPage> {
    const countries = await this.spellings(request.filter.country);
    const matching = (): Query => this.matching(request, countries);
    const [found, total] = await Promise.all([rowsAfter(matching, request), count(matching())]);
    return {
      ...pageOf(found, request),
      totalCount: Math.min(total, COUNT_LIMIT),
      totalIsExact: total <= COUNT_LIMIT,
    };
  }

  /** The same without counting, for who reads page after page. */
  async rows(request: StudyPageRequest): Promise<StudyPageRows> {
    const countries = await this.spellings(request.filter.country);
    return pageOf(await rowsAfter(() => this.matching(request, countries), request), request);
  }

  /** Countries with sites, as stored. Steps from one name to the next through the index instead of reading every site. */
  async countries(): Promise<string[]> {
    const rows = await this.database.read.query<{ name: string }[]>(`
      WITH RECURSIVE each_country(name) AS (
        SELECT MIN(country) FROM study_location
        UNION ALL
        SELECT (SELECT MIN(country) FROM study_location WHERE country > each_country.name)
        FROM each_country WHERE each_country.name IS NOT NULL
      )
      SELECT name FROM each_country WHERE name IS NOT NULL`);
    return rows.map((row) => row.name);
  }

  /** The stored spellings of a country given in any case; null when no country is asked for. */
  private async spellings(country: string | null): Promise<string[] | null> {
    if (country === null) return null;
    const wanted = country.toLowerCase();
    return (await this.countries()).filter((name) => name.toLowerCase() === wanted);
  }

  private matching({ filter, window }: StudyPageRequest, countries: string[] | null): Query {
    const query = this.database.read.createQueryBuilder(StudyRow, 'study');
    const conditions = conditionsOf(filter, window);
    if (countries !== null) {
      conditions.push(countries.length > 0 ? inCountries(countries) : { sql: '1 = 0', values: {} });
    }
    for (const { sql, values } of conditions) query.andWhere(sql, values);
    return query;
  }
}

function pageOf(found: readonly StudyRow[], { limit, sort }: StudyPageRequest): StudyPageRows {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const hasMore = found.length > limit && last !== undefined;
  return { rows: rows.map(toSummary), next: hasMore ? { value: last[SORT_COLUMN[sort]], id: last.id } : null };
}

/** Up to one row more than asked for: first those with a sort value, then those without, each part in index order. */
async function rowsAfter(matching: () => Query, request: StudyPageRequest): Promise<StudyRow[]> {
  const { after, limit } = request;
  const wanted = limit + 1;
  const valued = after !== null && after.value === null ? [] : await valuedRows(matching(), request, wanted);
  if (valued.length === wanted) return valued;
  return [...valued, ...(await emptyRows(matching(), request, wanted - valued.length))];
}

function valuedRows(query: Query, { sort, order, after }: StudyPageRequest, wanted: number): Promise<StudyRow[]> {
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

function emptyRows(query: Query, { sort, order, after }: StudyPageRequest, wanted: number): Promise<StudyRow[]> {
  query.andWhere(`study.${SORT_COLUMN[sort]} IS NULL`);
  if (after !== null && after.value === null) {
    query.andWhere(`study.id ${order === 'asc' ? '>' : '<'} :afterId`, { afterId: after.id });
  }
  return ordered(query, order).limit(wanted).getMany();
}

function ordered(query: Query, order: SortOrder, column?: string): Query {
  const direction = order === 'asc' ? 'ASC' : 'DESC';
  return column === undefined
    ? query.orderBy('study.id', direction)
    : query.orderBy(column, direction).addOrderBy('study.id', direction);
}

/** Counts as far as one row beyond the limit. */
async function count(query: Query): Promise<number> {
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
