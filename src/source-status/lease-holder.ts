import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { pid, kill } from 'node:process';

const START = randomBytes(4).toString('hex');

/** Name of this process as a holder of leases: host, process id, and a mark that tells two lives of one id apart. */
export const LEASE_HOLDER = [hostname(), pid, START].join('/');

/** Whether a holder certainly no longer exists. Holders on other hosts are given the benefit of the doubt until their lease runs out. */
export function isDeadHolder(holder: string): boolean {
  const [host, id, start] = holder.split('/');
  if (host !== hostname() || id === undefined) return false;
  if (Number(id) === pid) return start !== START;
  try {
    kill(Number(id), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
