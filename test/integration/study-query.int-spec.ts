import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../src/database/database.js';
import { LinkStore } from '../../src/links/link.store.js';
import { parseNctId, type NctId } from '../../src/model/identifiers.js';
import type { ConditionScope, LinkRole } from '../../src/model/link.js';
import { earliestDay, latestDay } from '../../src/model/partial-date.js';
import type { Origin } from '../../src/model/provenance.js';
import { effectiveStatusGroup, STATUS_GROUP, trustWindow } from '../../src/model/status.js';
import { OVERALL_STATUS, PHASE, SEX, STUDY_TYPE, type Study } from '../../src/model/study.js';
import {
  ANY_STUDY,
  VALUE_SORT,
  type SortOrder,
  type StudyFilter,
  type StudyPosition,
  type StudySort,
  type ValueSort,
} from '../../src/studies/study-filter.types.js';
import { StudyMatching } from '../../src/studies/study-matching.store.js';
import { StudyQuery } from '../../src/studies/study-query.store.js';
import type { StudySummary } from '../../src/studies/study-summary.types.js';
import { StudyStore } from '../../src/studies/study.store.js';
import { tablesOf } from '../../src/tables.js';
import { ENGINES, type TestDatabase } from '../support/databases.js';
import { asReceived, madeUpRecord } from '../support/studies.js';

/** Made-up studies of every kind, and the filters decided a second time in plain code: both must agree. */
type Sample = {
  study: Study;
  origin: Origin;
  seenOn: string | null;
  receivedAt: string;
  scope: ConditionScope;
  /** In a second guide. */
  second: ConditionScope;
  role: LinkRole | null;
};

const WINDOW = trustWindow('2026-11-24', 365);
const ENTRY = { guideId: 'made-up-guide', entryId: 'made-up-entry' };
const SECOND_GUIDE = 'made-up-second-guide';
const COUNTRIES = ['France', 'Korea, Republic of', 'Côte d’Ivoire'];
const FORMER = parseNctId('NCT00000042') as NctId;
const pick = <T>(from: readonly T[], i: number): T => from[i % from.length]!;

function sample(i: number): Sample {
  const nctId = `NCT${String(10_000_000 + i * 37)}`;
  const origin = pick<Origin>(['live', 'bundled', 'assembled', 'live'], i);
  const dates = ['2026-10', '2026-01-15', '2025', '2024-11', '2019-05', '2019-05-10', null];
  const updated = pick(dates, i * 3);
  const start = pick(dates, i * 5);
  const raw = madeUpRecord(nctId, {
    statusModule: {
      overallStatus: pick([...OVERALL_STATUS, 'RECRUITING', 'RECRUITING', undefined], i),
      statusVerifiedDate: pick(['2026-10', '2024-11', '2024-12', '2020', undefined], i * 7),
      ...(updated === null ? {} : { lastUpdatePostDateStruct: { date: updated } }),
      ...(start === null ? {} : { startDateStruct: { date: start } }),
    },
    designModule: {
      studyType: pick(STUDY_TYPE, i),
      phases: pick([['PHASE1', 'PHASE2'], ['PHASE3'], [], ['NA']], i),
      ...(i % 4 === 0 ? {} : { enrollmentInfo: { count: (i % 5) * 50 } }),
    },
    protocolSection: {
      identificationModule: {
        nctId,
        briefTitle: 'Made-up study',
        ...(i === 5 ? { nctIdAliases: [FORMER] } : {}),
      },
      sponsorCollaboratorsModule: {
        leadSponsor: {
          name: pick(['Made-up 50% University', 'made_up Company', 'École'], i),
          class: pick(['INDUSTRY', 'OTHER'], i),
        },
      },
      eligibilityModule: {
        sex: pick([...SEX, undefined], i),
        healthyVolunteers: pick([true, false, undefined], i),
        minimumAge: pick(['18 Years', '6 Months', undefined], i),
        maximumAge: pick(['75 Years', undefined], i),
      },
      contactsLocationsModule: {
        locations: i % 3 === 0 ? [] : [{ country: pick(COUNTRIES, Math.floor(i / 3)), city: 'Made-up' }],
      },
    },
  });
  if (i % 6 === 0) Object.assign(raw, { hasResults: true });
  const receivedAt = pick(['2026-11-24T09:00:00.000Z', '2026-11-23T23:59:59.999Z', '2026-10-01T00:00:00.000Z'], i * 2);
  const received = asReceived(raw, origin, receivedAt);
  const seenOn = received.dataDate ?? (origin === 'live' ? received.retrievedAt.slice(0, 10) : null);
  const scope = pick<ConditionScope>(['primary', 'basket', 'related', 'outside'], i * 3 + 1);
  const second = pick<ConditionScope>(['outside', 'basket', 'outside', 'outside', 'primary'], i);
  const role = i % 3 === 1 ? null : pick<LinkRole>(['experimental', 'comparator', 'subject'], i);
  return { study: received.data, origin, seenOn, receivedAt, scope, second, role, ...{ received } };
}

