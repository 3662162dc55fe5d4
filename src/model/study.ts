import type { NctId } from './identifiers.js';
import type { PartialDate } from './partial-date.js';

/** Recruitment status of a study, spelled as in ClinicalTrials.gov API v2 (enum Status). */
export const OVERALL_STATUS = [
  'ACTIVE_NOT_RECRUITING',
  'COMPLETED',
  'ENROLLING_BY_INVITATION',
  'NOT_YET_RECRUITING',
  'RECRUITING',
  'SUSPENDED',
  'TERMINATED',
  'WITHDRAWN',
  'AVAILABLE',
  'NO_LONGER_AVAILABLE',
  'TEMPORARILY_NOT_AVAILABLE',
  'APPROVED_FOR_MARKETING',
  'WITHHELD',
  'UNKNOWN',
] as const;
export type OverallStatus = (typeof OVERALL_STATUS)[number];

/** Study phases (enum Phase); a study may have two. */
export const PHASE = ['NA', 'EARLY_PHASE1', 'PHASE1', 'PHASE2', 'PHASE3', 'PHASE4'] as const;
export type Phase = (typeof PHASE)[number];

/** Kinds of study (enum StudyType). */
export const STUDY_TYPE = ['EXPANDED_ACCESS', 'INTERVENTIONAL', 'OBSERVATIONAL'] as const;
export type StudyType = (typeof STUDY_TYPE)[number];

/** Classes of sponsors and collaborators (enum AgencyClass). */
export const SPONSOR_CLASS = [
  'NIH',
  'FED',
  'OTHER_GOV',
  'INDIV',
  'INDUSTRY',
  'NETWORK',
  'AMBIG',
  'OTHER',
  'UNKNOWN',
] as const;
export type SponsorClass = (typeof SPONSOR_CLASS)[number];

/** Roles of an arm (enum ArmGroupType). */
export const ARM_TYPE = [
  'EXPERIMENTAL',
  'ACTIVE_COMPARATOR',
  'PLACEBO_COMPARATOR',
  'SHAM_COMPARATOR',
  'NO_INTERVENTION',
  'OTHER',
] as const;
export type ArmType = (typeof ARM_TYPE)[number];

/** Kinds of interventions (enum InterventionType). */
export const INTERVENTION_TYPE = [
  'BEHAVIORAL',
  'BIOLOGICAL',
  'COMBINATION_PRODUCT',
  'DEVICE',
  'DIAGNOSTIC_TEST',
  'DIETARY_SUPPLEMENT',
  'DRUG',
  'GENETIC',
  'PROCEDURE',
  'RADIATION',
  'OTHER',
] as const;
export type InterventionType = (typeof INTERVENTION_TYPE)[number];

/** Who may take part by sex (enum Sex). */
export const SEX = ['ALL', 'FEMALE', 'MALE'] as const;
export type Sex = (typeof SEX)[number];

/** Whether a date or count has happened or is planned. */
export const DATE_TYPE = ['ACTUAL', 'ESTIMATED'] as const;
export type DateType = (typeof DATE_TYPE)[number];

/** Standard age groups (enum StandardAge). */
export const STANDARD_AGE = ['CHILD', 'ADULT', 'OLDER_ADULT'] as const;
export type StandardAge = (typeof STANDARD_AGE)[number];

