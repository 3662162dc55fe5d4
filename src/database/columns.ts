import { gunzipSync, gzipSync } from 'node:zlib';
import type { ColumnType, EntityManager, EntitySchemaColumnOptions } from 'typeorm';
import type { DatabaseTarget } from './data-source.js';

/** Name of the engine a schema is built for. */
export type Engine = DatabaseTarget['engine'];

/** Whether a connection leads to PostgreSQL, for the few statements that the engines do not share. */
export function isPostgres({ dataSource }: Pick<EntityManager, 'dataSource'>): boolean {
  return dataSource.options.type === 'postgres';
}

/** The column type for raw bytes: the one portable-type gap between the two engines. */
export function bytesType(engine: Engine): ColumnType {
  return engine === 'postgres' ? 'bytea' : 'blob';
}

/** A JSON value kept as gzip bytes; transparent to the code that reads and writes the property. */
export function gzippedJson(engine: Engine): EntitySchemaColumnOptions {
  return { type: bytesType(engine), transformer: { to: packJson, from: unpackJson } };
}

/** JSON as gzip bytes. */
function packJson(value: unknown): Buffer {
  return gzipSync(JSON.stringify(value));
}

/** The value in gzip bytes made by `packJson`. */
export function unpackJson(bytes: Buffer | null): unknown {
  return bytes === null ? null : (JSON.parse(gunzipSync(bytes).toString('utf8')) as unknown);
}

/** Transformer of a text column that may not be null but whose value may be unknown: then the text is empty. */
export const unknownAsEmpty = {
  to: (value: string | null | undefined): string | undefined => (value === null ? '' : value),
  from: (text: string | null): string | null => (text === '' ? null : text),
};

/** Transformer of a text column that holds JSON. */
export const jsonText = {
  to: (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value)),
  from: (text: string | null): unknown => (text === null ? null : JSON.parse(text)),
};