const SAMPLES = Array.from({ length: 120 }, (_, i) => sample(i));

const inRange = (date: string | undefined, since: string | null, until: string | null): boolean =>
  (since === null && until === null) ||
  (date !== undefined &&
    (since === null || latestDay(date) >= earliestDay(since)) &&
    (until === null || earliestDay(date) <= latestDay(until)));

const isOpenWord = ({ overallStatus }: Study): boolean =>
  overallStatus === 'RECRUITING' || overallStatus === 'AVAILABLE';

/** The scopes of a sample in the guides that a filter looks at. */
function scopesIn({ guide, entry }: StudyFilter, { scope, second }: Sample): ConditionScope[] {
  const of: Record<string, ConditionScope> = { [ENTRY.guideId]: scope, [SECOND_GUIDE]: second };
  const named = guide ?? entry?.guideId ?? null;
  return Object.entries(of).flatMap(([guideId, each]) => (named === null || named === guideId ? [each] : []));
}

/** The meaning of every filter, told a second time without SQL. */
function passes(filter: StudyFilter, given: Sample): boolean {
  const { study, origin, seenOn, receivedAt, role } = given;
  const { eligibility } = study;
  const facts = { overallStatus: study.overallStatus, statusVerifiedDate: study.statusVerifiedDate, seenOn, origin };
  return [
    filter.ids.length === 0 || [study.nctId, ...study.nctIdAliases].some((nctId) => filter.ids.includes(nctId)),
    filter.entry === null || (role !== null && (filter.role === null || filter.role === role)),
    filter.statuses.length === 0 || (study.overallStatus !== null && filter.statuses.includes(study.overallStatus)),
    filter.statusGroup === null || effectiveStatusGroup(facts, WINDOW) === filter.statusGroup,
    !filter.onlyTrustedOpen || !isOpenWord(study) || effectiveStatusGroup(facts, WINDOW) === 'open',
    filter.phaseSets.length === 0 || filter.phaseSets.some((set) => set.every((phase) => study.phases.includes(phase))),
    filter.receivedSince === null || receivedAt >= filter.receivedSince,
    filter.receivedBefore === null || receivedAt < filter.receivedBefore,
    filter.phases.length === 0 || study.phases.some((phase) => filter.phases.includes(phase)),
    filter.studyType === null || study.studyType === filter.studyType,
    filter.sponsor === null || (study.leadSponsor?.name ?? '').toLowerCase().includes(filter.sponsor.toLowerCase()),
    filter.sponsorClass === null || study.leadSponsor?.class === filter.sponsorClass,
    filter.country === null ||
      study.locations.some((site) => site.country?.toLowerCase() === filter.country?.toLowerCase()),
    filter.age === null ||
      ((eligibility?.minimumAgeYears ?? 0) <= filter.age && (eligibility?.maximumAgeYears ?? 999) >= filter.age),
    filter.sex === null || eligibility?.sex === 'ALL' || eligibility?.sex === filter.sex,
    filter.healthyVolunteers === null || eligibility?.healthyVolunteers === filter.healthyVolunteers,
    filter.hasResults === null || study.hasResults === filter.hasResults,
    inRange(study.lastUpdatePostDate?.date, filter.updatedSince, filter.updatedUntil),
    inRange(study.startDate?.date, filter.startedSince, filter.startedUntil),
    filter.minEnrollment === null || (study.enrollmentCount ?? -1) >= filter.minEnrollment,
    filter.scopes === null || scopesIn(filter, given).some((scope) => filter.scopes?.includes(scope)),
  ].every(Boolean);
}

