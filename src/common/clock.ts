import { Injectable } from '@nestjs/common';

/** The time of day; tests put a fixed one in its place. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }

  /** Now as ISO 8601 UTC. */
  timestamp(): string {
    return this.now().toISOString();
  }

  /** Today in UTC, `YYYY-MM-DD`. */
  today(): string {
    return this.timestamp().slice(0, 10);
  }
}
