import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../src/database/database.js';
import { haversineOf, kilometresOf } from '../../src/model/distance.js';
import { effectiveStatusGroup, GROUP_OF_STATUS, STATUS_GROUP, trustWindow } from '../../src/model/status.js';
import type { GeoPoint, OverallStatus, Study } from '../../src/model/study.js';
import { ANY_STUDY, type NearFilter, type StudyPosition } from '../../src/studies/study-filter.types.js';
import { StudyMatching } from '../../src/studies/study-matching.store.js';
import { StudyQuery } from '../../src/studies/study-query.store.js';
import { StudySites } from '../../src/studies/study-sites.store.js';
import { StudyStore } from '../../src/studies/study.store.js';
import { tablesOf } from '../../src/tables.js';
import { ENGINES, type TestDatabase } from '../support/databases.js';
import { seededRandom } from '../support/random.js';
import { asReceived, madeUpRecord } from '../support/studies.js';

/** Made-up studies with sites all over the world, many of them where longitudes are awkward. */
const random = seededRandom(20261129);
const WINDOW = trustWindow('2026-11-24', 365);
const STATUSES: (OverallStatus | undefined)[] = [
  'RECRUITING',
  'COMPLETED',
  'NOT_YET_RECRUITING',
  'SUSPENDED',
  undefined,
];
const CORNERS: GeoPoint[] = [
  { lat: 0, lon: 179.9 },
  { lat: 0.5, lon: -179.8 },
  { lat: 89.5, lon: 20 },
  { lat: -88, lon: -120 },
  { lat: 48.8566, lon: 2.3522 },
];

function pick<T>(from: readonly T[]): T {
  return from[Math.floor(random() * from.length)]!;
}

function madeUpSite(): Record<string, unknown> {
  const base = pick(CORNERS);
  const lat = Math.max(-90, Math.min(90, base.lat + (random() - 0.5) * 4));
  const lon = ((base.lon + (random() - 0.5) * 8 + 540) % 360) - 180;
  const status = pick(STATUSES);
  return {
    facility: 'Made-up hospital',
    city: 'Made-up city',
    ...(status === undefined ? {} : { status }),
    ...(random() < 0.1 ? {} : { geoPoint: { lat, lon } }),
  };
}

const RECEIVED = Array.from({ length: 150 }, (_, i) =>
  asReceived(
    madeUpRecord(`NCT${20_000_000 + i}`, {
      statusModule: { overallStatus: pick(['RECRUITING', 'RECRUITING', 'COMPLETED', 'ACTIVE_NOT_RECRUITING']) },
      protocolSection: {
        contactsLocationsModule: { locations: Array.from({ length: Math.floor(random() * 6) }, madeUpSite) },
      },
    }),
    i % 5 === 0 ? 'assembled' : 'live',
  ),
);

/** Kilometres to the nearest site that counts, told without SQL; null when none is within the radius. */
function nearestOf({ data: study, origin, dataDate, retrievedAt }: (typeof RECEIVED)[number], near: NearFilter) {
  const facts = { ...statusFacts(study), seenOn: dataDate ?? retrievedAt.slice(0, 10), origin };
  if (near.siteGroup === 'open' && effectiveStatusGroup(facts, WINDOW) !== 'open') return null;
  const distances = study.locations
    .filter(({ status }) => {
      const own = status ?? study.overallStatus;
      return near.siteGroup === null || (own !== null && GROUP_OF_STATUS[own] === near.siteGroup);
    })
    .flatMap(({ geoPoint }) => (geoPoint === null ? [] : [kilometresOf(haversineOf(near.point, geoPoint))]))
    .filter((km) => km <= near.radiusKm);
  return distances.length === 0 ? null : Math.min(...distances);
}

function statusFacts({ overallStatus, statusVerifiedDate }: Study) {
  return { overallStatus, statusVerifiedDate };
}

describe.each(ENGINES)('studies near a place on $engine', ({ create }) => {
  let owned: TestDatabase;
  let database: Database;
  let query: StudyQuery;

  beforeAll(async () => {
    owned = await create();
    database = await Database.openWriter(owned.target, tablesOf);
    query = new StudyQuery(new StudyMatching(database));
    await database.write((tx) => new StudyStore().upsertMany(tx, RECEIVED, 1));
  });
  afterAll(async () => {
    await database.close();
    await owned.drop();
  });

  const page = (near: NearFilter, after: StudyPosition | null = null, limit = 200) =>
    query.page({ filter: { ...ANY_STUDY, near }, window: WINDOW, sort: 'distance', order: 'asc', after, limit });

  const places = CORNERS.flatMap((point) => [50, 300, 2000].map((radiusKm) => ({ point, radiusKm })));
  const cases = places.flatMap((place) =>
    [null, ...STATUS_GROUP].map((siteGroup): NearFilter => ({ ...place, siteGroup })),
  );

  it.each(cases)(
    'are those with a site that counts, nearest first: $point within $radiusKm km, $siteGroup',
    async (near) => {
      const wanted = RECEIVED.map((received) => ({ nctId: received.data.nctId, km: nearestOf(received, near) })).filter(
        (each) => each.km !== null,
      );
      const { rows, ranks, totalCount } = await page(near);
      expect(rows.map(({ nctId }) => nctId).sort()).toEqual(wanted.map(({ nctId }) => nctId).sort());
      expect(totalCount).toBe(wanted.length);
      const km = new Map(wanted.map((each) => [each.nctId as string, each.km ?? 0]));
      rows.forEach(({ nctId }, i) => {
        expect(kilometresOf(ranks[i]!)).toBeCloseTo(km.get(nctId)!, 2);
      });
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    },
  );

  it('has cases that find some and leave out some', () => {
    const sizes = cases.map((near) => RECEIVED.filter((received) => nearestOf(received, near) !== null).length);
    expect(sizes.filter((size) => size > 0 && size < RECEIVED.length).length).toBeGreaterThan(cases.length / 2);
  });

  it('are paged without loss, doubles or disorder', async () => {
    const near = { point: CORNERS[0]!, radiusKm: 2000, siteGroup: null };
    const whole = await page(near);
    const paged: string[] = [];
    for (let after = null as StudyPosition | null, more = true; more; more = after !== null) {
      const part = await page(near, after, 7);
      paged.push(...part.rows.map(({ nctId }) => nctId));
      after = part.next;
    }
    expect(whole.rows.length).toBeGreaterThan(20);
    expect(paged).toEqual(whole.rows.map(({ nctId }) => nctId));
  });

  it('are shown with their sites there', async () => {
    const sites = new StudySites(database);
    const nctIds = RECEIVED.map(({ data }) => data.nctId);
    const found = await sites.around(nctIds, CORNERS[4]!, 300);
    for (const { data } of RECEIVED) {
      const near = data.locations.filter(({ geoPoint }) => geoPoint !== null && Math.abs(geoPoint.lat - 48.8566) < 2.6);
      const shown = found.get(data.nctId) ?? [];
      expect(shown.map(({ status }) => status)).toEqual(near.map(({ status }) => status));
      // PostgreSQL keeps points to the metre.
      shown.forEach(({ point }, i) => {
        expect(kilometresOf(haversineOf(point, near[i]!.geoPoint!))).toBeLessThan(0.002);
      });
    }
  });
});
