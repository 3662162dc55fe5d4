import type { RawQuery } from '../http/decode-query.js';
import type { FhirCall } from './fhir-call.js';

/** Path under which FHIR R4 is served. */
export const FHIR_PATH = '/fhir/R4';

/** Absolute address of the FHIR service: as configured, else as the client called it. */
export function baseOf(publicUrl: string | null, { origin }: FhirCall): string {
  return `${publicUrl ?? origin}${FHIR_PATH}`;
}

/** Absolute address of what was called, with the parameters that counted and, for another page, its cursor. */
export function linkOf(publicUrl: string | null, call: FhirCall, cursor: string | null = null): string {
  const query: RawQuery = cursor === null ? call.query : { ...call.query, _cursor: cursor };
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value ?? []].flat().map((each): [string, string] => [name, each]),
  );
  const search = new URLSearchParams(pairs).toString();
  return `${publicUrl ?? call.origin}${call.path}${search === '' ? '' : `?${search}`}`;
}
