import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { DatabaseTarget } from '../../src/database/data-source.js';

/** Server on which tests make and drop databases of their own. A server that cannot be reached fails the tests: nothing is skipped. */
const SERVER = process.env['TEST_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';

/** An empty database that a test owns. */
export type TestDatabase = { target: DatabaseTarget; url: string; drop: () => Promise<void> };

/** Both engines, for `describe.each`. */
export const ENGINES: readonly { engine: DatabaseTarget['engine']; create: () => Promise<TestDatabase> }[] = [
  { engine: 'sqlite', create: sqliteDatabase },
  { engine: 'postgres', create: postgresDatabase },
];

/** A new SQLite file in a folder of its own. */
async function sqliteDatabase(): Promise<TestDatabase> {
  const dir = await mkdtemp(join(tmpdir(), 'trialweave-'));
  const path = join(dir, 'test.sqlite');
  return {
    target: { engine: 'sqlite', path },
    url: `sqlite:${path}`,
    drop: () => rm(dir, { recursive: true, force: true }),
  };
}

/** A new PostgreSQL database. */
async function postgresDatabase(): Promise<TestDatabase> {
  const name = `trialweave_${randomBytes(6).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name}`);
  const url = new URL(SERVER);
  url.pathname = `/${name}`;
  const target: DatabaseTarget = { engine: 'postgres', url: url.href, readUrl: null };
  return { target, url: url.href, drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: SERVER });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
