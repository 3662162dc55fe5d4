import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { QuickTiming } from '../../test/support/quick-timing.js';
import { RequestBudget } from './request-budget.js';

const { signal } = new AbortController();

async function moments(requestsPerMinute: number, count: number, burst?: number): Promise<number[]> {
  const timing = new QuickTiming();
  const budget = new RequestBudget(requestsPerMinute, timing, burst);
  const taken: number[] = [];
  for (let n = 0; n < count; n++) {
    await budget.take(signal);
    taken.push(timing.elapsed());
  }
  return taken;
}

describe('RequestBudget', () => {
  it('lets a short burst through at once and spreads what follows', async () => {
    const taken = await moments(40, 7);
    expect(taken.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
    expect(taken[5]).toBeCloseTo(60_000 / 36);
    expect(taken[6]).toBeCloseTo((2 * 60_000) / 36);
  });

  it('lets no burst through where the host counts by the second', async () => {
    expect(await moments(120, 5, 1)).toEqual([0, 500, 1_000, 1_500, 2_000]);
  });

  it('never lets more than the agreed number through in any minute', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 90 }), async (perMinute) => {
        const taken = await moments(perMinute, perMinute * 3 + 2);
        taken.forEach((moment, n) => {
          const next = taken[n + perMinute];
          if (next !== undefined) expect(next - moment).toBeGreaterThanOrEqual(60_000 - 0.001);
        });
      }),
      { numRuns: 30 },
    );
  });

  it('holds everything back for as long as the host asked', async () => {
    const timing = new QuickTiming();
    const budget = new RequestBudget(40, timing);
    budget.hold(9_000);
    await budget.take(signal);
    expect(timing.elapsed()).toBe(9_000);
  });

  it('rejects at once when the caller has given up', async () => {
    const budget = new RequestBudget(1, new QuickTiming());
    await expect(budget.take(AbortSignal.abort())).rejects.toThrow();
  });
});
