import type { ClaimEvidence } from '../model/claim.js';
import { STUDY_SOURCE, type LinkedStudy, type StudyVersion } from './merge-facts.types.js';

/** Evidence lists name at most this many records; the reason gives the whole count. */
export const MAX_EVIDENCE = 20;

/** A value of a study's record as evidence; `pointer` is RFC 6901 into the raw record. */
export function studyEvidence(study: StudyVersion | LinkedStudy, pointer: string, value: unknown): ClaimEvidence {
  const { nctId: key, url, retrievedAt, sourceUpdatedAt } = study;
  return { source: STUDY_SOURCE, key, pointer, value, url, retrievedAt, sourceUpdatedAt };
}
