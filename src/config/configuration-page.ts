import { OPTIONS } from './config.js';
import type { Option } from './option.js';

const HEAD = `# Configuration

Made by \`npm run generate\` from \`src/config/config.ts\`; do not edit.

Every option is an environment variable. \`NAME_FILE\` names a file that holds the value of \`NAME\` (for secrets). A wrong
value stops the start with one message that names every wrong variable and what is allowed.

| Variable | Default | Allowed | Meaning |
| --- | --- | --- | --- |
`;

/** Every option as a Markdown table. */
export function configurationMarkdown(): string {
  const rows = Object.entries<Option>(OPTIONS).map(([name, { fallback, allowed, meaning }]) => {
    const standard = fallback === null ? '' : `\`${fallback}\``;
    return `| \`${name}\` | ${standard} | ${allowed.replaceAll('|', '\\|')} | ${meaning} |`;
  });
  return `${HEAD}${rows.join('\n')}\n`;
}
