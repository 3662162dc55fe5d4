import type { DrugNameKind } from '../../model/drug.js';

/** Ids of the sources whose records make a merged drug; `guide` is what the editors state. */
export const GUIDE = 'guide';
export const OPENFDA = 'openfda';
export const RXNORM = 'rxnorm';
export const NCI = 'nci-drug-dictionary';

/** What sources are called in sentences. */
export const SOURCE_WORDS: Readonly<Record<string, string>> = {
  [GUIDE]: 'the guide',
  [OPENFDA]: 'openFDA',
  [RXNORM]: 'RxNorm',
  [NCI]: 'the NCI Drug Dictionary',
};

/** Sources whose lists we keep item by item as received, so that an index leads to the same item of the raw list. */
export const STRAIGHT_LISTS: readonly string[] = [OPENFDA, NCI];

/** The question whose answer fills a part of the document. */
export const PART_ANSWERS = {
  labels: { source: OPENFDA, part: 'labels' },
  approvals: { source: OPENFDA, part: 'applications' },
  recalls: { source: OPENFDA, part: 'recalls' },
  shortages: { source: OPENFDA, part: 'shortages' },
  reports: { source: OPENFDA, part: 'reports' },
  products: { source: OPENFDA, part: 'products' },
  concept: { source: RXNORM, part: 'concept' },
  term: { source: NCI, part: 'term' },
} as const;
export type AnsweredPart = keyof typeof PART_ANSWERS;

/** Lists show at most this many items, notes included; totals count all. */
export const MAX_ITEMS = 20;

/** How the values that sources state for a field are compared: as spellings of one name, as equal values, or as sets that must meet. */
export type Comparison = 'same-name' | 'equal' | 'overlap';

/** Which source's value of a field is shown, first in `order` that states one, and why; `rule` says so in a conflict. */
export type FieldPolicy = { order: readonly string[]; compare: Comparison; rule: string; why: string };

/** What decides the fields that several sources state. All values of names, codes and classes are kept whatever is decided here. */
export const FIELD_POLICY = {
  name: {
    order: [GUIDE, RXNORM, NCI, OPENFDA],
    compare: 'same-name',
    rule: "the guide's own name for the drug is shown; it stands for the same drug by its codes",
    why: 'Readers come from the guide and must find the name they read there.',
  },
  treatmentKind: {
    order: [OPENFDA, RXNORM, GUIDE],
    compare: 'equal',
    rule: 'the established pharmacologic class decides, as labels state it before RxNorm; a list in the guide does not',
    why: 'The class is assigned by the FDA to the active substance; the heading of a list is a choice of its writer.',
  },
  'identifiers.unii': {
    order: [GUIDE, OPENFDA, RXNORM],
    compare: 'overlap',
    rule: "the guide's substance codes decide which records are joined",
    why: 'Editors name the place each code was found in; a record with other codes may be of another substance.',
  },
  'identifiers.rxnorm': {
    order: [RXNORM, GUIDE],
    compare: 'overlap',
    rule: "RxNorm's own number for the ingredient comes first",
    why: 'RxNorm assigns these numbers and follows them when they are remapped.',
  },
  'identifiers.atc': {
    order: [RXNORM, GUIDE],
    compare: 'overlap',
    rule: 'the code in the current release of RxNorm comes first',
    why: 'ATC codes move from time to time and a code in a guide stays as it was found.',
  },
  'identifiers.ncit': {
    order: [GUIDE, NCI],
    compare: 'overlap',
    rule: "the guide's code decides; a term with another code is not joined",
    why: 'One concept of the thesaurus is one substance, so another code means another one.',
  },
  definition: {
    order: [NCI],
    compare: 'equal',
    rule: 'the term that is called as the drug is, else that of a form of it',
    why: 'Only the National Cancer Institute writes definitions for patients.',
  },
  'approvals.firstApprovedOn': {
    order: [OPENFDA],
    compare: 'equal',
    rule: 'earliest approval of an original submission, of all applications of the drug alone',
    why: 'Only the agency knows its own actions; an application for a combination says nothing of the drug alone.',
  },
} as const satisfies Record<string, FieldPolicy>;
export type PolicyField = keyof typeof FIELD_POLICY;

/** Sources in whose spelling a name, code or class is shown, first come first. */
export const MERGE_ORDER: readonly string[] = [GUIDE, RXNORM, NCI, OPENFDA];

/** What the alias types of the NCI Drug Dictionary mean; types that are not here are other words for the drug. */
export const ALIAS_KINDS: Readonly<Record<string, DrugNameKind>> = {
  USBrandName: 'brand',
  ForeignBrandName: 'brand',
  BrandName: 'brand',
  CodeName: 'code',
  NSCNumber: 'code',
  Abbreviation: 'abbreviation',
  Acronym: 'abbreviation',
};
/** Alias types that are numbers in a register and no names of the drug. */
export const NO_NAMES: readonly string[] = ['INDCode', 'CASRegistryName'];

/** Code systems in the order in which a record lists them; others follow by name. */
export const IDENTIFIER_ORDER: readonly string[] = [
  'unii',
  'rxnorm',
  'atc',
  'ncit',
  'mesh',
  'cas',
  'fda-application',
  'spl-set-id',
];
