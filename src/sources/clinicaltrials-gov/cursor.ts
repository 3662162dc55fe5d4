import { z } from 'zod';

const position = z.object({
  /** Fingerprint of the lists the position belongs to. */
  of: z.string(),
  leg: z.int().nonnegative(),
  token: z.string().nullable(),
  /** Records of this list handed on so far, bad ones included. */
  delivered: z.int().nonnegative(),
  /** The registry's count of this list; null before its first page. */
  count: z.int().nonnegative().nullable(),
  /** Sum of the counts of the lists before; null when one of them had none. */
  before: z.int().nonnegative().nullable(),
});

/** Where a pull stands: which list, which page, and how much of it was counted and handed on. */
export type Position = z.infer<typeof position>;

/** The first page of the first list. */
export function startOf(of: string): Position {
  return { of, leg: 0, token: null, delivered: 0, count: null, before: 0 };
}

/** The position a cursor names; the start when it belongs to other lists or cannot be read. */
export function readCursor(cursor: string | null, of: string, legCount: number): Position {
  if (cursor === null) return startOf(of);
  try {
    const read = position.parse(JSON.parse(cursor));
    return read.of === of && read.leg < legCount ? read : startOf(of);
  } catch {
    return startOf(of);
  }
}

/** A position as the text that the runner keeps. */
export function writeCursor(at: Position): string {
  return JSON.stringify(at);
}
