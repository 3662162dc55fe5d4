import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../src/database/database.js';
import {
  effectiveStatusGroup,
  GROUP_OF_STATUS,
  STATUS_GROUP,
  trustWindow,
  type StatusGroup,
} from '../../src/model/status.js';
import { OVERALL_STATUS, PHASE, type OverallStatus } from '../../src/model/study.js';
import { StudyBreakdown } from '../../src/studies/study-breakdown.store.js';
import type { SitePlace } from '../../src/model/site-place.js';
import type { GroupCounts } from '../../src/studies/study-breakdown.types.js';
import { StudyFacets } from '../../src/studies/study-facets.store.js';
import { ANY_STUDY, type StudyFilter } from '../../src/studies/study-filter.types.js';
import { StudyMatching } from '../../src/studies/study-matching.store.js';
import { StudyStore } from '../../src/studies/study.store.js';
import { tablesOf } from '../../src/tables.js';
import { ENGINES, type TestDatabase } from '../support/databases.js';
import { seededRandom } from '../support/random.js';
import { asReceived, madeUpRecord } from '../support/studies.js';

/** Made-up studies of every status, trusted and not, with sites that agree with their study and sites that do not. */
const random = seededRandom(7);
const WINDOW = trustWindow('2026-11-24', 365);
const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;

const PLACES = [
  { country: 'France', city: 'Made-up Paris', geoPoint: { lat: 48.85341, lon: 2.3488 } },
  { country: 'France', city: 'Made-up Paris' },
  { country: 'France', city: "Made-up l'Île; DROP TABLE study", geoPoint: { lat: 45.5, lon: 4.25 } },
  { country: 'Korea, Republic of', city: 'Made-up Seoul', geoPoint: { lat: 37.5, lon: 127 } },
  { country: 'Korea, Republic of' },
  { city: 'Made-up nowhere' },
  {},
];

const RECEIVED = Array.from({ length: 160 }, (_, i) => {
  const start = pick(['2019-05', '2019-12-31', '2020', '2021-01-01', '2027-02', undefined]);
  return asReceived(
    madeUpRecord(`NCT${String(99_999_900 - i * 3)}`, {
      statusModule: {
        overallStatus: pick([...OVERALL_STATUS, 'RECRUITING', 'RECRUITING', 'AVAILABLE', undefined]),
        statusVerifiedDate: pick(['2026-10', '2024-11', '2020', undefined]),
        ...(start === undefined ? {} : { startDateStruct: { date: start } }),
      },
      designModule: { phases: pick([['PHASE1', 'PHASE2'], ['PHASE3'], [], ['NA'], ['PHASE2']]) },
      protocolSection: {
        contactsLocationsModule: {
          locations: Array.from({ length: Math.floor(random() * 5) }, () => {
            const status = pick<OverallStatus | undefined>(['RECRUITING', 'COMPLETED', 'WITHDRAWN', undefined]);
            return { ...pick(PLACES), ...(status === undefined ? {} : { status }) };
          }),
        },
      },
    }),
    pick(['live', 'bundled', 'assembled', 'live']),
  );
});

type Received = (typeof RECEIVED)[number];

function groupOf({ data, origin, dataDate, retrievedAt }: Received): StatusGroup {
  const { overallStatus, statusVerifiedDate } = data;
  const seenOn = dataDate ?? (origin === 'live' ? retrievedAt.slice(0, 10) : null);
  return effectiveStatusGroup({ overallStatus, statusVerifiedDate, seenOn, origin }, WINDOW);
}

/** Counts told a second time without SQL. */
function counted(keysOf: (received: Received) => readonly string[]): Record<string, GroupCounts> {
  const all: Record<string, GroupCounts> = {};
  for (const received of RECEIVED) {
    for (const key of keysOf(received)) {
      all[key] ??= { open: 0, upcoming: 0, active: 0, paused: 0, ended: 0, unknown: 0 };
      all[key][groupOf(received)] += 1;
    }
  }
  return all;
}

function placesOf(siteGroup: StatusGroup | null): SitePlace[] {
  const all = new Map<string, SitePlace>();
  for (const received of RECEIVED) {
    const isTrustedOpen = groupOf(received) === 'open';
    for (const { country, city, geoPoint: point, status } of received.data.locations) {
      const own = status ?? received.data.overallStatus;
      const group = own === null ? null : GROUP_OF_STATUS[own];
      const isOpen = group === 'open' && isTrustedOpen;
      if (siteGroup !== null && (siteGroup === 'open' ? !isOpen : group !== siteGroup)) continue;
      const key = JSON.stringify([country, city, point]);
      const place = all.get(key) ?? { country, city, point, sites: 0, open: 0 };
      all.set(key, { ...place, sites: place.sites + 1, open: place.open + Number(isOpen) });
    }
  }
  return [...all.values()];
}

