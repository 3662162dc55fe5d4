import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportedTrial, type ExportedTrial } from '../../src/exports/exported-trial.schema.js';
import { Database } from '../../src/database/database.js';
import { parseNctId, type NctId } from '../../src/model/identifiers.js';
import { ServingModule } from '../../src/serving.module.js';
import { ReleaseMaker } from '../../src/snapshot/releases/release-maker.service.js';
import type { ReleaseManifest } from '../../src/snapshot/releases/release-manifest.schema.js';
import { StudyStore } from '../../src/studies/study.store.js';
import { tablesOf } from '../../src/tables.js';
import { ENGINES, type TestDatabase } from '../support/databases.js';
import { ask, serve } from '../support/http.js';
import { Pipeline } from '../support/pipeline.js';
import { until } from '../support/program.js';
import { asReceived, madeUpRecord } from '../support/studies.js';

const NOWHERE = 'http://127.0.0.1:9/api/v2';
const MADE_UP = 4000;
const nctIdOf = (i: number): string => `NCT${String(20_000_000 + i * 3)}`;
/** Long titles fill the buffers of a connection soon. */
const titleOf = (i: number): string => `Made-up study ${String(i)} ${'with a long title '.repeat(60)}`;

describe.each(ENGINES)('exports on $engine', ({ create }) => {
  let dir: string;
  let files: TestDatabase;
  let pipeline: Pipeline;
  let app: NestFastifyApplication;
  let base: string;
  /** Statements that read studies. */
  let reads = 0;

  const put = async (records: unknown[]): Promise<void> => {
    await pipeline.database.write(async (tx) => {
      await new StudyStore().upsertMany(tx, records.map((raw) => asReceived(raw)), 1); // prettier-ignore
    });
  };
  const record = (i: number, updated: string): Record<string, unknown> =>
    madeUpRecord(nctIdOf(i), {
      protocolSection: { identificationModule: { nctId: nctIdOf(i), briefTitle: titleOf(i) } },
      statusModule: { lastUpdatePostDateStruct: { date: updated } },
    });
  const trials = async (query: string): Promise<ExportedTrial[]> => {
    const { text } = await ask(base, `/v1/exports/trials.ndjson?${query}`);
    return text === '' ? [] : text.trimEnd().split('\n').map((line) => JSON.parse(line) as ExportedTrial); // prettier-ignore
  };
  const begin = async (path: string): Promise<IncomingMessage> => {
    const call = request(base + path, { agent: false });
    call.end();
    const [response] = (await once(call, 'response')) as [IncomingMessage];
    return response;
  };

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'trialweave-'));
    files = await create();
    const environment = { SNAPSHOT: 'bundled', DATA_DIR: dir };
    pipeline = await Pipeline.open({ database: files, registryUrl: NOWHERE, environment });
    await pipeline.start();
    for (let i = 0; i < MADE_UP; i += 500) {
      await put(Array.from({ length: 500 }, (_, n) => record(i + n, `2025-${String(1 + ((i + n) % 12)).padStart(2, '0')}-11`))); // prettier-ignore
    }
    const database = await Database.openReader(files.target, tablesOf);
    const { logger } = database.read.dataSource;
    database.read.dataSource.logger = Object.assign(Object.create(logger) as typeof logger, {
      logQuery: (sql: string) => {
        if (/FROM "study" /.test(sql)) reads += 1;
      },
    });
    ({ app, base } = await serve(ServingModule.on({ config: pipeline.config, database, clock: pipeline.clock })));
  });

  afterAll(async () => {
    await app.close();
    await pipeline.close();
    await files.drop();
    await rm(dir, { recursive: true, force: true });
  });

  it('hold every study once, by NCT number, each as its description says and as it stands in lists', async () => {
    const answer = await ask(base, '/v1/exports/trials.ndjson?scope=all');
    const all = answer.text.trimEnd().split('\n').map((line) => JSON.parse(line) as ExportedTrial); // prettier-ignore
    const numbers = all.map(({ nctId }) => nctId);
    expect(numbers).toEqual([...new Set(numbers)].sort());
    expect(answer.headers['x-total-count']).toBe(String(all.length));
    expect(all.length).toBe(await pipeline.count('study', 'gone_at IS NULL'));
    for (const trial of all.slice(0, 300)) expect(exportedTrial.strict().parse(trial)).toEqual(trial);
    expect(all.filter(({ disclaimer }) => !disclaimer.startsWith('No medical advice'))).toEqual([]);
    const list = (await ask(base, '/v1/trials?scope=all&sort=nctId&limit=200')).json() as { data: unknown[] };
    const listed = all.slice(0, 200).map(({ attribution, disclaimer, ...item }) => {
      expect(attribution + disclaimer).not.toBe('');
      return item;
    });
    expect(listed).toEqual(list.data);
  });

  it.each([
    'status=COMPLETED',
    'scope=related&phase=PHASE3',
    'entry=nivolumab',
    'entry=nivolumab&role=experimental&sort=start&order=asc',
    'scope=all&sort=enrollment&hasResults=true',
    'scope=all&q=nivolumab%20OR%20sorafenib',
    'scope=all&q=nivolumab&sort=relevance',
    'scope=all&near=48.85,2.35&radius=5000km&sort=distance',
    'scope=all&ids=NCT99999999',
  ])('take the filters and sorts of lists: %s', async (query) => {
    const list = (
      await ask(base, `/v1/trials?limit=200&${query.includes('sort') ? '' : 'sort=nctId&'}${query}`)
    ).json() as {
      data: { nctId: string }[];
      page: { totalCount: number };
    };
    const exported = await trials(query);
    expect(exported.length).toBe(list.page.totalCount);
    expect(exported.slice(0, 200).map(({ nctId }) => nctId)).toEqual(list.data.map(({ nctId }) => nctId));
    const csv = await ask(base, `/v1/exports/trials.csv?${query}`);
    const rows = csv.text.match(/^NCT\d{8},/gm) ?? [];
    expect(rows.map((row) => row.slice(0, -1))).toEqual(exported.map(({ nctId }) => nctId));
  });

  it.each([
    'limit=5',
    'cursor=x',
    'role=subject',
    'updatedSince=2025&updatedUntil=2024',
    'entry=nothing',
    'facets=phase',
    'sort=distance',
  ])('refuse %s as a problem, not as a file', async (query) => {
    const answer = await ask(base, `/v1/exports/trials.csv?${query}`);
    expect([answer.status, answer.headers['content-type'], answer.headers['content-disposition']]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
      undefined,
    ]);
  });

  it.each(['csv', 'ndjson'])('as %s stop reading the database soon after their reader has left', async (format) => {
    reads = 0;
    const response = await begin(`/v1/exports/trials.${format}?scope=all`);
    await once(response, 'readable');
    response.destroy();
    let soon: number;
    do {
      soon = reads;
      await new Promise((resolve) => setTimeout(resolve, 400));
    } while (reads !== soon);
    reads = 0;
    await ask(base, `/v1/exports/trials.${format}?scope=all`);
    expect(reads).toBeGreaterThan(19);
    expect(soon).toBeLessThan(reads / 2);
  });

  it('lose and double nothing when studies come, change and go while they run', async () => {
    const response = await begin('/v1/exports/trials.csv?scope=all');
    await once(response, 'readable');
    const gone = parseNctId(nctIdOf(MADE_UP - 1)) as NctId;
    await put([record(MADE_UP - 2, '2026-11-01'), record(3, '2026-11-02'), record(MADE_UP + 5, '2026-11-03')]);
    await pipeline.database.write(async (tx) => {
      await new StudyStore().markGone(tx, [gone], '2026-11-24T10:00:00.000Z');
    });
    let text = '';
    for await (const part of response) text += String(part);
    const rows = (text.match(/^NCT\d{8},/gm) ?? []).map((row) => row.slice(0, -1));
    expect(new Set(rows).size).toBe(rows.length);
    const made = Array.from({ length: MADE_UP - 1 }, (_, i) => nctIdOf(i));
    expect(made.filter((nctId) => !rows.includes(nctId))).toEqual([]);
    expect([rows.includes(gone), rows.includes(nctIdOf(MADE_UP + 5))]).toEqual([false, true]);
    expect(response.trailers['x-row-count']).toBe(String(rows.length));
    expect(response.headers['x-total-count']).toBe(String(rows.length));
  });

  it('break the connection off when the database fails in the middle', async () => {
    const response = await begin('/v1/exports/trials.ndjson?scope=all');
    await once(response, 'readable');
    await until(() => reads > 0);
    await pipeline.database.write((tx) => tx.query('ALTER TABLE study RENAME TO study_away').then(() => undefined));
    const read = async (): Promise<void> => {
      for await (const part of response) expect(part).toBeDefined();
    };
    await expect(read()).rejects.toThrow('aborted');
    await pipeline.database.write((tx) => tx.query('ALTER TABLE study_away RENAME TO study').then(() => undefined));
    expect((await ask(base, '/v1/exports/trials.csv')).status).toBe(200);
  });

  describe('releases', () => {
    const FILE = '/v1/exports/releases/000001/studies.ndjson.gz';
    let manifest: ReleaseManifest;
    let bytes: Buffer;

    beforeAll(async () => {
      expect((await ask(base, '/v1/exports/releases')).json()).toMatchObject({ data: [], page: { totalCount: 0 } });
      await pipeline.context.get(ReleaseMaker).make(true, { madeBy: 'a test', disclaimer: 'Made-up disclaimer' });
      bytes = await readFile(join(dir, 'releases/000001/studies.ndjson.gz'));
      await writeFile(join(dir, 'releases/000001/secret.txt'), 'not in the manifest');
      await writeFile(join(dir, 'releases/secret.txt'), 'not in a release');
    });

    it('are listed at once by their manifests, which are files, too', async () => {
      const list = (await ask(base, '/v1/exports/releases')).json() as { data: ReleaseManifest[]; meta: object };
      expect(list).toMatchObject({ page: { totalCount: 1 }, meta: { disclaimer: expect.any(String) } });
      manifest = list.data[0]!;
      expect((await ask(base, '/v1/exports/releases/000001/manifest.json')).json()).toEqual(manifest);
    });

    it('come byte for byte as the manifest says, and are kept for good', async () => {
      const answer = await ask(base, FILE, { 'accept-encoding': 'gzip, br' });
      expect(answer.bytes.equals(bytes)).toBe(true);
      expect(answer.headers).toMatchObject({
        'content-type': 'application/gzip',
        'content-length': String(bytes.length),
        'cache-control': 'public, max-age=31536000, immutable',
        'accept-ranges': 'bytes',
        etag: `"${manifest.state.sha256}"`,
      });
      expect(answer.headers['content-encoding']).toBeUndefined();
      expect((await ask(base, FILE, { 'if-none-match': answer.headers.etag! })).status).toBe(304);
      const head = await ask(base, FILE, {}, 'HEAD');
      expect([head.status, head.headers['content-length'], head.bytes.length]).toEqual([200, String(bytes.length), 0]);
    });

    it('are sent in the parts that are asked for', async () => {
      const etag = `"${manifest.state.sha256}"`;
      const part = await ask(base, FILE, { range: 'bytes=100-299' });
      expect([part.status, part.headers['content-range'], part.headers['content-length']]).toEqual([
        206,
        `bytes 100-299/${bytes.length}`,
        '200',
      ]);
      expect(part.bytes.equals(bytes.subarray(100, 300))).toBe(true);
      const rest = await ask(base, FILE, { range: `bytes=${bytes.length - 7}-`, 'if-range': etag });
      expect([rest.status, rest.bytes.equals(bytes.subarray(-7))]).toEqual([206, true]);
      const other = await ask(base, FILE, { range: 'bytes=0-9', 'if-range': '"another"' });
      expect([other.status, other.bytes.length]).toEqual([200, bytes.length]);
      const outside = await ask(base, FILE, { range: `bytes=${bytes.length}-` });
      expect([outside.status, outside.headers['content-range']]).toEqual([416, `bytes */${bytes.length}`]);
      expect(outside.json()).toMatchObject({ type: '/problems/range-not-satisfiable' });
    });

    it.each([
      '000002/studies.ndjson.gz',
      '000001/gone.ndjson.gz',
      '000001/secret.txt',
      '../secret.txt',
      '000001/..%2Fsecret.txt',
      '000001%2F..%2Fsecret.txt/manifest.json',
      '..%2Freleases/manifest.json',
      '%2e%2e/releases/000001/manifest.json',
      '000001/%2e%2e%2fsecret.txt',
      '000001/..%5csecret.txt',
      '000001/manifest.json%00',
      '000001/',
    ])('have nothing else under them: %s', async (path) => {
      const answer = await ask(base, `/v1/exports/releases/${path}`);
      expect([400, 404]).toContain(answer.status);
      expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
      expect(answer.text).not.toContain('not in');
    });
  });
});
