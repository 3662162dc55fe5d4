import { describe, expect, it } from '@jest/globals';
import type { Checkpoint, SavedCursor } from '../source-status/source-status.types.js';
import { planSync, type PlanInput } from './sync-plan.js';

const checkpoint: Checkpoint = {
  dataVersion: '2026-11-20T09:00:05',
  since: '2026-11-20',
  followingHash: 'liver',
  lastFullAt: '2026-11-20T14:30:00.000Z',
};
const cursor: SavedCursor = {
  runId: 7,
  scope: { kind: 'full' },
  followingHash: 'liver',
  dataVersion: '2026-11-23T09:00:05',
  startedOn: '2026-11-23',
  page: 'token',
};
const input = (parts: Partial<PlanInput>): PlanInput => ({
  state: { cursor: null, checkpoint },
  dataVersion: '2026-11-23T09:00:05',
  followingHash: 'liver',
  full: false,
  now: '2026-11-23T14:30:00.000Z',
  ...parts,
});

describe('the plan of a run', () => {
  it('is to do nothing while the data version stands', () => {
    expect(planSync(input({ dataVersion: checkpoint.dataVersion }))).toEqual({ kind: 'nothing' });
  });

  it('is to read what changed, one day more than the checkpoint says', () => {
    expect(planSync(input({}))).toEqual({ kind: 'pull', scope: { kind: 'changedSince', since: '2026-11-19' } });
  });

  it.each([
    ['nothing was ever read', { state: { cursor: null, checkpoint: null } }],
    ['it is told to', { full: true, dataVersion: checkpoint.dataVersion }],
    ['something else is followed now', { followingHash: 'kidney', dataVersion: checkpoint.dataVersion }],
    ['the last full run is a week ago', { now: '2026-11-27T14:30:00.000Z' }],
  ])('is to read everything when %s', (_why, parts) => {
    expect(planSync(input(parts))).toEqual({ kind: 'pull', scope: { kind: 'full' } });
  });

  it('is to resume what was cut short', () => {
    expect(planSync(input({ state: { cursor, checkpoint } }))).toEqual({ kind: 'resume', cursor });
  });

  it.each([
    ['the data moved', { dataVersion: '2026-11-24T09:00:05' }],
    ['something else is followed now', { followingHash: 'kidney' }],
  ])('is not to resume when %s', (_why, parts) => {
    expect(planSync(input({ state: { cursor, checkpoint }, ...parts })).kind).toBe('pull');
  });

  it('is not to resume a run of changes when everything is asked for', () => {
    const changes: SavedCursor = { ...cursor, scope: { kind: 'changedSince', since: '2026-11-19' } };
    const plan = planSync(input({ state: { cursor: changes, checkpoint }, full: true }));
    expect(plan).toEqual({ kind: 'pull', scope: { kind: 'full' } });
  });
});
