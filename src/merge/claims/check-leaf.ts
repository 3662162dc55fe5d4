import type { ClaimEvidence } from '../../model/claim.js';
import type { Provenance } from '../../model/provenance.js';

/** A leaf of a merged document as evidence, by its provenance; none where the leaf has none. `value` is the leaf's. */
export function leafEvidence(
  provenance: Readonly<Record<string, Provenance>>,
  pointer: string,
  value: unknown,
): ClaimEvidence[] {
  const said = provenance[pointer];
  if (said === undefined) return [];
  const { source, key, pointer: at, url, retrievedAt, sourceUpdatedAt } = said;
  return [{ source, key, pointer: at, value, url, retrievedAt, sourceUpdatedAt }];
}
