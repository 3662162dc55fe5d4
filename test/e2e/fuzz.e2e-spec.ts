import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ENGINES } from '../support/databases.js';
import { FORMER, serveEveryState } from '../support/every-state.js';
import { fuzz } from '../support/fuzz.js';
import type { ReferencesPipeline } from '../support/references-pipeline.js';

const SEED = 20_261_129;
/** test/long holds the long run. */
const CALLS = { sqlite: 5_000, postgres: 1_000 };

describe.each(ENGINES)('requests at random on $engine', ({ engine, create }) => {
  let service: ReferencesPipeline;
  let gone: string;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    ({ service, gone, stop } = await serveEveryState(create));
  });

  afterAll(async () => {
    await stop();
  });

  it(`never fail the service, and are answered as it describes itself (seed ${String(SEED)})`, async () => {
    const calls = CALLS[engine];
    const texts = { nctId: [FORMER, gone], id: [FORMER, gone] };
    const { statuses, faults } = await fuzz(service.base, { calls, seed: SEED, texts });
    expect(faults).toEqual([]);
    expect(Object.values(statuses).reduce((sum, count) => sum + count, 0)).toBe(calls);
    expect(Object.keys(statuses)).toEqual(
      expect.arrayContaining(['200', '301', '304', '400', '404', '405', '406', '410', '414', '415', '431']),
    );
    expect(statuses['200']).toBeGreaterThan(calls / 4);
  });
});
