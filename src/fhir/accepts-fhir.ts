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
  return accept.split(',').some(isServed) ? null : accept;
}

/** One media range of `Accept`: a type we have, not refused by `q=0`, and of no other version of FHIR. */
function isServed(range: string): boolean {
  const [, ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const valueOf = (name: string): string | undefined =>
    parameters
      .find((part) => part.startsWith(`${name}=`))
      ?.slice(name.length + 1)
      .replaceAll('"', '');
  const version = valueOf('fhirversion') ?? VERSION;
  return (
    RANGES.some((each) => each === mediaTypeOf(range)) && Number(valueOf('q') ?? 1) !== 0 && version.startsWith(VERSION)
  );
}

function mediaTypeOf(range: string): string {
  return (range.split(';')[0] ?? '').trim().toLowerCase();
}

/** Whether unknown parameters are to be left out of account (https://hl7.org/fhir/R4/search.html#errors). */
export function isLenient(prefer: string | undefined): boolean {
  return /(?:^|[,;\s])handling\s*=\s*"?lenient\b/i.test(prefer ?? '');
}
