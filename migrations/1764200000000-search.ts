import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

const AREAS = ['term', 'condition', 'intervention', 'title'];

/**
 * Full text: a table for each search area on SQLite (FTS5 that keeps no texts of its own), a vector for each on PostgreSQL.
 * What belongs to it moves along: which version of the index a study is in, and what a site near a place is shown with.
 * Studies that are stored already are indexed by the next start.
 */
export class Search1764200000000 implements MigrationInterface {
  readonly name = 'Search1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    if (runner.dataSource.options.type === 'postgres') await createVectors(runner);
    else await createFullTextTables(runner);
    await runner.query('ALTER TABLE study ADD COLUMN indexed_by text');
    await runner.query('ALTER TABLE study_location ADD COLUMN facility text');
    await runner.query('ALTER TABLE study_location ADD COLUMN state text');
    const indexes = [
      { table: 'study', name: 'ix_study_indexed_by', columnNames: ['indexed_by'] },
      { table: 'study_location', name: 'ix_study_location_point', columnNames: ['lat', 'lon'] },
    ];
    for (const { table, ...index } of indexes) await runner.createIndex(table, new TableIndex(index));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward: restore a backup instead'));
  }
}

async function createFullTextTables(runner: QueryRunner): Promise<void> {
  for (const area of AREAS) {
    await runner.query(
      `CREATE VIRTUAL TABLE study_search_${area} USING fts5(a, b, c, d, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0')`,
    );
  }
}

async function createVectors(runner: QueryRunner): Promise<void> {
  const vectors = AREAS.map((area) => `study_search_${area} tsvector NOT NULL`).join(', ');
  await runner.query(
    `CREATE TABLE study_search (study_id integer NOT NULL CONSTRAINT pk_study_search PRIMARY KEY, ${vectors})`,
  );
  for (const area of AREAS) {
    await runner.query(`CREATE INDEX ix_study_search_${area} ON study_search USING gin (study_search_${area})`);
  }
}
