import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NOTHING, ServedRecords } from '../../test/support/served-records.js';

const LABELS = 'made-up-labels';
const PAPERS = 'made-up-papers';
/** Made-up numbers. */
const [ONE, TWO, FAILED] = ['NCT99999901', 'NCT99999902', 'NCT99999904'];

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
    const shipped = { ...NOTHING, sourceUpdatedAt: '2023-11-15' };
    await records.answer(LABELS, 'drug:new', 'recalls', shipped, 'bundled');
    await records.answer(PAPERS, `study:${TWO}`, 'publications', NOTHING);
    await records.answer(PAPERS, `study:${TWO}`, 'mentions', NOTHING);
  });

  afterAll(() => records.close());

  it('is told for every part of every source that is asked about drugs, and for no other', async () => {
    expect(await records.freshness.ofDrug('new')).toEqual({
      labels: { source: LABELS, status: 'fresh', reason: null, asOf: '2026-11-24', lastSeenAt: null },
      recalls: {
        ...{ source: LABELS, status: 'bundled', reason: expect.stringContaining('shipped') as unknown },
        ...{ asOf: '2023-11-15', lastSeenAt: null },
      },
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
    expect(await records.freshness.ofPublications([TWO])).toEqual({
      ...{ status: 'fresh', reason: null, asOf: '2026-11-24', lastSeenAt: null },
    });
    expect(await records.freshness.ofPublications([ONE, TWO])).toEqual({
      status: 'stale',
      reason: expect.stringMatching(/^For 1 of 2 studies: Last seen on 3 November 2026/),
      ...{ asOf: '2026-11-03', lastSeenAt: '2026-11-03T09:00:00.000Z' },
    });
    const never = await records.freshness.ofPublications([ONE, TWO, 'NCT99999903']);
    expect(never).toMatchObject({ status: 'never-synced', lastSeenAt: null });
    expect(never.reason).toContain('For 1 of 3 studies');
  });

  it.each([
    ['of which nothing is put together', null],
    ['without a study to look them up on', []],
  ])('of publications %s is never-synced, with a reason', async (_case, studies) => {
    const told = await records.freshness.ofPublications(studies);
    const nothing = { asOf: null, lastSeenAt: null };
    expect(told).toEqual({ status: 'never-synced', reason: expect.stringMatching(/\.$/), ...nothing });
  });

  it('of publications whose every attempt failed is not that nobody asked', async () => {
    const tried = `study:${FAILED}`;
    for (const part of ['publications', 'mentions']) {
      await records.fail(PAPERS, tried, part, 'The made-up source could not be reached.');
    }
    expect(await records.freshness.ofPublications([FAILED])).toEqual({
      ...{ status: 'unavailable', asOf: null, lastSeenAt: null },
      reason: expect.stringContaining('could not be reached') as unknown,
    });
  });
});
