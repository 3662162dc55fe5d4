import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Database } from '../database/database.js';
import type { TrustWindow } from '../model/status.js';
import { POSTGRES_SEARCH, SQLITE_SEARCH, type StudySearch, type TextSearch } from '../search/study-search.js';
import { conditionsOf, inCountries, type Condition } from './study-conditions.store.js';
import type { StudyFilter } from './study-filter.types.js';
import { StudyRow } from './study.entity.js';

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
