import type { DataSource } from 'typeorm';

/** Any fixed number: the PostgreSQL advisory lock that lets one process at a time migrate (TypeORM issue 4588). */
const MIGRATION_LOCK = 7_215_459;

/** Brings the schema up to date; several processes may call it at once. */
export async function migrateAll(dataSource: DataSource): Promise<string[]> {
  if (dataSource.options.type !== 'postgres') return run(dataSource);
  const holder = dataSource.createQueryRunner();
  await holder.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
  try {
    return await run(dataSource);
  } finally {
    await holder.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await holder.release();
  }
}

async function run(dataSource: DataSource): Promise<string[]> {
  const done = await dataSource.runMigrations();
  return done.map((migration) => migration.name);
}
