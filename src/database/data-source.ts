import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DataSourceOptions, EntitySchema } from 'typeorm';
import { migrations } from '#migrations';

/** Where the data lives: a SQLite file, or a PostgreSQL server (with an optional replica for reads). */
export type DatabaseTarget =
  { engine: 'sqlite'; path: string } | { engine: 'postgres'; url: string; readUrl: string | null };

/** Makes the list of tables for an engine; it stands above the stores, so it is handed in. */
export type TablesOf = (engine: DatabaseTarget['engine']) => (EntitySchema | (new () => object))[];

const shared = { migrations, migrationsTransactionMode: 'each', synchronize: false } as const;

/** What both connections to a SQLite file agree on; set here because drivers differ in their defaults. */
function tuneSqlite(connection: unknown): void {
  const database = connection as { pragma(statement: string): unknown };
  database.pragma('busy_timeout = 30000');
  database.pragma('foreign_keys = ON');
  database.pragma('cache_size = -65536');
}

function tuneSqliteWriter(connection: unknown): void {
  const database = connection as { pragma(statement: string): unknown };
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  tuneSqlite(connection);
}

/** Connection that may change data and runs the migrations. */
export function writerOptions(target: DatabaseTarget, tablesOf: TablesOf): DataSourceOptions {
  const entities = tablesOf(target.engine);
  if (target.engine === 'postgres') return { type: 'postgres', url: target.url, entities, ...shared, poolSize: 8 };
  mkdirSync(dirname(target.path), { recursive: true });
  return { type: 'better-sqlite3', database: target.path, prepareDatabase: tuneSqliteWriter, entities, ...shared };
}

/** Connection that only reads. A SQLite file must exist already, in WAL mode. PostgreSQL breaks off what takes longer than the limit. */
export function readerOptions(target: DatabaseTarget, tablesOf: TablesOf, timeLimitMs = 0): DataSourceOptions {
  const entities = tablesOf(target.engine);
  if (target.engine === 'postgres') {
    const url = target.readUrl ?? target.url;
    return {
      type: 'postgres',
      url,
      entities,
      ...shared,
      poolSize: 16,
      extra: { options: `-c default_transaction_read_only=on -c statement_timeout=${timeLimitMs}` },
    };
  }
  return {
    type: 'better-sqlite3',
    database: target.path,
    readonly: true,
    prepareDatabase: tuneSqlite,
    entities,
    ...shared,
  };
}
