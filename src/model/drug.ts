import type { EntryIdentifier, EntryNames } from './guide.js';
import type { PartialDate } from './partial-date.js';
import type { Origin, Provenance } from './provenance.js';

/** Kinds of cancer drugs that a guide tells apart. */
export const TREATMENT_KIND = ['chemotherapy', 'targeted therapy', 'immunotherapy'] as const;
export type TreatmentKind = (typeof TREATMENT_KIND)[number];

/** What a name is: the ingredient's own, a salt or other precise form of it, a biosimilar's, a product's, a code, or another word for it. */
export const DRUG_NAME_KIND = ['generic', 'form', 'biosimilar', 'brand', 'code', 'abbreviation', 'synonym'] as const;
export type DrugNameKind = (typeof DRUG_NAME_KIND)[number];

/**
 * A name of a drug and the sources that use it, in the order of their ids; names that differ in case or punctuation only
 * are one. `isCombination`: it stands for a product that holds further active substances.
 */
export type DrugName = { name: string; kind: DrugNameKind; isCombination: boolean; sources: string[] };

/** A code of a drug: `system` as in guide files (`unii`, `rxnorm`, `atc`, `ncit`, `mesh`, `spl-set-id`, `fda-application`). */
export type DrugIdentifier = { system: string; code: string; label: string | null; sources: string[] };

/** A class the drug is in: `epc` established pharmacologic class, `moa` mechanism of action, `pe` physiologic effect, `atc`. */
export const DRUG_CLASS_SYSTEM = ['epc', 'moa', 'pe', 'atc'] as const;
export type DrugClass = {
  system: (typeof DRUG_CLASS_SYSTEM)[number];
  name: string;
  code: string | null;
  sources: string[];
};

/** How a record was told to concern the drug: by a code both state, or by name because there is no code of both to compare. */
export const MATCHED_BY = ['identifier', 'name'] as const;
export type MatchedBy = (typeof MATCHED_BY)[number];

/** A label on the market in a few facts. */
export type LabelItem = {
  setId: string;
  brandName: string | null;
  genericName: string | null;
  manufacturer: string | null;
  version: string | null;
  effectiveOn: PartialDate | null;
  /** Whether the product holds other active substances beside the drug. */
  isCombination: boolean;
  matchedBy: MatchedBy;
  url: string;
  origin: Origin;
};

/** The label that stands for the drug (the originator's where it is known), with its texts as published. */
export type ReferenceLabel = LabelItem & {
  /** False when our copy of the label lacks its text: then empty sections say nothing. */
  hasText: boolean;
  indications: string[];
  boxedWarning: string[];
  mechanismOfAction: string[];
};

/**
 * A version of a label. `seenAt` is when we first received it ourselves, null for one that was only ever shipped;
 * `receivedAt` is when it was first received by anybody we know of, null where no time was recorded.
 */
export type LabelVersion = {
  setId: string;
  brandName: string | null;
  version: string | null;
  effectiveOn: PartialDate | null;
  seenAt: string | null;
  receivedAt: string | null;
  origin: Origin;
};

/** An application for marketing: approved on, by the first approved original submission. */
export type ApplicationItem = {
  applicationNumber: string;
  sponsorName: string | null;
  brandNames: string[];
  approvedOn: PartialDate | null;
  latestActionOn: PartialDate | null;
  /** `Prescription`, `Discontinued` …, each once. */
  marketingStatuses: string[];
  isCombination: boolean;
  matchedBy: MatchedBy;
  url: string;
};

export type RecallItem = {
  recallNumber: string;
  status: string | null;
  classification: string | null;
  product: string | null;
  reason: string | null;
  firm: string | null;
  initiatedOn: PartialDate | null;
  reportedOn: PartialDate | null;
  endedOn: PartialDate | null;
  matchedBy: MatchedBy;
  url: string;
};

export type ShortageItem = {
  packageNdc: string | null;
  genericName: string | null;
  company: string | null;
  presentation: string | null;
  status: string | null;
  availability: string | null;
  reason: string | null;
  postedOn: PartialDate | null;
  updatedOn: PartialDate | null;
  matchedBy: MatchedBy;
};

/**
 * A list with counts over all that is held; `items` are the first of them. `isComplete`: whether the source sent all it
 * has, and nothing that names the drug was left out.
 */
export type Counted<T> = { total: number; items: T[]; isComplete: boolean };

/** Two sources that state different values of one field, every value, the one that is shown, and the rule that chose it. */
export type FieldConflict = {
  field: string;
  values: {
    source: string;
    key: string;
    pointer: string | null;
    value: unknown;
    url: string | null;
    sourceUpdatedAt: string | null;
    retrievedAt: string | null;
  }[];
  /** The source whose value is shown; null where the source that decides contradicts itself, and none is. */
  chosen: string | null;
  rule: string;
};

/**
 * The merged record of a drug. A part is null while its source never answered: only an answer can say that there is
 * nothing. How fresh each part is, is told beside the record (`parts`), because that moves with time alone.
 */
export type DrugDocument = {
  drugId: string;
  name: string;
  names: DrugName[];
  identifiers: DrugIdentifier[];
  /** By its established pharmacologic class; null while no class is known or the class does not decide. */
  treatmentKind: TreatmentKind | null;
  classes: DrugClass[] | null;
  /** The definition of the National Cancer Institute, in technical words. */
  definition: { text: string; url: string | null } | null;
  label: ReferenceLabel | null;
  labels: Counted<LabelItem> | null;
  /** Versions of the labels in the order in which they were received, oldest first. */
  labelHistory: LabelVersion[] | null;
  approvals: (Counted<ApplicationItem> & { firstApprovedOn: PartialDate | null }) | null;
  /** `ongoing` is null where none is held, but what is held may not be all. */
  recalls: (Counted<RecallItem> & { ongoing: number | null }) | null;
  /** `current` is null where none is held, but what is held may not be all. */
  shortages: (Counted<ShortageItem> & { current: number | null }) | null;
  /** Counts of reports, which say nothing of how often something happens; `isComplete` whether every reaction is there. */
  reports: { total: number | null; reactions: { term: string; count: number }[]; isComplete: boolean } | null;
  products: Counted<{
    productNdc: string;
    brandName: string | null;
    labeler: string | null;
    dosageForm: string | null;
    isCombination: boolean;
  }> | null;
  /** What was left out or is uncertain, in sentences: records that carry the name but another substance, and the like. */
  notes: string[];
  conflicts: FieldConflict[];
};

/** A merged drug with the provenance of every leaf, keyed by RFC 6901 pointer into the document. */
export type MergedDrug = { document: DrugDocument; provenance: Record<string, Provenance> };

/** An editor's entry that speaks of the drug, with the names and codes it states, in their places in the entry. */
export type GuideStatement = {
  guideId: string;
  entryId: string;
  listedAs: string | null;
  names: EntryNames;
  identifiers: EntryIdentifier[];
};
