import type { DrugNameKind } from '../../model/drug.js';

/** Ids of the sources whose records make a merged drug; `guide` is what the editors state. */
const GUIDE = 'guide';
export const OPENFDA = 'openfda';
export const RXNORM = 'rxnorm';
export const NCI = 'nci-drug-dictionary';

/** Who says what no source states: the merge itself. */
export const MERGE = 'merge';

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

/** What the parts are called where a sentence begins with them. */
export const PART_WORDS: Readonly<Record<string, string>> = {
  labels: 'Labels',
  approvals: 'Approvals',
  recalls: 'Recalls',
  shortages: 'Shortages',
  reports: 'Reports',
  products: 'Products',
  concept: 'Concept',
  term: 'Definition',
} satisfies Record<AnsweredPart, string>;

/** Lists show at most this many items; totals count all. */
export const MAX_ITEMS = 20;

/** How the values that sources state for a field are compared: as spellings of one name, as equal values, or as sets of codes or of classes that must meet. */
export type Comparison = 'same-name' | 'equal' | 'overlap' | 'same-class';

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
  'classes.epc': {
    order: [OPENFDA, RXNORM],
    compare: 'same-class',
    rule: 'every class is shown; the one that labels and applications state tells the kind of treatment',
    why: 'The FDA assigns the established class; a source that names none of its classes speaks of something else.',
  },
  'classes.moa': {
    order: [OPENFDA, RXNORM],
    compare: 'same-class',
    rule: 'every mechanism is shown; the one that labels and applications state comes first',
    why: 'Mechanisms tell the kind of treatment where there is no established class, so a difference matters.',
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
} as const satisfies Record<string, FieldPolicy>;
export type PolicyField = keyof typeof FIELD_POLICY;

/** Which of several records of one source a field is taken from, and why. */
export type RecordPolicy = { source: string; rule: string; why: string };

/** What decides where only one source states a field, but in several records. */
export const RECORD_POLICY = {
  label: {
    source: OPENFDA,
    rule: 'the first label of the drug alone by the ranks below',
    why: 'Texts of a combination or of a product that may be another one are not said of the drug.',
  },
  'label.mechanismOfAction': {
    source: OPENFDA,
    rule: 'the text of the label that stands for the drug',
    why: 'One label speaks with one voice; other labels of the drug are listed.',
  },
  definition: {
    source: NCI,
    rule: 'definition of the term that is called as the drug is, else of a form of it',
    why: 'Only the National Cancer Institute writes definitions.',
  },
  'approvals.firstApprovedOn': {
    source: OPENFDA,
    rule: 'earliest approval of an original submission, of all applications (NDA, BLA) of the drug alone that are held',
    why: 'Only the agency knows its own actions. An abbreviated application (ANDA) rests on an earlier approval, and one for a combination says nothing of the drug alone.',
  },
} as const satisfies Record<string, RecordPolicy>;

/** What speaks for a label to stand for the drug, the weightiest first; then the newest in effect does, then the set id. */
export const LABEL_RANKS = {
  alone: 'it is of the drug alone',
  sure: 'a code tells that it is of the drug',
  named: 'the guide names it by set id',
  originator: 'it is under an application that the guide names',
  plain: 'the guide names it, and it has the plain generic name',
} as const;
export type LabelRank = keyof typeof LABEL_RANKS;

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
