import { describe, expect, it } from '@jest/globals';
import { kindsOfSchemaOrg } from '../../test/support/schema-org.js';
import { OVERALL_STATUS, type OverallStatus } from '../model/study.js';
import { studyStatus } from './study-status.js';

const statusOf = (overallStatus: OverallStatus | null, statusTrusted: boolean): string | undefined =>
  studyStatus({ overallStatus, statusTrusted })?.['@id'];

describe('the status of a study in the words of schema.org', () => {
  it.each<[OverallStatus, string | undefined]>([
    ['RECRUITING', 'schema:Recruiting'],
    ['NOT_YET_RECRUITING', 'schema:NotYetRecruiting'],
    ['ACTIVE_NOT_RECRUITING', 'schema:ActiveNotRecruiting'],
    ['ENROLLING_BY_INVITATION', 'schema:EnrollingByInvitation'],
    ['SUSPENDED', 'schema:Suspended'],
  ])('is told of %s only while it may be believed: %s', (status, told) => {
    expect([statusOf(status, true), statusOf(status, false)]).toEqual([told, undefined]);
  });

  it.each<[OverallStatus, string | undefined]>([
    ['COMPLETED', 'schema:Completed'],
    ['TERMINATED', 'schema:Terminated'],
    ['WITHDRAWN', 'schema:Withdrawn'],
  ])('stays true of a study that ended: %s', (status, told) => {
    expect([statusOf(status, true), statusOf(status, false)]).toEqual([told, told]);
  });

  it('is absent where schema.org has no word for it, and where the record states none', () => {
    const told = OVERALL_STATUS.filter((status) => statusOf(status, true) !== undefined);
    expect(OVERALL_STATUS.filter((status) => !told.includes(status))).toEqual([
      'AVAILABLE',
      'NO_LONGER_AVAILABLE',
      'TEMPORARILY_NOT_AVAILABLE',
      'APPROVED_FOR_MARKETING',
      'WITHHELD',
      'UNKNOWN',
    ]);
    expect(statusOf(null, true)).toBeUndefined();
  });

  it('is a member of the enumeration, whichever it is', () => {
    const members = kindsOfSchemaOrg('MedicalStudyStatus');
    const told = OVERALL_STATUS.flatMap((status) => statusOf(status, true) ?? []);
    expect(told.filter((id) => !members.has(id.replace('schema:', 'https://schema.org/')))).toEqual([]);
  });
});
