import type { RunReport } from '../sync/sync.types.js';

/** Exit codes of the command line, as scripts rely on them. */
export const EXIT = { clean: 0, failed: 1, usage: 2, rejections: 3, leaseHeld: 4, interrupted: 130 } as const;

/** The exit code that says how runs ended; the worst one counts. */
export function exitCodeOf(reports: readonly RunReport[]): number {
  if (reports.some((report) => report.outcome === 'interrupted')) return EXIT.interrupted;
  if (reports.some((report) => report.outcome === 'failed' || report.outcome === 'partial')) return EXIT.failed;
  if (reports.some((report) => report.counts.rejected > 0)) return EXIT.rejections;
  return EXIT.clean;
}
