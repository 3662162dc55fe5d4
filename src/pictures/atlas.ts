import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { MultiPolygon, Polygon, Topology } from 'topojson-specification';
import { countryCode, type CountryCode } from '../words/countries.js';

/** `110m`: few points, for the whole world; `50m`: for a part of it, and for small countries. */
export type Detail = '110m' | '50m';

type Area = Polygon<{ name: string }> | MultiPolygon<{ name: string }>;

/** A country of the atlas with the box around it (west, south, east, north, in degrees); no code where it has none. */
export type AtlasCountry = {
  code: CountryCode | null;
  geometry: Area;
  arcs: readonly number[];
  box: readonly [number, number, number, number];
};

/** Borders and coasts of the world (https://www.naturalearthdata.com, public domain). `lines` are in degrees. */
export type Atlas = { countries: readonly AtlasCountry[]; lines: readonly Line[] };
export type Line = readonly (readonly [number, number])[];

/** Names that the atlas shortens. */
const SHORTENED: Readonly<Record<string, CountryCode>> = {
  'American Samoa': 'AS',
  'Antigua and Barb.': 'AG',
  'Bosnia and Herz.': 'BA',
  'Br. Indian Ocean Ter.': 'IO',
  'British Virgin Is.': 'VG',
  'Cayman Is.': 'KY',
  'Central African Rep.': 'CF',
  'Cook Is.': 'CK',
  'Dem. Rep. Congo': 'CD',
  'Dominican Rep.': 'DO',
  'Eq. Guinea': 'GQ',
  'Faeroe Is.': 'FO',
  'Falkland Is.': 'FK',
  'Fr. Polynesia': 'PF',
  'Fr. S. Antarctic Lands': 'TF',
  'Heard I. and McDonald Is.': 'HM',
  'Marshall Is.': 'MH',
  'N. Mariana Is.': 'MP',
  Palestine: 'PS',
  'Pitcairn Is.': 'PN',
  'S. Geo. and the Is.': 'GS',
  'S. Sudan': 'SS',
  'Solomon Is.': 'SB',
  'St. Kitts and Nevis': 'KN',
  'St. Pierre and Miquelon': 'PM',
  'St. Vin. and Gren.': 'VC',
  'St-Barthélemy': 'BL',
  'St-Martin': 'MF',
  'Turks and Caicos Is.': 'TC',
  'U.S. Virgin Is.': 'VI',
  Vatican: 'VA',
  'W. Sahara': 'EH',
  'Wallis and Futuna Is.': 'WF',
  Åland: 'AX',
};

/** Has no sites, and on a map of the world most of its place. */
const LEFT_OUT = 'Antarctica';

type World = Omit<Topology, 'objects'> & { objects: { countries: { geometries: Area[] } } };

const read = new Map<Detail, Atlas>();

/** The atlas in one of its details; read once, when it is first needed. */
export function atlas(detail: Detail): Atlas {
  const known = read.get(detail) ?? readAtlas(detail);
  read.set(detail, known);
  return known;
}

function readAtlas(detail: Detail): Atlas {
  const path = createRequire(import.meta.url).resolve(`world-atlas/countries-${detail}.json`);
  const world = JSON.parse(readFileSync(path, 'utf8')) as World;
  const lines = world.arcs.map((arc) => inDegrees(arc, world));
  const countries = world.objects.countries.geometries
    .filter(({ properties }) => properties?.name !== LEFT_OUT)
    .map((geometry) => {
      const arcs = arcsOf(geometry);
      const name = geometry.properties?.name ?? '';
      return {
        code: SHORTENED[name] ?? countryCode(name),
        geometry,
        arcs,
        box: boxOf(arcs.map((i) => lines[i] ?? [])),
      };
    });
  return { countries, lines };
}

/** https://github.com/topojson/topojson-specification, "Quantized topologies" and "Arcs". */
function inDegrees(arc: readonly number[][], { transform }: World): [number, number][] {
  const [scaleX = 1, scaleY = 1] = transform?.scale ?? [];
  const [fromX = 0, fromY = 0] = transform?.translate ?? [];
  let [x, y] = [0, 0];
  return arc.map(([dx = 0, dy = 0]) => {
    x += dx;
    y += dy;
    return [x * scaleX + fromX, y * scaleY + fromY];
  });
}

/** The numbers of the lines a country is made of; one that is walked backwards is written as its complement. */
function arcsOf(geometry: Area): number[] {
  const all = geometry.type === 'Polygon' ? geometry.arcs.flat() : geometry.arcs.flat(2);
  return [...new Set(all.map((i) => (i < 0 ? ~i : i)))];
}

function boxOf(lines: readonly Line[]): [number, number, number, number] {
  const box: [number, number, number, number] = [180, 90, -180, -90];
  for (const line of lines) {
    for (const [lon, lat] of line) {
      box[0] = Math.min(box[0], lon);
      box[1] = Math.min(box[1], lat);
      box[2] = Math.max(box[2], lon);
      box[3] = Math.max(box[3], lat);
    }
  }
  return box;
}
