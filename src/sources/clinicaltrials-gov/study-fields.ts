import { listOf, objectOf, type FieldMap } from '../../common/field-map.js';
import { DATE_TYPE, OVERALL_STATUS, PHASE, STUDY_TYPE, type Study } from '../../model/study.js';
import * as part from './study-parts.js';
import * as value from './values.js';

const protocol = '/protocolSection';
const identification = `${protocol}/identificationModule`;
const status = `${protocol}/statusModule`;
const sponsors = `${protocol}/sponsorCollaboratorsModule`;
const description = `${protocol}/descriptionModule`;
const conditions = `${protocol}/conditionsModule`;
const design = `${protocol}/designModule`;
const arms = `${protocol}/armsInterventionsModule`;
const outcomes = `${protocol}/outcomesModule`;
const places = `${protocol}/contactsLocationsModule`;
const references = `${protocol}/referencesModule`;
const conditionMesh = '/derivedSection/conditionBrowseModule';
const interventionMesh = '/derivedSection/interventionBrowseModule';

/** Where every field of a study stands in a record of ClinicalTrials.gov API v2, and how it is read. */
export const studyFields: FieldMap<Study> = {
  nctId: { at: `${identification}/nctId`, as: value.nctId },
  nctIdAliases: { at: `${identification}/nctIdAliases`, as: listOf(value.nctId) },
  orgStudyId: { at: `${identification}/orgStudyIdInfo/id`, as: value.text },
  secondaryIds: { at: `${identification}/secondaryIdInfos`, as: listOf(part.secondaryId) },
  briefTitle: { at: `${identification}/briefTitle`, as: value.requiredText },
  officialTitle: { at: `${identification}/officialTitle`, as: value.text },
  acronym: { at: `${identification}/acronym`, as: value.text },
  organization: { at: `${identification}/organization`, as: objectOf(part.organization) },
  studyType: { at: `${design}/studyType`, as: value.optionalOneOf(STUDY_TYPE) },
  phases: { at: `${design}/phases`, as: listOf(value.oneOf(PHASE)) },
  overallStatus: { at: `${status}/overallStatus`, as: value.optionalOneOf(OVERALL_STATUS) },
  lastKnownStatus: { at: `${status}/lastKnownStatus`, as: value.optionalOneOf(OVERALL_STATUS) },
  whyStopped: { at: `${status}/whyStopped`, as: value.text },
  statusVerifiedDate: { at: `${status}/statusVerifiedDate`, as: value.partialDate },
  startDate: { at: `${status}/startDateStruct`, as: objectOf(part.studyDate) },
  primaryCompletionDate: { at: `${status}/primaryCompletionDateStruct`, as: objectOf(part.studyDate) },
  completionDate: { at: `${status}/completionDateStruct`, as: objectOf(part.studyDate) },
  firstSubmitDate: { at: `${status}/studyFirstSubmitDate`, as: value.partialDate },
  firstPostDate: { at: `${status}/studyFirstPostDateStruct`, as: objectOf(part.studyDate) },
  lastUpdateSubmitDate: { at: `${status}/lastUpdateSubmitDate`, as: value.partialDate },
  lastUpdatePostDate: { at: `${status}/lastUpdatePostDateStruct`, as: objectOf(part.studyDate) },
  resultsFirstSubmitDate: { at: `${status}/resultsFirstSubmitDate`, as: value.partialDate },
  resultsFirstPostDate: { at: `${status}/resultsFirstPostDateStruct`, as: objectOf(part.studyDate) },
  leadSponsor: { at: `${sponsors}/leadSponsor`, as: objectOf(part.sponsor) },
  collaborators: { at: `${sponsors}/collaborators`, as: listOf(part.sponsor) },
  responsibleParty: { at: `${sponsors}/responsibleParty`, as: objectOf(part.responsibleParty) },
  oversight: { at: `${protocol}/oversightModule`, as: objectOf(part.oversight) },
  briefSummary: { at: `${description}/briefSummary`, as: value.text },
  detailedDescription: { at: `${description}/detailedDescription`, as: value.text },
  conditions: { at: `${conditions}/conditions`, as: listOf(value.requiredText) },
  keywords: { at: `${conditions}/keywords`, as: listOf(value.requiredText) },
  design: { at: `${design}/designInfo`, as: objectOf(part.design) },
  enrollmentCount: { at: `${design}/enrollmentInfo/count`, as: value.enrollmentCount },
  enrollmentType: { at: `${design}/enrollmentInfo/type`, as: value.optionalOneOf(DATE_TYPE) },
  armGroups: { at: `${arms}/armGroups`, as: listOf(part.armGroup) },
  interventions: { at: `${arms}/interventions`, as: listOf(part.intervention) },
  primaryOutcomes: { at: `${outcomes}/primaryOutcomes`, as: listOf(part.outcome) },
  secondaryOutcomes: { at: `${outcomes}/secondaryOutcomes`, as: listOf(part.outcome) },
  otherOutcomes: { at: `${outcomes}/otherOutcomes`, as: listOf(part.outcome) },
  eligibility: { at: `${protocol}/eligibilityModule`, as: objectOf(part.eligibility) },
  centralContacts: { at: `${places}/centralContacts`, as: listOf(part.contact) },
  overallOfficials: { at: `${places}/overallOfficials`, as: listOf(part.official) },
  locations: { at: `${places}/locations`, as: listOf(part.location) },
  references: { at: `${references}/references`, as: listOf(part.reference) },
  seeAlsoLinks: { at: `${references}/seeAlsoLinks`, as: listOf(part.seeAlsoLink) },
  ipdSharing: { at: `${protocol}/ipdSharingStatementModule`, as: objectOf(part.ipdSharing) },
  conditionMeshTerms: { at: `${conditionMesh}/meshes`, as: listOf(part.meshTerm) },
  conditionMeshAncestors: { at: `${conditionMesh}/ancestors`, as: listOf(part.meshTerm) },
  interventionMeshTerms: { at: `${interventionMesh}/meshes`, as: listOf(part.meshTerm) },
  interventionMeshAncestors: { at: `${interventionMesh}/ancestors`, as: listOf(part.meshTerm) },
  documents: { at: '/documentSection/largeDocumentModule/largeDocs', as: listOf(part.studyDocument) },
  hasResults: { at: '/hasResults', as: value.hasResults },
};
