import { describe, expect, it } from '@jest/globals';
import { countStudies, listWords, spellDate } from './check-words.js';

describe('words of reasons', () => {
  it.each([
    ['2025-02-17', '17 February 2025'],
    ['2025-12-01', '1 December 2025'],
    ['2024-05', 'May 2024'],
    ['2023', '2023'],
  ])('spells %s as %s, inventing no day or month', (date, words) => {
    expect(spellDate(date)).toBe(words);
  });
  it('counts one study and many', () => {
    expect([0, 1, 2].map(countStudies)).toEqual(['0 linked studies', '1 linked study', '2 linked studies']);
  });
  it('joins names', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listWords)).toEqual(['', 'a', 'a and b', 'a, b and c']);
  });
});
