import type { VNode } from 'preact';
import { Foreign } from '../markup/foreign-text.js';
import type { GeoPoint } from '../model/study.js';
import { countryCode } from '../words/countries.js';
import type { Say } from '../words/say.js';
import { cityDots, type CityDot, type PlacedSites } from './city-dots.js';
import { countryPlace } from './country-place.js';
import { countryShapes } from './country-shapes.js';
import type { TableData } from './data-table.js';
import { isolated } from '../markup/isolated.js';
import { Legend, type LegendItem } from './legend.js';
import { mapView } from './map-view.js';
import { EmptyPicture, Picture } from './picture.js';
import type { SitePlace } from '../model/site-place.js';
import { sitesByCountry, type CountrySites } from './sites-by-country.js';

/** Cities that a table still can name beside their countries. */
const FEW_CITIES = 60;
/** Countries that the description names. */
const NAMED = 5;
/** Units of the drawing: a smaller country cannot be seen by its shade, so its middle is a dot. */
const SEEN = 8;

/** `isOpenKnown` false: nobody can say which sites take people, so nothing is said of it. */
type Sites = { say: Say; id: string; title: string; places: readonly SitePlace[]; isOpenKnown?: boolean };

/** Where sites are: countries shaded, cities as dots. */
export function SitesMap({ say, id, title, places, isOpenKnown = true }: Sites): VNode {
  if (places.every(({ sites }) => sites === 0)) return <EmptyPicture say={say} title={title} />;
  const countries = sitesByCountry(say, places);
  const found = places.filter(({ sites }) => sites > 0).map((place) => ({ place, placed: placedSites(place) }));
  const placed = found.flatMap((each) => each.placed ?? []);
  const view = mapView(placed.flatMap(({ reach }) => reach));
  const shades = shadesOf(view, countries);
  const lost = found.reduce((sum, each) => sum + (each.placed === null ? each.place.sites : 0), 0);
  const notes = lost === 0 ? [] : [say.text('picture.noPlace', { count: lost })];
  // Sites at the middle of a country that is shaded anyway would look like sites of a city.
  const dots = cityDots(view, placed.filter(({ isCity, code }) => isCity || !shades.seen.has(code))); // prettier-ignore
  return (
    <Picture
      say={say}
      id={id}
      title={title}
      description={[describe(say, countries, isOpenKnown), ...notes.map((note) => `${note}.`)].join(' ')}
      width={view.width}
      height={view.height}
      kind={view.part === null ? 'wide' : 'part'}
      legend={<Legend items={legendOf(say, id, shades, dots, isOpenKnown)} />}
      notes={notes}
      table={tableOf(say, countries, isOpenKnown)}
    >
      <defs>
        <pattern id={`${id}-closed`} width="4" height="4" patternUnits="userSpaceOnUse">
          <path class="hatch" d="M-1 1L1-1M0 4L4 0M3 5L5 3" />
        </pattern>
      </defs>
      <path class="land" d={shades.land} />
      {shades.closed !== '' && <ClosedLand id={id} d={shades.closed} />}
      {shades.open !== '' && <path class="land land-open" d={shades.open} />}
      {/* Open ones lie on top: they are what most readers look for. */}
      <Dots name="dot-closed" dots={dots.filter(({ isOpen }) => !isOpen)} />
      <Dots name="dot-open" dots={dots.filter(({ isOpen }) => isOpen)} />
    </Picture>
  );
}

function Dots({ name, dots }: { name: string; dots: readonly CityDot[] }): VNode {
  return (
    <g class={name}>
      {dots.map(({ x, y, radius }) => (
        <circle cx={x} cy={y} r={radius} />
      ))}
    </g>
  );
}

function ClosedLand({ id, d }: { id: string; d: string }): VNode {
  return (
    <>
      <path class="land land-closed" d={d} />
      <path class="over" fill={`url(#${id}-closed)`} d={d} />
    </>
  );
}

/** `reach`: what the map must hold to show it, all of a country where no city is known. */
type Placed = PlacedSites & { code: string | null; isCity: boolean; reach: readonly GeoPoint[] };

/** A place on the map: its point, else the middle of its country; null for one that cannot be found. */
function placedSites({ point, country, sites, open }: SitePlace): Placed | null {
  const code = country === null ? null : countryCode(country);
  if (point !== null) return { point, sites, open, code, isCity: true, reach: [point] };
  const place = code === null ? null : countryPlace(code);
  return place === null ? null : { point: place.middle, sites, open, code, isCity: false, reach: place.corners };
}

type Shades = { land: string; closed: string; open: string; seen: ReadonlySet<string | null> };

