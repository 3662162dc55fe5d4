import type { Timing } from './timing.js';

const MINUTE = 60_000;
/** So many requests may follow each other at once after a pause, where a host does not count by the second. */
const BURST = 5;

/**
 * Politeness towards one host: in no minute more requests than agreed, spread evenly but for a short burst, first come
 * first served. A fixed window of a minute would send the whole budget at once; this keeps only the time of the next slot.
 */
export class RequestBudget {
  private readonly interval: number;
  private readonly slack: number;
  private nextSlot = -Infinity;
  private heldUntil = -Infinity;

  constructor(
    requestsPerMinute: number,
    private readonly timing: Timing,
    mostAtOnce: number = BURST,
  ) {
    const burst = Math.min(mostAtOnce, requestsPerMinute);
    this.interval = MINUTE / (requestsPerMinute - burst + 1);
    this.slack = this.interval * (burst - 1);
  }

  /** Waits for the turn of one request; rejects as soon as the signal aborts. */
  async take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const now = this.timing.elapsed();
    const slot = Math.max(now, this.nextSlot - this.slack);
    this.nextSlot = Math.max(this.nextSlot, slot) + this.interval;
    await this.waitUntil(slot, signal);
    await this.waitUntil(this.heldUntil, signal);
  }

  /** Keeps every request to the host back for a while, because it asked for that. */
  hold(milliseconds: number): void {
    this.heldUntil = Math.max(this.heldUntil, this.timing.elapsed() + milliseconds);
  }

  private async waitUntil(moment: number, signal: AbortSignal): Promise<void> {
    const milliseconds = moment - this.timing.elapsed();
    if (milliseconds > 0) await this.timing.sleep(milliseconds, signal);
  }
}
