import { haversineOf, kilometresOf } from '../model/distance.js';
import { GROUP_OF_STATUS, type StatusGroup } from '../model/status.js';
import type { NearFilter } from '../studies/study-filter.types.js';
import type { PlacedSite } from '../studies/study-sites.store.js';
import type { TrialItem } from './schemas/study.schema.js';

type Near = NonNullable<TrialItem['near']>;
type NearSite = NonNullable<Near['nearest']>;

/**
 * The sites of a study around a point. A site takes patients only while its study may be believed to take any (`group`) and it
 * does not say otherwise itself; so a closed site never passes for an open one, nor hides one farther away.
 */
export function nearOf(sites: readonly PlacedSite[], { point, radiusKm }: NearFilter, group: StatusGroup): Near {
  const within = sites
    .map((site) => siteAt(site, kilometresOf(haversineOf(point, site.point)), group))
    .filter(({ km }) => km <= radiusKm)
    .sort((a, b) => a.km - b.km)
    .map(({ site }) => site);
  return {
    precision: 'city',
    radiusKm: rounded(radiusKm),
    sitesInRadius: within.length,
    openSitesInRadius: within.filter(({ isOpen }) => isOpen).length,
    nearest: within[0] ?? null,
    nearestOpen: within.find(({ isOpen }) => isOpen) ?? null,
  };
}

function siteAt(site: PlacedSite, km: number, group: StatusGroup): { site: NearSite; km: number } {
  const { facility, city, state, country, status } = site;
  const isOpen = group === 'open' && (status === null || GROUP_OF_STATUS[status] === 'open');
  return { km, site: { facility, city, state, country, status, isOpen, distanceKm: rounded(km) } };
}

function rounded(km: number): number {
  return Math.round(km * 10) / 10;
}
