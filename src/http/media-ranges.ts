/** One range of an `Accept` header (RFC 9110, section 12.5.1); `quality` 0 refuses it. Names are in lower case. */
export type MediaRange = { type: string; quality: number; parameters: Readonly<Record<string, string>> };

/**
 * Text up to a comma, or up to a semicolon, that does not stand in quotes. Quotes that are never closed reach to the end:
 * looking for their end from each of them anew would take quadratic time.
 */
const ITEMS = /(?:[^,"]|"(?:[^"\\]|\\.?)*(?:"|$))+/g;
const PARTS = /(?:[^;"]|"(?:[^"\\]|\\.?)*(?:"|$))+/g;

/** The ranges of an `Accept` header, in its order. */
export function mediaRanges(accept: string): MediaRange[] {
  return (accept.match(ITEMS) ?? []).map(rangeOf).filter(({ type }) => type !== '');
}

/** The media type of a header value, without its parameters. */
export function mediaTypeOf(value: string): string {
  return (value.split(';')[0] ?? '').trim().toLowerCase();
}

/**
 * The media type that serves an `Accept` header best, null where none does. Of equally wanted ones it is the one that the
 * header names most exactly, then the one it names first, then the first of the possible: so one that is named beats what
 * only a wildcard allows, and a client that takes anything gets the first.
 */
export function chooseMediaType<T extends string>(accept: string | undefined, possible: readonly T[]): T | null {
  if (accept === undefined || accept.trim() === '') return possible[0] ?? null;
  const ranges = mediaRanges(accept);
  const [best] = possible
    .flatMap((type) => {
      const wish = wishFor(type, ranges);
      return wish === null || wish.quality === 0 ? [] : [{ type, ...wish }];
    })
    .sort((a, b) => b.quality - a.quality || b.exactness - a.exactness || a.place - b.place);
  return best?.type ?? null;
}

type Wish = { quality: number; exactness: number; place: number };

/** What a header says of a type: its most exact range counts (RFC 9110, section 12.5.1). */
function wishFor(type: string, ranges: readonly MediaRange[]): Wish | null {
  const spellings = ['*/*', `${type.split('/')[0] ?? ''}/*`, type];
  const [most] = ranges
    .map((range, place) => ({ quality: range.quality, exactness: spellings.indexOf(range.type), place }))
    .filter(({ exactness }) => exactness >= 0)
    .sort((a, b) => b.exactness - a.exactness || b.quality - a.quality);
  return most ?? null;
}

function rangeOf(text: string): MediaRange {
  const [type = '', ...parts] = (text.match(PARTS) ?? []).map((part) => part.trim().toLowerCase());
  const parameters = Object.fromEntries(parts.map(pairOf));
  return { type, quality: qualityOf(parameters['q']), parameters };
}

function pairOf(part: string): [string, string] {
  const [name = '', ...value] = part.split('=');
  return [name.trim(), value.join('=').trim().replaceAll('"', '')];
}

/** A weight that is none counts as unsaid: the client did name the type. */
function qualityOf(text: string | undefined): number {
  const quality = Number(text ?? 1);
  return quality >= 0 && quality <= 1 ? quality : 1;
}
