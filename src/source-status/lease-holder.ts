import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { pid, kill } from 'node:process';

const START = randomBytes(4).toString('hex');

/**
 * Where a process id means something: one start of one kernel, and in it one namespace of process ids. Containers may
 * share host name and process id 1 without being able to see each other.
 */
const PLACE = [hostname(), createHash('sha256').update(namespace()).digest('hex').slice(0, 12)].join(':');

/** Name of this process as a holder of leases: place, process id, and a mark that tells two lives of one id apart. */
export const LEASE_HOLDER = [PLACE, pid, START].join('/');

/** Whether a holder certainly no longer exists. Holders in other places are given the benefit of the doubt until their lease runs out. */
export function isDeadHolder(holder: string): boolean {
  const [place, id, start] = holder.split('/');
  if (place !== PLACE || id === undefined) return false;
  if (Number(id) === pid) return start !== START;
  try {
    kill(Number(id), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** The start of the kernel and the namespace, where the system tells them. */
function namespace(): string {
  const boot = told(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  return `${boot} ${told(() => readlinkSync('/proc/self/ns/pid'))}`;
}

function told(ask: () => string): string {
  try {
    return ask();
  } catch {
    return '';
  }
}
