import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ENGINES } from '../support/databases.js';
import { FORMER, serveEveryState } from '../support/every-state.js';
import { fuzz } from '../support/fuzz.js';
import type { ReferencesPipeline } from '../support/references-pipeline.js';

const SEED = 1_000_003;
const CALLS = { sqlite: 100_000, postgres: 20_000 };

describe.each(ENGINES)('very many requests at random on $engine', ({ engine, create }) => {
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
  });
});
