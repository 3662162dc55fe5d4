import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../src/database/database.js';
import { QueryTimeout } from '../../src/database/query-timeout.js';
import { tablesOf } from '../../src/tables.js';
import { ENGINES, type TestDatabase } from '../support/databases.js';

/** Counts for some seconds: much longer than any limit here. */
const ENDLESS = `
  WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 30000000)
  SELECT COUNT(*) AS total FROM counted`;

describe.each(ENGINES)('searches on $engine', ({ create }) => {
  let owned: TestDatabase;
  let writer: Database;
  let database: Database;

  beforeAll(async () => {
    owned = await create();
    writer = await Database.openWriter(owned.target, tablesOf);
    database = await Database.openReader(owned.target, tablesOf, 300);
  });
  afterAll(async () => {
    await database.close();
    await writer.close();
    await owned.drop();
  });

  const one = () => database.search<{ answer: number }>('SELECT 1 AS answer', []);

  it('that take too long are given up, and the next one is answered', async () => {
    await expect(database.search(ENDLESS, [])).rejects.toThrow(QueryTimeout);
    expect(await one()).toEqual([{ answer: 1 }]);
  });

  it('do not hold up other answers while they run', async () => {
    const endless = database.search(ENDLESS, []).catch((error: unknown) => error);
    const reads = await Promise.all(Array.from({ length: 20 }, () => database.read.query('SELECT 1 AS answer')));
    expect(reads).toHaveLength(20);
    expect(await Promise.race([endless, Promise.resolve('still running')])).toBe('still running');
    expect(await endless).toBeInstanceOf(QueryTimeout);
  });

  it('that are costly never take more than two threads, and everything else is answered or given up in time', async () => {
    const costly = Array.from({ length: 4 }, () => database.search(ENDLESS, []).catch((error: unknown) => error));
    for (const outcome of await Promise.all(costly)) expect(outcome).toBeInstanceOf(QueryTimeout);
    let answer: unknown = null;
    for (let tries = 0; tries < 100 && !Array.isArray(answer); tries += 1) answer = await one().catch(() => null);
    expect(answer).toEqual([{ answer: 1 }]);
  });

  it('that are wrong say so and leave the next one alone', async () => {
    await expect(database.search('SELECT nonsense', [])).rejects.toThrow(/nonsense/);
    expect(await one()).toEqual([{ answer: 1 }]);
  });

  it('see what was written before they began', async () => {
    await writer.write((tx) => tx.query('UPDATE write_lock SET touched = 4711'));
    expect(await database.search('SELECT touched FROM write_lock', [])).toEqual([{ touched: 4711 }]);
  });

  it('are answered in any number', async () => {
    const answers = await Promise.all(Array.from({ length: 150 }, one));
    expect(answers.flat()).toHaveLength(150);
  });
});
