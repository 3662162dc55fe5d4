/**
 * The search areas of the registry, by what is typed in: fields with their weight and whether the registry takes synonyms
 * there (https://clinicaltrials.gov/data-api/about-api/search-areas, as of 2024-06-07). Eligibility criteria are in none.
 */
export const SEARCH_AREA = ['term', 'condition', 'intervention', 'title'] as const;
export type SearchArea = (typeof SEARCH_AREA)[number];

/** A field of an area: the registry's name of it (piece name), its weight, and whether synonyms count in it. */
export type AreaField = readonly [field: string, weight: number, synonyms: 'synonyms' | 'as-written'];

const BASIC: readonly AreaField[] = [
  ['NCTId', 1, 'as-written'],
  ['Acronym', 1, 'synonyms'],
  ['BriefTitle', 0.89, 'synonyms'],
  ['OfficialTitle', 0.85, 'synonyms'],
  ['Condition', 0.81, 'synonyms'],
  ['InterventionName', 0.8, 'synonyms'],
  ['InterventionOtherName', 0.75, 'synonyms'],
  ['Phase', 0.65, 'as-written'],
  ['StdAge', 0.65, 'as-written'],
  ['PrimaryOutcomeMeasure', 0.6, 'synonyms'],
  ['Keyword', 0.6, 'synonyms'],
  ['BriefSummary', 0.6, 'synonyms'],
  ['ArmGroupLabel', 0.5, 'synonyms'],
  ['SecondaryOutcomeMeasure', 0.5, 'synonyms'],
  ['InterventionDescription', 0.45, 'synonyms'],
  ['ArmGroupDescription', 0.45, 'synonyms'],
  ['PrimaryOutcomeDescription', 0.4, 'synonyms'],
  ['LeadSponsorName', 0.4, 'as-written'],
  ['OrgStudyId', 0.4, 'as-written'],
  ['SecondaryId', 0.4, 'as-written'],
  ['NCTIdAlias', 0.4, 'as-written'],
  ['InterventionType', 0.35, 'as-written'],
  ['ArmGroupType', 0.35, 'as-written'],
  ['SecondaryOutcomeDescription', 0.35, 'synonyms'],
  ['LocationFacility', 0.35, 'as-written'],
  ['LocationStatus', 0.35, 'as-written'],
  ['LocationState', 0.35, 'as-written'],
  ['LocationCountry', 0.35, 'as-written'],
  ['LocationCity', 0.35, 'as-written'],
  ['BioSpecDescription', 0.3, 'synonyms'],
  ['ResponsiblePartyInvestigatorFullName', 0.3, 'synonyms'],
  ['ResponsiblePartyInvestigatorTitle', 0.3, 'synonyms'],
  ['ResponsiblePartyInvestigatorAffiliation', 0.3, 'synonyms'],
  ['ResponsiblePartyOldNameTitle', 0.3, 'synonyms'],
  ['ResponsiblePartyOldOrganization', 0.3, 'synonyms'],
  ['OverallOfficialAffiliation', 0.3, 'synonyms'],
  ['OverallOfficialRole', 0.3, 'synonyms'],
  ['OverallOfficialName', 0.3, 'synonyms'],
  ['CentralContactName', 0.3, 'synonyms'],
  ['ConditionMeshTerm', 0.3, 'synonyms'],
  ['InterventionMeshTerm', 0.3, 'synonyms'],
  ['DesignAllocation', 0.3, 'as-written'],
  ['DesignInterventionModel', 0.3, 'as-written'],
  ['DesignMasking', 0.3, 'as-written'],
  ['DesignWhoMasked', 0.3, 'as-written'],
  ['DesignObservationalModel', 0.3, 'as-written'],
  ['DesignPrimaryPurpose', 0.3, 'as-written'],
  ['DesignTimePerspective', 0.3, 'as-written'],
  ['StudyType', 0.3, 'as-written'],
  ['ConditionAncestorTerm', 0.25, 'synonyms'],
  ['InterventionAncestorTerm', 0.25, 'synonyms'],
  ['CollaboratorName', 0.25, 'as-written'],
  ['OtherOutcomeMeasure', 0.15, 'synonyms'],
  ['OutcomeMeasureTitle', 0.15, 'synonyms'],
  ['OtherOutcomeDescription', 0.1, 'synonyms'],
  ['OutcomeMeasureDescription', 0.1, 'synonyms'],
  ['LocationContactName', 0.1, 'as-written'],
];

/** The fields of every area: `term` is the registry's BasicSearch, the others are named after its ConditionSearch, InterventionSearch and TitleSearch. */
export const SEARCH_AREAS: Readonly<Record<SearchArea, readonly AreaField[]>> = {
  term: BASIC,
  condition: [
    ['Condition', 0.95, 'synonyms'],
    ['BriefTitle', 0.6, 'synonyms'],
    ['OfficialTitle', 0.55, 'synonyms'],
    ['ConditionMeshTerm', 0.5, 'synonyms'],
    ['ConditionAncestorTerm', 0.4, 'synonyms'],
    ['Keyword', 0.3, 'synonyms'],
    ['NCTId', 0.2, 'as-written'],
  ],
  intervention: [
    ['InterventionName', 0.95, 'synonyms'],
    ['InterventionType', 0.85, 'as-written'],
    ['ArmGroupType', 0.85, 'as-written'],
    ['InterventionOtherName', 0.75, 'synonyms'],
    ['BriefTitle', 0.65, 'synonyms'],
    ['OfficialTitle', 0.6, 'synonyms'],
    ['ArmGroupLabel', 0.5, 'synonyms'],
    ['InterventionMeshTerm', 0.5, 'synonyms'],
    ['Keyword', 0.5, 'synonyms'],
    ['InterventionAncestorTerm', 0.4, 'synonyms'],
    ['InterventionDescription', 0.4, 'synonyms'],
    ['ArmGroupDescription', 0.4, 'synonyms'],
  ],
  title: [
    ['Acronym', 1, 'synonyms'],
    ['BriefTitle', 0.95, 'synonyms'],
    ['OfficialTitle', 0.8, 'synonyms'],
  ],
};

/**
 * Where a match counts most: `a` the fields that say what a study is about, `b` fields close to it, `c` all others, `d` those
 * in which only the words as written count. What matches in a tier before another comes first in the order of relevance.
 */
export const SEARCH_TIER = ['a', 'b', 'c', 'd'] as const;
export type SearchTier = (typeof SEARCH_TIER)[number];

/** Least weights of tiers `a` and `b`, by area. */
const FLOORS: Readonly<Record<SearchArea, readonly [a: number, b: number]>> = {
  term: [0.75, 0.5],
  condition: [0.9, 0.5],
  intervention: [0.75, 0.5],
  title: [0.9, 0.5],
};

/** The tier of a field in an area. */
export function tierOf(area: SearchArea, [, weight, synonyms]: AreaField): SearchTier {
  if (synonyms === 'as-written') return 'd';
  const [a, b] = FLOORS[area];
  if (weight >= a) return 'a';
  return weight >= b ? 'b' : 'c';
}
