import { stringify } from 'csv-stringify/sync';
import { EXPORT_COLUMNS } from './export-columns.js';
import type { ExportedTrial } from './exported-trial.schema.js';

const RULES = {
  record_delimiter: 'windows',
  // Registry text is anybody's text: a cell that starts like a formula must not run in a reader's spreadsheet.
  escape_formulas: true,
  // The library quotes only whole record delimiters; RFC 4180 wants quotes around any CR or LF.
  quoted_match: /[\r\n]/,
  cast: { boolean: String },
} as const;

/** The header line. */
export function csvHead(): string {
  return stringify([EXPORT_COLUMNS.map(({ name }) => name)], RULES);
}

/** Studies as CSV records (RFC 4180), without the header line. */
export function csvRecords(trials: readonly ExportedTrial[]): string {
  return stringify(
    trials.map((trial) => EXPORT_COLUMNS.map(({ value }) => value(trial))),
    RULES,
  );
}
