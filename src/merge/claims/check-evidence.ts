import type { ClaimEvidence } from '../../model/claim.js';
import type { HeldRecord } from '../drug-facts.types.js';
import { STUDY_SOURCE, type LinkedStudy } from '../merge-facts.types.js';

/** Evidence lists name at most this many records; the reason gives the whole count. */
export const MAX_EVIDENCE = 20;

/** Where a record came from, as evidence tells it. */
type Origins = Pick<HeldRecord, 'source' | 'key' | 'url' | 'retrievedAt' | 'sourceUpdatedAt'>;

/** A value of a study's record as evidence; `pointer` is RFC 6901 into the raw record. */
export function studyEvidence(
  study: Pick<LinkedStudy, 'nctId' | 'url' | 'retrievedAt' | 'sourceUpdatedAt'>,
  pointer: string,
  value: unknown,
): ClaimEvidence {
  const { nctId: key, url, retrievedAt, sourceUpdatedAt } = study;
  return { source: STUDY_SOURCE, key, pointer, value, url, retrievedAt, sourceUpdatedAt };
}

/** A value of a reference source's record as evidence; `pointer` is RFC 6901 into the raw record, null where unknown. */
export function recordEvidence(record: Origins, pointer: string | null, value: unknown): ClaimEvidence {
  const { source, key, url, retrievedAt, sourceUpdatedAt } = record;
  return { source, key, pointer, value, url, retrievedAt, sourceUpdatedAt };
}
