import { FIELD_POLICY, SOURCE_WORDS, type FieldPolicy } from './policy.js';
import { TREATMENT_KIND_OF_CLASS } from './treatment-kinds.js';

const HEAD = `# Merge policy

Made by \`npm run generate\` from \`src/merge/drugs/policy.ts\` and \`treatment-kinds.ts\`; do not edit.

Which source's value of a field is shown where several state one. Every value is kept whatever is decided, and a field that
two sources state differently is listed as a conflict with all values and the rule.

| Field | First that states it | Compared as | Why |
| --- | --- | --- | --- |
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
  const classes = Object.entries(TREATMENT_KIND_OF_CLASS).map(([name, kind]) => `| ${name} | ${kind} |`);
  return `${HEAD}${fields.join('\n')}\n${CLASSES}${classes.join('\n')}\n`;
}
