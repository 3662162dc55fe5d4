import type { Timing } from '../../src/common/timing.js';

/** Time that passes only by sleeping, and at once; every pause asked for is noted in milliseconds. */
export class QuickTiming implements Timing {
  readonly pauses: number[] = [];
  private now = 0;
  readonly elapsed = (): number => this.now;
  readonly random = (): number => 0.5;
  readonly sleep = (milliseconds: number, signal: AbortSignal): Promise<void> => {
    this.pauses.push(milliseconds);
    this.now += milliseconds;
    return signal.aborted ? Promise.reject(new Error('aborted')) : Promise.resolve();
  };
}
