import type { City, CityLeaf, Country, GeoCoordinates } from 'schema-dts';
import type { GeoPoint, StudyLocation } from '../model/study.js';

/** Cities that are listed, at most; of studies in more of them only the countries are. */
const CITIES = 50;

/** More countries than the world has; a record can make up any number. */
const COUNTRIES = 300;

/** Where a study takes place: its cities, or its countries where those are many. Points are those of cities, as in the registry. */
export function studyPlaces(locations: readonly StudyLocation[]): (City | Country)[] {
  const cities = distinctBy(locations, ({ city, state, country }) => JSON.stringify([city, state, country]));
  if (cities.length <= CITIES) return cities.flatMap(placeOf);
  const countries = distinctBy(locations, ({ country }) => String(country)).flatMap((each) => countryOf(each) ?? []);
  return countries.slice(0, COUNTRIES);
}

function placeOf(location: StudyLocation): (City | Country)[] {
  const country = countryOf(location);
  const { city, state, geoPoint } = location;
  if (city === null) return country === undefined ? [] : [country];
  const region = state === null ? country : regionOf(state, country);
  return [{ '@type': 'City', name: city, geo: geoOf(geoPoint), containedInPlace: region }];
}

function regionOf(name: string, country: Country | undefined): CityLeaf['containedInPlace'] {
  return { '@type': 'AdministrativeArea', name, containedInPlace: country };
}

function countryOf({ country }: StudyLocation): Country | undefined {
  return country === null ? undefined : { '@type': 'Country', name: country };
}

function geoOf(point: GeoPoint | null): GeoCoordinates | undefined {
  return point === null ? undefined : { '@type': 'GeoCoordinates', latitude: point.lat, longitude: point.lon };
}

function distinctBy<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const first = new Map<string, T>();
  for (const item of items) if (!first.has(keyOf(item))) first.set(keyOf(item), item);
  return [...first.values()];
}
