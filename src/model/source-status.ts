/** Freshness of a source. `bundled`: only shipped records, never pulled live. */
export const SOURCE_STATUS = ['fresh', 'stale', 'bundled', 'unavailable', 'never-synced'] as const;
export type SourceStatus = (typeof SOURCE_STATUS)[number];
