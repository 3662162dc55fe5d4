import { Injectable } from '@nestjs/common';
import { STATUS_GROUP, statusesOf, type StatusGroup, type TrustWindow } from '../model/status.js';
import { PHASE, type Phase } from '../model/study.js';
import type { GroupCounts, PhaseCounts, SitePlaces, StartYears } from './study-breakdown.types.js';
import { inGroup, type Condition } from './study-conditions.store.js';
import type { StudyFilter } from './study-filter.types.js';
import { StudyMatching, type StudyRowsQuery } from './study-matching.store.js';

/** Places read for one picture. */
const PLACE_LIMIT = 3000;

type CountRow = { shown: string | null; today: StatusGroup; count: number | string };
type PlaceRow = {
  country: string | null;
  city: string | null;
  lat: number | null;
  lon: number | null;
  sites: number | string;
  open: number | string;
};

/** Counts of the studies that pass a filter, by status group as counted today: what pictures are drawn from. */
@Injectable()
export class StudyBreakdown {
  constructor(private readonly studies: StudyMatching) {}

  /** By phase, in the order of phases; phases of no study are left out. Throws QueryTimeout. */
  async byPhase(filter: StudyFilter, window: TrustWindow): Promise<PhaseCounts[]> {
    const matching = await this.studies.of(filter, window);
    const query = matching().leftJoin('study_phase', 'beside', 'beside.study_id = study.id');
    const counts = countsOf(await this.byGroup(query, 'beside.phase', window));
    const phases: readonly (Phase | 'NONE')[] = [...PHASE, 'NONE'];
    return phases.flatMap((phase) => {
      const found = counts.get(phase === 'NONE' ? null : phase);
      return found === undefined ? [] : [{ phase, counts: found }];
    });
  }

  /** By the year of the start, oldest first; years of no study are left out. Throws QueryTimeout. */
  async byStartYear(filter: StudyFilter, window: TrustWindow): Promise<StartYears> {
    const matching = await this.studies.of(filter, window);
    const counts = countsOf(await this.byGroup(matching(), 'SUBSTR(study.startDate, 1, 4)', window));
    const rows = [...counts].flatMap(([year, found]) => (year === null ? [] : [{ year: Number(year), counts: found }]));
    const undated = counts.get(null);
    return {
      rows: rows.sort((a, b) => a.year - b.year),
      withoutYear: undated === undefined ? 0 : STATUS_GROUP.reduce((sum, group) => sum + undated[group], 0),
    };
  }

  /**
   * Sites of the studies by country, city and point; `siteGroup` counts only sites of that group. A site without a status of
   * its own has that of its study, and takes patients only where its study may be believed to take any. Throws QueryTimeout.
   */
  async places(filter: StudyFilter, window: TrustWindow, siteGroup: StatusGroup | null): Promise<SitePlaces> {
    const matching = await this.studies.of(filter, window);
    const rows = await this.studies.run<PlaceRow>(placesQuery(matching(), window, siteGroup));
    const places = rows.slice(0, PLACE_LIMIT).map(({ country, city, lat, lon, sites, open }) => ({
      country,
      city,
      point: lat === null || lon === null ? null : { lat, lon },
      sites: Number(sites),
      open: Number(open),
    }));
    return { places, isComplete: rows.length <= PLACE_LIMIT };
  }

  private byGroup(query: StudyRowsQuery, shown: string, window: TrustWindow): Promise<CountRow[]> {
    const today = groupToday(window);
    return this.studies.run<CountRow>(
      query
        .select(shown, 'shown')
        .addSelect(today.sql, 'today')
        .addSelect('COUNT(*)', 'count')
        .setParameters(today.values)
        .groupBy('1')
        .addGroupBy('2'),
    );
  }
}

/** The group a study counts in today, as a value: the first that holds it, and `unknown` where none does. */
function groupToday(window: TrustWindow): Condition {
  const cases = STATUS_GROUP.filter((group) => group !== 'unknown').map((group) => ({
    group,
    ...inGroup(group, window),
  }));
  const whens = cases.map(({ group, sql }) => `WHEN ${sql} THEN '${group}'`);
  return {
    sql: `CASE ${whens.join(' ')} ELSE 'unknown' END`,
    values: Object.assign({}, ...cases.map(({ values }) => values)) as Condition['values'],
  };
}

function countsOf(rows: readonly CountRow[]): Map<string | null, GroupCounts> {
  const counts = new Map<string | null, GroupCounts>();
  for (const { shown, today, count } of rows) {
    const found = counts.get(shown) ?? { open: 0, upcoming: 0, active: 0, paused: 0, ended: 0, unknown: 0 };
    found[today] += Number(count);
    counts.set(shown, found);
  }
  return counts;
}

const STATUS_OF_SITE = 'COALESCE(site.status, study.overallStatus)';

function placesQuery(query: StudyRowsQuery, window: TrustWindow, siteGroup: StatusGroup | null): StudyRowsQuery {
  const open = inGroup('open', window);
  const isOpen = `${STATUS_OF_SITE} IN (:...openSites) AND ${open.sql}`;
  const sites = query
    .innerJoin('study_location', 'site', 'site.study_id = study.id')
    .select('site.country', 'country')
    .addSelect('site.city', 'city')
    .addSelect('site.lat', 'lat')
    .addSelect('site.lon', 'lon')
    .addSelect('COUNT(*)', 'sites')
    .addSelect(`SUM(CASE WHEN ${isOpen} THEN 1 ELSE 0 END)`, 'open')
    .setParameters({ ...open.values, openSites: statusesOf('open') })
    .groupBy('site.country')
    .addGroupBy('site.city')
    .addGroupBy('site.lat')
    .addGroupBy('site.lon')
    .orderBy('sites', 'DESC')
    .addOrderBy('site.country')
    .addOrderBy('site.city')
    .addOrderBy('site.lat')
    .addOrderBy('site.lon')
    .limit(PLACE_LIMIT + 1);
  if (siteGroup === 'open') return sites.andWhere(isOpen);
  return siteGroup === null
    ? sites
    : sites.andWhere(`${STATUS_OF_SITE} IN (:...siteStatuses)`, { siteStatuses: statusesOf(siteGroup) });
}
