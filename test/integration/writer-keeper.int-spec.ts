import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../support/program.js';
import { createLogger } from '../../src/common/logger.js';
import { WriterKeeper, type Patience } from '../../src/writer-keeper.js';

/** Made-up threads. Each notes when it starts; `stop` ends one that lives. */
const READY = "parentPort.postMessage({ kind: 'ready' });";
const LIVE = "parentPort.once('message', () => { appendFileSync(log, 'stopped\\n'); parentPort.close(); });";
const FAILING = `${LIVE} ${READY} setTimeout(() => { throw new Error('made up'); }, 5);`;
const LEAVING = `${READY} setTimeout(() => process.exit(7), 5);`;

describe('the keeper of the writing thread', () => {
  let dir: string;
  let keeper: WriterKeeper | null;
  const patience: Patience = { firstPause: 20, longestPause: 50, wellAfter: 60_000 };
  const lines = (): string[] => readFileSync(join(dir, 'log'), 'utf8').trim().split('\n');

  const keep = (script: string, more: Partial<Patience> = {}): WriterKeeper => {
    const file = join(dir, 'thread.mjs');
    const head = `import { appendFileSync } from 'node:fs'; import { parentPort } from 'node:worker_threads';
      const log = ${JSON.stringify(join(dir, 'log'))}; appendFileSync(log, 'started\\n');`;
    writeFileSync(file, head + script);
    keeper = new WriterKeeper(pathToFileURL(file), createLogger('silent'), { ...patience, ...more });
    return keeper;
  };

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'trialweave-'));
    keeper = null;
  });

  afterEach(async () => {
    await keeper?.stop();
    rmSync(dir, { recursive: true });
  });

  it.each([
    ['fails, as one that runs out of memory does', FAILING],
    ['ends by itself', LEAVING],
  ])('starts one again that %s, again and again', async (_how, script) => {
    await keep(script).start();
    await until(() => lines().length >= 4);
  });

  it('starts none again that was asked to stop, and waits for its end', async () => {
    const own = keep(LIVE + READY);
    await own.start();
    await own.stop();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(lines()).toEqual(['started', 'stopped']);
  });

  it('starts none again while it is stopped during a pause', async () => {
    const own = keep(LEAVING, { firstPause: 60_000, longestPause: 60_000 });
    await own.start();
    await new Promise((resolve) => setTimeout(resolve, 200));
    await own.stop();
    expect(lines()).toEqual(['started']);
  });

  it.each([
    ['says why it cannot start', "parentPort.postMessage({ kind: 'failed', message: 'made up' });", 'made up'],
    ['fails at once', "throw new Error('made up');", 'made up'],
    ['ends without a word', 'process.exit(3);', 'before it had started (3)'],
  ])('does not start with one that %s', async (_how, script, reason) => {
    await expect(keep(script).start()).rejects.toThrow(reason);
  });
});
