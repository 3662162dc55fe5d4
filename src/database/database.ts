import { AsyncLocalStorage } from 'node:async_hooks';
import { DataSource, type EntityManager } from 'typeorm';
import { readerOptions, writerOptions, type DatabaseTarget, type TablesOf } from './data-source.js';
import { migrateAll } from './migrate.js';
import { QueryQueue } from './query-queue.js';
import { QueryTimeout } from './query-timeout.js';

/** Milliseconds that a search may take where nothing else is said. */
const USUAL_TIME_LIMIT = 5000;

/** What PostgreSQL calls a statement that ran into its time limit (SQLSTATE query_canceled). */
const CANCELLED = '57014';

/** Any fixed number: the PostgreSQL advisory lock that a write holds until it ends. */
const WRITE_LOCK = 7_215_460;

/**
 * The only door to the database: `read` for queries, `write` for changes.
 * SQLite: writes go one after another through one connection and each starts by taking the write lock
 * (TypeORM opens transactions deferred); reads use a second, read-only connection and never see an open write.
 * PostgreSQL: a pool and real transactions, of which one at a time writes, whatever process it is in: without that, two
 * processes would merge one entry at once and tell of it twice, or wait for each other's rows until one is broken off.
 */
export class Database {
  private readonly insideWrite = new AsyncLocalStorage<true>();
  private tail: Promise<unknown> = Promise.resolve();
  private readonly searches: QueryQueue | null;

  private constructor(
    readonly target: DatabaseTarget,
    private readonly reader: DataSource,
    private readonly writer: DataSource | null,
    private readonly timeLimitMs = USUAL_TIME_LIMIT,
  ) {
    this.searches = target.engine === 'sqlite' ? new QueryQueue(target.path, timeLimitMs) : null;
  }

  /** Opens for reading and writing, after bringing the schema up to date. */
  static async openWriter(target: DatabaseTarget, tablesOf: TablesOf): Promise<Database> {
    const writer = await new DataSource(writerOptions(target, tablesOf)).initialize();
    await migrateAll(writer);
    const reader =
      target.engine === 'sqlite' ? await new DataSource(readerOptions(target, tablesOf)).initialize() : writer;
    return new Database(target, reader, writer);
  }

  /** Opens for reading only; the schema must be there already. No search takes longer than the limit. */
  static async openReader(
    target: DatabaseTarget,
    tablesOf: TablesOf,
    timeLimitMs: number = USUAL_TIME_LIMIT,
  ): Promise<Database> {
    const reader = await new DataSource(readerOptions(target, tablesOf, timeLimitMs)).initialize();
    return new Database(target, reader, null, timeLimitMs);
  }

  /** Queries outside any write. Inside `write` use its `tx`: another connection would not see what it wrote. */
  get read(): EntityManager {
    if (this.insideWrite.getStore()) {
      throw new Error('database.read inside write(): use the tx that write() hands over');
    }
    return this.reader.manager;
  }

  /**
   * Rows of a query that may be costly: it runs for a limited time, on SQLite away from the thread that answers requests.
   * Throws QueryTimeout.
   */
  async search<Row>(sql: string, parameters: unknown[]): Promise<Row[]> {
    if (this.searches !== null) return (await this.searches.run(sql, parameters)) as Row[];
    try {
      return await this.read.query<Row[]>(sql, parameters);
    } catch (error) {
      throw (error as { code?: unknown }).code === CANCELLED ? new QueryTimeout(this.timeLimitMs) : error;
    }
  }

  /**
   * Names the state of the stored data: another text as soon as any other connection has committed a write
   * (SQLite `PRAGMA data_version`, PostgreSQL `pg_current_snapshot()`).
   */
  async state(): Promise<string> {
    const sql = this.target.engine === 'sqlite' ? 'PRAGMA data_version' : 'SELECT pg_current_snapshot()::text';
    const rows = await this.reader.query<Record<string, unknown>[]>(sql);
    return String(Object.values(rows[0] ?? {})[0]);
  }

  /** Runs `work` in one transaction. Never await the network inside; nesting throws. */
  async write<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    const writer = this.writer;
    if (writer === null) throw new Error('this process opened the database for reading only');
    if (this.insideWrite.getStore()) throw new Error('write() inside write(): pass the tx on instead');
    const run = (): Promise<T> =>
      this.insideWrite.run(true, () =>
        writer.transaction(async (tx) => {
          await this.takeTurn(tx);
          return work(tx);
        }),
      );
    if (this.target.engine === 'postgres') return run();
    const result = this.tail.then(run);
    this.tail = result.catch(() => undefined);
    return result;
  }

  private async takeTurn(tx: EntityManager): Promise<void> {
    if (this.target.engine === 'sqlite') await tx.query('UPDATE write_lock SET touched = touched + 1');
    else await tx.query('SELECT pg_advisory_xact_lock($1)', [WRITE_LOCK]);
  }

  /** Waits for the queued writes and closes every connection. */
  async close(): Promise<void> {
    await this.tail;
    await this.searches?.close();
    await this.reader.destroy();
    if (this.writer !== null && this.writer !== this.reader) await this.writer.destroy();
  }
}
