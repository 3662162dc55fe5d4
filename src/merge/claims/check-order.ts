import { compareText } from '../../model/compare.js';
import { canonicalJson } from '../../model/content-hash.js';

/** A list in an order that rests on its items alone: by their canonical JSON, or by a key and then that. */
export function inFixedOrder<T>(items: readonly T[], key: (item: T) => string = () => ''): T[] {
  const keyed = items.map((item) => ({ item, key: key(item), json: canonicalJson(item) }));
  keyed.sort((a, b) => compareText(a.key, b.key) || compareText(a.json, b.json));
  return keyed.map(({ item }) => item);
}
