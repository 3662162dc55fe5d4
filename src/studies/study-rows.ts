import type { Study } from '../model/study.js';
import { nctNumber } from '../model/identifiers.js';
import type { StudyLocationRow, StudyRow } from './study.entity.js';
import type { StudySummaryParts } from './study-summary.types.js';

/** The columns of `study` that come from the record itself. */
export type StudyColumns = Omit<
  StudyRow,
  | 'origin'
  | 'url'
  | 'dataDate'
  | 'seenOn'
  | 'seenRun'
  | 'retrievedAt'
  | 'sourceUpdatedAt'
  | 'contentHash'
  | 'version'
  | 'goneAt'
  | 'indexedBy'
>;

/** A study as columns for filters and lists. */
export function studyColumns(study: Study): StudyColumns {
  return {
    id: nctNumber(study.nctId),
    nctId: study.nctId,
    briefTitle: study.briefTitle,
    overallStatus: study.overallStatus,
    statusVerifiedDate: study.statusVerifiedDate,
    studyType: study.studyType,
    leadSponsorName: study.leadSponsor?.name ?? null,
    leadSponsorClass: study.leadSponsor?.class ?? null,
    enrollmentCount: study.enrollmentCount,
    startDate: study.startDate?.date ?? null,
    lastUpdatePostDate: study.lastUpdatePostDate?.date ?? null,
    hasResults: study.hasResults,
    sex: study.eligibility?.sex ?? null,
    minimumAgeYears: study.eligibility?.minimumAgeYears ?? null,
    maximumAgeYears: study.eligibility?.maximumAgeYears ?? null,
    healthyVolunteers: study.eligibility?.healthyVolunteers ?? null,
    summary: summaryParts(study),
  };
}

/** The part of a study that a list shows beyond its columns. */
function summaryParts(study: Study): StudySummaryParts {
  const countries = new Set(study.locations.map((location) => location.country).filter((name) => name !== null));
  return {
    acronym: study.acronym,
    lastKnownStatus: study.lastKnownStatus,
    whyStopped: study.whyStopped,
    phases: study.phases,
    conditions: study.conditions,
    interventions: study.interventions.map(({ type, name }) => ({ type, name })),
    leadSponsor: study.leadSponsor,
    enrollmentType: study.enrollmentType,
    startDate: study.startDate,
    primaryCompletionDate: study.primaryCompletionDate,
    completionDate: study.completionDate,
    lastUpdatePostDate: study.lastUpdatePostDate,
    countries: [...countries].sort(),
  };
}

/** Longest country name in a row, in characters: PostgreSQL refuses long values in an index. The study itself keeps all of it. */
const COUNTRY_LIMIT = 200;

/** The sites of a study as rows. */
export function locationRows(study: Study): StudyLocationRow[] {
  return study.locations.map((location, position) => ({
    studyId: nctNumber(study.nctId),
    position,
    country: location.country?.slice(0, COUNTRY_LIMIT) ?? null,
    city: location.city,
    status: location.status,
    lat: location.geoPoint?.lat ?? null,
    lon: location.geoPoint?.lon ?? null,
    facility: location.facility,
    state: location.state,
  }));
}
