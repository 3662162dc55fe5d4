// The built service on the bundled records, for tools that look at its pages; nothing is fetched.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Starts a program of ours that prints its address, and gives that with a way to stop it; throws when it ends before. */
async function start(args, env = {}) {
  const child = spawn(process.execPath, args, {
    cwd: at('.'),
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const listening = new Promise((resolve) => {
    child.stdout.on('data', (chunk) => {
      const address = /http:\S+/.exec(chunk.toString())?.[0];
      if (address !== undefined) resolve(address);
    });
  });
  const base = await Promise.race([listening, ended]);
  if (typeof base !== 'string') throw new Error(`${args[0]} ended with ${base} before it was ready`);
  const stop = async () => {
    child.kill();
    await ended;
  };
  return { base, stop };
}

/** Starts the service in a folder of its own, on a free port, and the page of examples/host-page that embeds it. */
export async function serveBundled() {
  const dir = await mkdtemp(join(tmpdir(), 'trialweave-'));
  const service = await start([at('dist/main.js')], {
    DATA_DIR: dir,
    PORT: '0',
    SYNC_ENABLED: 'false',
    RATE_LIMIT_PER_MINUTE: '0',
    LOG_LEVEL: 'warn',
  });
  const host = await start([at('examples/host-page/serve.mjs'), service.base, '0']);
  const stop = async () => {
    await host.stop();
    await service.stop();
    await rm(dir, { recursive: true });
  };
  return { base: service.base, host: host.base, stop };
}
