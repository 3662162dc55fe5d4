import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChangesService } from '../../src/api/changes.service.js';
import { ChangeStore } from '../../src/changes/change.store.js';
import { Database } from '../../src/database/database.js';
import { tablesOf } from '../../src/tables.js';
import { ENGINES, type TestDatabase } from '../support/databases.js';
import { FixedClock } from '../support/fixed-clock.js';

describe.each(ENGINES)('the newest changes on $engine', ({ create }) => {
  let own: TestDatabase;
  let database: Database;
  let changes: ChangesService;

  beforeAll(async () => {
    own = await create();
    database = await Database.openWriter(own.target, tablesOf);
    const store = new ChangeStore(database, new FixedClock());
    changes = new ChangesService(store);
    const made = Array.from({ length: 250 }, (_, i) => ({ i, subject: `study:NCT9999990${String(i % 2)}` }));
    await database.write((tx) =>
      store.append(
        tx,
        made.map(({ i, subject }) => ({ subject, kind: 'updated' as const, fields: [], text: `Made-up change ${i}.` })),
      ),
    );
  });

  afterAll(async () => {
    await database.close();
    await own.drop();
  });

  it('of a subject come newest first, with how many there are in all', async () => {
    const { items, totalCount } = await changes.newestOf('study:nct99999901', 3);
    expect(totalCount).toBe(125);
    expect(items.map(({ text }) => text)).toEqual([
      'Made-up change 249.',
      'Made-up change 247.',
      'Made-up change 245.',
    ]);
  });

  it('of a subject without any are none', async () => {
    expect(await changes.newestOf('study:NCT99999902', 3)).toEqual({ items: [], totalCount: 0 });
  });
});
