import { createHash } from 'node:crypto';
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '../../src/model/content-hash.js';
import { parseNctId, type NctId } from '../../src/model/identifiers.js';
import { SnapshotLoader } from '../../src/snapshot/snapshot-loader.service.js';
import { rebuildRelease } from '../../src/snapshot/releases/rebuild-release.js';
import { ReleaseMaker } from '../../src/snapshot/releases/release-maker.service.js';
import type { ReleaseManifest } from '../../src/snapshot/releases/release-manifest.schema.js';
import { ReleaseShelf } from '../../src/snapshot/releases/release-shelf.service.js';
import { SourceStatusService } from '../../src/source-status/source-status.service.js';
import { STUDY_SOURCES, type StudySource } from '../../src/sources/sources.types.js';
import { StudyReader } from '../../src/studies/study-reader.store.js';
import { StudyStore } from '../../src/studies/study.store.js';
import { ENGINES, type TestDatabase } from '../support/databases.js';
import { Pipeline } from '../support/pipeline.js';
import { asReceived, madeUpRecord } from '../support/studies.js';

const NOWHERE = 'http://127.0.0.1:9/api/v2';
const ABOUT = { madeBy: 'a test', disclaimer: 'Made-up disclaimer' };

/** One thing that happens to a made-up study: its record says something, or it is gone. */
type Edit = { study: number; title: string | null };

const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({
    study: fc.integer({ min: 0, max: 25 }),
    title: fc.option(fc.string({ unit: 'grapheme', minLength: 1 }), { freq: 3 }),
  }),
  { maxLength: 12 },
);
const nctIdOf = (study: number): NctId => parseNctId(`NCT${String(30_000_000 + study * 977)}`) as NctId;

