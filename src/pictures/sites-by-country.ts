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

/** Sites by country, those with the most open ones first; two spellings of one country are one. */
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
  const byName = new Intl.Collator(say.language).compare;
  return [...all.values()].sort(
    (a, b) =>
      b.open - a.open || Number(a.name === null) - Number(b.name === null) || byName(a.name ?? '', b.name ?? ''),
  );
}
