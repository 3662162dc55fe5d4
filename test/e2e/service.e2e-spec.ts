import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ENGINES, type TestDatabase } from '../support/databases.js';
import { FakeReferences } from '../support/fake-references.js';
import { FakeRegistry, loadRealStudies } from '../support/fake-registry.js';
import { Program, until, type Settings } from '../support/program.js';
import type { RawStudy } from '../support/registry-search.js';

const GUIDE = '/v1/guides/stage-4-liver-cancer';
const everything = await loadRealStudies();

type Answer = { status: number; etag: string | null; body: Record<string, unknown> };

async function ask(address: string, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(address + path, { headers, redirect: 'manual' });
  const text = await response.text();
  const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  return { status: response.status, etag: response.headers.get('etag'), body };
}

async function sourcesOf(address: string): Promise<Record<string, unknown>[]> {
  const { body } = await ask(address, '/v1/sources');
  return body['data'] as Record<string, unknown>[];
}

async function sourceOf(address: string): Promise<Record<string, unknown>> {
  return (await sourcesOf(address))[0] ?? {};
}

describe.each(ENGINES)('the service on $engine', ({ create }) => {
  let files: TestDatabase;
  let settings: Settings;
  let registry: FakeRegistry;
  let references: FakeReferences;
  let service: Program | null;

  const start = async (more: Settings = {}): Promise<string> => {
    service = Program.start({ ...settings, ...more });
    return service.listening();
  };

  beforeEach(async () => {
    files = await create();
    registry = await FakeRegistry.start(everything);
    references = await FakeReferences.start();
    service = null;
    settings = {
      DATABASE_URL: files.url,
      PORT: '0',
      LOG_LEVEL: 'info',
      RATE_LIMIT_PER_MINUTE: '0',
      CLINICALTRIALS_GOV_BASE_URL: registry.baseUrl,
      CLINICALTRIALS_GOV_REQUESTS_PER_MINUTE: '100000',
      ...references.environment,
    };
  });

  afterEach(async () => {
    await service?.stop('SIGKILL');
    await registry.stop();
    await references.stop();
    await files.drop();
  });

  it('answers from the shipped records while the registry cannot be reached, and says so', async () => {
    const address = await start({ CLINICALTRIALS_GOV_BASE_URL: 'http://127.0.0.1:9/api/v2' });
    expect(await sourceOf(address)).toMatchObject({ status: 'bundled' });
    const claim = (await ask(address, `${GUIDE}/claims?verdict=outdated`)).body['data'] as unknown[];
    expect(claim).toMatchObject([{ claimId: 'checkmate-459-ongoing', verdict: 'outdated' }]);
    expect((await ask(address, '/health/ready')).status).toBe(200);
    const ended = await service?.stop();
    expect(ended?.code).toBe(0);
  });

  it('pulls what is due at its start, and keeps every byte and ETag while nothing changes', async () => {
    const address = await start();
    await until(async () => (await sourcesOf(address)).every(({ status }) => status === 'fresh'));
    await until(() => service?.stderr.includes('"event":"woven","source":"pubmed"') === true);
    const paths = [`${GUIDE}/entries/sorafenib`, '/v1/trials?scope=all&limit=50', `${GUIDE}/entries/lenvatinib/trials`];
    const before = await Promise.all(paths.map((path) => ask(address, path)));
    await service?.stop();
    registry.setDataTimestamp('2026-09-01T09:00:05');
    const cli = await Program.cli(settings, 'sync', 'run', 'clinicaltrials-gov', '--full', '--wait');
    expect(cli.stdout).toMatch(/succeeded .* 0 new, 0 changed/);
    const again = await start();
    for (const [index, path] of paths.entries()) {
      expect(await ask(again, path)).toEqual(before[index]);
      const known = await ask(again, path, { 'if-none-match': before[index]?.etag ?? '' });
      expect(known.status).toBe(304);
    }
  });

  it('shows within one run what changed, and what is gone', async () => {
    await Program.cli(settings, 'sync', 'run', 'clinicaltrials-gov', '--wait');
    const address = await start({ SYNC_ENABLED: 'false' });
    const list = (await ask(address, '/v1/trials?scope=guide&limit=200')).body['data'] as {
      nctId: string;
      origin: string;
    }[];
    const [closing, going] = list.filter((study) => study.origin === 'live').map((study) => study.nctId);
    registry.edit(closing ?? '', (study: RawStudy) => {
      const { statusModule } = study['protocolSection'] as { statusModule: Record<string, unknown> };
      statusModule['overallStatus'] = 'TERMINATED';
      statusModule['whyStopped'] = 'Made up for this test';
    });
    registry.remove(going ?? '');
    const since = ((await ask(address, '/v1/trials')).body['meta'] as { dataVersion: string }).dataVersion;
    const run = await Program.cli(settings, 'sync', 'run', 'clinicaltrials-gov', '--full', '--wait');
    expect(run.code).toBe(0);
    const closed = await ask(address, `/v1/trials/${(closing ?? '').toLowerCase()}`);
    expect(closed.body['data']).toMatchObject({ overallStatus: 'TERMINATED', whyStopped: 'Made up for this test' });
    const gone = await ask(address, `/v1/trials/${going ?? ''}`);
    expect(gone).toMatchObject({ status: 410, body: { lastKnown: { nctId: going } } });
    expect(gone.body['goneAt']).toMatch(/^2\d{3}-/);
    const changes = (await ask(address, `/v1/changes?after=${since}&subject=study:${closing ?? ''}`)).body['data'];
    expect(changes).toMatchObject([{ kind: 'updated', subject: `study:${closing ?? ''}` }]);
  });

  it('comes back after kill -9 in the middle of its first load with everything in place', async () => {
    const killed = Program.start({ ...settings, SYNC_ENABLED: 'false' });
    await until(() => killed.stderr.includes('guides-imported'));
    killed.child.kill('SIGKILL');
    await killed.finished();
    const address = await start({ SYNC_ENABLED: 'false' });
    const { body } = await ask(address, '/v1/trials?scope=all&limit=200');
    expect((body['page'] as { totalCount: number }).totalCount).toBe(95);
    expect(((await ask(address, `${GUIDE}/entries`)).body['page'] as { totalCount: number }).totalCount).toBe(33);
    const created = (await ask(address, '/v1/changes?kind=created&subject=study:NCT02576509')).body[
      'data'
    ] as unknown[];
    expect(created).toHaveLength(1);
  });

  it('stops at SIGTERM in the middle of a pull, and the next start goes on from there', async () => {
    await start({ SYNC_SCOPE: 'registry', SNAPSHOT: 'none' });
    await until(() => registry.requests.some((request) => request.query['pageToken'] !== undefined));
    expect((await service?.stop())?.code).toBe(0);
    const address = await start({ SYNC_SCOPE: 'registry', SNAPSHOT: 'none' });
    await until(async () => (await sourceOf(address))['status'] === 'fresh');
    const { body } = await ask(address, '/v1/trials?scope=all&limit=1');
    expect((body['page'] as { totalCount: number }).totalCount).toBe(everything.length);
  });
});

