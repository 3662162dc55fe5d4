import type { PullScope } from '../sources/source.js';

/** Who started a run. */
export type RunTrigger = 'schedule' | 'start' | 'command' | 'bundled';
export type RunKind = 'full' | 'incremental' | 'bundled';
/** `partial`: the records are in, but something did not add up, so nothing was removed and the checkpoint stays. */
export type RunOutcome = 'running' | 'succeeded' | 'partial' | 'failed' | 'interrupted' | 'unchanged';

/** What a run did. `problems` counts records with single unreadable fields. */
export type RunCounts = {
  pages: number;
  received: number;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
  problems: number;
  gone: number;
  restored: number;
  /** The source's own count of what the pull holds, null when it did not say. */
  announced: number | null;
};

/** Counts of a run that has done nothing yet. */
export const NO_COUNTS: RunCounts = {
  pages: 0,
  received: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  rejected: 0,
  problems: 0,
  gone: 0,
  restored: 0,
  announced: null,
};

/** Resume point of an unfinished run: the page to fetch next, and the run it belongs to. */
export type SavedCursor = {
  runId: number;
  scope: PullScope;
  followingHash: string;
  dataVersion: string;
  startedOn: string;
  page: string | null;
};

/** High-water mark: what the last completed run stands for. */
export type Checkpoint = {
  /** The source's data version at the start of the run. */
  dataVersion: string;
  /** Day from which the next incremental run must read. */
  since: string;
  followingHash: string;
  lastFullAt: string;
};
