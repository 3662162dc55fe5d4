import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A fenced block of a document: its language, its text, and the first line it stands on. */
export type Block = { document: string; line: number; language: string; text: string };

/** Every document of the project: Markdown at the root and under docs/, without what is generated. */
export function documents(): string[] {
  const under = (dir: string): string[] =>
    readdirSync(join(ROOT, dir), { withFileTypes: true }).flatMap((entry) => {
      const path = join(dir, entry.name);
      if (entry.isDirectory()) return entry.name === 'generated' ? [] : under(path);
      return entry.name.endsWith('.md') ? [path] : [];
    });
  const atRoot = readdirSync(ROOT).filter((name) => name.endsWith('.md'));
  return [...atRoot, ...under('docs')];
}

/** Text of a document. */
function textOf(document: string): string {
  return readFileSync(join(ROOT, document), 'utf8');
}

/** Fenced blocks of a document in order. */
export function blocksOf(document: string): Block[] {
  const blocks: Block[] = [];
  const lines = textOf(document).split('\n');
  for (let i = 0; i < lines.length; i++) {
    const language = /^```(\w+)$/.exec(lines[i] ?? '')?.[1];
    if (language === undefined) continue;
    const end = lines.indexOf('```', i + 1);
    blocks.push({ document, line: i + 1, language, text: lines.slice(i + 1, end).join('\n') });
    i = end;
  }
  return blocks;
}

/** Relative links of a document, as paths from the root. */
export function linksOf(document: string): string[] {
  const targets = [...textOf(document).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map((match) => match[1] ?? '');
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => relative(ROOT, join(ROOT, document, '..', target)));
}
