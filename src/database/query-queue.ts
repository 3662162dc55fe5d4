import { Worker } from 'node:worker_threads';
import type { QueryRequest, QueryResponse } from './query-thread.js';
import { QueryTimeout } from './query-timeout.js';

/** The thread's compiled code; tests run the sources and take that of the build before them. */
const THREAD = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/database/query-thread.js' : './query-thread.js',
  import.meta.url,
);

/** Queries that may wait; more are given up at once, because they would wait too long. */
const LONGEST_QUEUE = 200;
/** Threads at work: SQLite ends a query that was given up only when it has an answer, and till then it takes up a core. */
const MOST_THREADS = 2;

type Task = QueryRequest & {
  resolve: (rows: unknown[]) => void;
  reject: (error: Error) => void;
  /** Runs out first while the task waits, then, set anew, while it runs. */
  timer: NodeJS.Timeout;
};

/**
 * Runs queries of a SQLite file in a thread of their own, one after another, each for a limited time: SQLite works in the
 * thread that asks, so a slow query would hold up every other answer, and cannot be broken off from there.
 */
export class QueryQueue {
  private readonly waiting: Task[] = [];
  private running: Task | null = null;
  private thread: Worker | null = null;
  private threads = 0;
  private isClosed = false;

  constructor(
    private readonly path: string,
    private readonly limitMs: number,
  ) {}

  /** The rows of a query. Throws QueryTimeout when it, or the wait for it, takes longer than the limit. */
  run(sql: string, parameters: unknown[]): Promise<unknown[]> {
    return new Promise((resolve, reject) => {
      if (this.waiting.length >= LONGEST_QUEUE) {
        reject(new QueryTimeout(this.limitMs));
        return;
      }
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(task), 1);
        reject(new QueryTimeout(this.limitMs));
      }, this.limitMs);
      const task: Task = { sql, parameters, resolve, reject, timer };
      this.waiting.push(task);
      this.next();
    });
  }

  /** Gives up whatever is still asked for. */
  async close(): Promise<void> {
    this.isClosed = true;
    const closed = new Error('the database is closed');
    this.settle(closed);
    for (const { timer, reject } of this.waiting.splice(0)) {
      clearTimeout(timer);
      reject(closed);
    }
    await this.thread?.terminate();
  }

  private next(): void {
    if (this.isClosed || this.running !== null || (this.thread === null && this.threads >= MOST_THREADS)) return;
    const task = this.waiting.shift();
    if (task === undefined) return;
    clearTimeout(task.timer);
    task.timer = setTimeout(() => {
      this.abandon(new QueryTimeout(this.limitMs));
    }, this.limitMs);
    this.running = task;
    this.thread ??= this.start();
    this.thread.postMessage({ sql: task.sql, parameters: task.parameters } satisfies QueryRequest);
  }

  private start(): Worker {
    const thread = new Worker(THREAD, { workerData: { path: this.path } });
    this.threads += 1;
    thread.unref();
    thread.on('message', (response: QueryResponse) => {
      if (thread !== this.thread) return;
      this.settle('rows' in response ? response.rows : new Error(response.message));
      this.next();
    });
    thread.on('error', (error: Error) => {
      if (thread === this.thread) this.abandon(error);
    });
    thread.on('exit', () => {
      this.threads -= 1;
      this.next();
    });
    return thread;
  }

  /** Leaves a thread to its end and goes on with another, as soon as there may be one. */
  private abandon(reason: Error): void {
    const { thread } = this;
    this.thread = null;
    void thread?.terminate();
    this.settle(reason);
    this.next();
  }

  private settle(outcome: unknown[] | Error): void {
    const task = this.running;
    this.running = null;
    if (task === null) return;
    clearTimeout(task.timer);
    if (outcome instanceof Error) task.reject(outcome);
    else task.resolve(outcome);
  }
}
