import type { TrialItem } from '../api/schemas/study.schema.js';
import type { Beside, Say } from '../words/say.js';

/** A word of a listing, and what it means. */
export type LegendItem = { term: string; meaning: Beside };

/** What the statuses and phases in a listing mean, each once. A status that is only last known is explained in its row. */
export function legendOf(
  say: Say,
  items: readonly Pick<TrialItem, 'overallStatus' | 'statusGroup' | 'statusTrusted' | 'phases'>[],
): LegendItem[] {
  const sure = items.filter(({ statusTrusted, statusGroup }) => statusTrusted || statusGroup === 'ended');
  const statuses = unique(sure.map(({ overallStatus }) => `status.${overallStatus ?? 'NONE'}` as const));
  const phases = unique(items.flatMap((item) => item.phases)).sort().map((phase) => `phase.${phase}` as const); // prettier-ignore
  return [...statuses, ...phases].map((key) => ({ term: say.text(key), meaning: say.beside(`${key}.meaning`) }));
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
