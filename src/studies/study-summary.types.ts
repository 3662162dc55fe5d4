import type { ConditionScope } from '../model/link.js';
import type { Origin } from '../model/provenance.js';
import type { Intervention, OverallStatus, Phase, Study, StudyDate, StudyType, Organization } from '../model/study.js';

/** The part of a list item that is read as one piece, not filtered on. */
export type StudySummaryParts = {
  acronym: string | null;
  lastKnownStatus: OverallStatus | null;
  whyStopped: string | null;
  phases: Phase[];
  conditions: string[];
  interventions: Pick<Intervention, 'type' | 'name'>[];
  leadSponsor: Organization | null;
  enrollmentType: Study['enrollmentType'];
  startDate: StudyDate | null;
  primaryCompletionDate: StudyDate | null;
  completionDate: StudyDate | null;
  lastUpdatePostDate: StudyDate | null;
  countries: string[];
};

/** One study in a list. */
export type StudySummary = StudySummaryParts & {
  nctId: string;
  briefTitle: string;
  overallStatus: OverallStatus | null;
  statusVerifiedDate: string | null;
  studyType: StudyType | null;
  enrollmentCount: number | null;
  hasResults: boolean;
  origin: Origin;
  url: string;
  dataDate: string | null;
  /** Decides whether the status may be trusted; not served, because it moves without a change. */
  seenOn: string | null;
  retrievedAt: string;
  sourceUpdatedAt: string | null;
};

/** A study's scope in one guide. */
export type GuideScope = { guideId: string; scope: ConditionScope };
