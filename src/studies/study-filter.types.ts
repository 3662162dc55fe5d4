import type { NctId } from '../model/identifiers.js';
import type { ConditionScope, LinkRole } from '../model/link.js';
import type { StatusGroup } from '../model/status.js';
import type { GeoPoint, OverallStatus, Phase, Sex, SponsorClass, StudyType } from '../model/study.js';
import type { TextSearch } from '../search/study-search.js';

/** Sites around a point; a site without a status of its own has that of its study. */
export type NearFilter = {
  point: GeoPoint;
  radiusKm: number;
  /** Only sites of this group count; null counts all. */
  siteGroup: StatusGroup | null;
};

/** Which studies are wanted; every part that is null (or an empty list) allows all. */
export type StudyFilter = {
  /** What must be found in search areas, each of them. */
  texts: readonly TextSearch[];
  near: NearFilter | null;
  /** Present or former NCT numbers. */
  ids: readonly NctId[];
  entry: { guideId: string; entryId: string } | null;
  /** Only with `entry`. */
  role: LinkRole | null;
  /** As the registry states it, however old; `statusGroup` looks at the age too. */
  statuses: readonly OverallStatus[];
  statusGroup: StatusGroup | null;
  /** Leaves out studies whose status is open by the registry's word and only last known. */
  onlyTrustedOpen: boolean;
  phases: readonly Phase[];
  /** Studies that have every phase of one of these sets. */
  phaseSets: readonly (readonly Phase[])[];
  studyType: StudyType | null;
  /** Part of the lead sponsor's name, in any case. */
  sponsor: string | null;
  sponsorClass: SponsorClass | null;
  /** Country of a site, in any case. */
  country: string | null;
  /** Years; the study takes people of this age. */
  age: number | null;
  /** `FEMALE` and `MALE`: the study takes them, alone or among all; `ALL`: it takes everyone. */
  sex: Sex | null;
  healthyVolunteers: boolean | null;
  hasResults: boolean | null;
  /** Partial dates; a partial registry date counts when it can mean a day in the range. */
  updatedSince: string | null;
  updatedUntil: string | null;
  /** ISO 8601 UTC, to the millisecond: the content was first received at this time or later, or before this time. */
  receivedSince: string | null;
  receivedBefore: string | null;
  startedSince: string | null;
  startedUntil: string | null;
  minEnrollment: number | null;
  /** In `guide`; null allows studies outside every guide too. */
  scopes: readonly ConditionScope[] | null;
  /** The guide whose scopes count; null for the guide of `entry`, or any guide without one. */
  guide: string | null;
};

/** The filter that lets every study pass. */
export const ANY_STUDY: StudyFilter = {
  texts: [],
  near: null,
  ids: [],
  entry: null,
  role: null,
  statuses: [],
  statusGroup: null,
  onlyTrustedOpen: false,
  phases: [],
  phaseSets: [],
  studyType: null,
  sponsor: null,
  sponsorClass: null,
  country: null,
  age: null,
  sex: null,
  healthyVolunteers: null,
  hasResults: null,
  updatedSince: null,
  updatedUntil: null,
  receivedSince: null,
  receivedBefore: null,
  startedSince: null,
  startedUntil: null,
  minEnrollment: null,
  scopes: null,
  guide: null,
};

/** Sorts by what a study states (only its number never moves: a list read by it loses and doubles nothing), and by how well or how near it matches: `relevance` needs a text, `distance` a point. */
export const VALUE_SORT = ['lastUpdate', 'start', 'enrollment', 'nctId'] as const;
export const RANK_SORT = ['relevance', 'distance'] as const;
export type ValueSort = (typeof VALUE_SORT)[number];
export type RankSort = (typeof RANK_SORT)[number];

/** What lists of studies are sorted by. */
export const STUDY_SORT = [...VALUE_SORT, ...RANK_SORT] as const;
export type StudySort = (typeof STUDY_SORT)[number];
export type SortOrder = 'asc' | 'desc';

/**
 * Where a page ended: the sort value of its last study (null where it states none) and the number of its NCT number. `rank`
 * is the study's place by relevance or distance where that comes first, else null.
 */
export type StudyPosition = { rank: number | null; value: string | number | null; id: number };

/** What counts of studies are broken down by. */
export const STUDY_FACET = [
  'status',
  'statusGroup',
  'phase',
  'studyType',
  'sponsorClass',
  'sex',
  'hasResults',
  'country',
  'entry',
] as const;
export type StudyFacet = (typeof STUDY_FACET)[number];

/** How many studies have a value; `value` is null for those that state none. A study with several values counts in each. */
export type FacetCount = { value: string | null; count: number };
