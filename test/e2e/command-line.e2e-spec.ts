import { mkdtemp, rm, writeFile, mkdir, cp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { FakeReferences } from '../support/fake-references.js';
import { FakeRegistry, loadRealStudies } from '../support/fake-registry.js';
import { SHIPPED_GUIDES } from '../support/pipeline.js';
import { Program, until, type Settings } from '../support/program.js';

/** Three pages of the size that the program asks for. */
const everything = (await loadRealStudies()).slice(0, 1100);

describe('the command line', () => {
  let dir: string;
  let registry: FakeRegistry;
  let references: FakeReferences;
  let settings: Settings;

  const rows = (sql: string): Record<string, unknown>[] => {
    const file = new Sqlite(join(dir, 'trialweave.sqlite'), { readonly: true });
    try {
      return file.prepare(sql).all() as Record<string, unknown>[];
    } finally {
      file.close();
    }
  };
  const count = (sql: string): number => Number(Object.values(rows(sql)[0] ?? {})[0]);

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'trialweave-'));
    registry = await FakeRegistry.start(everything);
    references = await FakeReferences.start();
    settings = {
      DATA_DIR: dir,
      SNAPSHOT: 'none',
      SYNC_SCOPE: 'registry',
      CLINICALTRIALS_GOV_BASE_URL: registry.baseUrl,
      CLINICALTRIALS_GOV_REQUESTS_PER_MINUTE: '100000',
      ...references.environment,
    };
  });

  afterEach(async () => {
    await registry.stop();
    await references.stop();
    await rm(dir, { recursive: true, force: true });
  });

  it('goes on after kill -9 in the middle of a page, and nothing is lost or doubled', async () => {
    const killed = Program.start(settings, ['sync', 'run', 'clinicaltrials-gov', '--wait']);
    // The second page has come and its first slices are in: 500 records a page, 100 a write.
    await until(() => {
      try {
        const stored = count('SELECT COUNT(*) FROM study');
        return stored >= 600 && stored < 1000;
      } catch {
        return false;
      }
    });
    killed.child.kill('SIGKILL');
    await killed.finished();
    const before = count('SELECT COUNT(*) FROM study');
    expect(before % 500).not.toBe(0);

    const resumed = await Program.cli(settings, 'sync', 'run', 'clinicaltrials-gov', '--wait', '--json');
    expect(resumed.code).toBe(0);
    const [report] = JSON.parse(resumed.stdout) as { outcome: string; runId: number; counts: Record<string, number> }[];
    expect(report).toMatchObject({ outcome: 'succeeded', runId: 1 });
    expect(rows('SELECT nct_id FROM study ORDER BY nct_id').map((row) => row['nct_id'])).toEqual(
      [...registry.nctIds].sort(),
    );
    expect(count("SELECT COUNT(*) FROM change WHERE kind = 'created' AND subject LIKE 'study:%'")).toBe(
      everything.length,
    );
    expect(count('SELECT COUNT(*) FROM study_version')).toBe(everything.length);
    expect(registry.requests.filter((request) => request.path.endsWith('/studies'))).toHaveLength(4);

    const again = await Program.cli(settings, 'sync', 'run', 'clinicaltrials-gov', '--wait', '--full', '--json');
    expect(JSON.parse(again.stdout)).toMatchObject([
      { counts: { created: 0, updated: 0, unchanged: everything.length } },
    ]);
  });

  it('says by its exit code what happened', async () => {
    const bad = { index: 0, record: { made: 'up' } };
    registry.fault({ path: '/studies', fault: { kind: 'malformed-record', ...bad } });
    const rejected = await Program.cli(settings, 'sync', 'run', 'all');
    expect(rejected.code).toBe(3);
    expect(rejected.stdout).toContain('1 rejected');
    registry.fault({
      path: '/version',
      times: 20,
      fault: { kind: 'text', status: 404, body: 'made-up: no such thing' },
    });
    const failed = await Program.cli(settings, 'sync', 'run', 'clinicaltrials-gov');
    expect(failed.code).toBe(1);
    expect(failed.stdout).toContain('404');
    expect((await Program.cli(settings, 'sync', 'run', 'nowhere')).code).toBe(2);
    expect((await Program.cli(settings, 'sync', 'fly')).code).toBe(2);
    expect((await Program.cli({ ...settings, PORT: 'http' }, 'sync', 'status')).code).toBe(2);
  });

  it('stops at the end of a page when it is interrupted, with exit code 130', async () => {
    const program = Program.start(settings, ['sync', 'run', 'clinicaltrials-gov']);
    await until(() => registry.requests.some((request) => request.query['pageToken'] !== undefined));
    const stopped = await program.stop('SIGINT');
    expect(stopped.code).toBe(130);
    expect(rows('SELECT outcome FROM sync_run')).toEqual([{ outcome: 'interrupted' }]);
    expect((await Program.cli(settings, 'sync', 'run', 'clinicaltrials-gov')).code).toBe(0);
    expect(count('SELECT COUNT(*) FROM study')).toBe(everything.length);
  });

  it('refuses to run a source that another process runs, with exit code 4', async () => {
    const first = Program.start(settings, ['sync', 'run', 'clinicaltrials-gov']);
    await until(() => registry.requests.length > 1);
    const second = await Program.cli(settings, 'sync', 'run', 'clinicaltrials-gov');
    expect(second.code).toBe(4);
    expect(second.stderr).toContain('is being run by');
    expect((await first.finished()).code).toBe(0);
  });

  it('checks guides, and names every fault with file, line and what is allowed', async () => {
    const fine = await Program.cli({}, 'guides', 'check');
    expect(fine.code).toBe(0);
    expect(fine.stdout).toContain('33 entries, 30 claims, no faults');
    const broken = join(dir, 'guides');
    await mkdir(broken);
    await cp(SHIPPED_GUIDES, broken, { recursive: true });
    const entry = join(broken, 'stage-4-liver-cancer/entries/nivolumab.yaml');
    await writeFile(entry, 'kind: potion\n');
    const faulty = await Program.cli({ GUIDES_DIR: broken }, 'guides', 'check');
    expect(faulty.code).toBe(1);
    expect(faulty.stdout).toMatch(/nivolumab\.yaml:1:\d+ .*drug/);
  });

  it('moves records by files, reads them again and links them again without changing anything', async () => {
    const subset = { ...settings, SYNC_SCOPE: 'guides' };
    await Program.cli(subset, 'sync', 'run', 'clinicaltrials-gov', '--wait');
    const stored = count('SELECT COUNT(*) FROM study');
    const changes = count('SELECT COUNT(*) FROM change');
    expect(await Program.cli(subset, 'remap')).toMatchObject({
      code: 0,
      stdout: `${String(stored)} records read again, 0 changed, 0 unreadable\n`,
    });
    expect((await Program.cli(subset, 'relink')).code).toBe(0);
    expect(count('SELECT COUNT(*) FROM change')).toBe(changes);
    const folder = join(dir, 'export');
    expect((await Program.cli(subset, 'snapshot', 'export', folder)).code).toBe(0);
    const elsewhere = { ...subset, DATA_DIR: join(dir, 'elsewhere') };
    const imported = await Program.cli(elsewhere, 'snapshot', 'import', folder);
    expect(imported).toMatchObject({
      code: 0,
      stdout: `${String(stored)} records, ${String(stored)} new, 0 changed, 0 unchanged, 0 rejected\n`,
    });
    const status = await Program.cli(elsewhere, 'sync', 'status', '--json');
    const sources = JSON.parse(status.stdout) as { id: string; status: string }[];
    expect(sources.map(({ id, status: state }) => `${id} ${state}`)).toEqual([
      'clinicaltrials-gov bundled',
      'openfda never-synced',
      'rxnorm never-synced',
      'nci-drug-dictionary never-synced',
      'pubmed never-synced',
    ]);
  });

  it('makes releases that a mirror rebuilds and another service loads', async () => {
    const subset = { ...settings, SYNC_SCOPE: 'guides' };
    await Program.cli(subset, 'sync', 'run', 'clinicaltrials-gov', '--wait');
    const stored = count('SELECT COUNT(*) FROM study');
    const first = await Program.cli(subset, 'release', 'make');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain(
      `release 000001 (full): ${String(stored)} studies, ${String(stored)} added, 0 changed`,
    );
    expect((await Program.cli(subset, 'release', 'make')).stdout).toContain('nothing moved');
    const nctId = String(rows('SELECT nct_id FROM study ORDER BY id')[0]?.['nct_id']);
    const file = new Sqlite(join(dir, 'trialweave.sqlite'));
    file.prepare("UPDATE study SET gone_at = '2026-11-24T10:00:00Z' WHERE nct_id = ?").run(nctId);
    file.close();
    const second = await Program.cli(subset, 'release', 'make');
    expect(second.stdout).toContain(
      `release 000002 (incremental): ${String(stored - 1)} studies, 0 added, 0 changed, 1 gone`,
    );
    const [releases, target] = [join(dir, 'releases'), join(dir, 'mirror')];
    const rebuilt = await Program.cli({}, 'release', 'rebuild', releases, target);
    expect(rebuilt).toMatchObject({ code: 0, stderr: '' });
    expect(/sha256.*$/m.exec(rebuilt.stdout)?.[0]).toBe(/sha256.*$/m.exec(second.stdout)?.[0]);
    const imported = await Program.cli({ ...subset, DATA_DIR: join(dir, 'elsewhere') }, 'snapshot', 'import', target);
    expect(imported).toMatchObject({ code: 0, stderr: '' });
    expect(imported.stdout).toContain(`${String(stored - 1)} records, ${String(stored - 1)} new`);
    await writeFile(join(target, 'studies.ndjson.gz'), 'damaged');
    const damaged = await Program.cli(subset, 'snapshot', 'import', target);
    expect(damaged.code).toBe(1);
    expect(damaged.stderr).toMatch(/studies\.ndjson\.gz: expected bytes \d+; found 7/);
    expect((await Program.cli({}, 'release', 'rebuild', dir, join(dir, 'nowhere'))).code).toBe(1);
  });

  it('leaves no release behind when it is killed while it makes one', async () => {
    await Program.cli(settings, 'sync', 'run', 'clinicaltrials-gov', '--wait');
    const releases = join(dir, 'releases');
    const killed = Program.start(settings, ['release', 'make']);
    await until(async () => (await readdir(releases).catch(() => [])).length > 0);
    killed.child.kill('SIGKILL');
    await killed.finished();
    expect((await readdir(releases)).every((name) => name.endsWith('.unfinished'))).toBe(true);
    expect((await Program.cli(settings, 'release', 'make')).stdout).toContain('release 000001 (full)');
  });
});
