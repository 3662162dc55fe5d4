import type { DrugFacts, HeldAnswer, HeldRecord, ReferencePointers } from '../../src/merge/drug-facts.types.js';
import type { GuideStatement } from '../../src/model/drug.js';
import type { FollowedDrug } from '../../src/model/question.js';
import type { RecordOf, ReferenceData, ReferenceKind } from '../../src/model/reference-record.js';

/*
 * Made-up facts of made-up drugs. In what these records were made from, every field stands under its own name, so that a
 * pointer leads to the value as it is in the record.
 */

const RECEIVED = '2026-02-01T06:00:00.000Z';
const NOWHERE = { brandNames: [], genericNames: [], substanceNames: [], rxcuis: [], uniis: [] };

const EMPTY: { [K in ReferenceKind]: RecordOf<K> } = {
  label: {
    kind: 'label',
    setId: 'made-up-set',
    splId: null,
    version: null,
    effectiveOn: null,
    manufacturers: [],
    applicationNumbers: [],
    ...NOWHERE,
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
  },
  application: {
    kind: 'application',
    applicationNumber: 'NDA000000',
    sponsorName: null,
    genericNames: [],
    substanceNames: [],
    rxcuis: [],
    uniis: [],
    pharmClassEpc: [],
    pharmClassMoa: [],
    products: [],
    submissions: [],
  },
  recall: {
    kind: 'recall',
    recallNumber: 'D-0000-2026',
    status: null,
    classification: null,
    productDescription: null,
    reason: null,
    recallingFirm: null,
    initiatedOn: null,
    reportedOn: null,
    endedOn: null,
    ...NOWHERE,
  },
  shortage: {
    kind: 'shortage',
    packageNdc: null,
    genericName: null,
    companyName: null,
    status: null,
    availability: null,
    reason: null,
    presentation: null,
    dosageForm: null,
    postedOn: null,
    updatedOn: null,
    ...NOWHERE,
  },
  'report-counts': { kind: 'report-counts', drugId: 'inventinib', totalReports: null, reactions: [] },
  product: {
    kind: 'product',
    productNdc: '0000-0000',
    brandName: null,
    genericName: null,
    labelerName: null,
    activeIngredients: [],
    pharmClasses: [],
    applicationNumber: null,
    dosageForm: null,
    routes: [],
    marketingCategory: null,
    rxcuis: [],
    uniis: [],
    setIds: [],
  },
  concept: {
    kind: 'concept',
    rxcui: '0',
    name: 'nothing',
    tty: 'IN',
    status: 'Active',
    formerRxcuis: [],
    brands: [],
    preciseIngredients: [],
    preciseUniis: [],
    uniis: [],
    atcCodes: [],
    classes: [],
  },
  term: {
    kind: 'term',
    termId: '0',
    name: 'nothing',
    aliases: [],
    definition: null,
    nciConceptId: null,
    nciConceptName: null,
    prettyUrlName: null,
    summaryUrl: null,
  },
  publication: {
    kind: 'publication',
    pmid: '1',
    title: 'Nothing',
    journal: null,
    publishedOn: null,
    authors: [],
    doi: null,
    pmcid: null,
    publicationTypes: [],
    languages: [],
  },
};

/** A made-up record of a kind. */
export function madeUpRecord<K extends ReferenceKind>(kind: K, fields: Partial<RecordOf<K>>): RecordOf<K> {
  return { ...EMPTY[kind], ...fields };
}

/** A record as a source is made to have sent it. */
export function held<T extends ReferenceData>(
  source: string,
  key: string,
  data: T,
  about: Partial<Omit<HeldRecord, 'data'>> = {},
): HeldRecord<T> {
  const url = `https://example.org/${source}/${encodeURIComponent(key)}`;
  return { source, key, url, retrievedAt: RECEIVED, sourceUpdatedAt: '2026-01-15', origin: 'live', ...about, data };
}

/** A complete answer. */
export function answerOf(
  source: string,
  part: string,
  records: HeldRecord[],
  about: Partial<Omit<HeldAnswer, 'records'>> = {},
): HeldAnswer {
  const said = { total: records.length, isComplete: true, notes: [], sourceUpdatedAt: '2026-01-20' };
  return { source, part, records, ...said, retrievedAt: RECEIVED, origin: 'live', ...about };
}

/** A made-up drug of the guides. */
export function madeUpFollowed(
  drugId: string,
  codes: string[] = [],
  names: Partial<FollowedDrug['names']> = {},
): FollowedDrug {
  return {
    drugId,
    names: { preferred: drugId, synonyms: [], brands: [], codes: [], ...names },
    identifiers: codes.map((code) => {
      const [system = '', value = '', label] = code.split(':');
      return { system, code: value, label: label ?? null, origin: 'made up' };
    }),
  };
}

/** What one guide states of a drug: all that is known of it. */
export function statedBy(
  { drugId, names, identifiers }: FollowedDrug,
  listedAs: string | null = null,
  guideId = 'made-up-guide',
): GuideStatement {
  return { guideId, entryId: drugId, listedAs, names, identifiers };
}

/** Pointers of made-up records: every field stands under its own name. */
export const OWN_NAMES: ReferencePointers = Object.fromEntries(
  ['openfda', 'rxnorm', 'nci-drug-dictionary'].map((source) => [
    source,
    Object.fromEntries(
      Object.entries(EMPTY).map(([kind, record]) => [
        kind,
        Object.fromEntries(Object.keys(record).map((field) => [field, `/${field}`])),
      ]),
    ),
  ]),
);

/** Facts of a made-up drug of which nothing was ever answered. */
export function madeUpFacts(drug: FollowedDrug, facts: Partial<DrugFacts> = {}): DrugFacts {
  return {
    drug,
    others: [],
    stated: [statedBy(drug)],
    answers: [],
    labelVersions: [],
    pointers: OWN_NAMES,
    ...facts,
  };
}

/** A list in an order that a random number generator gives it. */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const keyed = items.map((item) => ({ item, key: random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}
