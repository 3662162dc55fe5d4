import type { Provenance } from '../model/provenance.js';
import type { PartOfSource } from '../references/references.types.js';

/** Rule of everything that moves with time alone. */
export const FRESHNESS_RULE = 'freshness of the part, told when served';

/** Provenance of a value that was worked out rather than copied. */
export function computed(source: string, key: string, rule: string): Provenance {
  const nowhere = { pointer: null, url: null, sourceUpdatedAt: null, retrievedAt: null };
  return { source, key, ...nowhere, origin: 'computed', rule };
}

/** One provenance for some fields of the object that stands at `base` (an RFC 6901 pointer). */
export function fieldsAt(base: string, fields: readonly string[], provenance: Provenance): Record<string, Provenance> {
  return Object.fromEntries(fields.map((field) => [`${base}/${field}`, provenance]));
}

/** Provenance of the leaves of `parts`, which stands at `base` in a document about a drug. */
export function partsProvenance(
  base: string,
  drugId: string,
  parts: Record<string, PartOfSource>,
): Record<string, Provenance> {
  const leaves = Object.entries(parts).map(([part, told]) =>
    fieldsAt(`${base}/parts/${part}`, Object.keys(told), computed(told.source, drugId, FRESHNESS_RULE)),
  );
  return Object.assign({}, ...leaves) as Record<string, Provenance>;
}
