import { z } from 'zod';
import { CHANGE_KIND } from '../../model/change.js';
import { nullableText, sourceMeta } from './common.schema.js';

const count = z.int().min(0);

/** One run of a source. */
export const syncRun = z.object({
  id: z.int(),
  source: z.string(),
  trigger: z.enum(['schedule', 'start', 'command', 'bundled']),
  kind: z.enum(['full', 'incremental', 'bundled']),
  outcome: z.enum(['running', 'succeeded', 'partial', 'failed', 'interrupted', 'unchanged']),
  startedAt: z.string(),
  finishedAt: nullableText,
  counts: z.object({
    pages: count,
    received: count,
    created: count,
    updated: count,
    unchanged: count,
    rejected: count,
    problems: count,
    gone: count,
    restored: count,
    announced: count.nullable(),
  }),
  dataVersion: nullableText,
  error: nullableText,
});

/** Everything known of a source. */
export const sourceReport = sourceMeta.extend({
  title: z.string(),
  homepage: z.string(),
  lastSuccessAt: nullableText,
  lastFailureAt: nullableText,
  bundledAt: nullableText,
  lagHours: z.int().nullable(),
  nextRunAt: nullableText,
  isRunning: z.boolean(),
  dataVersion: nullableText,
  unreadable: z.object({ records: count, fields: count }),
  lastRun: syncRun.nullable(),
});

/** One row of the change log. */
export const change = z.object({
  id: z.int(),
  subject: z.string(),
  kind: z.enum(CHANGE_KIND),
  at: z.string(),
  fields: z.array(z.string()),
  text: z.string(),
});
