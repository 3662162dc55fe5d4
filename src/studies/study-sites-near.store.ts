import { boxAround, haversineOfKilometres } from '../model/distance.js';
import { statusesOf } from '../model/status.js';
import type { NearFilter } from './study-filter.types.js';

/** The haversine between the place asked for and a site, as SQL that both engines read. */
const HAVERSINE = [
  '(1 - COS(RADIANS(site.lat - :nearLat))) / 2',
  'COS(RADIANS(:nearLat)) * COS(RADIANS(site.lat)) * (1 - COS(RADIANS(site.lon - :nearLon))) / 2',
].join(' + ');

/** Studies with sites that count, as SQL of `id` and `haversine` (of the nearest of them). */
export function sitesNear({ point, radiusKm, siteGroup }: NearFilter): {
  sql: string;
  values: Record<string, unknown>;
} {
  const box = boxAround(point, radiusKm);
  const longitudes = box.lon.map((_, i) => `site.lon BETWEEN :nearWest${i} AND :nearEast${i}`).join(' OR ');
  const group = siteGroup === null ? '' : ' AND COALESCE(site.status, owner.overall_status) IN (:...siteStatuses)';
  const sql = `
    SELECT site.study_id AS id, MIN(${HAVERSINE}) AS haversine
    FROM study_location site ${siteGroup === null ? '' : 'INNER JOIN study owner ON owner.id = site.study_id'}
    WHERE site.lat BETWEEN :nearSouth AND :nearNorth AND (${longitudes === '' ? 'site.lon IS NOT NULL' : longitudes})
      AND ${HAVERSINE} <= :nearHaversine${group}
    GROUP BY site.study_id`;
  const bounds = box.lon.flatMap(([west, east], i) => [[`nearWest${i}`, west], [`nearEast${i}`, east]]); // prettier-ignore
  return {
    sql,
    values: {
      nearLat: point.lat,
      nearLon: point.lon,
      nearSouth: box.lat[0],
      nearNorth: box.lat[1],
      nearHaversine: haversineOfKilometres(radiusKm),
      ...(Object.fromEntries(bounds) as Record<string, number>),
      ...(siteGroup === null ? {} : { siteStatuses: statusesOf(siteGroup) }),
    },
  };
}
