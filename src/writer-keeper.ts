import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Logger } from './common/logger.js';
import type { WriterMessage } from './writer.js';

/** Milliseconds: the pause before a thread that ended is started again, which doubles while it keeps ending, and how long it must live to count as well. */
export type Patience = { firstPause: number; longestPause: number; wellAfter: number };

const PATIENCE: Patience = { firstPause: 1_000, longestPause: 5 * 60_000, wellAfter: 10 * 60_000 };

/**
 * Keeps the writing thread alive. What is stored is served while there is none, and says itself how old it is; so a
 * thread that dies is a matter for the log and for another start, never an end of the service.
 */
export class WriterKeeper {
  private writer: Worker | null = null;
  private endings = 0;
  private restart: NodeJS.Timeout | null = null;
  private isStopping = false;

  constructor(
    private readonly script: URL,
    private readonly log: Logger,
    private readonly patience: Patience = PATIENCE,
  ) {}

  /** Starts the thread and waits until there is something to serve. Throws what stopped it. */
  async start(): Promise<void> {
    const writer = new Worker(this.script);
    const [message] = (await Promise.race([once(writer, 'message'), endOf(writer)])) as [WriterMessage];
    if (message.kind === 'failed') throw new Error(message.message);
    this.keep(writer);
  }

  /** Asks the thread to end and waits until it has: the write under way is finished. */
  async stop(): Promise<void> {
    this.isStopping = true;
    if (this.restart !== null) clearTimeout(this.restart);
    const { writer } = this;
    if (writer === null) return;
    // Not `once` of node:events, which would throw what a thread fails with while it ends.
    const ended = new Promise((resolve) => writer.once('exit', resolve));
    writer.postMessage('stop');
    await ended;
  }

  private keep(writer: Worker): void {
    this.writer = writer;
    const startedAt = performance.now();
    writer.on('error', (error) => {
      this.log.error({ event: 'writer-failed', err: error }, 'the writing thread failed');
    });
    writer.on('message', (message: WriterMessage) => {
      if (message.kind === 'failed') this.log.error({ event: 'writer-failed', reason: message.message });
    });
    writer.once('exit', (code) => {
      this.writer = null;
      if (!this.isStopping) this.startAgain(code, performance.now() - startedAt);
    });
  }

  private startAgain(code: number, livedMs: number): void {
    const { firstPause, longestPause, wellAfter } = this.patience;
    this.endings = livedMs >= wellAfter ? 1 : this.endings + 1;
    const pauseMs = Math.min(firstPause * 2 ** (this.endings - 1), longestPause);
    const told = { event: 'writer-ended', code, endings: this.endings, pauseMs };
    this.log.fatal(told, 'the writing thread ended: what is stored is served and grows old until it runs again');
    this.restart = setTimeout(() => {
      this.keep(new Worker(this.script));
    }, pauseMs);
  }
}

async function endOf(writer: Worker): Promise<never> {
  const [code] = (await once(writer, 'exit')) as [number];
  throw new Error(`the writing thread ended before it had started (${String(code)})`);
}
