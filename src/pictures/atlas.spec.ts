import { describe, expect, it } from '@jest/globals';
import { countryName } from '../words/countries.js';
import { atlas } from './atlas.js';

describe('the atlas', () => {
  it.each(['110m', '50m'] as const)(
    'in %s has a code for every country but places that have none, and each once',
    (detail) => {
      const { countries } = atlas(detail);
      const codes = countries.flatMap(({ code }) => code ?? []);
      expect(new Set(codes).size).toBe(codes.length);
      // Areas whose belonging is disputed, and islands that nobody has sites on.
      expect(countries.length - codes.length).toBe(detail === '110m' ? 2 : 5);
      expect(codes.length).toBeGreaterThan(detail === '110m' ? 170 : 230);
      for (const code of codes) expect(countryName('en', code).length).toBeGreaterThan(1);
    },
  );

  it.each([
    ['FR', 2.35, 48.85],
    ['KR', 127, 37.5],
    ['TW', 121, 24],
    ['CD', 23, -3],
    ['XK', 21, 42.6],
    ['US', -98, 39],
  ])('has %s where it is', (wanted, lon, lat) => {
    const country = atlas('50m').countries.find(({ code }) => code === wanted);
    const [west = 0, south = 0, east = 0, north = 0] = country?.box ?? [];
    expect([west < lon, lon < east, south < lat, lat < north]).toEqual([true, true, true, true]);
  });
});
