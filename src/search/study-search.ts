import type { Expression } from './expression.js';
import { fts5Expression } from './fts5-expression.js';
import { SEARCH_AREAS, SEARCH_TIER, tierOf, type SearchArea, type SearchTier } from './search-areas.js';
import { tsqueryExpression } from './tsquery-expression.js';

/** What must be found in an area. */
export type TextSearch = { area: SearchArea; expression: Expression };

/** SQL with its named parameters. */
export type SearchSql = { sql: string; values: Record<string, string> };

/** Full-text search of studies, as SQL that other queries are made of. Two engines, one meaning: test/integration/study-search.int-spec.ts. */
export interface StudySearch {
  /** Numbers of the studies that pass one search; `name` begins the names of its parameters. */
  matching(search: TextSearch, name: string): SearchSql;
  /** The same with `tier`, the number from 0 of the first tier that suffices to find the study. */
  ranked(search: TextSearch, name: string): SearchSql;
}

/** SQLite FTS5. */
export const SQLITE_SEARCH: StudySearch = {
  matching: ({ area, expression }, name) => ({
    sql: `SELECT rowid AS id FROM study_search_${area} WHERE study_search_${area} MATCH :${name}`,
    values: { [name]: fts5Expression(expression, 'd') },
  }),
  ranked: ({ area, expression }, name) => {
    const tiers = tiersOf(area).map(
      (tier, i) =>
        `SELECT rowid AS id, ${i} AS tier FROM study_search_${area} WHERE study_search_${area} MATCH :${name}${tier}`,
    );
    return {
      sql: `SELECT id, MIN(tier) AS tier FROM (${tiers.join(' UNION ALL ')}) found GROUP BY id`,
      values: expressions(area, name, (tier) => fts5Expression(expression, tier)),
    };
  },
};

/** PostgreSQL tsvector. */
export const POSTGRES_SEARCH: StudySearch = {
  matching: ({ area, expression }, name) => ({
    sql: `SELECT study_id AS id FROM study_search WHERE study_search_${area} @@ CAST(:${name} AS tsquery)`,
    values: { [name]: tsqueryExpression(expression, 'd') },
  }),
  ranked: ({ area, expression }, name) => {
    const column = `study_search_${area}`;
    const tiers = tiersOf(area);
    const whens = tiers.map((tier, i) => `WHEN ${column} @@ CAST(:${name}${tier} AS tsquery) THEN ${i}`);
    const last = `${name}${tiers.at(-1) ?? 'd'}`;
    return {
      sql: `SELECT study_id AS id, CASE ${whens.join(' ')} END AS tier FROM study_search WHERE ${column} @@ CAST(:${last} AS tsquery)`,
      values: expressions(area, name, (tier) => tsqueryExpression(expression, tier)),
    };
  },
};

/** Tiers in which an area has fields, best first; the last one finds everything. */
function tiersOf(area: SearchArea): SearchTier[] {
  const used = new Set(SEARCH_AREAS[area].map((field) => tierOf(area, field)));
  return SEARCH_TIER.filter((tier) => used.has(tier));
}

function expressions(area: SearchArea, name: string, of: (tier: SearchTier) => string): Record<string, string> {
  return Object.fromEntries(tiersOf(area).map((tier) => [`${name}${tier}`, of(tier)]));
}
