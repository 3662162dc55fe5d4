import { EXPORT_COLUMNS } from './export-columns.js';

const HEAD = `# Columns of the CSV export

Made by \`npm run generate\` from \`src/exports/export-columns.ts\`; do not edit.

An empty cell means that the record does not state it. Values of a list are separated by \`|\`; where a value may hold that
sign itself, use the JSON lines. A cell that a spreadsheet would take for a formula has an apostrophe in front. Truth
values are \`true\` and \`false\`; dates are ISO 8601 and may be just a year or a month.

| Column | Meaning |
| --- | --- |
`;

/** Every column as a Markdown table. */
export function exportColumnsMarkdown(): string {
  return `${HEAD}${EXPORT_COLUMNS.map(({ name, meaning }) => `| \`${name}\` | ${meaning} |`).join('\n')}\n`;
}