const CASES: [string, Partial<StudyFilter>][] = [
  ['everything', {}],
  ['ids', { ids: [SAMPLES[3]!.study.nctId, parseNctId('NCT99999999') as NctId] }],
  ['a former number', { ids: [FORMER] }],
  ['an entry', { entry: ENTRY }],
  ['an entry in a role', { entry: ENTRY, role: 'comparator' }],
  ['an entry nobody is linked to', { entry: { ...ENTRY, entryId: 'another' }, ids: [] }],
  ['statuses', { statuses: ['RECRUITING', 'COMPLETED'] }],
  ...STATUS_GROUP.map((statusGroup): [string, Partial<StudyFilter>] => [
    `status group ${statusGroup}`,
    { statusGroup },
  ]),
  ['phases', { phases: ['PHASE2', 'NA'] }],
  ...PHASE.map((phase): [string, Partial<StudyFilter>] => [`phase ${phase}`, { phases: [phase] }]),
  ['open only while trusted', { onlyTrustedOpen: true }],
  ['statuses, open only while trusted', { statuses: ['AVAILABLE', 'RECRUITING', 'COMPLETED'], onlyTrustedOpen: true }],
  ['a set of phases', { phaseSets: [['PHASE1', 'PHASE2']] }],
  ['several sets of phases', { phaseSets: [['PHASE1', 'PHASE3'], ['PHASE2'], ['NA']] }],
  ['received since', { receivedSince: '2026-11-24T00:00:00.000Z' }],
  ['received before', { receivedBefore: '2026-11-24T00:00:00.000Z' }],
  ['received within', { receivedSince: '2026-10-01T00:00:00.000Z', receivedBefore: '2026-11-23T23:59:59.999Z' }],
  ['study type', { studyType: 'OBSERVATIONAL' }],
  ['part of a sponsor', { sponsor: 'UNIVERS' }],
  ['a sponsor with a percent sign', { sponsor: '50%' }],
  ['a sponsor with an underscore', { sponsor: 'e_u' }],
  ['sponsor class', { sponsorClass: 'INDUSTRY' }],
  ...[...COUNTRIES, 'FRANCE', 'côte d’ivoire', 'Nowhere'].map((country): [string, Partial<StudyFilter>] => [
    `country ${country}`,
    { country },
  ]),
  ...[0, 0.5, 10, 18, 75, 76].map((age): [string, Partial<StudyFilter>] => [`age ${age}`, { age }]),
  ...SEX.map((sex): [string, Partial<StudyFilter>] => [`sex ${sex}`, { sex }]),
  ['healthy volunteers', { healthyVolunteers: true }],
  ['no healthy volunteers', { healthyVolunteers: false }],
  ['results', { hasResults: true }],
  ['no results', { hasResults: false }],
  ...['2019', '2019-05', '2019-05-10', '2019-05-11', '2024-11-30', '2025-06'].flatMap(
    (date): [string, Partial<StudyFilter>][] => [
      [`updated since ${date}`, { updatedSince: date }],
      [`updated until ${date}`, { updatedUntil: date }],
      [`started since ${date}`, { startedSince: date }],
      [`started until ${date}`, { startedUntil: date }],
    ],
  ),
  ['a range', { startedSince: '2019', startedUntil: '2024', updatedSince: '2024' }],
  ['enrollment', { minEnrollment: 100 }],
  ['scope of any guide', { scopes: ['primary', 'basket'] }],
  ['scope of a guide', { guide: ENTRY.guideId, scopes: ['primary', 'basket'] }],
  ['scope of another guide', { guide: SECOND_GUIDE, scopes: ['primary', 'basket'] }],
  ['scope of a guide there is not', { guide: 'made-up-third-guide', scopes: ['primary'] }],
  ['an entry in the scope of another guide', { entry: ENTRY, guide: SECOND_GUIDE, scopes: ['basket'] }],
  ['scope of the guide of an entry', { entry: ENTRY, scopes: ['primary', 'basket', 'related'] }],
  [
    'many at once',
    { statusGroup: 'open', scopes: ['primary', 'basket', 'related'], age: 40, sponsor: 'made', updatedSince: '2024' },
  ],
];

const SORTED_BY: Record<ValueSort, (row: StudySummary) => string | number | null> = {
  lastUpdate: (row) => row.lastUpdatePostDate?.date ?? null,
  start: (row) => row.startDate?.date ?? null,
  enrollment: (row) => row.enrollmentCount,
  nctId: (row) => row.nctId,
};

