import { FIELD_POLICY, LABEL_RANKS, RECORD_POLICY, SOURCE_WORDS, type FieldPolicy } from './policy.js';
import { TREATMENT_KIND_OF_CLASS } from './treatment-kinds.js';

const HEAD = `# Merge policy

Made by \`npm run generate\` from \`src/merge/drugs/policy.ts\` and \`treatment-kinds.ts\`; do not edit.

Which source's value of a field is shown where several state one. Every value is kept whatever is decided, and a field that
two sources state differently is listed as a conflict with all values and the rule.

| Field | First that states it | Compared as | Why |
| --- | --- | --- | --- |
`;

const RECORDS = `
## Fields of one source

Which of several records of one source a field is taken from.

| Field | Source | Rule | Why |
| --- | --- | --- | --- |
`;

const RANKS = `
What speaks for a label to stand for the drug, the weightiest first; of labels that are alike in all of it the newest in
effect does, then the one with the first set id.

`;

const CLASSES = `
## Kinds of treatment

Which kind of treatment an established pharmacologic class is. A class that is not listed decides nothing.

| Class | Kind |
| --- | --- |
`;

/** The merge policy and the table of classes, as Markdown. */
export function mergePolicyMarkdown(): string {
  const fields = Object.entries<FieldPolicy>(FIELD_POLICY).map(
    ([field, { order, compare, why }]) =>
      `| \`${field}\` | ${order.map((source) => SOURCE_WORDS[source] ?? source).join(', then ')} | ${compare} | ${why} |`,
  );
  const records = Object.entries(RECORD_POLICY).map(
    ([field, { source, rule, why }]) => `| \`${field}\` | ${SOURCE_WORDS[source] ?? source} | ${rule} | ${why} |`,
  );
  const ranks = Object.values(LABEL_RANKS).map((words, index) => `${String(index + 1)}. ${words}`);
  const classes = Object.entries(TREATMENT_KIND_OF_CLASS).map(([name, kind]) => `| ${name} | ${kind} |`);
  const decided = `${HEAD}${fields.join('\n')}\n${RECORDS}${records.join('\n')}\n${RANKS}${ranks.join('\n')}\n`;
  return `${decided}${CLASSES}${classes.join('\n')}\n`;
}
