import { Clock } from '../../src/common/clock.js';

/** A clock that stands still until it is moved. */
export class FixedClock extends Clock {
  constructor(private time = '2026-11-24T09:00:00.000Z') {
    super();
  }

  override now(): Date {
    return new Date(this.time);
  }

  set(time: string): void {
    this.time = time;
  }
}
