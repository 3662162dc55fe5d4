import type { FollowedDrug } from '../../model/question.js';
import type { Exchange } from '../reference-source.js';
import type { Received } from './record-reader.js';
import type { PartRequests } from './requests.js';
import { termsOf } from './terms.js';

/** Says so where nothing was asked, or where the answer is that of another search than ours. */
export function originNote(exchanges: readonly Exchange[], { whole, more }: PartRequests): string[] {
  if (exchanges.length === 0) {
    return ['openFDA was not asked, because the guide states no name or code it can be asked for.'];
  }
  const own = new Set([whole, ...more].map((request) => request?.path));
  if (exchanges.every(({ path }) => own.has(path))) return [];
  return ['The answer comes from another search than ours and may not hold everything.'];
}

/** Says so where the source has more than was read. */
export function countNote(seen: number, total: number | null): string[] {
  if (total === null || total <= seen) return [];
  return [`openFDA counts ${String(total)}, of which ${String(seen)} were read.`];
}

/** Says so where a list was in motion, so that something may have slipped from a page into one that was read before. */
export function movedNote(hasMoved: boolean): string[] {
  return hasMoved ? ['The list of openFDA moved while it was read; something may be missing.'] : [];
}

/** Says how many rows were left out because a newer one has the same key. */
export function repeatedNote(count: number): string[] {
  return count > 0 ? [`${String(count)} older of several entries for the same thing were left out.`] : [];
}

/** Says how many records tell by no code what they are about. */
export function byNameNote(held: readonly Received[], drug: FollowedDrug): string[] {
  const count = held.filter((one) => isByName(one, drug)).length;
  if (count === 0) return [];
  return [`${String(count)} of ${String(held.length)} state no code of a substance and were found by name only.`];
}

/** Which names were not asked for; said beside every answer, because "nothing found" does not hold for them. */
export function leftOutNote(drug: FollowedDrug): string[] {
  const { leftOut } = termsOf(drug);
  return leftOut.length === 0 ? [] : [`openFDA was not asked for these names: ${leftOut.join(', ')}.`];
}

function isByName({ substanceCodes, ownCodes }: Received, drug: FollowedDrug): boolean {
  const stated = new Set(drug.identifiers.map(({ code }) => code.toLowerCase()));
  return substanceCodes.length === 0 && !ownCodes.some((code) => stated.has(code.toLowerCase()));
}
