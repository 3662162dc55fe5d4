import { geoArea, geoPath } from 'd3-geo';
import type { MultiPolygon, Position } from 'geojson';
import { LRUCache } from 'lru-cache';
import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import { atlas, type Atlas, type AtlasCountry, type Line } from './atlas.js';
import { CompactPath } from './compact-path.js';
import type { CountryCode } from '../words/countries.js';
import { keptPoints } from './simplified.js';
import type { MapView } from './map-view.js';

/** The outline of a country in a drawing, as the attribute `d` of a path, and the longer side of its largest part. */
export type CountryShape = { code: CountryCode | null; d: string; size: number };

/** Units of the drawing by which an outline may be off. */
const TOLERANCE = { part: 0.45, world: 0.7 };
/** Degrees around a view in which countries may reach into its corners. */
const REACH = 20;

/** Outlines by view: working them out takes a while, and most maps show the same parts of the world. */
const known = new LRUCache<string, CountryShape[]>({ max: 40 });

/** The outlines of all countries in a view. */
export function countryShapes(view: MapView): readonly CountryShape[] {
  const key = view.part === null ? 'world' : Object.values(view.part).join(' ');
  const shapes = known.get(key) ?? shapesOf(view);
  known.set(key, shapes);
  return shapes;
}

function shapesOf(view: MapView): CountryShape[] {
  const world = atlas(view.detail);
  const near = world.countries.filter((country) => mayShow(view, country));
  const topology = { type: 'Topology', objects: {}, arcs: simplified(world, near, view) } as unknown as Topology;
  const path = geoPath(view.projection);
  return near.flatMap(({ code, geometry }) => {
    const compact = new CompactPath();
    path.context(compact)(withoutFlat(feature(topology, geometry)));
    const d = compact.toString();
    return d === '' ? [] : [{ code, d, size: compact.size }];
  });
}

/** Square radians: half of the world, more than any country has. */
const HALF = 2 * Math.PI;

/**
 * An area without the rings that simplifying left flat: on a sphere such a ring can turn inside out, and then means all of
 * the world but itself.
 */
function withoutFlat(area: ReturnType<typeof feature>): MultiPolygon {
  const geometry = area.type === 'Feature' ? area.geometry : null;
  const polygons =
    geometry?.type === 'Polygon'
      ? [geometry.coordinates]
      : geometry?.type === 'MultiPolygon'
        ? geometry.coordinates
        : [];
  const coordinates = polygons.flatMap(([outer, ...holes]) => {
    if (outer === undefined || !isRing(outer) || areaIn(outer) > HALF) return [];
    return [[outer, ...holes.filter((hole) => isRing(hole) && areaIn(hole) > HALF)]];
  });
  return { type: 'MultiPolygon', coordinates };
}

/** Whether a closed line goes through three points at least. */
function isRing(line: readonly Position[]): boolean {
  return new Set(line.map(String)).size >= 3;
}

function areaIn(ring: Position[]): number {
  return geoArea({ type: 'Polygon', coordinates: [ring] });
}

/** Whether any part of a country can be in the view. */
function mayShow({ part }: MapView, { box: [west, south, east, north] }: AtlasCountry): boolean {
  if (part === null) return true;
  if (south > part.north + REACH || north < part.south - REACH) return false;
  return [-360, 0, 360].some((turn) => west + turn < part.east + REACH && east + turn > part.west - REACH);
}

/** The lines of some countries without the points that nobody would see; shared borders stay shared. */
function simplified({ lines }: Atlas, countries: readonly AtlasCountry[], { projection, part }: MapView): Line[] {
  const used = new Set(countries.flatMap(({ arcs }) => arcs));
  return lines.map((line, i) => {
    if (!used.has(i)) return [];
    const kept = keptPoints(
      line.map(([lon, lat]) => projection([lon, lat])),
      part === null ? TOLERANCE.world : TOLERANCE.part,
    );
    return line.filter((_, at) => kept[at]);
  });
}
