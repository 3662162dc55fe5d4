import type { EntryStudy } from '../model/entry.js';
import { effectiveStatusGroup, isStatusTrusted, type StatusFacts, type TrustWindow } from '../model/status.js';
import type { StudyVersion } from './merge-facts.types.js';

/** The facts of a study that its entry shows, from one version of its record. */
export function mergeStudy(version: StudyVersion, window: TrustWindow): EntryStudy {
  const { nctId, study, url, origin, dataDate, seenOn } = version;
  const { briefTitle, officialTitle, acronym, leadSponsor, conditions, studyType, phases, hasResults } = study;
  const { overallStatus, lastKnownStatus, whyStopped, statusVerifiedDate, enrollmentCount, enrollmentType } = study;
  const { startDate, primaryCompletionDate, completionDate } = study;
  const { firstPostDate, resultsFirstPostDate, lastUpdatePostDate } = study;
  const status: StatusFacts = { overallStatus, statusVerifiedDate, seenOn, origin };
  return {
    ...{ nctId, briefTitle, officialTitle, acronym, overallStatus },
    statusGroup: effectiveStatusGroup(status, window),
    statusTrusted: isStatusTrusted(status, window),
    asOf: dataDate,
    ...{ lastKnownStatus, whyStopped, statusVerifiedDate, studyType, phases, enrollmentCount, enrollmentType },
    ...{ startDate, primaryCompletionDate, completionDate, firstPostDate, resultsFirstPostDate, lastUpdatePostDate },
    ...{ hasResults, leadSponsor, conditions },
    interventions: study.interventions.map(({ type, name }) => ({ type, name })),
    ...{ url, origin },
  };
}
