import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';

/** Rows in one statement: more is slower on both engines (measured), and SQLite bounds the number of parameters. */
const CHUNK = 50;

/** Inserts rows in short statements, without reading them back. */
export async function insertAll<Row extends ObjectLiteral>(
  tx: EntityManager,
  table: EntityTarget<Row>,
  rows: readonly Row[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += CHUNK) {
    const chunk = rows.slice(start, start + CHUNK) as QueryDeepPartialEntity<Row>[];
    await tx.createQueryBuilder().insert().into(table).values(chunk).updateEntity(false).execute();
  }
}
