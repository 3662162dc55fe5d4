import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { SourceStateStore } from '../source-status/source-state.store.js';
import { LeaseHeldError } from './sync.types.js';

/** How often the lease is renewed while nothing is written, in milliseconds. */
const RENEW_EVERY_MS = 20_000;

/** Leases of sources: only one process at a time runs a source. */
@Injectable()
export class Leases {
  constructor(
    private readonly database: Database,
    private readonly states: SourceStateStore,
  ) {}

  /** Does some work while holding a source's lease. Throws LeaseHeldError when another process has it. */
  async during<T>(source: string, work: () => Promise<T>): Promise<T> {
    const holder = await this.database.write((tx) => this.states.claim(tx, source));
    if (holder !== null) throw new LeaseHeldError(source, holder);
    const renewal = setInterval(() => void this.renew(source), RENEW_EVERY_MS);
    try {
      return await work();
    } finally {
      clearInterval(renewal);
      await this.database.write((tx) => this.states.release(tx, source));
    }
  }

  private async renew(source: string): Promise<void> {
    await this.database.write((tx) => this.states.renew(tx, source)).catch(() => undefined);
  }
}
