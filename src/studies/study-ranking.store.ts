import type { StudySearch } from '../search/study-search.js';
import type { RankSort, SortOrder, StudyFilter, StudyPosition } from './study-filter.types.js';
import type { StudyRowsQuery } from './study-matching.store.js';
import { sitesNear } from './study-sites-near.store.js';

/** Which page of a ranked list is wanted. */
export type RankedPage = {
  search: StudySearch;
  filter: StudyFilter;
  sort: RankSort;
  order: SortOrder;
  after: StudyPosition | null;
  limit: number;
};

type Sql = { sql: string; values: Record<string, unknown> };

/** Dates of a list by relevance are compared as texts; none is the oldest. */
const UPDATED = "COALESCE(study.lastUpdatePostDate, '')";

/**
 * Asks for `rank`, `value` and `id` of up to one row more than wanted, by rank: the best first, among equals the one updated last. A rank depends on the study
 * and the query alone, so other studies that come or go never move it.
 */
export function rankedQuery(query: StudyRowsQuery, page: RankedPage): StudyRowsQuery {
  const ranks = page.sort === 'distance' ? byDistance(page.filter) : byRelevance(page.filter, page.search);
  const [ahead, back, beyond] =
    page.order === 'asc' ? (['ASC', 'DESC', '>'] as const) : (['DESC', 'ASC', '<'] as const);
  query
    .innerJoin(`(${ranks.sql})`, 'ranked', 'ranked.id = study.id', ranks.values)
    .select('ranked.place', 'rank')
    .addSelect('study.lastUpdatePostDate', 'value')
    .addSelect('study.id', 'id')
    .orderBy('ranked.place', ahead)
    .addOrderBy(UPDATED, back)
    .addOrderBy('study.id', back);
  if (page.after !== null) {
    const { rank, value, id } = page.after;
    const later = beyond === '>' ? '<' : '>';
    query.andWhere(
      `(ranked.place ${beyond} :afterRank OR (ranked.place = :afterRank AND (${UPDATED}, study.id) ${later} (:afterValue, :afterId)))`,
      { afterRank: rank, afterValue: value ?? '', afterId: id },
    );
  }
  return query.limit(page.limit + 1);
}

/** The nearest site that counts. */
function byDistance({ near }: StudyFilter): Sql {
  if (near === null) throw new Error('sorting by distance needs a place');
  const { sql, values } = sitesNear(near);
  return { sql: `SELECT site_near.id AS id, site_near.haversine AS place FROM (${sql}) site_near`, values };
}

/** The tiers of all searches, added up. */
function byRelevance({ texts }: StudyFilter, search: StudySearch): Sql {
  if (texts.length === 0) throw new Error('sorting by relevance needs a text');
  const parts = texts.map((text, i) => search.ranked(text, `rank${i}`));
  const tables = parts.map(({ sql }, i) => `(${sql}) part${i}`);
  const joins = tables.slice(1).map((table, i) => `INNER JOIN ${table} ON part${i + 1}.id = part0.id`);
  const place = parts.map((_, i) => `part${i}.tier`).join(' + ');
  return {
    sql: `SELECT part0.id AS id, ${place} AS place FROM ${[tables[0], ...joins].join(' ')}`,
    values: Object.assign({}, ...parts.map(({ values }) => values)) as Record<string, unknown>,
  };
}
