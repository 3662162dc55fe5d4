import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { migrations } from '#migrations';
import { DataSource } from 'typeorm';
import { writerOptions } from '../../src/database/data-source.js';
import { Database } from '../../src/database/database.js';
import { tablesOf } from '../../src/tables.js';
import { ENGINES, type TestDatabase } from '../support/databases.js';

/** Made-up rows as the first release left them, in every table that a later migration touches. */
const FILLED = [
  `INSERT INTO entry (guide_id, entry_id, position, needs_merge, document, provenance, content_hash, merged_on)
   VALUES ('made-up', 'entry', 0, false, '{"drug":{"status":"never-synced"}}', '{}', 'made-up', '2026-11-20')`,
  `INSERT INTO claim_check (guide_id, claim_id, verdict, document, checked_on)
   VALUES ('made-up', 'claim', 'unchecked', '{"history":[]}', '2026-11-20')`,
  `INSERT INTO study_phase (study_id, phase) VALUES (1, 'PHASE3')`,
];

describe.each(ENGINES)('migrations of a filled database on $engine', ({ create }) => {
  let files: TestDatabase;

  beforeEach(async () => {
    files = await create();
  });

  afterEach(async () => {
    await files.drop();
  });

  it('lose no row, and have everything merged again', async () => {
    const options = { ...writerOptions(files.target, tablesOf), migrations: migrations.slice(0, 1) };
    const first = await new DataSource(options).initialize();
    await first.runMigrations();
    for (const statement of FILLED) await first.query(statement);
    await first.destroy();

    const database = await Database.openWriter(files.target, tablesOf);
    const entries: unknown = await database.read.query('SELECT entry_id, needs_merge, content_hash FROM entry');
    expect(entries).toEqual([
      { entry_id: 'entry', needs_merge: files.target.engine === 'sqlite' ? 1 : true, content_hash: 'made-up' },
    ]);
    expect(await database.read.query('SELECT verdict, input_hash FROM claim_check')).toEqual([
      { verdict: 'unchecked', input_hash: null },
    ]);
    expect(await database.read.query('SELECT phase FROM study_phase')).toEqual([{ phase: 'PHASE3' }]);
    await database.close();
  });
});
