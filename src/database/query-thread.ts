import { parentPort, workerData } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';

/** A query on its way to the thread, and what comes back. */
export type QueryRequest = { sql: string; parameters: unknown[] };
export type QueryResponse = { rows: unknown[] } | { message: string };

/** Reads a SQLite file, one query after another, away from the thread that answers requests. */
function serve(path: string): void {
  const database = new Sqlite(path, { readonly: true });
  database.pragma('busy_timeout = 30000');
  database.pragma('cache_size = -65536');
  parentPort?.on('message', (request: QueryRequest) => parentPort?.postMessage(answer(database, request)));
}

function answer(database: Sqlite.Database, { sql, parameters }: QueryRequest): QueryResponse {
  try {
    return { rows: database.prepare(sql).all(...parameters) };
  } catch (error) {
    return { message: error instanceof Error ? error.message : String(error) };
  }
}

serve((workerData as { path: string }).path);
