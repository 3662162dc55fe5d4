import type { NctId } from '../model/identifiers.js';
import type { ConditionScope, LinkRole } from '../model/link.js';
import type { StatusGroup } from '../model/status.js';
import type { OverallStatus, Phase, Sex, SponsorClass, StudyType } from '../model/study.js';

/** Which studies are wanted; every part that is null (or an empty list) allows all. */
export type StudyFilter = {
  /** Present or former NCT numbers. */
  ids: readonly NctId[];
  entry: { guideId: string; entryId: string } | null;
  /** Only with `entry`. */
  role: LinkRole | null;
  /** As the registry states it, however old; `statusGroup` looks at the age too. */
  statuses: readonly OverallStatus[];
  statusGroup: StatusGroup | null;
  phases: readonly Phase[];
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
  startedSince: string | null;
  startedUntil: string | null;
  minEnrollment: number | null;
  /** In the guide of `entry`, or in any guide without one; null allows studies outside every guide too. */
  scopes: readonly ConditionScope[] | null;
};

/** What lists of studies are sorted by. Only the NCT number never moves: a list read by it loses and doubles nothing. */
export const STUDY_SORT = ['lastUpdate', 'start', 'enrollment', 'nctId'] as const;
export type StudySort = (typeof STUDY_SORT)[number];
export type SortOrder = 'asc' | 'desc';

/** Where a page ended: the sort value of its last study (null where it states none) and the number of its NCT number. */
export type StudyPosition = { value: string | number | null; id: number };
