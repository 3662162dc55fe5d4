import { describe, expect, it } from '@jest/globals';
import type { OverallStatus } from '../model/study.js';
import type { PlacedSite } from '../studies/study-sites.store.js';
import { nearOf } from './near-view.js';

const HERE = { lat: 10, lon: 10 };

/** A made-up site `degrees` north of here; a degree is 111 km. */
function site(name: string, degrees: number, status: OverallStatus | null): PlacedSite {
  const point = { lat: HERE.lat + degrees, lon: HERE.lon };
  return { facility: name, city: 'Made-up city', state: null, country: 'Made-up country', status, point };
}

const near = { point: HERE, radiusKm: 200, siteGroup: null };

describe('sites near a place', () => {
  const sites = [
    site('far and open', 3, 'RECRUITING'),
    site('open', 1.5, 'RECRUITING'),
    site('closed', 0.1, 'COMPLETED'),
    site('silent', 1.7, null),
  ];

  it('show an open site behind a nearer closed one, and both', () => {
    expect(nearOf(sites, near, 'open')).toMatchObject({
      precision: 'city',
      sitesInRadius: 3,
      openSitesInRadius: 2,
      nearest: { facility: 'closed', status: 'COMPLETED', isOpen: false, distanceKm: 11.1 },
      nearestOpen: { facility: 'open', status: 'RECRUITING', isOpen: true, distanceKm: 166.8 },
    });
  });

  it.each(['unknown', 'active', 'ended'] as const)('are not open in a study that counts as %s', (group) => {
    const { nearestOpen, openSitesInRadius } = nearOf(sites, near, group);
    expect([nearestOpen, openSitesInRadius]).toEqual([null, 0]);
  });

  it.each(['NOT_YET_RECRUITING', 'ACTIVE_NOT_RECRUITING', 'SUSPENDED', 'WITHDRAWN', 'UNKNOWN'] as const)(
    'are not open when they say %s themselves',
    (status) => {
      expect(nearOf([site('only', 0.1, status)], near, 'open').nearestOpen).toBeNull();
    },
  );

  it('are none where none is within the radius', () => {
    expect(nearOf([site('far', 3, 'RECRUITING')], near, 'open')).toMatchObject({
      ...{ sitesInRadius: 0, openSitesInRadius: 0, nearest: null, nearestOpen: null },
    });
  });
});
