import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Database } from '../../src/database/database.js';
import { tablesOf } from '../../src/tables.js';
import { ENGINES, type TestDatabase } from '../support/databases.js';
import { FakeRegistry, loadRealStudies } from '../support/fake-registry.js';
import { Program, type Settings } from '../support/program.js';
import { seededRandom } from '../support/random.js';

const ROUNDS = 25;
const studies = await loadRealStudies();

describe.each(ENGINES)(`${String(ROUNDS)} times kill -9 at any moment, on $engine`, ({ create }) => {
  let files: TestDatabase;
  let registry: FakeRegistry;
  let settings: Settings;

  beforeEach(async () => {
    files = await create();
    registry = await FakeRegistry.start(studies);
    settings = {
      DATABASE_URL: files.url,
      SYNC_SCOPE: 'registry',
      CLINICALTRIALS_GOV_BASE_URL: registry.baseUrl,
      CLINICALTRIALS_GOV_REQUESTS_PER_MINUTE: '100000',
    };
  });

  afterEach(async () => {
    await registry.stop();
    await files.drop();
  });

  it('loses nothing, doubles nothing and blocks nobody', async () => {
    const random = seededRandom(9);
    for (let round = 0; round < ROUNDS; round++) {
      const program = Program.start(settings, ['sync', 'run', 'clinicaltrials-gov', '--wait', '--full']);
      await Promise.race([program.finished(), new Promise((resolve) => setTimeout(resolve, 500 + random() * 6000))]);
      await program.stop('SIGKILL');
    }
    const last = await Program.cli(settings, 'sync', 'run', 'clinicaltrials-gov', '--wait', '--full');
    expect([last.code, last.stderr.includes('being run by')]).toEqual([0, false]);
    const database = await Database.openReader(files.target, tablesOf);
    const count = async (sql: string): Promise<number> => {
      const rows = await database.read.query<{ n: string }[]>(sql);
      return Number(rows[0]?.n);
    };
    const shippedOnly = await count("SELECT COUNT(*) AS n FROM study WHERE origin <> 'live'");
    expect(await count('SELECT COUNT(*) AS n FROM study')).toBe(registry.nctIds.length + shippedOnly);
    expect(await count('SELECT COUNT(*) AS n FROM study WHERE gone_at IS NOT NULL')).toBe(0);
    const created = "SELECT COUNT(*) AS n FROM change WHERE kind = 'created' AND subject LIKE 'study:%'";
    expect(await count(created)).toBe(registry.nctIds.length + shippedOnly);
    expect(await count("SELECT COUNT(*) AS n FROM sync_run WHERE outcome = 'running'")).toBe(0);
    expect(await count('SELECT COUNT(*) AS n FROM entry WHERE needs_merge')).toBe(0);
    await database.close();
  });
});
