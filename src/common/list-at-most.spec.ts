import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { firstFault, listAtMost, LONGEST_LIST } from './list-at-most.js';

describe('a list of at most so many elements', () => {
  const element = z.object({ id: z.string() });
  const schema = z.object({ list: listAtMost(element, 3) });

  it('is read element by element', () => {
    expect(schema.parse({ list: [{ id: 'a' }, { id: 'b', more: 1 }] })).toEqual({ list: [{ id: 'a' }, { id: 'b' }] });
  });

  it.each([
    ['is missing', {}, '/list: is no list'],
    ['is none', { list: {} }, '/list: is no list'],
    ['is too long', { list: [{}, {}, {}, {}] }, '/list: has 4 elements where 3 are the most there can be'],
    ['holds something else', { list: [{ id: 'a' }, { id: 1 }, {}] }, '/list/1/id: Invalid input'],
  ])('is refused when it %s', (_how, body, fault) => {
    expect(firstFault(schema, body)).toContain(fault);
  });

  it('looks at no element of a list that is too long, and at none after the first bad one', () => {
    let looks = 0;
    const counting = z.unknown().refine(() => ++looks > LONGEST_LIST);
    const endless = Array<null>(3_500_000).fill(null);
    expect(firstFault(listAtMost(counting), endless)).toContain('3500000 elements');
    expect(looks).toBe(0);
    expect(listAtMost(counting).safeParse(endless.slice(0, LONGEST_LIST)).error?.issues).toHaveLength(1);
    expect(looks).toBe(1);
  });
});
