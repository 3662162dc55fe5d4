import { STATUS_GROUP } from '../model/status.js';
import type { GroupCounts } from './status-groups.js';

/** Trials that started in one year. */
export type YearRow = { year: number; counts: GroupCounts };

/** Trials that started in the years from `from` to `until`, both included. */
export type YearColumn = { from: number; until: number; counts: GroupCounts };

/** Columns that still can be told apart on a phone. */
const COLUMNS = 60;
const STEPS = [1, 5, 10, 50, 100, 500, 1000];

/** Every year from the first to the last, also those without trials; several years in one where there are too many. */
export function yearColumns(rows: readonly YearRow[]): YearColumn[] {
  const years = rows.map(({ year }) => year);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const step = STEPS.find((each) => (last - first) / each < COLUMNS) ?? 1000;
  const start = Math.floor(first / step) * step;
  const columns = Array.from({ length: Math.floor((last - start) / step) + 1 }, (_, i) => {
    const from = start + i * step;
    return { from, until: from + step - 1, counts: noCounts() };
  });
  for (const { year, counts } of rows) {
    const column = columns[Math.floor((year - start) / step)];
    if (column !== undefined) for (const group of STATUS_GROUP) column.counts[group] += counts[group];
  }
  return columns;
}

function noCounts(): GroupCounts {
  return { open: 0, upcoming: 0, active: 0, paused: 0, ended: 0, unknown: 0 };
}
