import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { writerOptions } from '../../src/database/data-source.js';
import { Database } from '../../src/database/database.js';
import { migrateAll } from '../../src/database/migrate.js';
import { tablesOf } from '../../src/tables.js';
import { ENGINES, type TestDatabase } from '../support/databases.js';

/** Another process that holds a write open for a moment; it prints a line as soon as it holds it. */
function startOtherWriter({ target }: TestDatabase): ChildProcessByStdio<null, Readable, null> {
  const script =
    target.engine === 'sqlite'
      ? `const db = new (require('better-sqlite3'))(${JSON.stringify(target.path)}, { timeout: 10000 });
         db.exec('BEGIN IMMEDIATE; UPDATE write_lock SET touched = touched + 1000'); console.log('held');
         setTimeout(() => db.exec('COMMIT'), 300);`
      : `const { Client } = require('pg'); const db = new Client(${JSON.stringify(target.url)});
         db.connect().then(() => db.query('BEGIN')).then(() => db.query('UPDATE write_lock SET touched = touched + 1000'))
           .then(() => { console.log('held'); setTimeout(() => db.query('COMMIT').then(() => db.end()), 300); });`;
  return spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
}

const touched = (rows: unknown): number => (rows as { touched: number }[])[0]?.touched ?? -1;
const readLock = 'SELECT touched FROM write_lock';

describe.each(ENGINES)('the database on $engine', ({ create }) => {
  let files: TestDatabase;
  let database: Database;

  beforeEach(async () => {
    files = await create();
    database = await Database.openWriter(files.target, tablesOf);
  });

  afterEach(async () => {
    await database.close();
    await files.drop();
  });

  it('has exactly the schema that the entities describe', async () => {
    const source = await new DataSource(writerOptions(files.target, tablesOf)).initialize();
    const pending = await source.driver.createSchemaBuilder().log();
    await source.destroy();
    expect(pending.upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('has nothing left to migrate when it is opened again, even by two processes at once', async () => {
    const sources = await Promise.all(
      [0, 1].map(() => new DataSource(writerOptions(files.target, tablesOf)).initialize()),
    );
    expect(await Promise.all(sources.map(migrateAll))).toEqual([[], []]);
    await Promise.all(sources.map((source) => source.destroy()));
  });

  it('keeps every one of many writes that start at once', async () => {
    const before = touched(await database.read.query(readLock));
    const add = (): Promise<unknown> =>
      database.write(async (tx) => {
        await new Promise((resolve) => setImmediate(resolve));
        await tx.query('UPDATE write_lock SET touched = touched + 1000');
      });
    await Promise.all(Array.from({ length: 20 }, add));
    const after = touched(await database.read.query(readLock));
    expect(Math.floor((after - before) / 1000)).toBe(20);
  });

  it('lets one write at a time read and then write, so that none goes by what another is changing', async () => {
    const before = touched(await database.read.query(readLock));
    const readThenWrite = (): Promise<unknown> =>
      database.write(async (tx) => {
        const seen = touched(await tx.query(readLock));
        await new Promise((resolve) => setImmediate(resolve));
        await tx.query(`UPDATE write_lock SET touched = ${String(seen + 1000)}`);
      });
    await Promise.all(Array.from({ length: 8 }, readThenWrite));
    const after = touched(await database.read.query(readLock));
    expect(Math.floor((after - before) / 1000)).toBe(8);
  });

  it('undoes a write that throws, and goes on with the next', async () => {
    const failing = database.write(async (tx) => {
      await tx.query('UPDATE write_lock SET touched = 777000');
      throw new Error('made-up failure');
    });
    const next = database.write((tx) => tx.query('UPDATE write_lock SET touched = 555000'));
    await expect(failing).rejects.toThrow('made-up failure');
    await next;
    expect(touched(await database.read.query(readLock))).toBe(555000);
  });

  it('does not show an open write to readers', async () => {
    const seen = await new Promise<number>((resolve, reject) => {
      database
        .write(async (tx) => {
          await tx.query('UPDATE write_lock SET touched = 999000');
          await new Promise<void>((done) => {
            setImmediate(() => {
              // Outside the write's own context: another request.
              readElsewhere().then(resolve, reject).finally(done);
            });
          });
        })
        .catch(reject);
    });
    expect(seen).not.toBe(999000);
  });

  it('refuses a write inside a write and a read beside the transaction', async () => {
    await expect(database.write(() => database.write(() => Promise.resolve()))).rejects.toThrow(
      'write() inside write()',
    );
    await expect(database.write(() => Promise.resolve(database.read))).rejects.toThrow('use the tx');
  });

  it('refuses to write where it was opened for reading', async () => {
    const reader = await Database.openReader(files.target, tablesOf);
    await expect(reader.write(() => Promise.resolve())).rejects.toThrow('for reading only');
    await expect(reader.read.query('UPDATE write_lock SET touched = 1')).rejects.toThrow(/read-?only/);
    await reader.close();
  });

  it('waits for another process that writes, and both writes stay', async () => {
    const other = startOtherWriter(files);
    await once(other.stdout, 'data');
    const ended = once(other, 'exit');
    await database.write((tx) => tx.query('UPDATE write_lock SET touched = touched + 1000'));
    expect(await ended).toEqual([0, null]);
    expect(Math.floor(touched(await database.read.query(readLock)) / 1000)).toBe(2);
  });

  async function readElsewhere(): Promise<number> {
    const reader = await Database.openReader(files.target, tablesOf);
    const value = touched(await reader.read.query(readLock));
    await reader.close();
    return value;
  }
});
