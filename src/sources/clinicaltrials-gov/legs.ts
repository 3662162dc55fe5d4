import { contentHash } from '../../model/content-hash.js';
import { parseNctId, type NctId } from '../../model/identifiers.js';
import type { PullRequest } from '../source.js';
import type { StudiesQuery } from './client.js';

/** NCT numbers asked for by one list, so that its address stays short. */
const IDS_PER_LEG = 100;

/** What a pull asks the registry: one list of studies after the other, and the keys that are no NCT numbers. */
export type PullPlan = { legs: StudiesQuery[]; unreadableKeys: string[] };

/**
 * The lists that together make up a pull: the followed conditions, then the followed NCT numbers by hundreds.
 * A query parameter made of nothing but NCT numbers would switch all filters off, so numbers only go into `filter.ids`.
 */
export function planPull({ scope, following }: Pick<PullRequest, 'scope' | 'following'>): PullPlan {
  if (scope.kind === 'keys') return keyPlan(scope.keys, {});
  const since = scope.kind === 'changedSince' ? changedSince(scope.since) : {};
  if (following.everything) return { legs: [since], unreadableKeys: [] };
  const texts = following.conditions.filter((condition) => parseNctId(condition) === null);
  const numbers = following.conditions.filter((condition) => parseNctId(condition) !== null);
  const { legs, unreadableKeys } = keyPlan([...following.keys, ...numbers], since);
  return { legs: [...conditionLeg(texts, since), ...legs], unreadableKeys };
}

/** A short name of a plan's lists: a cursor is good only for the very same lists. */
export function fingerprint(legs: readonly StudiesQuery[]): string {
  return contentHash(legs).slice(0, 16);
}

function changedSince(day: string): StudiesQuery {
  return { 'filter.advanced': `AREA[LastUpdatePostDate]RANGE[${day},MAX]` };
}

function conditionLeg(conditions: readonly string[], filter: StudiesQuery): StudiesQuery[] {
  const phrases = [...new Set(conditions.map(quoted))].filter((phrase) => phrase !== '""');
  return phrases.length === 0 ? [] : [{ 'query.cond': phrases.join(' OR '), ...filter }];
}

/** A phrase of the registry's query language: in quotes no word is an operator; quotes, brackets and backslashes are. */
function quoted(condition: string): string {
  return `"${condition.replace(/["\\[\]\p{Cc}\s]+/gu, ' ').trim()}"`;
}

function keyPlan(keys: readonly string[], filter: StudiesQuery): PullPlan {
  const parsed = keys.map((key) => ({ key, nctId: parseNctId(key) }));
  const unreadableKeys = parsed.filter(({ nctId }) => !isAskable(nctId)).map(({ key }) => key);
  const nctIds = [...new Set(parsed.map(({ nctId }) => nctId).filter(isAskable))];
  const legs: StudiesQuery[] = [];
  for (let start = 0; start < nctIds.length; start += IDS_PER_LEG) {
    legs.push({ 'filter.ids': nctIds.slice(start, start + IDS_PER_LEG).join(','), ...filter });
  }
  return { legs, unreadableKeys: [...new Set(unreadableKeys)] };
}

/** The registry refuses the number zero, and with it the whole list it stands in. */
function isAskable(nctId: NctId | null): nctId is NctId {
  return nctId !== null && nctId !== 'NCT00000000';
}