describe.each(ENGINES)('lists of studies on $engine', ({ create }) => {
  let owned: TestDatabase;
  let database: Database;
  let query: StudyQuery;

  beforeAll(async () => {
    owned = await create();
    database = await Database.openWriter(owned.target, tablesOf);
    query = new StudyQuery(new StudyMatching(database));
    const links = new LinkStore(database);
    await database.write(async (tx) => {
      const records = SAMPLES.map((each) => (each as unknown as { received: ReturnType<typeof asReceived> }).received);
      await new StudyStore().upsertMany(tx, records, 1);
      await links.replace(
        tx,
        ENTRY.guideId,
        SAMPLES.map(({ study: { nctId }, role, scope }) => ({
          nctId,
          links: role === null ? [] : [{ ...ENTRY, nctId, role, methods: ['name'], evidence: [] }],
          scope: { guideId: ENTRY.guideId, nctId, scope, evidence: [] },
        })),
      );
      await links.replace(
        tx,
        SECOND_GUIDE,
        SAMPLES.map(({ study: { nctId }, second }) => ({
          nctId,
          links: [],
          scope: { guideId: SECOND_GUIDE, nctId, scope: second, evidence: [] },
        })),
      );
    });
  });
  afterAll(async () => {
    await database.close();
    await owned.drop();
  });

  const page = (
    parts: Partial<StudyFilter>,
    sort: StudySort = 'lastUpdate',
    order: SortOrder = 'desc',
    after: StudyPosition | null = null,
    limit = 200,
  ) => query.page({ filter: { ...ANY_STUDY, ...parts }, window: WINDOW, sort, order, after, limit });

  it.each(CASES)('by %s are what the filter means', async (_name, parts) => {
    const filter = { ...ANY_STUDY, ...parts };
    const wanted = filter.entry?.entryId === 'another' ? [] : SAMPLES.filter((each) => passes(filter, each));
    const found = await page(parts);
    expect(found.rows.map((row) => row.nctId).sort()).toEqual(wanted.map(({ study }) => study.nctId).sort());
    expect([found.totalCount, found.totalIsExact]).toEqual([wanted.length, true]);
  });

  it('has cases that tell studies apart: hardly one lets all or none through', () => {
    const sizes = CASES.map(([, parts]) => SAMPLES.filter((each) => passes({ ...ANY_STUDY, ...parts }, each)).length);
    expect(sizes.filter((size) => size > 0 && size < SAMPLES.length).length).toBeGreaterThan(CASES.length - 9);
  });

  it.each(VALUE_SORT.flatMap((sort) => (['asc', 'desc'] as const).map((order) => [sort, order] as const)))(
    'by %s %s are paged without loss, doubles or disorder, those without a value last',
    async (sort, order) => {
      const whole = await page({}, sort, order);
      const rows: string[] = [];
      let after: StudyPosition | null = null;
      do {
        const part = await page({}, sort, order, after, 7);
        expect(part.totalCount).toBe(SAMPLES.length);
        rows.push(...part.rows.map((row) => row.nctId));
        after = part.next;
      } while (after !== null);
      expect(rows).toEqual(whole.rows.map((row) => row.nctId));
      expect(new Set(rows).size).toBe(SAMPLES.length);
      const values = whole.rows.map(SORTED_BY[sort]);
      const stated = values.filter((value) => value !== null);
      expect(stated.length < values.length).toBe(sort !== 'nctId');
      expect(values.slice(stated.length).every((value) => value === null)).toBe(true);
      const sorted = [...stated].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      expect(stated).toEqual(order === 'asc' ? sorted : sorted.reverse());
    },
  );

  it('goes on where it was when studies come and go between two pages', async () => {
    const first = await page({}, 'enrollment', 'desc', null, 10);
    const [, second] = first.rows;
    const before = await page({}, 'enrollment', 'desc', first.next, 10);
    await database.write(async (tx) => {
      await new StudyStore().markGone(tx, [parseNctId(second!.nctId)!], '2026-11-24T09:00:00.000Z');
    });
    const after = await page({}, 'enrollment', 'desc', first.next, 10);
    expect(after.rows.map((row) => row.nctId)).toEqual(before.rows.map((row) => row.nctId));
    expect(after.totalCount).toBe(before.totalCount - 1);
  });

  it('names the countries that have sites', async () => {
    expect((await query.countries()).sort()).toEqual([...COUNTRIES].sort());
  });
});
