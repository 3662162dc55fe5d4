import { Injectable } from '@nestjs/common';
import { In, type SelectQueryBuilder } from 'typeorm';
import { inTurns } from '../common/in-turns.js';
import { Database } from '../database/database.js';
import type { TrustWindow } from '../model/status.js';
import { POSTGRES_SEARCH, SQLITE_SEARCH, type StudySearch, type TextSearch } from '../search/study-search.js';
import { conditionsOf, inCountries, type Condition } from './study-conditions.store.js';
import type { StudyFilter } from './study-filter.types.js';
import { StudyRow } from './study.entity.js';

/** Counting stops here, so that one request never costs more than this many rows. */
export const COUNT_LIMIT = 100_000;

/** Rows read in one turn of the event loop. */
const SLICE = 50;

/** A query for rows called `study`. */
export type StudyRowsQuery = SelectQueryBuilder<StudyRow>;

/** What a filter means in the database: the ground of lists, counts and exports. */
@Injectable()
export class StudyMatching {
  readonly search: StudySearch;

  constructor(private readonly database: Database) {
    this.search = database.target.engine === 'postgres' ? POSTGRES_SEARCH : SQLITE_SEARCH;
  }

  /** Makes queries for the studies that pass a filter, a new one at each call. */
  async of(filter: StudyFilter, window: TrustWindow): Promise<() => StudyRowsQuery> {
    const conditions = [...conditionsOf(filter, window), ...filter.texts.map((text, i) => this.textCondition(text, i))];
    if (filter.country !== null) conditions.push(inCountries(await this.spellings(filter.country)));
    return () => {
      const query = this.database.read.createQueryBuilder(StudyRow, 'study');
      for (const { sql, values } of conditions) query.andWhere(sql, values);
      return query;
    };
  }

  /** Rows of a query made from these, in a limited time. Throws QueryTimeout. */
  run<Row>(query: StudyRowsQuery): Promise<Row[]> {
    return this.database.search<Row>(...query.getQueryAndParameters());
  }

  /** How many rows a query has, counted as far as one beyond `limit`. Throws QueryTimeout. */
  async count(query: StudyRowsQuery, limit: number): Promise<number> {
    const [inner, parameters] = query
      .select('study.id', 'id')
      .limit(limit + 1)
      .getQueryAndParameters();
    const [row] = await this.database.search<{ total: string | number }>(
      `SELECT COUNT(*) AS total FROM (${inner}) counted`,
      parameters,
    );
    return Number(row?.total ?? 0);
  }

  /** Stored studies in the order of their numbers; those that have gone meanwhile are left out. */
  async rowsOf(ids: readonly number[]): Promise<StudyRow[]> {
    const rows = await inTurns(ids, SLICE, (slice) => this.database.read.findBy(StudyRow, { id: In([...slice]) }));
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id)).filter((row) => row !== undefined);
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

  /** The stored spellings of a country given in any case. */
  private async spellings(country: string): Promise<string[]> {
    const wanted = country.toLowerCase();
    return (await this.countries()).filter((name) => name.toLowerCase() === wanted);
  }

  private textCondition(text: TextSearch, i: number): Condition {
    const { sql, values } = this.search.matching(text, `text${i}`);
    return { sql: `study.id IN (${sql})`, values };
  }
}
