import { listOf, objectOf, type FieldMap } from '../../common/field-map.js';
import {
  ARM_TYPE,
  DATE_TYPE,
  INTERVENTION_TYPE,
  OVERALL_STATUS,
  SEX,
  SPONSOR_CLASS,
  STANDARD_AGE,
  type ArmGroup,
  type Contact,
  type Design,
  type Eligibility,
  type GeoPoint,
  type Intervention,
  type IpdSharing,
  type MeshTerm,
  type Official,
  type Organization,
  type Outcome,
  type Oversight,
  type Reference,
  type ResponsibleParty,
  type SecondaryId,
  type SeeAlsoLink,
  type StudyDate,
  type StudyDocument,
  type StudyLocation,
} from '../../model/study.js';
import {
  ageInYears,
  byteCount,
  flag,
  label,
  latitude,
  longitude,
  meshId,
  oneOf,
  optionalOneOf,
  partialDate,
  phone,
  pmid,
  requiredDate,
  requiredText,
  text,
} from './values.js';

/** A date with its type (upstream DateStruct and PartialDateStruct). */
export const studyDate: FieldMap<StudyDate> = {
  date: { at: '/date', as: requiredDate },
  type: { at: '/type', as: optionalOneOf(DATE_TYPE) },
};

/** Another id of the study (upstream SecondaryIdInfo). */
export const secondaryId: FieldMap<SecondaryId> = {
  id: { at: '/id', as: requiredText },
  type: { at: '/type', as: text },
  domain: { at: '/domain', as: text },
  link: { at: '/link', as: text },
};

/** The organization that registered the study (upstream Organization). */
export const organization: FieldMap<Organization> = {
  name: { at: '/fullName', as: requiredText },
  class: { at: '/class', as: optionalOneOf(SPONSOR_CLASS) },
};

/** A lead sponsor or collaborator (upstream Sponsor). */
export const sponsor: FieldMap<Organization> = {
  name: { at: '/name', as: requiredText },
  class: { at: '/class', as: optionalOneOf(SPONSOR_CLASS) },
};

/** Who answers for the study (upstream ResponsibleParty). */
export const responsibleParty: FieldMap<ResponsibleParty> = {
  type: { at: '/type', as: text },
  investigatorFullName: { at: '/investigatorFullName', as: text },
  investigatorTitle: { at: '/investigatorTitle', as: text },
  investigatorAffiliation: { at: '/investigatorAffiliation', as: text },
};

/** Oversight of the study (upstream OversightModule). */
export const oversight: FieldMap<Oversight> = {
  hasDataMonitoringCommittee: { at: '/oversightHasDmc', as: flag },
  isFdaRegulatedDrug: { at: '/isFdaRegulatedDrug', as: flag },
  isFdaRegulatedDevice: { at: '/isFdaRegulatedDevice', as: flag },
};

/** Design of the study (upstream DesignInfo). */
export const design: FieldMap<Design> = {
  allocation: { at: '/allocation', as: text },
  interventionModel: { at: '/interventionModel', as: text },
  interventionModelDescription: { at: '/interventionModelDescription', as: text },
  primaryPurpose: { at: '/primaryPurpose', as: text },
  observationalModel: { at: '/observationalModel', as: text },
  timePerspective: { at: '/timePerspective', as: text },
  masking: { at: '/maskingInfo/masking', as: text },
  maskingDescription: { at: '/maskingInfo/maskingDescription', as: text },
  whoMasked: { at: '/maskingInfo/whoMasked', as: listOf(requiredText) },
};

/** An arm (upstream ArmGroup). */
export const armGroup: FieldMap<ArmGroup> = {
  label: { at: '/label', as: label },
  type: { at: '/type', as: optionalOneOf(ARM_TYPE) },
  description: { at: '/description', as: text },
  interventionNames: { at: '/interventionNames', as: listOf(requiredText) },
};

