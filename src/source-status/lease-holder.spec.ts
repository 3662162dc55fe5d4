import { hostname } from 'node:os';
import { pid } from 'node:process';
import { describe, expect, it } from '@jest/globals';
import { isDeadHolder, LEASE_HOLDER } from './lease-holder.js';

describe('a holder of leases', () => {
  const [place = '', , mark = ''] = LEASE_HOLDER.split('/');
  const elsewhere = `${hostname()}:000000000000`;

  it.each([
    ['this process', LEASE_HOLDER, false],
    ['an earlier life of this process id', [place, pid, 'made-up'].join('/'), true],
    ['a process that is no more', [place, 4_194_399, 'made-up'].join('/'), true],
    ['a process that runs', [place, 1, 'made-up'].join('/'), false],
    ['another container with our host name and process id', [elsewhere, pid, 'made-up'].join('/'), false],
    ['another host', ['elsewhere', pid, mark].join('/'), false],
  ])('%s is certainly dead or not', (_what, holder, isDead) => {
    expect(isDeadHolder(holder)).toBe(isDead);
  });
});
