import type { ClaimDrug, ClaimLabel, ClaimPublications } from '../../src/merge/claim-facts.types.js';
import type { HeldRecord, ReferencePointers } from '../../src/merge/drug-facts.types.js';
import type { DrugClass, DrugDocument, LabelItem } from '../../src/model/drug.js';
import type { Provenance } from '../../src/model/provenance.js';
import type { DrugLabel, RecordOf } from '../../src/model/reference-record.js';

/*
 * Made-up drugs, labels and publications for the logic of checks: no text here is from a label, whatever names it holds.
 */

/** Pointers as sources give them, for the fields that checks point at. */
export const REFERENCE_POINTERS: ReferencePointers = {
  openfda: {
    label: {
      indications: '/indications_and_usage',
      adverseReactions: '/adverse_reactions',
      boxedWarning: '/boxed_warning',
      warningsAndCautions: '/warnings_and_cautions',
      warnings: '/warnings',
      drugInteractions: '/drug_interactions',
      mechanismOfAction: '/mechanism_of_action',
      pharmClassEpc: '/openfda/pharm_class_epc',
      pharmClassMoa: '/openfda/pharm_class_moa',
    },
  },
  pubmed: { publication: { title: '/title' } },
};

const RETRIEVED_AT = '2026-02-01T06:00:00.000Z';
const NO_TEXT: Omit<DrugLabel, 'kind' | 'setId'> = {
  splId: null,
  version: null,
  effectiveOn: null,
  brandNames: [],
  genericNames: [],
  substanceNames: [],
  manufacturers: [],
  applicationNumbers: [],
  rxcuis: [],
  uniis: [],
  pharmClassEpc: [],
  pharmClassMoa: [],
  indications: [],
  boxedWarning: [],
  warningsAndCautions: [],
  warnings: [],
  adverseReactions: [],
  drugInteractions: [],
  mechanismOfAction: [],
  productData: [],
};

/** A made-up label in effect since a made-up day. */
export function madeUpLabel(
  setId: string,
  fields: Partial<DrugLabel>,
  about: Partial<Omit<ClaimLabel, 'data'>> = {},
): ClaimLabel {
  const data: DrugLabel = { kind: 'label', setId, ...NO_TEXT, effectiveOn: '2026-01-15', ...fields };
  const url = `https://example.org/label/${setId}`;
  const held = { source: 'openfda', key: setId, url, retrievedAt: RETRIEVED_AT, sourceUpdatedAt: '2026-01-15' };
  return { ...held, origin: 'live', isCombination: false, matchedBy: 'identifier', ...about, data };
}

/** A made-up merged drug; `classes` as `system: name`. */
function madeUpDocument(name: string, fields: Partial<DrugDocument>): DrugDocument {
  return {
    ...{ drugId: name, name, names: [], identifiers: [], treatmentKind: null, classes: null, definition: null },
    ...{ label: null, labels: null, labelHistory: null, approvals: null, recalls: null, shortages: null },
    ...{ reports: null, products: null, notes: [], conflicts: [] },
    ...fields,
  };
}

/** Classes of a made-up drug. */
export function madeUpClasses(...names: [DrugClass['system'], string][]): DrugClass[] {
  return names.map(([system, name]) => ({ system, name, code: null, sources: ['openfda'] }));
}

/** A made-up drug whose labels are all held, the first of them standing for it. */
export function madeUpDrug(
  name: string,
  labels: readonly ClaimLabel[] = [],
  fields: Partial<DrugDocument> = {},
  about: Partial<ClaimDrug> = {},
): ClaimDrug {
  const items = labels.map(labelItem);
  const [first] = items;
  const texts = { indications: [], boxedWarning: [], mechanismOfAction: [] };
  const label = first === undefined ? null : { ...first, hasText: true, ...texts };
  const document = madeUpDocument(name, {
    label,
    labels: { total: items.length, items, isComplete: true },
    ...fields,
  });
  return {
    ...{ entryId: name, name, document, labels, earlierLabels: [], labelsAnswered: true },
    provenance: provenanceOf(document),
    pointers: REFERENCE_POINTERS,
    ...about,
  };
}

/** A made-up publication as PubMed might list it. */
export function madeUpPublication(
  pmid: string,
  title: string,
  fields: Partial<RecordOf<'publication'>> = {},
): HeldRecord<RecordOf<'publication'>> {
  const nothing = { journal: null, publishedOn: null, authors: [], doi: null, pmcid: null, languages: [] };
  return {
    ...{ source: 'pubmed', key: pmid, url: `https://example.org/${pmid}`, retrievedAt: RETRIEVED_AT },
    ...{ sourceUpdatedAt: null, origin: 'live' },
    data: { kind: 'publication', pmid, title, publicationTypes: ['Journal Article'], ...nothing, ...fields },
  };
}

/** What is known of the publication a made-up claim speaks of. */
export function madeUpPublications(fields: Partial<ClaimPublications> = {}): ClaimPublications {
  const nothing = { searched: false, candidates: [], total: null, stated: new Map() };
  return { ...nothing, pointers: REFERENCE_POINTERS, ...fields };
}

function labelItem({ data, isCombination, matchedBy, url, origin }: ClaimLabel): LabelItem {
  const { setId, version, effectiveOn, brandNames, genericNames } = data;
  const names = { brandName: brandNames[0] ?? null, genericName: genericNames[0] ?? null, manufacturer: null };
  return { setId, ...names, version, effectiveOn, isCombination, matchedBy, url, origin };
}

/** Provenance of the leaves that checks point at. */
function provenanceOf({ name, classes, reports, definition }: DrugDocument): Record<string, Provenance> {
  const said = (source: string, pointer: string): Provenance => ({
    ...{ source, key: name, pointer, url: 'https://example.org/', sourceUpdatedAt: null, retrievedAt: RETRIEVED_AT },
    ...{ origin: 'live', rule: null },
  });
  return Object.fromEntries([
    ...(classes ?? []).map(({ name: className }, i) => [`/classes/${i}/name`, said('openfda', `/class/${className}`)]),
    ...(reports?.reactions ?? []).map(({ term }, i) => [
      `/reports/reactions/${i}/count`,
      said('openfda', `/results/${term}`),
    ]),
    ...(definition === null ? [] : [['/definition/text', said('nci-drug-dictionary', '/definition/text')]]),
  ]) as Record<string, Provenance>;
}
