import type { Element, ResearchStudy } from 'fhir/r4.js';
import { effectiveStatusGroup, isStatusTrusted, type StatusFacts, type TrustWindow } from '../model/status.js';
import type { OverallStatus } from '../model/study.js';
import { extension, registryWord } from './fhir-words.js';

/** A code of the required value set http://hl7.org/fhir/ValueSet/research-study-status. */
export type FhirStatus = ResearchStudy['status'];

const EVERY_CODE: Record<FhirStatus, true> = {
  active: true,
  'administratively-completed': true,
  approved: true,
  'closed-to-accrual': true,
  'closed-to-accrual-and-intervention': true,
  completed: true,
  disapproved: true,
  'in-review': true,
  'temporarily-closed-to-accrual': true,
  'temporarily-closed-to-accrual-and-intervention': true,
  withdrawn: true,
};
/** All codes of the value set; some of them no status of the registry has. */
export const STATUS_CODES = Object.keys(EVERY_CODE) as readonly FhirStatus[];

/**
 * What each status of the registry is in FHIR; null where no code says it, and none may be made up. `active` ("open for
 * accrual") is kept for what counts as open: a study that enrols by invitation takes nobody who is not invited.
 * What happens to participants of a suspended study the registry does not say, so the code that says less is taken.
 */
export const FHIR_STATUS: Record<OverallStatus | 'NONE', FhirStatus | null> = {
  RECRUITING: 'active',
  AVAILABLE: 'active',
  NOT_YET_RECRUITING: 'approved',
  ACTIVE_NOT_RECRUITING: 'closed-to-accrual',
  ENROLLING_BY_INVITATION: 'closed-to-accrual',
  SUSPENDED: 'temporarily-closed-to-accrual',
  TEMPORARILY_NOT_AVAILABLE: 'temporarily-closed-to-accrual',
  COMPLETED: 'completed',
  NO_LONGER_AVAILABLE: 'completed',
  APPROVED_FOR_MARKETING: 'completed',
  TERMINATED: 'administratively-completed',
  WITHDRAWN: 'withdrawn',
  UNKNOWN: null,
  WITHHELD: null,
  NONE: null,
};

/** A status with what is needed to read it. */
export type StatusStatement = StatusFacts & { lastKnownStatus: OverallStatus | null; asOf: string | null };

/** The FHIR code of a status today: never `active` by a word that is only last known. */
export function fhirStatusOf(facts: StatusFacts, window: TrustWindow): FhirStatus | null {
  const code = FHIR_STATUS[facts.overallStatus ?? 'NONE'];
  return code === 'active' && effectiveStatusGroup(facts, window) !== 'open' ? null : code;
}

/** Statuses of the registry that a FHIR code stands for. */
export function statusesOfCode(code: string): OverallStatus[] {
  return (Object.keys(FHIR_STATUS) as (OverallStatus | 'NONE')[]).filter(
    (status): status is OverallStatus => status !== 'NONE' && FHIR_STATUS[status] === code,
  );
}

/** Status elements of a study: the code, or why there is none, and the registry's own word with its date. */
export function statusElements(
  statement: StatusStatement,
  window: TrustWindow,
): { status: FhirStatus | undefined; _status: Element | undefined; extension: ReturnType<typeof extension> } {
  const code = fhirStatusOf(statement, window);
  return {
    status: code ?? undefined,
    _status: code === null ? ABSENT : undefined,
    extension: registryStatus(statement, window),
  };
}

/** A required element without a value must say why (https://hl7.org/fhir/R4/extension-data-absent-reason.html). */
const ABSENT: Element = {
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }],
};

function registryStatus(statement: StatusStatement, window: TrustWindow): ReturnType<typeof extension> {
  const { overallStatus, lastKnownStatus, statusVerifiedDate, asOf } = statement;
  const parts = [
    ...(overallStatus === null ? [] : [{ url: 'status', valueCoding: registryWord('status', overallStatus) }]),
    ...(lastKnownStatus === null
      ? []
      : [{ url: 'lastKnownStatus', valueCoding: registryWord('status', lastKnownStatus) }]),
    ...(asOf === null ? [] : [{ url: 'asOf', valueDate: asOf }]),
    ...(statusVerifiedDate === null ? [] : [{ url: 'verified', valueDate: statusVerifiedDate }]),
    { url: 'isLastKnownOnly', valueBoolean: !isStatusTrusted(statement, window) },
  ];
  return extension('registry-status', parts, (value) => ({ extension: value }));
}

/** The status as a sentence for people. */
export function statusSentence(statement: StatusStatement, window: TrustWindow): string {
  const { overallStatus, asOf } = statement;
  const day = asOf === null ? 'on a day that is not known' : `as of ${asOf}`;
  if (overallStatus === null) return 'The registry record states no recruitment status.';
  if (isStatusTrusted(statement, window)) return `Recruitment status in the registry: ${overallStatus}, ${day}.`;
  return `Last known recruitment status: ${overallStatus}, ${day}. It is too old or unconfirmed to be taken as today's.`;
}
