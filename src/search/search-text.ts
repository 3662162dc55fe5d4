import { SEARCH_AREA, SEARCH_AREAS, SEARCH_TIER, tierOf, type SearchArea, type SearchTier } from './search-areas.js';
import { SEARCH_FIELDS, type Searchable } from './search-fields.js';
import { wordsOf } from '../common/words.js';

/** The words of every value of an area, by tier; words of two values never stand next to each other. */
export type AreaText = Readonly<Record<SearchTier, readonly (readonly string[])[]>>;
export type SearchText = Readonly<Record<SearchArea, AreaText>>;

/**
 * Names how words, fields and tiers are made: studies indexed under another name are indexed again at the next start.
 * Raise it with any change that makes an index say something else.
 */
export const INDEX_VERSION = '1';

/** Bytes of different words in one area; PostgreSQL takes 1 MiB with its overhead. Fields of little weight are cut first. */
const MOST_BYTES = 400_000;
/** Bytes that PostgreSQL adds to a word, its positions not counted. */
const OVERHEAD = 16;
/** Words of one area in all. */
const MOST_WORDS = 200_000;

/** The words by which a study is found, area by area. */
export function searchTextOf(searchable: Searchable): SearchText {
  const fields = new Map(
    Object.entries(SEARCH_FIELDS).map(([field, values]) => [field, valueWords(values(searchable))]),
  );
  return Object.fromEntries(SEARCH_AREA.map((area) => [area, areaText(area, fields)])) as SearchText;
}

function valueWords(values: readonly (string | null | undefined)[]): string[][] {
  const texts = new Set(values.filter((value) => value !== null && value !== undefined));
  return [...texts].map(wordsOf).filter((words) => words.length > 0);
}

function areaText(area: SearchArea, fields: ReadonlyMap<string, string[][]>): AreaText {
  const text: Record<SearchTier, string[][]> = { a: [], b: [], c: [], d: [] };
  const room = roomFor();
  for (const tier of SEARCH_TIER) {
    for (const field of SEARCH_AREAS[area].filter((each) => tierOf(area, each) === tier)) {
      text[tier].push(
        ...(fields.get(field[0]) ?? []).map((words) => words.filter(room)).filter((words) => words.length > 0),
      );
    }
  }
  return text;
}

/** Tells of word after word whether it still fits. */
function roomFor(): (word: string) => boolean {
  const seen = new Set<string>();
  let bytes = 0;
  let words = 0;
  return (word) => {
    words += 1;
    if (words > MOST_WORDS) return false;
    if (seen.has(word)) return true;
    const size = Buffer.byteLength(word) + OVERHEAD;
    if (bytes + size > MOST_BYTES) return false;
    bytes += size;
    seen.add(word);
    return true;
  };
}