describe('a start that cannot go well', () => {
  let dir: string;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'trialweave-'));
  });

  afterEach(async () => {
    await rm(dir, { recursive: true, force: true });
  });

  it('ends with one message that names every wrong variable', async () => {
    const { code, stderr } = await Program.start({ DATA_DIR: dir, PORT: '70000', SYNC_SCOPE: 'all' }).finished();
    expect(code).toBe(1);
    expect(stderr).toContain('PORT="70000": expected 0 to 65535');
    expect(stderr).toContain('SYNC_SCOPE="all": expected guides, registry');
  });

  it('ends with the faults of the guide, by file and line', async () => {
    await mkdir(join(dir, 'guides/broken'), { recursive: true });
    await writeFile(join(dir, 'guides/broken/guide.yaml'), 'id: broken\ntitel: Wrong\n');
    const { code, stderr } = await Program.start({
      DATA_DIR: dir,
      PORT: '0',
      GUIDES_DIR: join(dir, 'guides'),
    }).finished();
    expect(code).toBe(1);
    expect(stderr).toMatch(/broken\/guide\.yaml:2:1 unknown key "titel", perhaps meant: title/);
  });

  it('ends when the data folder cannot be made', async () => {
    await writeFile(join(dir, 'file'), '');
    const { code, stderr } = await Program.start({ DATA_DIR: join(dir, 'file', 'data'), PORT: '0' }).finished();
    expect(code).toBe(1);
    expect(stderr).toContain('could not start');
  });
});