/** An intervention (upstream Intervention). */
export const intervention: FieldMap<Intervention> = {
  type: { at: '/type', as: optionalOneOf(INTERVENTION_TYPE) },
  name: { at: '/name', as: requiredText },
  description: { at: '/description', as: text },
  armGroupLabels: { at: '/armGroupLabels', as: listOf(requiredText) },
  otherNames: { at: '/otherNames', as: listOf(requiredText) },
};

/** An outcome measure (upstream Outcome). */
export const outcome: FieldMap<Outcome> = {
  measure: { at: '/measure', as: requiredText },
  description: { at: '/description', as: text },
  timeFrame: { at: '/timeFrame', as: text },
};

/** Who may take part (upstream EligibilityModule). */
export const eligibility: FieldMap<Eligibility> = {
  criteriaText: { at: '/eligibilityCriteria', as: text },
  sex: { at: '/sex', as: optionalOneOf(SEX) },
  genderBased: { at: '/genderBased', as: flag },
  genderDescription: { at: '/genderDescription', as: text },
  minimumAge: { at: '/minimumAge', as: text },
  maximumAge: { at: '/maximumAge', as: text },
  minimumAgeYears: { at: '/minimumAge', as: ageInYears },
  maximumAgeYears: { at: '/maximumAge', as: ageInYears },
  standardAges: { at: '/stdAges', as: listOf(oneOf(STANDARD_AGE)) },
  healthyVolunteers: { at: '/healthyVolunteers', as: flag },
  studyPopulation: { at: '/studyPopulation', as: text },
  samplingMethod: { at: '/samplingMethod', as: text },
};

/** A person to ask (upstream Contact). */
export const contact: FieldMap<Contact> = {
  name: { at: '/name', as: text },
  role: { at: '/role', as: text },
  phone: { at: '', as: phone },
  email: { at: '/email', as: text },
};

/** A person who leads the study (upstream Official). */
export const official: FieldMap<Official> = {
  name: { at: '/name', as: text },
  affiliation: { at: '/affiliation', as: text },
  role: { at: '/role', as: text },
};

const geoPoint: FieldMap<GeoPoint> = {
  lat: { at: '/lat', as: latitude },
  lon: { at: '/lon', as: longitude },
};

/** A site (upstream Location). */
export const location: FieldMap<StudyLocation> = {
  facility: { at: '/facility', as: text },
  status: { at: '/status', as: optionalOneOf(OVERALL_STATUS) },
  city: { at: '/city', as: text },
  state: { at: '/state', as: text },
  zip: { at: '/zip', as: text },
  country: { at: '/country', as: text },
  geoPoint: { at: '/geoPoint', as: objectOf(geoPoint) },
  contacts: { at: '/contacts', as: listOf(contact) },
};

/** A cited publication (upstream Reference). */
export const reference: FieldMap<Reference> = {
  pmid: { at: '/pmid', as: pmid },
  type: { at: '/type', as: text },
  citation: { at: '/citation', as: text },
};

/** A page the record points to (upstream SeeAlsoLink). */
export const seeAlsoLink: FieldMap<SeeAlsoLink> = {
  label: { at: '/label', as: text },
  url: { at: '/url', as: requiredText },
};

/** The plan for sharing participants' data (upstream IpdSharingStatementModule). */
export const ipdSharing: FieldMap<IpdSharing> = {
  sharing: { at: '/ipdSharing', as: text },
  description: { at: '/description', as: text },
  url: { at: '/url', as: text },
};

/** A MeSH term or ancestor (upstream Mesh). */
export const meshTerm: FieldMap<MeshTerm> = {
  id: { at: '/id', as: meshId },
  term: { at: '/term', as: requiredText },
};

/** A document of the study (upstream LargeDoc). */
export const studyDocument: FieldMap<StudyDocument> = {
  typeAbbrev: { at: '/typeAbbrev', as: text },
  label: { at: '/label', as: text },
  date: { at: '/date', as: partialDate },
  filename: { at: '/filename', as: text },
  size: { at: '/size', as: byteCount },
};
