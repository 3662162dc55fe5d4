import { GROUP_OF_STATUS } from '../model/status.js';
import type { OverallStatus } from '../model/study.js';
import { member, type Member } from './schema-org.js';

/** What each status of the registry is in https://schema.org/MedicalStudyStatus; null where no member says it. */
const MEMBER_OF_STATUS: Record<OverallStatus, string | null> = {
  RECRUITING: 'Recruiting',
  NOT_YET_RECRUITING: 'NotYetRecruiting',
  ACTIVE_NOT_RECRUITING: 'ActiveNotRecruiting',
  ENROLLING_BY_INVITATION: 'EnrollingByInvitation',
  SUSPENDED: 'Suspended',
  COMPLETED: 'Completed',
  TERMINATED: 'Terminated',
  WITHDRAWN: 'Withdrawn',
  AVAILABLE: null,
  NO_LONGER_AVAILABLE: null,
  TEMPORARILY_NOT_AVAILABLE: null,
  APPROVED_FOR_MARKETING: null,
  WITHHELD: null,
  UNKNOWN: null,
};

/**
 * The status of a study today. schema.org has no place for the date of a status, so one that is only last known is left
 * out; an end that was stated once stays true.
 */
export function studyStatus(study: {
  overallStatus: OverallStatus | null;
  statusTrusted: boolean;
}): Member | undefined {
  const { overallStatus, statusTrusted } = study;
  if (overallStatus === null) return undefined;
  const name = MEMBER_OF_STATUS[overallStatus];
  const isBelieved = statusTrusted || GROUP_OF_STATUS[overallStatus] === 'ended';
  return name === null || !isBelieved ? undefined : member(name);
}
