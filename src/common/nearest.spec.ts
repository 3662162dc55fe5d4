import { describe, expect, it } from '@jest/globals';
import { close, editDistance, nearest } from './nearest.js';

describe('nearest', () => {
  it.each([
    ['', '', 0],
    ['kitten', 'sitting', 3],
    ['abc', '', 3],
    ['status', 'statsu', 2],
  ])('counts the edits from "%s" to "%s" as %d', (a, b, edits) => {
    expect(editDistance(a, b)).toBe(edits);
    expect(editDistance(b, a)).toBe(edits);
  });

  it('prefers a name that contains what was given', () => {
    expect(nearest('updated', ['country', 'updatedSince', 'phase'])).toEqual(['updatedSince']);
  });

  it('calls nothing close that is not', () => {
    expect(close('relevance', ['lastUpdate', 'start', 'enrollment'])).toEqual([]);
    expect(close('enrolment', ['lastUpdate', 'start', 'enrollment'])).toEqual(['enrollment']);
  });
});
