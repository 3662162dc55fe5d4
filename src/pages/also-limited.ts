import { trialChoice } from '../api/trials.parameters.js';

/** The query of a search as it stands in the address: names in the spelling of the interface, no empty values. */
export type SearchQuery = Readonly<Record<string, string | readonly string[]>>;

/** A parameter of a search that no field of the form shows, with its values. */
export type AlsoFilter = { name: string; values: readonly string[] };

/** Names that the form has a field for, or that a new search begins without. */
const FIELDS = new Set([
  'q',
  'entry',
  'statusGroup',
  'country',
  'age',
  'sex',
  'scope',
  'near',
  'radius',
  'lang',
  'cursor',
]);
/** The form has room for one phase. */
const PHASE = 'phase';
/** Parameters whose words studies can be sorted by. */
const TEXTS = ['q', 'condition', 'intervention', 'title'];

/** The values of a parameter; a list may be repeated or separated by commas. */
export function valuesOf(query: SearchQuery, name: string): string[] {
  const given = [query[name] ?? []].flat();
  return isList(name) ? given.flatMap((part) => part.split(',')).map((part) => part.trim()) : given;
}

/** What limits or orders a search beside the fields of its form. An entry is named with its guide, so it needs no other word. */
export function alsoLimitedBy(query: SearchQuery): AlsoFilter[] {
  return Object.keys(query).flatMap((name) => {
    const isShown = FIELDS.has(name) || (name === 'guide' && query['entry'] !== undefined);
    const values = isShown ? [] : valuesOf(query, name).slice(name === PHASE ? 1 : 0);
    return values.length === 0 ? [] : [{ name, values }];
  });
}

/** The query of the same search from its first page, without one of those filters. */
export function withoutFilter(query: SearchQuery, { name, values }: AlsoFilter): SearchQuery {
  const left = valuesOf(query, name).filter((value) => !values.includes(value));
  const rest = { ...query, [name]: left, cursor: [] };
  const isRelevant = TEXTS.some((text) => valuesOf(rest, text).length > 0);
  // Without words nothing can be sorted by them.
  return !isRelevant && valuesOf(rest, 'sort')[0]?.toLowerCase() === 'relevance' ? { ...rest, sort: [] } : rest;
}

function isList(name: string): boolean {
  return Object.hasOwn(trialChoice, name) && trialChoice[name as keyof typeof trialChoice].list;
}
