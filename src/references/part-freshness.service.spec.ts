import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NOTHING, ServedRecords } from '../../test/support/served-records.js';
import type { EntryPublications } from '../model/entry.js';

const LABELS = 'made-up-labels';
const PAPERS = 'made-up-papers';
/** Made-up numbers. */
const [ONE, TWO] = ['NCT99999901', 'NCT99999902'];
const on = (...studies: string[]): EntryPublications => ({ studies, total: 0, items: [] });

describe('the freshness of parts', () => {
  let records: ServedRecords;

  beforeAll(async () => {
    records = await ServedRecords.open();
    records.clock.set('2026-11-03T09:00:00.000Z');
    await records.answer(LABELS, 'drug:old', 'labels', NOTHING);
    await records.answer(PAPERS, `study:${ONE}`, 'publications', NOTHING);
    await records.answer(PAPERS, `study:${ONE}`, 'mentions', NOTHING);
    records.clock.set('2026-11-24T09:00:00.000Z');
    await records.answer(LABELS, 'drug:new', 'labels', NOTHING);
    await records.answer(LABELS, 'drug:new', 'recalls', NOTHING, 'bundled');
    await records.answer(PAPERS, `study:${TWO}`, 'publications', NOTHING);
    await records.answer(PAPERS, `study:${TWO}`, 'mentions', NOTHING);
  });

  afterAll(() => records.close());

  it('is told for every part of every source that is asked about drugs, and for no other', async () => {
    expect(await records.freshness.ofDrug('new')).toEqual({
      labels: { source: LABELS, status: 'fresh', reason: null, lastSeenAt: null },
      recalls: { source: LABELS, status: 'bundled', reason: expect.stringContaining('shipped'), lastSeenAt: null },
    });
  });

  it('turns from stale to unavailable when the source fails, and back when it was read', async () => {
    const statuses = async (): Promise<unknown[]> => {
      const { labels, recalls } = await records.freshness.ofDrug('old');
      return [labels?.status, recalls?.status];
    };
    expect(await statuses()).toEqual(['stale', 'never-synced']);
    await records.database.write(async (tx) => {
      await records.states.load(tx, LABELS);
      await records.states.fail(tx, LABELS);
    });
    expect(await statuses()).toEqual(['unavailable', 'unavailable']);
    records.clock.set('2026-11-24T09:05:00.000Z');
    await records.database.write((tx) => records.states.seen(tx, LABELS));
    expect(await statuses()).toEqual(['stale', 'never-synced']);
  });

  it('of publications is that of the least fresh answer, and says of how many studies it is true', async () => {
    expect(await records.freshness.ofPublications(on(TWO))).toEqual({
      status: 'fresh',
      reason: null,
      lastSeenAt: null,
    });
    expect(await records.freshness.ofPublications(on(ONE, TWO))).toEqual({
      status: 'stale',
      reason: expect.stringMatching(/^For 1 of 2 studies: Last seen on 3 November 2026/),
      lastSeenAt: '2026-11-03T09:00:00.000Z',
    });
    const never = await records.freshness.ofPublications(on(ONE, TWO, 'NCT99999903'));
    expect(never).toMatchObject({ status: 'never-synced', lastSeenAt: null });
    expect(never.reason).toContain('For 1 of 3 studies');
  });

  it.each([
    ['never looked up', null],
    ['without a study to look them up on', on()],
  ])('of publications %s is never-synced, with a reason', async (_case, publications) => {
    const told = await records.freshness.ofPublications(publications);
    expect(told).toEqual({ status: 'never-synced', reason: expect.stringMatching(/\.$/), lastSeenAt: null });
  });
});
