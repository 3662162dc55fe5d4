import { describe, expect, it } from '@jest/globals';
import { pageOf } from './paging.js';

const LETTERS = ['a', 'b', 'c', 'd', 'e'];
const itself = (letter: string): string => letter;

describe('pages of short lists', () => {
  it('end with no cursor, exactly at the last item', () => {
    const first = pageOf(LETTERS, itself, { limit: 3, cursor: null }, 'x');
    const second = pageOf(LETTERS, itself, { limit: 2, cursor: first.page.nextCursor }, 'x');
    expect([first.items, second.items, second.page.nextCursor]).toEqual([['a', 'b', 'c'], ['d', 'e'], null]);
    expect(pageOf([], itself, { limit: 3, cursor: null }, 'x').page).toEqual({
      nextCursor: null,
      totalCount: 0,
      totalIsExact: true,
    });
  });

  it('go on after the last item when items came before it or it went itself', () => {
    const { page } = pageOf(LETTERS, itself, { limit: 2, cursor: null }, 'x');
    expect(pageOf(['0', ...LETTERS], itself, { limit: 2, cursor: page.nextCursor }, 'x').items).toEqual(['c', 'd']);
    expect(pageOf(['a', 'c', 'd'], itself, { limit: 2, cursor: page.nextCursor }, 'x').items).toEqual(['c', 'd']);
  });
});
