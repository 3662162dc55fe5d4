import { addDays, latestDay, type PartialDate } from './partial-date.js';
import type { Origin } from './provenance.js';
import type { OverallStatus } from './study.js';

/** Groups of recruitment statuses that a reader asks for. */
export const STATUS_GROUP = ['open', 'upcoming', 'active', 'paused', 'ended', 'unknown'] as const;
export type StatusGroup = (typeof STATUS_GROUP)[number];

/** The group that each registry status belongs to, before its age is looked at. */
export const GROUP_OF_STATUS: Record<OverallStatus, StatusGroup> = {
  RECRUITING: 'open',
  AVAILABLE: 'open',
  NOT_YET_RECRUITING: 'upcoming',
  ACTIVE_NOT_RECRUITING: 'active',
  ENROLLING_BY_INVITATION: 'active',
  SUSPENDED: 'paused',
  TEMPORARILY_NOT_AVAILABLE: 'paused',
  COMPLETED: 'ended',
  TERMINATED: 'ended',
  WITHDRAWN: 'ended',
  NO_LONGER_AVAILABLE: 'ended',
  APPROVED_FOR_MARKETING: 'ended',
  UNKNOWN: 'unknown',
  WITHHELD: 'unknown',
};

/** The statuses of a group. */
export function statusesOf(group: StatusGroup): OverallStatus[] {
  return (Object.keys(GROUP_OF_STATUS) as OverallStatus[]).filter((status) => GROUP_OF_STATUS[status] === group);
}

/** A sponsor that has not verified the record for longer than this many days is not taken at its word. */
const VERIFIED_WITHIN_DAYS = 730;

/** What decides whether a stated status may still be believed. */
export type StatusFacts = {
  overallStatus: OverallStatus | null;
  statusVerifiedDate: PartialDate | null;
  /** Day on which the registry last showed this status to us (`YYYY-MM-DD`), null when unknown. */
  seenOn: string | null;
  origin: Origin;
};

/** The days before which a status is only "last known": `seen` for our last sight of it, `verified` for the sponsor's word. */
export type TrustWindow = { seenSince: string; verifiedSince: string };

/** The trust window of a day (`YYYY-MM-DD`). */
export function trustWindow(today: string, trustedDays: number): TrustWindow {
  return { seenSince: addDays(today, -trustedDays), verifiedSince: addDays(today, -VERIFIED_WITHIN_DAYS) };
}

/** Whether a status is recent and verified enough to be shown as today's; records assembled from captures never are. */
export function isStatusTrusted(facts: StatusFacts, window: TrustWindow): boolean {
  if (facts.origin === 'assembled' || facts.seenOn === null || facts.seenOn < window.seenSince) return false;
  return facts.statusVerifiedDate !== null && latestDay(facts.statusVerifiedDate) >= window.verifiedSince;
}

/** The group a study counts in on a day: an open status that is only last known counts as `unknown`, never as open. */
export function effectiveStatusGroup(facts: StatusFacts, window: TrustWindow): StatusGroup {
  const group = facts.overallStatus === null ? 'unknown' : GROUP_OF_STATUS[facts.overallStatus];
  return group === 'open' && !isStatusTrusted(facts, window) ? 'unknown' : group;
}
