import { mediaRanges, mediaTypeOf, type MediaRange } from '../http/media-ranges.js';

/** What the service answers with: FHIR JSON, also asked for as plain JSON. */
export const POSSIBLE_TYPES = ['application/fhir+json', 'application/json'] as const;
const RANGES = ['*/*', 'application/*', ...POSSIBLE_TYPES] as const;
/** Short and long spellings of `_format`; a `+` that was not escaped arrives as a space. */
const FORMATS = ['json', 'application/fhir json', ...POSSIBLE_TYPES] as const;
const VERSION = '4.0';

/** What a client asked for and cannot have, null where it can be served. `_format` overrides `Accept`. */
export function unacceptable(accept: string | undefined, format: string | null): string | null {
  if (format !== null) return FORMATS.some((each) => each === mediaTypeOf(format)) ? null : format;
  if (accept === undefined || accept.trim() === '') return null;
  return mediaRanges(accept).some(isServed) ? null : accept;
}

/** One media range of `Accept`: a type we have, not refused by `q=0`, and of no other version of FHIR. */
function isServed({ type, quality, parameters }: MediaRange): boolean {
  const version = parameters['fhirversion'] ?? VERSION;
  return RANGES.some((each) => each === type) && quality > 0 && version.startsWith(VERSION);
}

/** Whether unknown parameters are to be left out of account (https://hl7.org/fhir/R4/search.html#errors). */
export function isLenient(prefer: string | undefined): boolean {
  return /(?:^|[,;\s])handling\s*=\s*"?lenient\b/i.test(prefer ?? '');
}
