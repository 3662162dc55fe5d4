import { valueAt } from '../../common/field-map.js';
import { isPartialDate } from '../../model/partial-date.js';
import type { Exchange } from '../reference-source.js';
import type { Rejection } from '../source.js';
import { mostAsked, type OpenFdaRequest } from './requests.js';

/** What an exchange says: that there is nothing, a list with the source's own count and date, or nothing we understand. */
export type Said =
  | { kind: 'nothing' }
  | { kind: 'list'; results: unknown[]; total: number | null; updatedOn: string | null }
  | { kind: 'unreadable'; detail: string };

/** No list of the agency is near this, and no larger number can be stored. */
const LARGEST_TOTAL = 2 ** 31 - 1;

/** The two ways in which openFDA says that it found nothing; its gateway uses the same code for an address it does not know. */
const NOTHING_FOUND = ['No matches found!', 'Nothing to count'];

/** Whether the body of a 404 says that the search found nothing. */
export function isNothingFound(body: unknown): boolean {
  const message = valueAt(body, '/error/message');
  return (
    valueAt(body, '/error/code') === 'NOT_FOUND' &&
    typeof message === 'string' &&
    NOTHING_FOUND.includes(message.trim())
  );
}

/** What is wrong with the body of a 200, in a few words; null when it has the shape that was asked for. */
export function faultIn({ shape, path }: Pick<OpenFdaRequest, 'shape' | 'path'>, body: unknown): string | null {
  const results = valueAt(body, '/results');
  if (!Array.isArray(results)) return '/results is no list';
  if (results.length > mostAsked(path)) return `/results is longer (${String(results.length)}) than what was asked for`;
  if (shape === 'total') return totalOf(body) === null ? '/meta/results/total is no number of records' : null;
  return results.length === 0 ? '/results is empty, which would be a 404' : null;
}

/** Reads the envelope of an exchange that should come from an endpoint; never throws. */
export function saidIn({ path, status, body }: Exchange, endpoint: string): Said {
  if (path.split('?')[0] !== endpoint) return { kind: 'unreadable', detail: `expected an answer of ${endpoint}` };
  if (status === 404 && isNothingFound(body)) return { kind: 'nothing' };
  const results = valueAt(body, '/results');
  if (status !== 200 || !Array.isArray(results) || results.length > mostAsked(path)) {
    return {
      kind: 'unreadable',
      detail: `expected a list of results no longer than asked for; found another answer (status ${String(status)})`,
    };
  }
  return { kind: 'list', results, total: totalOf(body), updatedOn: updatedOn(body) };
}

/** The rejection of a whole answer; its body is not kept, because it may be anything. */
export function unreadable(detail: string, { path }: Exchange): Rejection {
  return { key: null, problems: [{ field: '', pointer: '', detail: `${detail}; asked for ${path}` }], raw: null };
}

/** A date of the source as the day on which it vouches for its records; null where it is no whole day. */
export function dayOf(date: string | null): string | null {
  return date?.length === 10 ? date : null;
}

function totalOf(body: unknown): number | null {
  const total = valueAt(body, '/meta/results/total');
  return Number.isInteger(total) && Number(total) >= 0 && Number(total) <= LARGEST_TOTAL ? Number(total) : null;
}

function updatedOn(body: unknown): string | null {
  const date = valueAt(body, '/meta/last_updated');
  return typeof date === 'string' && isPartialDate(date) ? date : null;
}
