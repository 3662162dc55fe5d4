import type { Meta } from 'fhir/r4.js';
import { DISCLAIMER } from '../api/envelopes.service.js';
import { NOTICE_SYSTEM } from './fhir-words.js';

/** The tag of every resource: what this information is not. */
export const NOTICE: NonNullable<Meta['tag']> = [
  { system: NOTICE_SYSTEM, code: 'no-medical-advice', display: DISCLAIMER },
];

/** `meta` of a record: since when the service has this content, and the page it is from. */
export function metaOf(lastUpdated: string, source: string): Meta {
  return { lastUpdated, source, tag: NOTICE };
}
