import type { Trial } from '../api/schemas/study.schema.js';
import type { SitePlace } from '../model/site-place.js';
import { isOpenSite } from './open-site.js';

/** The places of a study, each with its number of sites and how many take people. */
export function placesOf(trial: Trial): SitePlace[] {
  const places = new Map<string, SitePlace>();
  for (const site of trial.locations) {
    const { country, city, geoPoint: point } = site;
    const key = JSON.stringify([country, city, point]);
    const place = places.get(key) ?? { country, city, point, sites: 0, open: 0 };
    places.set(key, { ...place, sites: place.sites + 1, open: place.open + (isOpenSite(site, trial) ? 1 : 0) });
  }
  return [...places.values()];
}
