import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OPTIONS } from '../../src/config/config.js';
import { blocksOf, documents, linksOf, type Block } from '../support/documents.js';
import { Program } from '../support/program.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

/**
 * Blocks marked `sh` hold commands that this test runs (or, for npm scripts, looks up); blocks marked `console` are for
 * the root of a machine of the operator's.
 */

/** A command of a document, with the JSON that the document says it answers. */
type Example = { place: string; command: string; answer: unknown };

function examplesOf(document: string): Example[] {
  const blocks = blocksOf(document);
  return blocks.flatMap((block, index) => {
    if (block.language !== 'sh') return [];
    const next: Block | undefined = blocks[index + 1];
    const commands = block.text
      .replaceAll('\\\n', ' ')
      .split('\n')
      .filter((line) => /^[^#\s]/.test(line));
    return commands.map((command, at) => ({
      place: `${document}:${String(block.line + at + 1)}`,
      command,
      answer: next?.language === 'json' && at === commands.length - 1 ? (JSON.parse(next.text) as unknown) : null,
    }));
  });
}

const examples = documents().flatMap(examplesOf);
const live = examples.filter(({ command }) => /^(?:curl|node|npm run --silent cli --) /.test(command));
const scripted = examples.filter((example) => !live.includes(example));

describe('the documents', () => {
  let dir: string;
  let service: Program;
  let address: string;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'trialweave-'));
    service = Program.start({ DATA_DIR: dir, PORT: '0', LOG_LEVEL: 'warn', SYNC_ENABLED: 'false' });
    address = await service.listening();
  });

  afterAll(async () => {
    await service.stop();
    await rm(dir, { recursive: true, force: true });
  });

  it('have examples to run', () => {
    expect(live.length).toBeGreaterThan(10);
  });

  it.each(live)('$place: $command', async ({ command, answer }) => {
    const here = command
      .replace('http://127.0.0.1:3000', address)
      .replace('npm run --silent cli --', 'node --enable-source-maps dist/cli.js')
      .replaceAll('/var/lib/trialweave/', `${dir}/`)
      .replaceAll('/var/backups/trialweave', `${dir}/backup`);
    const env = { ...process.env, NODE_OPTIONS: '', DATA_DIR: dir };
    const { stdout } = await run('bash', ['-c', here], { cwd: ROOT, env, maxBuffer: 64 * 1024 * 1024 });
    if (command.startsWith('node -e')) expect(existsSync(join(dir, 'backup.sqlite'))).toBe(true);
    else expect(stdout).not.toBe('');
    if (answer !== null) expect(JSON.parse(stdout)).toMatchObject(answer as object);
  });

  it.each(scripted)('$place names npm scripts that exist: $command', ({ command }) => {
    const parts = command.split('&&').map((part) => part.trim());
    for (const part of parts) {
      const name = /^npm (?:run (?:--silent )?)?([\w:]+)/.exec(part)?.[1];
      expect(name === 'ci' || (name !== undefined && name in scripts)).toBe(true);
    }
  });

  it('name only settings that exist, in the example of the operator as well', () => {
    const example = readFileSync(join(ROOT, 'deploy/trialweave.env.example'), 'utf8');
    const names = [...example.matchAll(/^#? ?([A-Z_]+?)(?:_FILE)?=/gm)].map((match) => match[1] ?? '');
    const known = new Set([...Object.keys(OPTIONS), 'NODE_ENV']);
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  });

  it.each(documents())('%s links only to what is there', (document) => {
    expect(linksOf(document).filter((target) => !existsSync(join(ROOT, target)))).toEqual([]);
  });
});
