import type { RunCounts, RunKind, RunOutcome, RunTrigger } from '../source-status/source-status.types.js';

/** How a run is asked for. `full` ignores the "data version unchanged" gate and reads everything that is followed. */
export type RunOptions = {
  full: boolean;
  /** Whether the run ends only when what it stored is linked, merged and checked; otherwise whoever looks next does that. */
  wait: boolean;
  trigger: RunTrigger;
  signal: AbortSignal;
  onProgress: (progress: RunProgress) => void;
};

/** Where a run stands. */
export type RunProgress = { source: string; runId: number; counts: RunCounts };

/** How a run ended. */
export type RunReport = {
  source: string;
  runId: number;
  kind: RunKind;
  outcome: RunOutcome;
  counts: RunCounts;
  error: string | null;
  /** Whether trying again before the schedule may help, and after how many seconds at the earliest; null when it would not. */
  retry: { afterSeconds: number } | null;
};

/** Raised when a run finds that another process has taken its source over. */
export class LeaseLostError extends Error {
  constructor(source: string) {
    super(`lost the lease of ${source}`);
  }
}

/** Raised when another process runs the source. */
export class LeaseHeldError extends Error {
  constructor(
    readonly source: string,
    readonly holder: string,
  ) {
    super(`${source} is being run by ${holder}`);
  }
}
