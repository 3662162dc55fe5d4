import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ENGINES } from './databases.js';
import { FORMER, serveEveryState } from './every-state.js';
import { fuzz } from './fuzz.js';
import type { ReferencesPipeline } from './references-pipeline.js';

type Suite = {
  name: string;
  seed: number;
  calls: Record<(typeof ENGINES)[number]['engine'], number>;
  /** What must hold beside: how many answers there were, by status. */
  also?: (statuses: Readonly<Record<string, number>>, calls: number) => void;
};

/** Requests at random, made from the description alone, on both engines. */
export function describeFuzz({ name, seed, calls: callsOn, also }: Suite): void {
  describe.each(ENGINES)(`${name} on $engine`, ({ engine, create }) => {
    let service: ReferencesPipeline;
    let gone: string;
    let stop: () => Promise<void>;

    beforeAll(async () => {
      ({ service, gone, stop } = await serveEveryState(create));
    });

    afterAll(async () => {
      await stop();
    });

    it(`never fail the service, and are answered as it describes itself (seed ${String(seed)})`, async () => {
      const calls = callsOn[engine];
      const texts = { nctId: [FORMER, gone], id: [FORMER, gone] };
      const { statuses, faults } = await fuzz(service.base, { calls, seed, texts });
      expect(faults).toEqual([]);
      expect(Object.values(statuses).reduce((sum, count) => sum + count, 0)).toBe(calls);
      also?.(statuses, calls);
    });
  });
}
