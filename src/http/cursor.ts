import { contentHash } from '../model/content-hash.js';
import { badParameters, type ProblemError } from './problem.js';

/** Where a page ended: the sort key of its last row, null for an empty sort value. */
export type Position = (string | number | null)[];

/** An opaque cursor that continues after `position`, only for the same filters. */
export function encodeCursor(position: Position, filters: unknown): string {
  return Buffer.from(JSON.stringify([fingerprint(filters), ...position])).toString('base64url');
}

/** The position in a cursor of `length` values. Throws a 400 problem for a damaged cursor or one made with other filters. */
export function decodeCursor(cursor: string, filters: unknown, length: number): Position {
  const values = parse(cursor);
  if (values?.length !== length + 1) {
    throw refuse('This is not a cursor of this list; take `page.nextCursor` of an earlier answer.');
  }
  if (values[0] !== fingerprint(filters)) {
    throw refuse('This cursor was made with other filters; repeat the parameters of the answer it came from.');
  }
  return values.slice(1);
}

/** Whether a part of a cursor can be the number of a row (a 32-bit integer in both engines). */
export function isRowNumber(part: unknown): part is number {
  return Number.isInteger(part) && Number(part) >= 0 && Number(part) <= 2_147_483_647;
}

function fingerprint(filters: unknown): string {
  return contentHash(filters).slice(0, 12);
}

function parse(cursor: string): Position | null {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(values) && values.every(isPart) ? values : null;
  } catch {
    return null;
  }
}

function isPart(value: unknown): value is string | number | null {
  return value === null || typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
}

function refuse(detail: string): ProblemError {
  return badParameters([{ parameter: 'cursor', detail }]);
}
