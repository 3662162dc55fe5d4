import type { Expression, Phrase } from './expression.js';
import { SEARCH_TIER, type SearchTier } from './search-areas.js';

/**
 * An expression in the query language of SQLite FTS5 (https://www.sqlite.org/fts5.html#full_text_query_syntax): matches must
 * stand in the columns up to `tier`, what is excluded is looked for in all of them.
 */
export function fts5Expression(expression: Expression, tier: SearchTier): string {
  switch (expression.kind) {
    case 'phrase':
      return phraseIn(expression, columnsUpTo(tier));
    case 'any':
      return joined(expression.of, ' OR ', tier);
    case 'all': {
      const all = joined(expression.of, ' AND ', tier);
      return expression.except.length === 0 ? all : `(${all} NOT ${joined(expression.except, ' OR ', 'd')})`;
    }
    case 'named': {
      const names = expression.synonyms.map((name) => phraseIn(name, columnsUpTo(tier === 'd' ? 'c' : tier)));
      return `(${[fts5Expression(expression.asked, tier), ...names].join(' OR ')})`;
    }
  }
}

function joined(parts: readonly Expression[], operator: string, tier: SearchTier): string {
  return `(${parts.map((part) => fts5Expression(part, tier)).join(operator)})`;
}

function columnsUpTo(tier: SearchTier): string {
  return `{${SEARCH_TIER.slice(0, SEARCH_TIER.indexOf(tier) + 1).join(' ')}}`;
}

function phraseIn({ words, beginnings }: Phrase, columns: string): string {
  if (beginnings.length === 0) return `${columns} : ${quoted(words)}`;
  return `(${beginnings.map((beginning) => `${columns} : ${quoted([...words, beginning])} *`).join(' OR ')})`;
}

/** Words hold letters and digits only, so nothing in them can end the quotation. */
function quoted(words: readonly string[]): string {
  return `"${words.join(' ')}"`;
}
