import { describe, expect, it } from '@jest/globals';
import { inTurns } from './in-turns.js';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

describe('slices in turns', () => {
  it.each([0, 1, 3, 4, 10])('of %i items give all results in order', async (count) => {
    const done = await inTurns(numbers(count), 3, (slice) => slice.map((n) => n * 2));
    expect(done).toEqual(numbers(count).map((n) => n * 2));
  });

  it('of several lists are done one at a time, and a short list does not wait for long ones', async () => {
    const order: string[] = [];
    let atOnce = 0;
    const long = (name: string) =>
      inTurns(numbers(9), 3, async (slice) => {
        atOnce += 1;
        expect(atOnce).toBe(1);
        await Promise.resolve();
        atOnce -= 1;
        order.push(name);
        return [...slice];
      });
    const short = inTurns([1], 3, (slice) => {
      order.push('short');
      return [...slice];
    });
    await Promise.all([long('a'), long('b'), short]);
    expect(order).toEqual(['short', 'a', 'b', 'a', 'b', 'a', 'b']);
  });

  it('go on after one that failed', async () => {
    const failing = inTurns(numbers(6), 3, () => {
      throw new Error('made up');
    });
    await expect(failing).rejects.toThrow('made up');
    expect(await inTurns(numbers(6), 3, (slice) => [...slice])).toHaveLength(6);
  });
});
