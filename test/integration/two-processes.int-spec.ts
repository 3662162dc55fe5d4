import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Weaver } from '../../src/sync/weaver.service.js';
import { ENGINES, type TestDatabase } from '../support/databases.js';
import { FakeRegistry, loadRealStudies } from '../support/fake-registry.js';
import { Pipeline } from '../support/pipeline.js';

const sample = (await loadRealStudies()).slice(0, 60);

/** Two pipelines in one thread: a SQLite writer that waits would hold up the one it waits for, so SQLite is told by test/long. */
const servers = ENGINES.filter(({ engine }) => engine === 'postgres');

describe.each(servers)('two processes on one $engine database', ({ create }) => {
  let files: TestDatabase;
  let registry: FakeRegistry;
  let both: Pipeline[];

  const open = (): Promise<Pipeline> =>
    Pipeline.open({
      database: files,
      registryUrl: registry.baseUrl,
      environment: { SYNC_SCOPE: 'registry', SNAPSHOT: 'bundled' },
    });

  beforeEach(async () => {
    files = await create();
    registry = await FakeRegistry.start(sample);
    both = [await open(), await open()];
  });

  afterEach(async () => {
    for (const pipeline of both) await pipeline.close();
    await registry.stop();
    await files.drop();
  });

  it('start together: one loads the shipped records, and nothing is told of twice', async () => {
    await Promise.all(both.map((pipeline) => pipeline.start()));
    const [pipeline] = both as [Pipeline];
    const loads = await pipeline.database.read.query<{ source: string }[]>(
      "SELECT source FROM sync_run WHERE kind = 'bundled' ORDER BY source",
    );
    expect(loads.map(({ source }) => source)).toEqual(['clinicaltrials-gov', 'nci-drug-dictionary', 'openfda']);
    expect(await twiceCreated(pipeline)).toEqual([]);
  });

  it('weave together: a verdict or an entry that moved is told of once', async () => {
    const [first, second] = both as [Pipeline, Pipeline];
    await first.start();
    await first.sync();
    await first.database.write((tx) =>
      tx.query('UPDATE entry SET needs_merge = true, content_hash = NULL, document = NULL'),
    );
    await first.database.write((tx) => tx.query(`DELETE FROM change WHERE subject NOT LIKE 'study:%'`));
    await Promise.all([first, second].map((pipeline) => pipeline.context.get(Weaver).drain()));
    expect(await first.count('change', "subject LIKE 'entry:%'")).toBeGreaterThan(0);
    expect(await twiceCreated(first)).toEqual([]);
  });
});

async function twiceCreated(pipeline: Pipeline): Promise<unknown[]> {
  return pipeline.database.read.query(
    "SELECT subject FROM change WHERE kind = 'created' GROUP BY subject HAVING COUNT(*) > 1",
  );
}
