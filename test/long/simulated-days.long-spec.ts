import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parseNctId, type NctId } from '../../src/model/identifiers.js';
import { OVERALL_STATUS } from '../../src/model/study.js';
import { StudyReader } from '../../src/studies/study-reader.store.js';
import { ENGINES, type TestDatabase } from '../support/databases.js';
import { FakeRegistry, loadRealStudies } from '../support/fake-registry.js';
import { Pipeline } from '../support/pipeline.js';
import { seededRandom } from '../support/random.js';
import type { RawStudy } from '../support/registry-search.js';

const DAYS = 60;
const studies = (await loadRealStudies()).slice(0, 400);

function withoutDataDate(study: unknown): unknown {
  const copy = structuredClone(study) as { derivedSection?: { miscInfoModule?: Record<string, unknown> } };
  delete copy.derivedSection?.miscInfoModule?.['versionHolder'];
  return copy;
}

describe.each(ENGINES)(`${String(DAYS)} days of a registry that moves and misbehaves, on $engine`, ({ create }) => {
  let files: TestDatabase;
  let registry: FakeRegistry;
  let pipeline: Pipeline;

  beforeEach(async () => {
    files = await create();
    registry = await FakeRegistry.start(studies.slice(0, 300));
    const environment = { SYNC_SCOPE: 'registry' };
    pipeline = await Pipeline.open({ database: files, registryUrl: registry.baseUrl, pageSize: 40, environment });
  });

  afterEach(async () => {
    await pipeline.close();
    await registry.stop();
    await files.drop();
  });

  it('leaves, after every day that ended well, exactly what the registry holds', async () => {
    const random = seededRandom(459);
    const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
    const reserve = studies.slice(300);
    for (let day = 0; day < DAYS; day++) {
      pipeline.clock.set(new Date(Date.UTC(2026, 8, 1 + day, 15)).toISOString());
      for (let edits = 1 + Math.floor(random() * 7); edits > 0; edits--) {
        registry.edit(pick(registry.nctIds), (study: RawStudy) => {
          const { statusModule } = study['protocolSection'] as { statusModule: Record<string, unknown> };
          statusModule['overallStatus'] = pick(OVERALL_STATUS);
        });
      }
      if (random() < 0.5 && reserve.length > 0) addAsNew(reserve.pop());
      if (random() < 0.3) registry.remove(pick(registry.nctIds));
      if (random() < 0.3) {
        registry.fault({ path: '/studies', fault: { kind: 'server-error' }, times: 1 + Math.floor(random() * 9) });
      }
      if (random() < 0.2) registry.fault({ path: '/studies', fault: { kind: 'cut', how: 'json' }, times: 3 });
      if (random() < 0.1) registry.fault({ path: '/studies', fault: { kind: 'html' }, times: 5 });
      const first = await pipeline.sync({ full: day % 7 === 0 });
      registry.faults.clear();
      const report = first.outcome === 'succeeded' ? first : await pipeline.sync({ full: day % 7 === 0 });
      expect([report.outcome, report.error]).toEqual(['succeeded', null]);
      await expectSame(day % 7 === 0);
    }
  });

  /** A study that is new to the registry carries a post date of its own day. */
  function addAsNew(study: unknown): void {
    registry.add(study);
    registry.edit(registry.nctIds.at(-1) ?? '', () => undefined);
  }

  async function expectSame(afterFullRun: boolean): Promise<void> {
    const reader = pipeline.context.get(StudyReader);
    for (const id of registry.nctIds) {
      const raw = await reader.raw(parseNctId(id) as NctId);
      const stored = raw === null ? null : (JSON.parse(gunzipSync(raw).toString()) as unknown);
      expect(withoutDataDate(stored)).toEqual(withoutDataDate(registry.study(id)));
    }
    if (afterFullRun) expect(await pipeline.count('study', 'gone_at IS NULL')).toBe(registry.nctIds.length);
  }
});
