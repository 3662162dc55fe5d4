import type { GeoPoint } from '../model/study.js';
import type { MapView } from './map-view.js';
import { tenths } from './tenths.js';

/** Sites at a point. */
export type PlacedSites = { point: GeoPoint; sites: number; open: number };

/** A dot on a map: a city, or several that cannot be told apart there. */
export type CityDot = { x: number; y: number; radius: number; isOpen: boolean };

/** Cities in a square of this side become one dot; of the next side where there are too many dots to tell apart. */
const SIDES = [4, 6, 9, 13, 20] as const;
const MANY = 200;

/** Of a single site, and of the largest dots; on the whole world cities lie closer together. */
const RADIUS = { part: { one: 2, most: 9 }, world: { one: 1.3, most: 6 } };

/** The dots of a map, large ones first, so that small ones lie on top. Their areas stand for numbers of sites. */
export function cityDots(view: MapView, places: readonly PlacedSites[]): CityDot[] {
  const { one, most } = view.part === null ? RADIUS.world : RADIUS.part;
  const drawn = places.flatMap(({ point, sites, open }) => {
    const at = view.projection([point.lon, point.lat]);
    return at === null ? [] : [{ x: at[0] * sites, y: at[1] * sites, sites, open }];
  });
  return cellsOf(drawn)
    .sort((a, b) => b.sites - a.sites)
    .map(({ x, y, sites, open }) => ({
      x: tenths(x / sites),
      y: tenths(y / sites),
      radius: tenths(Math.min(most, one * Math.sqrt(sites))),
      isOpen: open > 0,
    }));
}

/** Sites of some cities; `x` and `y` are sums over the sites. */
type Cell = { x: number; y: number; sites: number; open: number };

function cellsOf(drawn: readonly Cell[]): Cell[] {
  let cells: Cell[] = [];
  for (const side of SIDES) {
    cells = gathered(drawn, side);
    if (cells.length <= MANY) break;
  }
  return cells;
}

function gathered(drawn: readonly Cell[], side: number): Cell[] {
  const cells = new Map<string, Cell>();
  for (const { x, y, sites, open } of drawn) {
    const key = `${Math.floor(x / sites / side)} ${Math.floor(y / sites / side)}`;
    const cell = cells.get(key) ?? { x: 0, y: 0, sites: 0, open: 0 };
    cells.set(key, { x: cell.x + x, y: cell.y + y, sites: cell.sites + sites, open: cell.open + open });
  }
  return [...cells.values()];
}