/** A registry date with its type; the type is null where the record states none. */
export type StudyDate = { date: PartialDate; type: DateType | null };
export type SecondaryId = { id: string; type: string | null; domain: string | null; link: string | null };
export type Organization = { name: string; class: SponsorClass | null };
export type ResponsibleParty = {
  type: string | null;
  investigatorFullName: string | null;
  investigatorTitle: string | null;
  investigatorAffiliation: string | null;
};
export type Design = {
  allocation: string | null;
  interventionModel: string | null;
  interventionModelDescription: string | null;
  primaryPurpose: string | null;
  observationalModel: string | null;
  timePerspective: string | null;
  masking: string | null;
  maskingDescription: string | null;
  whoMasked: string[];
};
/** A group of participants and what they get. `interventionNames` are spelled `Drug: Name`, as upstream. */
export type ArmGroup = { label: string; type: ArmType | null; description: string | null; interventionNames: string[] };
export type Intervention = {
  type: InterventionType | null;
  name: string;
  description: string | null;
  armGroupLabels: string[];
  otherNames: string[];
};
export type Outcome = { measure: string; description: string | null; timeFrame: string | null };
/** Eligibility; ages stay as upstream text (`18 Years`) beside the parsed number of years. */
export type Eligibility = {
  criteriaText: string | null;
  sex: Sex | null;
  genderBased: boolean | null;
  genderDescription: string | null;
  minimumAge: string | null;
  maximumAge: string | null;
  minimumAgeYears: number | null;
  maximumAgeYears: number | null;
  standardAges: StandardAge[];
  healthyVolunteers: boolean | null;
  studyPopulation: string | null;
  samplingMethod: string | null;
};
export type Contact = { name: string | null; role: string | null; phone: string | null; email: string | null };
export type Official = { name: string | null; affiliation: string | null; role: string | null };
/** A point at city level (the registry geocodes the city, not the building), WGS 84 degrees. */
export type GeoPoint = { lat: number; lon: number };
/** A site; it has its own recruitment status. */
export type StudyLocation = {
  facility: string | null;
  status: OverallStatus | null;
  city: string | null;
  state: string | null;
  zip: string | null;
  country: string | null;
  geoPoint: GeoPoint | null;
  contacts: Contact[];
};
export type Reference = { pmid: string | null; type: string | null; citation: string | null };
export type SeeAlsoLink = { label: string | null; url: string };
/** A MeSH term; the id is in the spelling of `normaliseMeshId`. */
export type MeshTerm = { id: string; term: string };
export type StudyDocument = {
  typeAbbrev: string | null;
  label: string | null;
  date: PartialDate | null;
  filename: string | null;
  size: number | null;
};
export type IpdSharing = { sharing: string | null; description: string | null; url: string | null };
export type Oversight = {
  hasDataMonitoringCommittee: boolean | null;
  isFdaRegulatedDrug: boolean | null;
  isFdaRegulatedDevice: boolean | null;
};

/**
 * One registry record, normalised: the fields of ClinicalTrials.gov API v2 under the names of docs/glossary.md.
 * `null` means the record does not state it; lists are empty when it states none.
 */
export type Study = {
  nctId: NctId;
  nctIdAliases: NctId[];
  orgStudyId: string | null;
  secondaryIds: SecondaryId[];
  briefTitle: string;
  officialTitle: string | null;
  acronym: string | null;
  organization: Organization | null;
  studyType: StudyType | null;
  phases: Phase[];
  overallStatus: OverallStatus | null;
  lastKnownStatus: OverallStatus | null;
  whyStopped: string | null;
  statusVerifiedDate: PartialDate | null;
  startDate: StudyDate | null;
  primaryCompletionDate: StudyDate | null;
  completionDate: StudyDate | null;
  firstSubmitDate: PartialDate | null;
  firstPostDate: StudyDate | null;
  lastUpdateSubmitDate: PartialDate | null;
  lastUpdatePostDate: StudyDate | null;
  resultsFirstSubmitDate: PartialDate | null;
  resultsFirstPostDate: StudyDate | null;
  leadSponsor: Organization | null;
  collaborators: Organization[];
  responsibleParty: ResponsibleParty | null;
  oversight: Oversight | null;
  briefSummary: string | null;
  detailedDescription: string | null;
  conditions: string[];
  keywords: string[];
  design: Design | null;
  /** Number of participants; the registry's sentinel 99999999 (unknown) is null here. */
  enrollmentCount: number | null;
  enrollmentType: DateType | null;
  armGroups: ArmGroup[];
  interventions: Intervention[];
  primaryOutcomes: Outcome[];
  secondaryOutcomes: Outcome[];
  otherOutcomes: Outcome[];
  eligibility: Eligibility | null;
  centralContacts: Contact[];
  overallOfficials: Official[];
  locations: StudyLocation[];
  references: Reference[];
  seeAlsoLinks: SeeAlsoLink[];
  ipdSharing: IpdSharing | null;
  conditionMeshTerms: MeshTerm[];
  conditionMeshAncestors: MeshTerm[];
  interventionMeshTerms: MeshTerm[];
  interventionMeshAncestors: MeshTerm[];
  documents: StudyDocument[];
  hasResults: boolean;
};
