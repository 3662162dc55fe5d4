import type { EntryDrug, EntryPublications, MergedEntry } from '../model/entry.js';
import type { Provenance } from '../model/provenance.js';
import type { PartOfSource, PartStatus } from '../references/references.types.js';
import { computed, fieldsAt, FRESHNESS_RULE, partsProvenance } from './provenance-view.js';
import type { EntryDetail } from './schemas/entry.schema.js';

/** What is told of an entry's parts only when it is served. */
export type EntryFreshness = { parts: Record<string, PartOfSource>; publications: PartStatus };

const NEVER_LOOKED_UP = { studies: null, total: null, items: null };

/** An entry with everything. */
export function entryDetailOf(merged: MergedEntry, fresh: EntryFreshness, withProvenance: boolean): EntryDetail {
  const drug = drugOf(merged);
  const publications = publicationsOf(merged);
  const detail = {
    ...merged.document,
    drug: drug === null ? null : { ...drug, parts: fresh.parts },
    publications: { ...fresh.publications, ...(publications ?? NEVER_LOOKED_UP) },
  };
  return withProvenance ? { ...detail, provenance: provenanceOf(merged, fresh) } : detail;
}

/** The merged drug of an entry; null also in a record that a release without drugs left behind. */
export function drugOf({ document: { drug } }: MergedEntry): EntryDrug | null {
  return drug !== null && 'drugId' in drug ? drug : null;
}

/** The publications of an entry; null in a record that a release without publications left behind. */
export function publicationsOf({ document: { publications } }: MergedEntry): EntryPublications | null {
  return publications !== null && 'studies' in publications ? publications : null;
}

function provenanceOf(merged: MergedEntry, { parts, publications: told }: EntryFreshness): Record<string, Provenance> {
  const { document, provenance } = merged;
  const key = `${document.guideId}/${document.entryId}`;
  const drug = drugOf(merged);
  const publications = publicationsOf(merged);
  const absent = [...(drug === null ? ['/drug'] : []), ...(publications === null ? ['/publications'] : [])];
  const kept = Object.entries(provenance).filter(([at]) => !absent.some((part) => isWithin(at, part)));
  const whyAbsent = (part: string): Provenance => provenance[part] ?? computed('guide', key, 'not put together yet');
  return {
    ...Object.fromEntries(kept),
    ...(drug === null ? { '/drug': whyAbsent('/drug') } : partsProvenance('/drug', drug.drugId, parts)),
    ...fieldsAt('/publications', Object.keys(told), computed('guide', key, FRESHNESS_RULE)),
    ...(publications === null
      ? fieldsAt('/publications', Object.keys(NEVER_LOOKED_UP), whyAbsent('/publications'))
      : {}),
  };
}

function isWithin(pointer: string, part: string): boolean {
  return pointer === part || pointer.startsWith(`${part}/`);
}
