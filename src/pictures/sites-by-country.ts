import type { SitePlace } from '../model/site-place.js';
import { countryCode, countryName, type CountryCode } from '../words/countries.js';
import type { Say } from '../words/say.js';

/** Sites of one country, under the name it has for the reader; the code is null where no country has that name. */
export type CountrySites = {
  code: CountryCode | null;
  /** Null for sites whose record names no country. */
  name: string | null;
  sites: number;
  open: number;
  /** Sites by city. */
  cities: Map<string, number>;
};

/** Names that no country has and that still stand alone: records can make up any number of them. */
const UNKNOWN_NAMES = 20;

/**
 * Sites by country, those with the most open ones first; two spellings of one country are one. Of names that no country
 * has only the first 20 stand alone, so there are never more rows than the world has countries and a few.
 */
export function sitesByCountry(say: Say, places: readonly SitePlace[]): CountrySites[] {
  const all = new Map<string, CountrySites>();
  for (const { country, city, sites, open } of places) {
    const code = country === null ? null : countryCode(country);
    const key = code ?? `name ${country ?? ''}`;
    const name = country === null ? null : countryName(say.language, country);
    const found = all.get(key) ?? { code, name, sites: 0, open: 0, cities: new Map<string, number>() };
    all.set(key, { ...found, sites: found.sites + sites, open: found.open + open });
    if (city !== null) found.cities.set(city, (found.cities.get(city) ?? 0) + sites);
  }
  const order = orderIn(say);
  return fewUnknown([...all.values()].sort(order)).sort(order);
}

function orderIn(say: Say): (a: CountrySites, b: CountrySites) => number {
  const byName = new Intl.Collator(say.language).compare;
  return (a, b) =>
    b.open - a.open || Number(a.name === null) - Number(b.name === null) || byName(a.name ?? '', b.name ?? '');
}

/** All the same, names that no country has beyond the first few counted as if they were not stated. */
function fewUnknown(countries: readonly CountrySites[]): CountrySites[] {
  const known = countries.filter(({ code }) => code !== null);
  const named = countries.filter(({ code, name }) => code === null && name !== null);
  const unnamed = countries.filter(({ name }) => name === null);
  const rest = [...unnamed, ...named.slice(UNKNOWN_NAMES)];
  return [...known, ...named.slice(0, UNKNOWN_NAMES), ...(rest.length === 0 ? [] : [together(rest)])];
}

function together(countries: readonly CountrySites[]): CountrySites {
  const all: CountrySites = { code: null, name: null, sites: 0, open: 0, cities: new Map() };
  for (const { sites, open, cities } of countries) {
    all.sites += sites;
    all.open += open;
    for (const [city, count] of cities) all.cities.set(city, (all.cities.get(city) ?? 0) + count);
  }
  return all;
}