function shadesOf(view: ReturnType<typeof mapView>, countries: readonly CountrySites[]): Shades {
  const byCode = new Map(countries.flatMap((country) => (country.code === null ? [] : [[country.code, country]])));
  const shapes = countryShapes(view);
  const join = (isOne: (sites: CountrySites | undefined) => boolean): string =>
    shapes
      .filter(({ code }) => isOne(code === null ? undefined : byCode.get(code)))
      .reduce((all, { d }) => all + d, '');
  return {
    land: join((sites) => sites === undefined),
    closed: join((sites) => sites?.open === 0),
    open: join((sites) => sites !== undefined && sites.open > 0),
    seen: new Set(shapes.filter(({ size }) => size >= SEEN).map(({ code }) => code)),
  };
}

function legendOf(say: Say, id: string, shades: Shades, dots: readonly CityDot[], isOpenKnown: boolean): LegendItem[] {
  const area = { x: 1, y: 1, width: 16, height: 16 };
  const items: (LegendItem & { isThere: boolean })[] = [
    {
      isThere: shades.open !== '',
      sign: <rect class="land land-open" {...area} />,
      text: say.text('picture.countriesOpen'),
    },
    {
      isThere: shades.closed !== '',
      sign: (
        <>
          <rect class="land land-closed" {...area} />
          <rect class="over" fill={`url(#${id}-closed)`} {...area} />
        </>
      ),
      text: say.text(isOpenKnown ? 'picture.countriesClosed' : 'picture.countriesPlain'),
    },
    {
      isThere: dots.some(({ isOpen }) => isOpen),
      sign: <circle class="dot-open" cx="9" cy="9" r="5" />,
      text: say.text('picture.dotOpen'),
    },
    {
      isThere: dots.some(({ isOpen }) => !isOpen),
      sign: <circle class="dot-closed" cx="9" cy="9" r="5" />,
      text: say.text(isOpenKnown ? 'picture.dotClosed' : 'picture.dotPlain'),
    },
  ];
  return items.filter(({ isThere }) => isThere);
}

function describe(say: Say, countries: readonly CountrySites[], isOpenKnown: boolean): string {
  const sum = (key: 'sites' | 'open'): number => countries.reduce((all, country) => all + country[key], 0);
  const named = countries.filter(({ name }) => name !== null);
  const most = [...named].sort((a, b) => b.sites - a.sites).slice(0, NAMED);
  const places = most.map(({ name, sites }) => `${isolated(name ?? '')} (${say.number(sites)})`);
  const total = sum('sites');
  const counted = isOpenKnown ? say.text('picture.openOf', { open: sum('open'), total }) : say.number(total);
  const sentences = [
    `${say.text('picture.pair', { name: say.text('picture.sites'), value: counted })}.`,
    `${say.text('search.countries', { count: named.length })}.`,
    ...(most.length === 0 ? [] : [say.text('picture.mostSites', { places: say.list(places) })]),
  ];
  return sentences.join(' ');
}

function tableOf(say: Say, countries: readonly CountrySites[], isOpenKnown: boolean): TableData {
  const hasCities = countries.reduce((sum, { cities }) => sum + cities.size, 0) <= FEW_CITIES;
  return {
    columns: [
      { name: say.text('picture.country'), isNumber: false },
      { name: say.text('picture.sites'), isNumber: true },
      ...(isOpenKnown ? [{ name: say.text('picture.openSites'), isNumber: true }] : []),
      ...(hasCities ? [{ name: say.text('picture.city'), isNumber: false }] : []),
    ],
    rows: countries.map(({ code, name, sites, open, cities }) => [
      <CountryCell say={say} code={code} name={name} />,
      sites,
      ...(isOpenKnown ? [open] : []),
      ...(hasCities ? [<CityList say={say} cities={cities} />] : []),
    ]),
  };
}

function CountryCell({ say, code, name }: { say: Say; code: string | null; name: string | null }): VNode {
  if (name === null) return <>{say.text('value.unknown')}</>;
  // A name that was found is in the language of the reader; any other is as the registry wrote it.
  return code === null ? <Foreign text={name} /> : <>{name}</>;
}

function CityList({ say, cities }: { say: Say; cities: ReadonlyMap<string, number> }): VNode {
  const sorted = [...cities].sort(([, a], [, b]) => b - a);
  return (
    <ul class="cities">
      {sorted.map(([name, sites]) => (
        <li>
          <Foreign text={name} max={80} />
          {sites > 1 && ` (${say.number(sites)})`}
        </li>
      ))}
    </ul>
  );
}
