import type { DrugDocument, GuideStatement, MergedDrug } from '../../src/model/drug.js';
import type { EntryDocument } from '../../src/model/entry.js';
import { CONDITION_SCOPE, LINK_ROLE } from '../../src/model/link.js';
import type { Provenance } from '../../src/model/provenance.js';
import { STATUS_GROUP } from '../../src/model/status.js';
import { OVERALL_STATUS, PHASE } from '../../src/model/study.js';

const RECEIVED = '2026-11-20T06:00:00.000Z';
const URL = 'https://example.org/made-up';

/** Provenance that a test only counts. */
const MADE_UP_PROVENANCE: Provenance = {
  source: 'made-up',
  key: 'made-up',
  pointer: '/made-up',
  url: URL,
  sourceUpdatedAt: '2026-11-01',
  retrievedAt: RECEIVED,
  origin: 'live',
  rule: null,
};

/** A made-up drug of which no source ever answered. */
export function madeUpEmptyDrug(drugId: string, fields: Partial<DrugDocument> = {}): DrugDocument {
  return {
    drugId,
    name: drugId,
    names: [{ name: drugId, kind: 'generic', isCombination: false, sources: ['guide'] }],
    identifiers: [],
    treatmentKind: null,
    classes: null,
    definition: null,
    label: null,
    labels: null,
    labelHistory: null,
    approvals: null,
    recalls: null,
    shortages: null,
    reports: null,
    products: null,
    notes: [],
    conflicts: [],
    ...fields,
  };
}

/** A made-up drug with something in every part, so that every leaf there can be is there. No text of it is of a real label. */
export function madeUpFullDrug(drugId: string, fields: Partial<DrugDocument> = {}): DrugDocument {
  const item = {
    setId: '00000000-0000-0000-0000-000000000001',
    brandName: 'Inventex',
    genericName: drugId,
    manufacturer: 'Made-up Laboratories',
    version: '3',
    effectiveOn: '2026-05-01',
    isCombination: false,
    matchedBy: 'identifier' as const,
    url: URL,
    origin: 'live' as const,
  };
  return {
    ...madeUpEmptyDrug(drugId),
    names: [
      { name: drugId, kind: 'generic', isCombination: false, sources: ['guide', 'made-up-labels'] },
      { name: `${drugId} tosylate`, kind: 'form', isCombination: false, sources: ['made-up-labels'] },
      { name: 'Inventex', kind: 'brand', isCombination: false, sources: ['guide'] },
    ],
    identifiers: [
      { system: 'rxnorm', code: '99000001', label: null, sources: ['made-up-names'] },
      { system: 'rxnorm', code: '99000002', label: 'former number', sources: ['made-up-names'] },
      { system: 'unii', code: 'MADEUP0001', label: null, sources: ['guide'] },
      { system: 'atc', code: 'Z99ZZ99', label: null, sources: ['guide'] },
    ],
    treatmentKind: 'targeted therapy',
    classes: [{ system: 'epc', name: 'Made-up Inhibitor [EPC]', code: null, sources: ['made-up-labels'] }],
    definition: { text: 'A made-up definition.', url: null },
    label: {
      ...item,
      hasText: true,
      indications: ['Made up.'],
      boxedWarning: ['Made up.'],
      mechanismOfAction: ['None.'],
    },
    labels: { total: 1, items: [item], isComplete: true },
    labelHistory: [
      {
        ...{ setId: item.setId, brandName: 'Inventex', version: '3', effectiveOn: null },
        ...{ seenAt: RECEIVED, receivedAt: RECEIVED, origin: 'live' as const },
      },
    ],
    approvals: {
      total: 1,
      isComplete: true,
      firstApprovedOn: '2005-12-20',
      items: [
        {
          applicationNumber: 'NDA999999',
          sponsorName: null,
          brandNames: ['INVENTEX'],
          approvedOn: '2005-12-20',
          latestActionOn: null,
          marketingStatuses: ['Prescription'],
          isCombination: false,
          matchedBy: 'name',
          url: URL,
        },
      ],
    },
    recalls: {
      total: 1,
      isComplete: true,
      ongoing: 0,
      items: [
        {
          recallNumber: 'D-9999-2026',
          status: 'Terminated',
          classification: 'Class III',
          product: null,
          reason: null,
          firm: null,
          initiatedOn: '2026-01',
          reportedOn: null,
          endedOn: null,
          matchedBy: 'name',
          url: URL,
        },
      ],
    },
    shortages: {
      total: 1,
      isComplete: true,
      current: 1,
      items: [
        {
          packageNdc: null,
          genericName: drugId,
          company: null,
          presentation: null,
          status: 'Current',
          availability: null,
          reason: null,
          postedOn: null,
          updatedOn: '2026-10-02',
          matchedBy: 'name',
        },
      ],
    },
    reports: { total: null, reactions: [{ term: 'MADE-UP REACTION', count: 7 }], isComplete: false },
    products: {
      total: 1,
      isComplete: false,
      items: [
        { productNdc: '99999-001', brandName: 'Inventex', labeler: null, dosageForm: 'TABLET', isCombination: false },
      ],
    },
    notes: ['A made-up note.'],
    conflicts: [
      {
        field: 'treatmentKind',
        chosen: 'made-up-labels',
        rule: 'a made-up rule',
        values: [
          {
            source: 'guide',
            key: 'made-up-guide/made-up',
            pointer: '/listedAs',
            value: 'chemotherapy',
            url: null,
            sourceUpdatedAt: null,
            retrievedAt: null,
          },
        ],
      },
    ],
    ...fields,
  };
}