describe.each(ENGINES)('releases on $engine', ({ create }) => {
  let dir: string;
  let files: TestDatabase;
  let pipeline: Pipeline;

  const makerIn = (releasesDir: string): ReleaseMaker => {
    const { context, config, clock } = pipeline;
    const sources = context.get<[StudySource]>(STUDY_SOURCES);
    const shelf = new ReleaseShelf({ ...config, releasesDir });
    return new ReleaseMaker({ ...config, releasesDir }, sources, shelf, context.get(StudyReader), context.get(SourceStatusService), clock); // prettier-ignore
  };
  const make = async (releasesDir: string, full = false): Promise<ReleaseManifest> =>
    (await makerIn(releasesDir).make(full, ABOUT))!;
  const put = (nctId: string, title: string): Promise<unknown> =>
    pipeline.database.write((tx) => {
      const raw = madeUpRecord(nctId, { protocolSection: { identificationModule: { nctId, briefTitle: `Made-up ${title}` } } }); // prettier-ignore
      return new StudyStore().upsertMany(tx, [asReceived(raw)], 1);
    });
  const apply = async ({ study, title }: Edit): Promise<void> => {
    if (title !== null) await put(nctIdOf(study), title);
    else await pipeline.database.write((tx) => new StudyStore().markGone(tx, [nctIdOf(study)], '2026-11-24T10:00:00Z'));
  };
  const fresh = (name: string): Promise<string> => mkdtemp(join(dir, name));

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'trialweave-'));
    files = await create();
    pipeline = await Pipeline.open({ database: files, registryUrl: NOWHERE, environment: { DATA_DIR: dir } });
    for (let study = 0; study < 20; study++) await put(nctIdOf(study), 'as it began');
  });

  afterAll(async () => {
    await pipeline.close();
    await files.drop();
    await rm(dir, { recursive: true, force: true });
  });

  it('rebuild, whatever happened in between, every byte of the full release of the same state', async () => {
    const chain = await fresh('chain-');
    await make(chain);
    let made = 1;
    await fc.assert(
      fc.asyncProperty(edits, async (happened) => {
        for (const edit of happened) await apply(edit);
        const step = await makerIn(chain).make(false, ABOUT);
        if (step !== null) made += 1;
        const [full, rebuilt] = [await fresh('full-'), join(await fresh('rebuilt-'), 'release')];
        const whole = await make(full);
        const built = await rebuildRelease(chain, String(made).padStart(6, '0'), rebuilt);
        expect([built.state, built.files]).toEqual([whole.state, whole.files]);
        for (const { name } of whole.files) {
          const [left, right] = [join(full, '000001', name), join(rebuilt, name)];
          expect((await readFile(left)).equals(await readFile(right))).toBe(true);
        }
        if (step !== null) expect([step.kind, step.state]).toEqual(['incremental', whole.state]);
      }),
      { numRuns: 12, seed: 20261124, endOnFailure: true },
    );
    expect(made).toBeGreaterThan(6);
  });

  it('hold canonical lines in order, with checksums anybody can check', async () => {
    const folder = await fresh('plain-');
    const { files: named, counts } = await make(folder);
    expect((await readdir(join(folder, '000001'))).sort()).toEqual(['digests.txt.gz', 'manifest.json', 'studies.ndjson.gz']); // prettier-ignore
    for (const { name, ...stated } of named) {
      const packed = await readFile(join(folder, '000001', name));
      const content = gunzipSync(packed);
      const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
      expect(stated).toMatchObject({ sha256: sha(packed), bytes: packed.length, contentSha256: sha(content), contentBytes: content.length }); // prettier-ignore
      // No time and no name in the header of gzip (RFC 1952), so that equal content packs to equal bytes.
      expect(packed.subarray(3, 8)).toEqual(Buffer.alloc(5));
      const lines = content.toString().trimEnd().split('\n');
      expect(lines.length).toBe(counts.studies);
      if (name === 'digests.txt.gz') continue;
      const studies = lines.map((line) => JSON.parse(line) as { nctId: string; raw: object; study: object });
      expect(studies.map((study) => canonicalJson(study))).toEqual(lines);
      expect(studies.map(({ nctId }) => nctId)).toEqual(studies.map(({ nctId }) => nctId).sort());
      expect(studies[0]).toMatchObject({ raw: { hasResults: false }, study: { nctId: studies[0]?.nctId }, provenance: { source: 'clinicaltrials-gov', origin: 'live', retrievedAt: '2026-11-24T09:00:00.000Z' } }); // prettier-ignore
    }
  });

  it('name what was added, changed and gone, and are not made when nothing moved', async () => {
    const folder = await fresh('moves-');
    await make(folder);
    expect(await makerIn(folder).make(false, ABOUT)).toBeNull();
    expect(await readdir(folder)).toEqual(['000001']);
    await put('NCT30999991', 'newcomer');
    await put(nctIdOf(1), 'after a change');
    await put(nctIdOf(2), 'to be gone');
    await make(folder);
    await apply({ study: 2, title: null });
    await put(nctIdOf(1), 'after another change');
    const manifest = await make(folder);
    expect(manifest).toMatchObject({ releaseId: '000003', previous: '000002', counts: { added: 0, changed: 1, gone: 1 } }); // prettier-ignore
    const gone = gunzipSync(await readFile(join(folder, '000003', 'gone.ndjson.gz'))).toString();
    expect(gone).toBe(`{"goneAt":"2026-11-24T10:00:00Z","nctId":"${nctIdOf(2)}"}\n`);
    // Seen again without a change: nothing moves.
    await put(nctIdOf(1), 'after another change');
    expect(await makerIn(folder).make(false, ABOUT)).toBeNull();
  });

  it('leave nothing under their name when they broke off, and are made the next time', async () => {
    const folder = await fresh('broken-');
    const left = join(folder, '000001.1-1.unfinished');
    await mkdir(left);
    await writeFile(join(left, 'studies.ndjson.gz'), 'half of a file');
    expect(await new ReleaseShelf({ ...pipeline.config, releasesDir: folder }).list()).toEqual([]);
    expect((await make(folder)).releaseId).toBe('000001');
    expect(await readdir(left)).toHaveLength(1);
    await utimes(left, new Date('2026-11-20'), new Date('2026-11-20'));
    await make(folder, true);
    expect((await readdir(folder)).sort()).toEqual(['000001', '000002']);
  });

  it('break off without a trace when a study cannot be read', async () => {
    const folder = await fresh('unreadable-');
    await pipeline.database.write((tx) => tx.query(`UPDATE study SET version = version + 90 WHERE nct_id = '${nctIdOf(3)}'`).then(() => undefined)); // prettier-ignore
    await expect(make(folder)).rejects.toThrow(nctIdOf(3));
    expect(await readdir(folder)).toEqual([]);
    await pipeline.database.write((tx) => tx.query(`UPDATE study SET version = version - 90 WHERE nct_id = '${nctIdOf(3)}'`).then(() => undefined)); // prettier-ignore
  });

  describe('imported elsewhere', () => {
    let folder: string;
    let elsewhere: TestDatabase;
    let other: Pipeline;
    const load = (path: string): Promise<unknown> =>
      other.context.get(SnapshotLoader).load(other.context.get<[StudySource]>(STUDY_SOURCES)[0], path);

    beforeAll(async () => {
      folder = await fresh('import-');
      await make(folder);
      await put(nctIdOf(4), 'in the second release');
      await make(folder);
      elsewhere = await create();
      other = await Pipeline.open({ database: elsewhere, registryUrl: NOWHERE });
    });

    afterAll(async () => {
      await other.close();
      await elsewhere.drop();
    });

    const FILE = '000001/studies.ndjson.gz';
    const DAMAGES: [string, (dir: string) => Promise<void>, RegExp][] = [
      ['a byte too many', (at) => appendFile(join(at, FILE), 'x'), /expected bytes \d+; found \d+/],
      ['a truncated file', (at) => truncate(join(at, FILE), 500), /expected bytes/],
      ['a missing file', (at) => rm(join(at, FILE)), /expected a file that can be read/],
      [
        'another byte in the middle',
        async (at) => {
          const bytes = await readFile(join(at, FILE));
          bytes.writeUInt8(bytes.readUInt8(300) ^ 1, 300);
          await writeFile(join(at, FILE), bytes);
        },
        /expected sha256/,
      ],
      [
        'a manifest of another form',
        (at) => writeFile(join(at, '000001/manifest.json'), '{"format":"trialweave-release-9"}'),
        /expected a manifest of trialweave-release-1/,
      ],
      ['a manifest that is no JSON', (at) => writeFile(join(at, '000001/manifest.json'), '{'), /expected JSON/],
      ['no manifest', (at) => rm(join(at, '000001/manifest.json')), /MANIFEST\.json: expected the manifest/],
    ];

    it.each(DAMAGES)('are refused with %s, before the database is touched', async (_name, damage, message) => {
      const copy = await fresh('damaged-');
      await cp(folder, copy, { recursive: true });
      await damage(copy);
      await expect(load(join(copy, '000001'))).rejects.toThrow(message);
      expect([await other.count('study'), await other.count('sync_run')]).toEqual([0, 0]);
      await expect(rebuildRelease(copy, '000002', join(copy, 'target'))).rejects.toThrow();
      expect(await readdir(copy)).not.toContain('target');
    });

    it('are refused when they are incremental', async () => {
      await expect(load(join(folder, '000002'))).rejects.toThrow('expected a full release');
      expect(await other.count('sync_run')).toBe(0);
    });

    it('load every study, never over live records, and only once', async () => {
      const nctId = nctIdOf(5);
      await other.database.write((tx) =>
        new StudyStore().upsertMany(tx, [asReceived(madeUpRecord(nctId))], 1).then(() => undefined),
      );
      const target = join(await fresh('target-'), 'release');
      const { counts } = await rebuildRelease(folder, '000002', target);
      expect(await load(target)).toMatchObject({ received: counts.studies, created: counts.studies - 1, rejected: 0 });
      const live = await other.context.get(StudyReader).find(nctId);
      expect([live?.origin, live?.study.briefTitle]).toEqual(['live', `Made-up study ${nctId}`]);
      const loaded = await other.context.get(StudyReader).find(nctIdOf(4));
      expect([loaded?.origin, loaded?.study.briefTitle]).toEqual(['bundled', 'Made-up in the second release']);
      expect(await load(join(target, 'studies.ndjson.gz'))).toMatchObject({ created: 0, updated: 0 });
    });
  });
});
