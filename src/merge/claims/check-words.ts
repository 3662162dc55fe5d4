import type { PartialDate } from '../../model/partial-date.js';
import type { OverallStatus } from '../../model/study.js';
import type { VersionFacts } from './check-history.js';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A recruitment status in words that follow "listed as". */
export const STATUS_WORDS: Record<OverallStatus, string> = {
  RECRUITING: 'recruiting participants',
  AVAILABLE: 'available outside a trial',
  NOT_YET_RECRUITING: 'planned but not yet recruiting',
  ACTIVE_NOT_RECRUITING: 'active but no longer recruiting',
  ENROLLING_BY_INVITATION: 'enrolling by invitation only',
  SUSPENDED: 'suspended (paused)',
  TEMPORARILY_NOT_AVAILABLE: 'temporarily not available',
  COMPLETED: 'completed',
  TERMINATED: 'terminated (stopped early)',
  WITHDRAWN: 'withdrawn (stopped before anyone joined)',
  NO_LONGER_AVAILABLE: 'no longer available',
  APPROVED_FOR_MARKETING: 'approved for marketing',
  UNKNOWN: 'of unknown status',
  WITHHELD: 'withheld',
};

/** A date spelled out without inventing a day or month: `17 February 2025`, `February 2025`, `2025`. */
export function spellDate(date: PartialDate): string {
  const [year = '', month, day] = date.split('-');
  const parts = [
    day === undefined ? null : String(Number(day)),
    month === undefined ? null : MONTHS[Number(month) - 1],
  ];
  return [...parts, year].filter((part) => part !== null && part !== undefined).join(' ');
}

/** A count with its noun: `1 linked study`, `12 linked studies`. */
export function countStudies(count: number): string {
  return `${count} linked ${count === 1 ? 'study' : 'studies'}`;
}

/** A count with a noun that takes -s: `1 US label`, `12 US labels`. */
export function count(many: number, noun: string): string {
  return `${many} ${noun}${many === 1 ? '' : 's'}`;
}

/** A sentence with its first letter in upper case. */
export function capitalised(sentence: string): string {
  return sentence.slice(0, 1).toUpperCase() + sentence.slice(1);
}

/** Names in a row: `a`, `a and b`, `a, b and c`; `last` is the word before the last one. */
export function listWords(words: readonly string[], last = 'and'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.slice(-1).join('')}`;
}

/** Which record a sentence speaks of: "The registry's record of 10 April 2018". */
export function recordOf({ dataDate }: VersionFacts): string {
  return dataDate === null ? "The registry's record" : `The registry's record of ${spellDate(dataDate)}`;
}

/** The registry's status of a study as a statement with its date. */
export function listedAs(version: VersionFacts, status: OverallStatus): string {
  return `${recordOf(version)} lists ${version.nctId} as ${STATUS_WORDS[status]}`;
}
