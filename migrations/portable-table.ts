import { type QueryRunner, Table, type TableColumnOptions } from 'typeorm';

/** A column in words that mean the same on both engines: name, type, and whether it may be null, is a key, or counts by itself. */
export type Column = [name: string, type: string, ...flags: ('null' | 'key' | 'identity')[]];

/** The type of raw bytes, the one type that the engines name differently. */
export function bytesOf(runner: QueryRunner): string {
  return runner.dataSource.options.type === 'postgres' ? 'bytea' : 'blob';
}

/** Creates a table; its primary key is named `pk_<table>`. */
export async function createTable(runner: QueryRunner, name: string, columns: Column[]): Promise<void> {
  await runner.createTable(new Table({ name, columns: columns.map((column) => columnOptions(name, column)) }));
}

function columnOptions(table: string, [name, type, ...flags]: Column): TableColumnOptions {
  const identity = flags.includes('identity');
  const isPrimary = identity || flags.includes('key');
  return {
    name,
    type,
    isPrimary,
    isNullable: flags.includes('null'),
    ...(isPrimary ? { primaryKeyConstraintName: `pk_${table}` } : {}),
    ...(identity ? { isGenerated: true, generationStrategy: 'increment' as const } : {}),
  };
}
