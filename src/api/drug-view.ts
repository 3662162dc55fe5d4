import type { StoredDrug } from '../drugs/drug.store.js';
import type { MatchedSpelling } from '../model/drug-lookup.js';
import type { PartOfSource } from '../references/references.types.js';
import { computed, fieldsAt, partsProvenance } from './provenance-view.js';
import type { DrugDetail, DrugItem } from './schemas/drug.schema.js';

const ENTRIES_RULE = 'entries of the guides that speak of the drug';

/** A drug as list item; `matched` is null when no name was asked for. */
export function drugItemOf(
  { document, stated }: StoredDrug,
  matched: MatchedSpelling | null,
  withConflicts: boolean,
): DrugItem {
  const { drugId, name, treatmentKind, approvals, conflicts } = document;
  return {
    ...{ drugId, name, treatmentKind },
    entries: entriesOf(stated),
    firstApprovedOn: approvals?.firstApprovedOn ?? null,
    conflictCount: conflicts.length,
    matched,
    ...(withConflicts ? { conflicts } : {}),
  };
}

/** One drug with everything. */
export function drugDetailOf(
  { document, provenance, stated }: StoredDrug,
  parts: Record<string, PartOfSource>,
  withProvenance: boolean,
): DrugDetail {
  const entries = entriesOf(stated);
  const detail = { ...document, entries, parts };
  if (!withProvenance) return detail;
  const { drugId } = document;
  const because = computed('guide', drugId, ENTRIES_RULE);
  const ofEntries = entries.map((entry, index) => fieldsAt(`/entries/${index}`, Object.keys(entry), because));
  return {
    ...detail,
    provenance: Object.assign({}, provenance, ...ofEntries, partsProvenance('', drugId, parts)) as typeof provenance,
  };
}

function entriesOf(stated: StoredDrug['stated']): DrugItem['entries'] {
  return stated.map(({ guideId, entryId }) => ({
    ...{ guideId, entryId },
    path: `/v1/guides/${guideId}/entries/${entryId}`,
  }));
}
