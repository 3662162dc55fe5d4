import { describe, expect, it } from '@jest/globals';
import { capitalised, count, countStudies, listWords, spellDate } from './check-words.js';

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
  it('counts anything that takes -s', () => {
    expect([1, 2].map((many) => count(many, 'US label'))).toEqual(['1 US label', '2 US labels']);
  });
  it('joins alternatives', () => {
    expect(listWords(['a', 'b', 'c'], 'or')).toBe('a, b or c');
  });
  it('begins a sentence in upper case', () => {
    expect(capitalised('made up')).toBe('Made up');
  });
  it('joins names', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((words) => listWords(words))).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
  });
});
