import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Settings of a program under test, over an environment that holds nothing of the developer's. */
export type Settings = Record<string, string>;

function environmentOf(settings: Settings): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], HOME: process.env['HOME'], ...settings };
}

/** How a finished program ended. */
export type Finished = { code: number | null; stdout: string; stderr: string };

/** A built program of ours as its user starts it. */
export class Program {
  stdout = '';
  stderr = '';
  private readonly ended: Promise<unknown>;

  private constructor(readonly child: ChildProcess) {
    child.stdout?.on('data', (chunk: Buffer) => {
      this.stdout += chunk.toString();
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      this.stderr += chunk.toString();
    });
    this.ended = once(child, 'close');
  }

  /** Starts `dist/main.js`, or `dist/cli.js` with arguments. */
  static start(settings: Settings, args?: readonly string[]): Program {
    const file = args === undefined ? 'dist/main.js' : 'dist/cli.js';
    const child = spawn(process.execPath, ['--enable-source-maps', file, ...(args ?? [])], {
      cwd: ROOT,
      env: environmentOf(settings),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new Program(child);
  }

  /** Runs the command line to its end. */
  static async cli(settings: Settings, ...args: string[]): Promise<Finished> {
    return Program.start(settings, args).finished();
  }

  /** Waits for the end. */
  async finished(): Promise<Finished> {
    await this.ended;
    return { code: this.child.exitCode, stdout: this.stdout, stderr: this.stderr };
  }

  /** The address in the start line; throws when the program ends before it is ready. */
  async listening(): Promise<string> {
    for (;;) {
      const address = /^Trialweave listening on (\S+)$/m.exec(this.stdout)?.[1];
      if (address !== undefined) return address;
      if (this.child.exitCode !== null) throw new Error(`ended with ${String(this.child.exitCode)}: ${this.stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Asks the program to stop, and waits until it has. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Finished> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill(signal);
    return this.finished();
  }
}

/** Waits until something holds; throws after half a minute. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1500; tries++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('what was waited for did not come true');
}
