import type { Expression, Phrase } from './expression.js';
import { SEARCH_TIER, type SearchTier } from './search-areas.js';

/**
 * An expression in the query language of PostgreSQL (https://www.postgresql.org/docs/current/datatype-textsearch.html): matches
 * must have the label of a tier up to `tier`, what is excluded may have any.
 */
export function tsqueryExpression(expression: Expression, tier: SearchTier): string {
  switch (expression.kind) {
    case 'phrase':
      return phraseWith(expression, labelsUpTo(tier));
    case 'any':
      return joined(expression.of, ' | ', tier);
    case 'all': {
      const all = joined(expression.of, ' & ', tier);
      return expression.except.length === 0 ? all : `(${all} & !${joined(expression.except, ' | ', 'd')})`;
    }
    case 'named': {
      const names = expression.synonyms.map((name) => phraseWith(name, labelsUpTo(tier === 'd' ? 'c' : tier)));
      return `(${[tsqueryExpression(expression.asked, tier), ...names].join(' | ')})`;
    }
  }
}

function joined(parts: readonly Expression[], operator: string, tier: SearchTier): string {
  return `(${parts.map((part) => tsqueryExpression(part, tier)).join(operator)})`;
}

function labelsUpTo(tier: SearchTier): string {
  return SEARCH_TIER.slice(0, SEARCH_TIER.indexOf(tier) + 1)
    .join('')
    .toUpperCase();
}

function phraseWith({ words, beginnings }: Phrase, labels: string): string {
  const whole = words.map((word) => `'${word}':${labels}`);
  if (beginnings.length === 0) return `(${whole.join(' <-> ')})`;
  const ways = beginnings.map((beginning) => `(${[...whole, `'${beginning}':*${labels}`].join(' <-> ')})`);
  return `(${ways.join(' | ')})`;
}