/** PostgreSQL keeps points to the metre. */
function comparable(places: readonly SitePlace[]): unknown[] {
  const rounded = places.map(({ point, ...rest }) => ({
    ...rest,
    point: point === null ? null : [point.lat.toFixed(3), point.lon.toFixed(3)],
  }));
  return rounded.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

describe.each(ENGINES)('counts for pictures on $engine', ({ create }) => {
  let owned: TestDatabase;
  let database: Database;
  let breakdown: StudyBreakdown;
  let facets: StudyFacets;

  beforeAll(async () => {
    owned = await create();
    database = await Database.openWriter(owned.target, tablesOf);
    const matching = new StudyMatching(database);
    breakdown = new StudyBreakdown(matching);
    facets = new StudyFacets(matching);
    await database.write((tx) => new StudyStore().upsertMany(tx, RECEIVED, 1));
  });
  afterAll(async () => {
    await database.close();
    await owned.drop();
  });

  it('by phase are those of the studies, each in the group it counts in today', async () => {
    const rows = await breakdown.byPhase(ANY_STUDY, WINDOW);
    const wanted = counted(({ data }) => (data.phases.length === 0 ? ['NONE'] : data.phases));
    expect(Object.fromEntries(rows.map(({ phase, counts }) => [phase, counts]))).toEqual(wanted);
    const order = [...PHASE, 'NONE'];
    const places = rows.map(({ phase }) => order.indexOf(phase));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(STATUS_GROUP.every((group) => rows.some(({ counts }) => counts[group] > 0))).toBe(true);
  });

  it('by year are those of the studies, oldest year first, and those without a start apart', async () => {
    const { rows, withoutYear } = await breakdown.byStartYear(ANY_STUDY, WINDOW);
    const wanted = counted(({ data }) => (data.startDate === null ? [] : [data.startDate.date.slice(0, 4)]));
    expect(Object.fromEntries(rows.map(({ year, counts }) => [year, counts]))).toEqual(wanted);
    expect(rows.map(({ year }) => year)).toEqual([2019, 2020, 2021, 2027]);
    expect(withoutYear).toBe(RECEIVED.filter(({ data }) => data.startDate === null).length);
    expect(withoutYear).toBeGreaterThan(0);
  });

  it.each<[string, Partial<StudyFilter>]>([
    ['all studies', {}],
    ['open ones', { statusGroup: 'open' }],
    ['ones whose status is not sure', { statusGroup: 'unknown' }],
    ['ones in a country', { country: 'france' }],
    ['ones of two phases', { phases: ['PHASE2', 'PHASE3'] }],
    ['ones that are open only while trusted', { onlyTrustedOpen: true, startedSince: '2020' }],
    ['none', { minEnrollment: 1_000_000 }],
  ])('add up to the counts beside lists: %s', async (_name, parts) => {
    const filter = { ...ANY_STUDY, ...parts };
    const { statusGroup = [], phase = [] } = await facets.count(['statusGroup', 'phase'], filter, WINDOW);
    const { rows, withoutYear } = await breakdown.byStartYear(filter, WINDOW);
    const phases = await breakdown.byPhase(filter, WINDOW);
    const total = statusGroup.reduce((sum, { count }) => sum + count, 0);
    const sum = (counts: GroupCounts): number => STATUS_GROUP.reduce((all, group) => all + counts[group], 0);
    expect(rows.reduce((all, { counts }) => all + sum(counts), withoutYear)).toBe(total);
    expect(new Map(phases.map((row) => [row.phase, sum(row.counts)]))).toEqual(
      new Map(phase.map(({ value, count }) => [value ?? 'NONE', count])),
    );
    const dated = { ...filter, startedSince: filter.startedSince ?? '1900' };
    const groups = (await facets.count(['statusGroup'], dated, WINDOW)).statusGroup ?? [];
    const inYears = await breakdown.byStartYear(dated, WINDOW);
    for (const group of STATUS_GROUP) {
      const count = groups.find(({ value }) => value === group)?.count ?? 0;
      expect(inYears.rows.reduce((all, { counts }) => all + counts[group], 0)).toBe(count);
    }
  });

  it.each([null, ...STATUS_GROUP])('of places are those of the sites of group %s', async (siteGroup) => {
    const { places, isComplete } = await breakdown.places(ANY_STUDY, WINDOW, siteGroup);
    expect(comparable(places)).toEqual(comparable(placesOf(siteGroup)));
    expect(isComplete).toBe(true);
    const sizes = places.map(({ sites }) => sites);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  });

  it('of places have sites that are open and sites that only say so', async () => {
    const { places } = await breakdown.places(ANY_STUDY, WINDOW, null);
    const saidOpen = RECEIVED.flatMap(({ data }) => data.locations.map((site) => site.status ?? data.overallStatus));
    const open = places.reduce((sum, place) => sum + place.open, 0);
    expect(open).toBeGreaterThan(0);
    expect(open).toBeLessThan(saidOpen.filter((status) => status === 'RECRUITING').length);
  });

  it('of places say when there are more than were read', async () => {
    const locations = Array.from({ length: 3001 }, (_, i) => ({ country: 'Nowhere', city: `Made-up town ${i}` }));
    const record = madeUpRecord('NCT99999999', { protocolSection: { contactsLocationsModule: { locations } } });
    await database.write((tx) => new StudyStore().upsertMany(tx, [asReceived(record)], 2));
    const all = await breakdown.places(ANY_STUDY, WINDOW, null);
    expect([all.places.length, all.isComplete]).toEqual([3000, false]);
    const some = await breakdown.places({ ...ANY_STUDY, country: 'France' }, WINDOW, null);
    expect(some.isComplete).toBe(true);
  });
});
