import type { PartialDate } from './partial-date.js';

/** A product label as openFDA serves it (structured product labeling). Sections are lists of texts; empty where our copy has none. */
export type DrugLabel = {
  kind: 'label';
  setId: string;
  splId: string | null;
  version: string | null;
  /** Day from which this version is in effect. */
  effectiveOn: PartialDate | null;
  brandNames: string[];
  genericNames: string[];
  substanceNames: string[];
  manufacturers: string[];
  applicationNumbers: string[];
  rxcuis: string[];
  uniis: string[];
  /** Established pharmacologic classes, spelled as the source does ("Kinase Inhibitor [EPC]"). */
  pharmClassEpc: string[];
  /** Mechanisms of action ("Kinase Inhibitors [MoA]"). */
  pharmClassMoa: string[];
  indications: string[];
  boxedWarning: string[];
  warningsAndCautions: string[];
  /** What labels of the older form have in place of "warnings and precautions". */
  warnings: string[];
  adverseReactions: string[];
  drugInteractions: string[];
  mechanismOfAction: string[];
  /** Names and ingredients as the label's own product data list them; the only names where the harmonised block is missing. */
  productData: string[];
};

/** One action of the agency on an application: `type` ORIG or SUPPL, `status` AP (approved) or TA (tentatively). */
export type Submission = {
  type: string | null;
  number: string | null;
  status: string | null;
  statusDate: PartialDate | null;
  classCode: string | null;
  classDescription: string | null;
};

export type ApplicationProduct = {
  productNumber: string | null;
  brandName: string | null;
  activeIngredients: { name: string; strength: string | null }[];
  dosageForm: string | null;
  route: string | null;
  marketingStatus: string | null;
};

/** An application for marketing a drug, with the agency's actions on it (Drugs@FDA). */
export type DrugApplication = {
  kind: 'application';
  applicationNumber: string;
  sponsorName: string | null;
  genericNames: string[];
  substanceNames: string[];
  rxcuis: string[];
  uniis: string[];
  pharmClassEpc: string[];
  pharmClassMoa: string[];
  products: ApplicationProduct[];
  submissions: Submission[];
};

/** One recall (enforcement report). `uniis` and names are empty for products that are not harmonised. */
export type Recall = {
  kind: 'recall';
  recallNumber: string;
  status: string | null;
  classification: string | null;
  productDescription: string | null;
  reason: string | null;
  recallingFirm: string | null;
  initiatedOn: PartialDate | null;
  reportedOn: PartialDate | null;
  endedOn: PartialDate | null;
  brandNames: string[];
  genericNames: string[];
  substanceNames: string[];
  rxcuis: string[];
  uniis: string[];
};

/** One package on the agency's list of shortages. */
export type Shortage = {
  kind: 'shortage';
  packageNdc: string | null;
  genericName: string | null;
  companyName: string | null;
  /** `Current`, `To Be Discontinued`, `Resolved`. */
  status: string | null;
  availability: string | null;
  reason: string | null;
  presentation: string | null;
  dosageForm: string | null;
  postedOn: PartialDate | null;
  updatedOn: PartialDate | null;
  brandNames: string[];
  genericNames: string[];
  substanceNames: string[];
  rxcuis: string[];
  uniis: string[];
};

/** How often reports of suspected side effects name a reaction: counts of reports, never rates. */
export type ReportCounts = {
  kind: 'report-counts';
  drugId: string;
  /** Reports that name the drug, null where the source was not asked or did not say. */
  totalReports: number | null;
  /** Most frequent first, MedDRA preferred terms as the source spells them. */
  reactions: { term: string; count: number }[];
};

/** One marketed product (national drug code directory). */
export type DrugProduct = {
  kind: 'product';
  productNdc: string;
  brandName: string | null;
  genericName: string | null;
  labelerName: string | null;
  activeIngredients: { name: string; strength: string | null }[];
  pharmClasses: string[];
  applicationNumber: string | null;
  dosageForm: string | null;
  routes: string[];
  marketingCategory: string | null;
  rxcuis: string[];
  uniis: string[];
  setIds: string[];
};

/** What RxNorm knows of one ingredient. */
export type RxNormConcept = {
  kind: 'concept';
  rxcui: string;
  name: string;
  /** Term type: `IN` ingredient, `PIN` precise ingredient (salt), `MIN` several ingredients. */
  tty: string | null;
  /** `Active`, `Remapped`, `Quantified`, `Obsolete`, `Retired` … as the history status says; null where not asked. */
  status: string | null;
  /** Numbers that were asked for and led here: remapped or merged ones. */
  formerRxcuis: string[];
  brands: { rxcui: string; name: string }[];
  preciseIngredients: { rxcui: string; name: string }[];
  uniis: string[];
  /** Substance codes of its precise ingredients: labels often state a salt's and not the ingredient's. */
  preciseUniis: string[];
  atcCodes: string[];
  /** `type` as RxClass names it: `EPC`, `MOA`, `PE`, `ATC1-4`; `relaSource` who says so: `FDASPL`, `MEDRT`, `ATC` … */
  classes: { id: string; name: string; type: string; relaSource: string }[];
};

/** A term of the NCI Drug Dictionary. Alias types as the source names them: `USBrandName`, `CodeName`, `Synonym` … */
export type DictionaryTerm = {
  kind: 'term';
  termId: string;
  name: string;
  aliases: { type: string; name: string }[];
  definition: string | null;
  nciConceptId: string | null;
  nciConceptName: string | null;
  prettyUrlName: string | null;
  summaryUrl: string | null;
};

/** A publication's citation, without its abstract. */
export type Publication = {
  kind: 'publication';
  pmid: string;
  title: string;
  journal: string | null;
  publishedOn: PartialDate | null;
  authors: string[];
  doi: string | null;
  pmcid: string | null;
  /** As PubMed spells them: `Journal Article`, `Randomized Controlled Trial`, `Retracted Publication` … */
  publicationTypes: string[];
  languages: string[];
};

/** Everything a reference source can send, told apart by `kind`. */
export type ReferenceData =
  | DrugLabel
  | DrugApplication
  | Recall
  | Shortage
  | ReportCounts
  | DrugProduct
  | RxNormConcept
  | DictionaryTerm
  | Publication;
export type ReferenceKind = ReferenceData['kind'];
/** The record of a kind. */
export type RecordOf<K extends ReferenceKind> = Extract<ReferenceData, { kind: K }>;
