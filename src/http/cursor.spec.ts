import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeCursor, encodeCursor } from './cursor.js';
import { ProblemError } from './problem.js';

describe('cursors', () => {
  it('come back as they were, for the same filters in any order of keys', () => {
    const cursor = encodeCursor(['2024-05', 7, null], { a: 1, b: ['x'] });
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(decodeCursor(cursor, { b: ['x'], a: 1 }, 3)).toEqual(['2024-05', 7, null]);
  });

  it('are refused with other filters, and as another kind of cursor', () => {
    const cursor = encodeCursor([1], { a: 1 });
    expect(() => decodeCursor(cursor, { a: 2 }, 1)).toThrow(ProblemError);
    expect(() => decodeCursor(cursor, { a: 1 }, 2)).toThrow(ProblemError);
  });

  it('are refused when they are anything else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => decodeCursor(text, {}, 1)).toThrow(ProblemError);
      }),
    );
  });
});
