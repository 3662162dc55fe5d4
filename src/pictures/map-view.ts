import { geoAzimuthalEqualArea, geoEqualEarth, geoPath, type GeoProjection } from 'd3-geo';
import type { GeoPoint } from '../model/study.js';
import type { Detail } from './atlas.js';

/** What a map shows: the whole world (`part` is null) or a part of it, and the projection into a drawing of this size. */
export type MapView = { part: Box | null; detail: Detail; projection: GeoProjection; width: number; height: number };

/** A box in degrees; `east` is beyond 180 where it crosses the line of dates. */
export type Box = { west: number; south: number; east: number; north: number };

const WIDTH = 400;
const HEIGHTS = [200, 380] as const;
/** A larger part of the world is shown as the whole of it. */
const PART = { lon: 85, lat: 55 };
/** The smallest part that is shown: a single city stands in its country. */
const SMALLEST = { lon: 18, lat: 12 };
const MARGIN = 0.12;
/** Views are rounded to this, so that few of them have to be worked out. */
const GRID = 4;
/** Without the ice at both ends. */
const WORLD: Box = { west: -168, south: -55, east: 180, north: 74 };

/** The part of the world that holds all points: enlarged where they are near each other. */
export function mapView(points: readonly GeoPoint[]): MapView {
  const box = points.length === 0 ? null : boxAroundAll(points);
  if (box === null || box.east - box.west > PART.lon || box.north - box.south > PART.lat) return worldView();
  const shown = roomAround(box);
  const middle: [number, number] = [(shown.west + shown.east) / 2, (shown.south + shown.north) / 2];
  // Equal areas as on the map of the world, and upright in the middle of the part.
  const projection = geoAzimuthalEqualArea().rotate([-middle[0], -middle[1]]).clipAngle(80);
  return { part: shown, detail: '50m', projection, ...fitted(projection, shown) };
}

function worldView(): MapView {
  const projection = geoEqualEarth();
  return { part: null, detail: '110m', projection, ...fitted(projection, WORLD) };
}

/** Brings a box into a drawing as wide as a phone, and says how large the drawing is. */
function fitted(projection: GeoProjection, box: Box): { width: number; height: number } {
  const outline = outlineOf(box);
  projection.precision(0).fitWidth(WIDTH, outline);
  const [[, top], [, bottom]] = geoPath(projection).bounds(outline);
  const height = Math.round(Math.max(HEIGHTS[0], Math.min(HEIGHTS[1], bottom - top)));
  projection.fitExtent([[0, 0], [WIDTH, height]], outline); // prettier-ignore
  projection.clipExtent([[-2, -2], [WIDTH + 2, height + 2]]); // prettier-ignore
  return { width: WIDTH, height };
}

function outlineOf({ west, south, east, north }: Box): { type: 'MultiPoint'; coordinates: [number, number][] } {
  const lons = Array.from({ length: 9 }, (_, i) => west + ((east - west) * i) / 8);
  const lats = Array.from({ length: 9 }, (_, i) => south + ((north - south) * i) / 8);
  const rows = lons.flatMap((lon): [number, number][] => [[lon, south], [lon, north]]); // prettier-ignore
  const columns = lats.flatMap((lat): [number, number][] => [[west, lat], [east, lat]]); // prettier-ignore
  return { type: 'MultiPoint', coordinates: [...rows, ...columns] };
}

/** The smallest box that holds all points: it leaves out the widest stretch of longitudes without any. */
function boxAroundAll(points: readonly GeoPoint[]): Box {
  const lats = points.map(({ lat }) => lat);
  const lons = [...new Set(points.map(({ lon }) => lon))].sort((a, b) => a - b);
  const gaps = lons.map((lon, i) => (lons[i + 1] ?? (lons[0] ?? 0) + 360) - lon);
  const widest = gaps.indexOf(Math.max(...gaps));
  const west = lons[(widest + 1) % lons.length] ?? 0;
  const south = lats.reduce((least, lat) => Math.min(least, lat), 90);
  const north = lats.reduce((most, lat) => Math.max(most, lat), -90);
  return { west, south, east: west + 360 - (gaps[widest] ?? 360), north };
}

function roomAround({ west, south, east, north }: Box): Box {
  const wide = Math.max(SMALLEST.lon / 2, ((east - west) / 2) * (1 + MARGIN * 2));
  const high = Math.max(SMALLEST.lat / 2, ((north - south) / 2) * (1 + MARGIN * 2));
  const [lon, lat] = [(west + east) / 2, (south + north) / 2];
  return {
    west: down(lon - wide),
    south: Math.max(-88, down(lat - high)),
    east: -down(-lon - wide),
    north: Math.min(88, -down(-lat - high)),
  };
}

function down(degrees: number): number {
  return Math.floor(degrees / GRID) * GRID;
}
