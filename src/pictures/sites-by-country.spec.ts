import { describe, expect, it } from '@jest/globals';
import type { SitePlace } from '../model/site-place.js';
import { Say } from '../words/say.js';
import { sitesByCountry } from './sites-by-country.js';

function place(country: string | null, sites: number): SitePlace {
  return { country, city: 'Made-up', point: null, sites, open: 1 };
}

describe('sites by country', () => {
  it('counts two spellings of a country as one, and sites without a country by themselves', () => {
    const rows = sitesByCountry(Say.in('en'), [place('Turkey', 1), place('Türkiye', 2), place(null, 4)]);
    expect(rows.map(({ code, sites, open }) => [code, sites, open])).toEqual([
      ['TR', 3, 2],
      [null, 4, 1],
    ]);
  });

  it('counts countries that do not exist together beyond the first 20, and loses none of their sites', () => {
    const made = Array.from({ length: 1000 }, (_, i) => place(`Made-up country ${String(i)}`, 3));
    const rows = sitesByCountry(Say.in('en'), [...made, place(null, 1), place('France', 2)]);
    expect(rows).toHaveLength(22);
    expect(rows.filter(({ name }) => name === null)).toMatchObject([{ sites: 980 * 3 + 1, open: 981 }]);
    expect(rows.reduce((sum, { sites }) => sum + sites, 0)).toBe(3003);
  });
});
