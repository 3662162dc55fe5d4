import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parseNctId, type NctId } from '../../src/model/identifiers.js';
import { RejectionStore } from '../../src/source-status/rejection.store.js';
import { StudyReader } from '../../src/studies/study-reader.store.js';
import { ENGINES, type TestDatabase } from '../support/databases.js';
import { FakeRegistry } from '../support/fake-registry.js';
import { Pipeline } from '../support/pipeline.js';
import { madeUpRecord } from '../support/studies.js';

const SOURCE = 'clinicaltrials-gov';
const ids = ['NCT90000001', 'NCT90000002', 'NCT90000003', 'NCT90000004'].map((id) => parseNctId(id) as NctId);
const [first, second] = ids as [NctId, NctId];

type Modules = Record<string, Record<string, unknown> | undefined>;

describe.each(ENGINES)('records that make trouble, on $engine', ({ create }) => {
  let files: TestDatabase;
  let registry: FakeRegistry;
  let pipeline: Pipeline;

  const edit = (nctId: NctId, change: (modules: Modules) => void): void => {
    registry.edit(nctId, (study) => {
      change(study['protocolSection'] as Modules);
    });
  };
  const unreadable = (): Promise<{ records: number; fields: number }> =>
    pipeline.context.get(RejectionStore).counts(SOURCE);

  beforeEach(async () => {
    files = await create();
    registry = await FakeRegistry.start(ids.map((id) => madeUpRecord(id)));
    pipeline = await Pipeline.open({
      database: files,
      registryUrl: registry.baseUrl,
      environment: { SYNC_SCOPE: 'registry' },
    });
    await pipeline.sync();
  });

  afterEach(async () => {
    await pipeline.close();
    await registry.stop();
    await files.drop();
  });

  it('keeps the last good value of numbers that a database cannot hold, and takes the rest', async () => {
    edit(first, (modules) => {
      modules['designModule'] = { ...modules['designModule'], enrollmentInfo: { count: 5_000_000_000 } };
      modules['eligibilityModule'] = { minimumAge: `1${'0'.repeat(60)} Years`, maximumAge: `${'9'.repeat(400)} Years` };
    });
    const report = await pipeline.sync({ full: true });
    expect(report).toMatchObject({ outcome: 'succeeded', counts: { received: 4, updated: 1, problems: 1 } });
  });

  it('stores a study whose country is a text of any length', async () => {
    const hashes = Array.from({ length: 250 }, (_, i) => createHash('sha512').update(String(i)).digest('base64'));
    const country = hashes.join(''); // PostgreSQL packs what repeats itself, and would then take it
    edit(first, (modules) => {
      modules['contactsLocationsModule'] = { locations: [{ country, city: country }] };
    });
    expect(await pipeline.sync()).toMatchObject({ outcome: 'succeeded', counts: { updated: 1 } });
    const stored = await pipeline.context.get(StudyReader).find(first);
    expect(stored?.study.locations[0]?.country).toBe(country);
  });

  it('counts a record that can no longer be read once, and does not ask for it again', async () => {
    edit(second, (modules) => {
      delete modules['identificationModule']?.['briefTitle'];
    });
    registry.requests.length = 0;
    const report = await pipeline.sync({ full: true });
    expect(report).toMatchObject({ outcome: 'succeeded', counts: { received: 3, rejected: 1, gone: 0 } });
    expect(registry.requests.filter((request) => request.path.includes(second))).toEqual([]);
    expect((await pipeline.context.get(StudyReader).find(second))?.goneAt).toBeNull();
  });

  it('forgets an unreadable record without a number when a full run no longer meets it', async () => {
    const nameless = { kind: 'malformed-record', index: 4, record: { made: 'up' } } as const;
    for (let run = 0; run < 2; run += 1) {
      registry.fault({ path: '/studies', fault: nameless });
      await pipeline.sync({ full: true });
      expect(await unreadable()).toMatchObject({ records: 1 });
    }
    await pipeline.sync({ full: true });
    expect(await unreadable()).toMatchObject({ records: 0 });
  });

  it('does not show a study under a number that it no longer has', async () => {
    registry.alias(first, second);
    const report = await pipeline.sync({ full: true });
    expect(report).toMatchObject({ outcome: 'succeeded', counts: { gone: 1 } });
    const reader = pipeline.context.get(StudyReader);
    expect(await reader.find(first)).toBeNull();
    expect(await reader.canonicalOf(first)).toBe(second);
  });
});