/** A made-up drug with provenance on every leaf, as the merge leaves it. */
export function madeUpMerged(document: DrugDocument): MergedDrug {
  return { document, provenance: provenanceOfAll(document) };
}

/** A made-up entry that speaks of a drug. */
export function madeUpStatement(entryId: string): GuideStatement {
  const names = { preferred: entryId, synonyms: [], brands: [], codes: [] };
  return { guideId: 'made-up-guide', entryId, listedAs: 'chemotherapy', names, identifiers: [] };
}

const zero = <W extends string>(words: readonly W[]): Record<W, number> =>
  Object.fromEntries(words.map((word) => [word, 0])) as Record<W, number>;

/** A made-up entry without drug and publications. */
export const MADE_UP_ENTRY: EntryDocument = {
  guideId: 'made-up-guide',
  entryId: 'made-up',
  kind: 'drug',
  title: 'Made-up drug',
  section: { sectionId: 'made-up-section', title: 'Made up' },
  guide: { text: ['Made up.'], listedAs: null, statedOn: null },
  names: { preferred: 'made-up', synonyms: [], brands: [], codes: [] },
  identifiers: [],
  study: null,
  drug: null,
  therapy: null,
  trials: {
    inScope: 0,
    byStatusGroup: zero(STATUS_GROUP),
    byStatus: zero([...OVERALL_STATUS, 'NONE'] as const),
    byPhase: zero([...PHASE, 'NONE'] as const),
    byRole: zero(LINK_ROLE),
    byScope: zero(CONDITION_SCOPE),
    open: 0,
    openLastKnown: 0,
    featured: [],
  },
  publications: null,
  claims: [],
  conflicts: [],
};

/** The same provenance for every leaf of a document. */
export function provenanceOfAll(document: unknown): Record<string, Provenance> {
  return Object.fromEntries(leavesOf(document).map((pointer) => [pointer, MADE_UP_PROVENANCE]));
}

/** RFC 6901 pointers of every leaf: values that are no objects and no lists. */
export function leavesOf(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [at];
  return Object.entries(value).flatMap(([name, inner]) =>
    leavesOf(inner, `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
}
