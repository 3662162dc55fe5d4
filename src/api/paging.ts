import { decodeCursor, encodeCursor } from '../http/cursor.js';
import { optional, text, wholeNumber, withDefault } from '../http/parameters.js';

/** Parameters of every list. */
export const paging = {
  limit: withDefault(wholeNumber(1, 200), 20, 'Items on a page.'),
  cursor: optional(text(2000), '`page.nextCursor` of the answer before; the other parameters must stay the same.'),
};

/** `page` of a list. */
export type Page = { nextCursor: string | null; totalCount: number; totalIsExact: boolean };

type Request = { limit: number; cursor: string | null };

/**
 * A page of a short list that is at hand as a whole, such as the entries of a guide. `filters` names what made the list;
 * a cursor is refused with other ones. The cursor holds the key of the last item, and its place for the case that the item is gone.
 */
export function pageOf<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { limit, cursor }: Request,
  filters: unknown,
): { items: T[]; page: Page } {
  const start = cursor === null ? 0 : startAfter(items.map(keyOf), decodeCursor(cursor, filters, 2));
  const shown = items.slice(start, start + limit);
  const last = shown.at(-1);
  const end = start + shown.length;
  const nextCursor = last === undefined || end >= items.length ? null : encodeCursor([keyOf(last), end], filters);
  return { items: shown, page: { nextCursor, totalCount: items.length, totalIsExact: true } };
}

function startAfter(keys: readonly string[], [key, place]: readonly (string | number | null)[]): number {
  const found = keys.indexOf(String(key));
  return found >= 0 ? found + 1 : Math.max(0, Number(place) - 1);
}
