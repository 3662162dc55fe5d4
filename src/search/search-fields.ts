import type { MeshTerm, Study } from '../model/study.js';

/** What a study is indexed by: the record as it was read, and as it was received. */
export type Searchable = { study: Study; raw: unknown };

type Text = string | null | undefined;
type Values = (from: Searchable) => readonly Text[];

const of =
  (values: (study: Study) => readonly Text[]): Values =>
  ({ study }) =>
    values(study);

/** Texts at a place of the record as received, through every list on the way. */
const at =
  (...path: string[]): Values =>
  ({ raw }) =>
    path
      .reduce<unknown[]>((nodes, name) => nodes.flatMap((node) => memberOf(node, name)), [raw])
      .filter((value) => typeof value === 'string');

const outcomeMeasure = (name: string): Values => at('resultsSection', 'outcomeMeasuresModule', 'outcomeMeasures', name);
const responsibleParty = (name: string): Values =>
  at('protocolSection', 'sponsorCollaboratorsModule', 'responsibleParty', name);

/** The texts of every searched field, by the registry's name of the field (piece name). */
export const SEARCH_FIELDS: Readonly<Record<string, Values>> = {
  NCTId: of((study) => [study.nctId]),
  NCTIdAlias: of((study) => study.nctIdAliases),
  Acronym: of((study) => [study.acronym]),
  BriefTitle: of((study) => [study.briefTitle]),
  OfficialTitle: of((study) => [study.officialTitle]),
  Condition: of((study) => study.conditions),
  Keyword: of((study) => study.keywords),
  BriefSummary: of((study) => [study.briefSummary]),
  InterventionName: of((study) => study.interventions.map(({ name }) => name)),
  InterventionOtherName: of((study) => study.interventions.flatMap(({ otherNames }) => otherNames)),
  InterventionDescription: of((study) => study.interventions.map(({ description }) => description)),
  InterventionType: of((study) => study.interventions.flatMap(({ type }) => enumWords(type))),
  ArmGroupLabel: of((study) => study.armGroups.map(({ label }) => label)),
  ArmGroupDescription: of((study) => study.armGroups.map(({ description }) => description)),
  ArmGroupType: of((study) => study.armGroups.flatMap(({ type }) => enumWords(type))),
  Phase: of((study) => study.phases.flatMap(enumWords)),
  StdAge: of((study) => (study.eligibility?.standardAges ?? []).flatMap(enumWords)),
  StudyType: of((study) => enumWords(study.studyType)),
  PrimaryOutcomeMeasure: of((study) => study.primaryOutcomes.map(({ measure }) => measure)),
  PrimaryOutcomeDescription: of((study) => study.primaryOutcomes.map(({ description }) => description)),
  SecondaryOutcomeMeasure: of((study) => study.secondaryOutcomes.map(({ measure }) => measure)),
  SecondaryOutcomeDescription: of((study) => study.secondaryOutcomes.map(({ description }) => description)),
  OtherOutcomeMeasure: of((study) => study.otherOutcomes.map(({ measure }) => measure)),
  OtherOutcomeDescription: of((study) => study.otherOutcomes.map(({ description }) => description)),
  OutcomeMeasureTitle: outcomeMeasure('title'),
  OutcomeMeasureDescription: outcomeMeasure('description'),
  LeadSponsorName: of((study) => [study.leadSponsor?.name]),
  CollaboratorName: of((study) => study.collaborators.map(({ name }) => name)),
  OrgStudyId: of((study) => [study.orgStudyId]),
  SecondaryId: of((study) => study.secondaryIds.map(({ id }) => id)),
  LocationFacility: of((study) => study.locations.map(({ facility }) => facility)),
  LocationStatus: of((study) => study.locations.flatMap(({ status }) => enumWords(status))),
  LocationState: of((study) => study.locations.map(({ state }) => state)),
  LocationCountry: of((study) => study.locations.map(({ country }) => country)),
  LocationCity: of((study) => study.locations.map(({ city }) => city)),
  LocationContactName: of((study) => study.locations.flatMap(({ contacts }) => contacts.map(({ name }) => name))),
  BioSpecDescription: at('protocolSection', 'designModule', 'bioSpec', 'description'),
  ResponsiblePartyInvestigatorFullName: of((study) => [study.responsibleParty?.investigatorFullName]),
  ResponsiblePartyInvestigatorTitle: of((study) => [study.responsibleParty?.investigatorTitle]),
  ResponsiblePartyInvestigatorAffiliation: of((study) => [study.responsibleParty?.investigatorAffiliation]),
  ResponsiblePartyOldNameTitle: responsibleParty('oldNameTitle'),
  ResponsiblePartyOldOrganization: responsibleParty('oldOrganization'),
  OverallOfficialName: of((study) => study.overallOfficials.map(({ name }) => name)),
  OverallOfficialAffiliation: of((study) => study.overallOfficials.map(({ affiliation }) => affiliation)),
  OverallOfficialRole: of((study) => study.overallOfficials.flatMap(({ role }) => enumWords(role))),
  CentralContactName: of((study) => study.centralContacts.map(({ name }) => name)),
  ConditionMeshTerm: of((study) => headings(study.conditionMeshTerms)),
  ConditionAncestorTerm: of((study) => headings(study.conditionMeshAncestors)),
  InterventionMeshTerm: of((study) => headings(study.interventionMeshTerms)),
  InterventionAncestorTerm: of((study) => headings(study.interventionMeshAncestors)),
  DesignAllocation: of((study) => enumWords(study.design?.allocation)),
  DesignInterventionModel: of((study) => enumWords(study.design?.interventionModel)),
  DesignMasking: of((study) => enumWords(study.design?.masking)),
  DesignWhoMasked: of((study) => (study.design?.whoMasked ?? []).flatMap(enumWords)),
  DesignObservationalModel: of((study) => enumWords(study.design?.observationalModel)),
  DesignPrimaryPurpose: of((study) => enumWords(study.design?.primaryPurpose)),
  DesignTimePerspective: of((study) => enumWords(study.design?.timePerspective)),
};

function memberOf(node: unknown, name: string): unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  const value = (node as Record<string, unknown>)[name];
  return Array.isArray(value) ? value : [value];
}

/** A word of a fixed list as it is spoken: `NOT_YET_RECRUITING` is found by its words. */
function enumWords(word: Text): string[] {
  return word === null || word === undefined || word === 'NA' ? [] : [word.replaceAll('_', ' ')];
}

/** MeSH headings, inverted ones also in the order in which they are spoken ("Carcinoma, Hepatocellular"). */
function headings(terms: readonly MeshTerm[]): string[] {
  return terms.flatMap(({ term }) => {
    const parts = term.split(', ');
    return parts.length === 1 ? [term] : [term, parts.reverse().join(' ')];
  });
}
