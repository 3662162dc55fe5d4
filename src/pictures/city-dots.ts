import type { GeoPoint } from '../model/study.js';
import type { MapView } from './map-view.js';
import { tenths } from './tenths.js';

/** Sites at a point. */
export type PlacedSites = { point: GeoPoint; sites: number; open: number };

/** A dot on a map: a city, or several that cannot be told apart there. */
export type CityDot = { x: number; y: number; radius: number; isOpen: boolean };

/** Cities in a square of this side become one dot. */
const CELL = 4;
const RADIUS = { one: 1.9, most: 9 };

/** The dots of a map, large ones first, so that small ones lie on top. Their areas stand for numbers of sites. */
export function cityDots(view: MapView, places: readonly PlacedSites[]): CityDot[] {
  const cells = new Map<string, { x: number; y: number; sites: number; open: number }>();
  for (const { point, sites, open } of places) {
    const drawn = view.projection([point.lon, point.lat]);
    if (drawn === null) continue;
    const [x, y] = drawn;
    const key = `${Math.floor(x / CELL)} ${Math.floor(y / CELL)}`;
    const cell = cells.get(key) ?? { x: 0, y: 0, sites: 0, open: 0 };
    cells.set(key, {
      x: cell.x + x * sites,
      y: cell.y + y * sites,
      sites: cell.sites + sites,
      open: cell.open + open,
    });
  }
  return [...cells.values()]
    .sort((a, b) => b.sites - a.sites)
    .map(({ x, y, sites, open }) => ({
      x: tenths(x / sites),
      y: tenths(y / sites),
      radius: tenths(Math.min(RADIUS.most, RADIUS.one * Math.sqrt(sites))),
      isOpen: open > 0,
    }));
}
