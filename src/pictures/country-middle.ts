import { geoArea, geoCentroid } from 'd3-geo';
import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import type { GeoPoint } from '../model/study.js';
import type { CountryCode } from '../words/countries.js';
import { atlas } from './atlas.js';

const known = new Map<CountryCode, GeoPoint | null>();

/** The middle of the largest part of a country, null where the atlas does not have it. */
export function countryMiddle(code: CountryCode): GeoPoint | null {
  const middle = known.get(code) ?? middleOf(code);
  known.set(code, middle);
  return middle;
}

function middleOf(code: CountryCode): GeoPoint | null {
  const { countries, lines } = atlas('50m');
  const topology = { type: 'Topology', objects: {}, arcs: lines } as unknown as Topology;
  const areas = countries.filter((country) => country.code === code).map(({ geometry }) => feature(topology, geometry));
  const polygons = areas.flatMap((area) => {
    if (area.type !== 'Feature') return [];
    const { geometry } = area;
    if (geometry.type === 'Polygon') return [geometry.coordinates];
    return geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
  });
  const shapes = polygons.map((coordinates) => ({ type: 'Polygon' as const, coordinates }));
  const largest = shapes.reduce<(typeof shapes)[number] | null>(
    (best, shape) => (best === null || geoArea(shape) > geoArea(best) ? shape : best),
    null,
  );
  if (largest === null) return null;
  const [lon, lat] = geoCentroid(largest);
  return { lat, lon };
}
