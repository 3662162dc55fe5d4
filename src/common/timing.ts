import { setTimeout as wait } from 'node:timers/promises';

/** Passing time and chance as retrying code needs them; tests put quick ones in their place. */
export type Timing = {
  /** Milliseconds on a clock that never goes back. */
  elapsed: () => number;
  /** Resolves after so many milliseconds; rejects as soon as the signal aborts. */
  sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** A number from 0 up to 1. */
  random: () => number;
};

/** The machine's own time and chance. */
export const systemTiming: Timing = {
  elapsed: () => performance.now(),
  sleep: (milliseconds, signal) => wait(milliseconds, undefined, { signal }),
  random: () => Math.random(),
};
