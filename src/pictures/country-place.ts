import { geoArea, geoBounds, geoCentroid } from 'd3-geo';
import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import type { GeoPoint } from '../model/study.js';
import type { CountryCode } from '../words/countries.js';
import { atlas } from './atlas.js';

/** The largest part of a country: its middle, and the corners of the box around it. */
export type CountryPlace = { middle: GeoPoint; corners: readonly [GeoPoint, GeoPoint] };

const known = new Map<CountryCode, CountryPlace | null>();

/** Where a country is, null where the atlas does not have it. */
export function countryPlace(code: CountryCode): CountryPlace | null {
  const place = known.get(code) ?? largestPartOf(code);
  known.set(code, place);
  return place;
}

function largestPartOf(code: CountryCode): CountryPlace | null {
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
  const [[west, south], [east, north]] = geoBounds(largest);
  const corners = [{ lat: south, lon: west }, { lat: north, lon: east }] as const; // prettier-ignore
  return { middle: { lat, lon }, corners };
}
