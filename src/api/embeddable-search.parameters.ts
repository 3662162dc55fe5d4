import { trialChoice } from './trials.parameters.js';

/** Filters of a search that listings on other sites have, too, and what only puts its studies in an order. */
const SHOWN = new Set(['guide', 'entry', 'country', 'near', 'radius', 'statusGroup', 'sort', 'order']);

/** Whether a listing on another site can show the studies of a search, given by the names in its query. */
export function isEmbeddableSearch(names: readonly string[]): boolean {
  return names.every((name) => SHOWN.has(name) || !Object.hasOwn(trialChoice, name));
}
