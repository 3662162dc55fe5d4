import { parseNctId, type NctId } from '../model/identifiers.js';
import { OVERALL_STATUS, type OverallStatus, type Phase } from '../model/study.js';
import { NCT_SYSTEM, PHASE_SYSTEM, REGISTRY_ENUM, STATUS_SYSTEM } from './fhir-words.js';
import { phasesOfWord } from './phase.js';
import { STATUS_CODES, statusesOfCode } from './research-study-status.js';
import { codesIn } from './tokens.js';

/** The NCT numbers of `identifier`, null where another kind of number is asked for: an empty answer would be a wrong one. */
export function idsOf(text: string): NctId[] | null {
  return all(codesIn(text, [NCT_SYSTEM])?.map(parseNctId));
}

/** Statuses that `status` asks for; with `byCode`, as FHIR shows them, else by the registry's word however old. */
export type StatusWish = { byCode: boolean; statuses: OverallStatus[] };

/** What `status` asks for, null where a value is unknown or codes and words of the registry are mixed. */
export function statusesOf(text: string): StatusWish | null {
  const codes = codesIn(text, [STATUS_SYSTEM]);
  if (codes !== null && codes.every(isFhirStatus)) return { byCode: true, statuses: codes.flatMap(statusesOfCode) };
  const words = all(codesIn(text, [REGISTRY_ENUM.status])?.map(registryStatus));
  return words === null ? null : { byCode: false, statuses: words };
}

/** The sets of phases that `phase` asks for, null where a value is unknown. */
export function phaseSetsOf(text: string): Phase[][] | null {
  return all(codesIn(text, [PHASE_SYSTEM, REGISTRY_ENUM.phase])?.map(phasesOfWord));
}

function isFhirStatus(code: string): boolean {
  return STATUS_CODES.some((known) => known === code);
}

function registryStatus(word: string): OverallStatus | null {
  return OVERALL_STATUS.find((status) => status === word.toUpperCase()) ?? null;
}

function all<T>(values: readonly (T | null)[] | undefined): T[] | null {
  if (values === undefined) return null;
  const some = values.filter((value) => value !== null);
  return some.length === values.length ? some : null;
}
