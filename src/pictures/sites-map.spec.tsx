import { describe, expect, it } from '@jest/globals';
import { renderToString } from 'preact-render-to-string';
import { elementsOf, readPicture } from '../../test/support/pictures.js';
import { Say } from '../words/say.js';
import { countryPlace } from './country-place.js';
import { mapView } from './map-view.js';
import type { SitePlace } from '../model/site-place.js';
import { SitesMap } from './sites-map.js';

const en = Say.in('en');
const drawingOf = (html: string): string => html.slice(0, html.indexOf('</svg>'));
/** The dots of a kind: their places and radii. */
const dotsOf = (html: string, name: 'dot-open' | 'dot-closed'): Record<string, string>[] => {
  const group = new RegExp(`<g class="${name}">(.*?)</g>`, 's').exec(drawingOf(html))?.[1] ?? '';
  return [...group.matchAll(/cx="([^"]+)" cy="([^"]+)" r="([^"]+)"/g)].map(([, cx = '', cy = '', r = '']) => ({ cx, cy, r })); // prettier-ignore
};
const place = (parts: Partial<SitePlace>): SitePlace => ({
  country: null,
  city: null,
  point: null,
  sites: 1,
  open: 0,
  ...parts,
});
const PARIS = { lat: 48.85, lon: 2.35 };
const SYDNEY = { lat: -33.87, lon: 151.2 };
const map = (places: SitePlace[], say = en) =>
  readPicture(<SitesMap say={say} id="m" title="Map" places={places} />, 'm');

describe('a map of sites', () => {
  it('says nothing of open or closed where nobody can know', () => {
    const places = [{ country: 'France', city: 'Paris', point: { lat: 48.85, lon: 2.35 }, sites: 2, open: 0 }];
    const read = readPicture(
      <SitesMap say={Say.in('en')} id="unsure" title="Made-up" places={places} isOpenKnown={false} />,
      'unsure',
    );
    expect(read.columns).toEqual(['Country', 'Sites', 'City']);
    expect(read.html).not.toMatch(/\bopen\b(?!-)(?!">)/i);
    expect(read.description).toContain('Sites: 2.');
  });

  it('has its numbers in words and in a table, countries with the most open sites first', () => {
    const { description, columns, rows, html } = map([
      place({ country: 'Germany', city: 'Made-up B', sites: 2 }),
      place({ country: 'France', city: 'Made-up Paris', point: PARIS, sites: 5, open: 3 }),
      place({ country: 'Australia', city: 'Made-up Sydney', point: SYDNEY, sites: 1 }),
      place({ country: 'Nowhere', city: 'Made-up A', sites: 4 }),
      place({ sites: 3 }),
    ]);
    expect(description).toBe(
      'Sites: 3 of 15 open. In 4 countries. Most sites: France (5), Nowhere (4), Germany (2) and Australia (1). 7 sites without a known place.',
    );
    expect(columns).toEqual(['Country', 'Sites', 'Of these open', 'City']);
    expect(rows).toEqual([
      ['France', '5', '3', 'Made-up Paris (5)'],
      ['Australia', '1', '0', 'Made-up Sydney'],
      ['Germany', '2', '0', 'Made-up B (2)'],
      ['Nowhere', '4', '0', 'Made-up A (4)'],
      ['Not stated', '3', '0', ''],
    ]);
    expect(html).toContain('<p class="note">7 sites without a known place</p>');
    expect(elementsOf(drawingOf(html), 'land-open')).toHaveLength(1);
    expect(elementsOf(drawingOf(html), 'land-closed')).toHaveLength(1);
    expect(dotsOf(html, 'dot-open')).toHaveLength(1);
    expect(dotsOf(html, 'dot-closed')).toHaveLength(1);
  });

  it('counts two spellings of a country as one, named in the language of the reader', () => {
    const places = [
      place({ country: 'Korea, Republic of', sites: 2, open: 1 }),
      place({ country: 'South Korea', sites: 3 }),
    ];
    expect(map(places).rows.map((row) => row.slice(0, 3))).toEqual([['South Korea', '5', '1']]);
    expect(map(places, Say.in('fr')).rows[0]?.[0]).toBe('Corée du Sud');
  });

  it('comes nearer when all sites are in a small part of the world, and shows all of them', () => {
    const near = mapView([PARIS, { lat: 52.5, lon: 13.4 }]);
    const far = mapView([PARIS, SYDNEY]);
    expect([near.part === null, far.part === null]).toEqual([false, true]);
    const across = [
      { lat: 0, lon: 179 },
      { lat: 5, lon: -178 },
    ];
    const shown = [
      { view: near, points: [PARIS] },
      { view: far, points: [PARIS, SYDNEY] },
      { view: mapView(across), points: across },
    ];
    for (const { view, points } of shown) {
      for (const { lat, lon } of points) {
        const [x = -1, y = -1] = view.projection([lon, lat]) ?? [];
        expect([x > 0 && x < view.width, y > 0 && y < view.height]).toEqual([true, true]);
      }
    }
    expect(mapView(across).part).not.toBeNull();
  });

  it('comes nearer to countries, too, when no site has a point', () => {
    const { html } = map([place({ country: 'France', open: 1 }), place({ country: 'Belgium' })]);
    expect(html).toContain('class="picture picture-part"');
    expect(dotsOf(html, 'dot-open')).toHaveLength(0);
    expect(elementsOf(drawingOf(html), 'land-open')).toHaveLength(1);
  });

  it('holds all of a large country whose cities are not known', () => {
    expect(map([place({ country: 'Russia' })]).html).toContain('class="picture picture-wide"');
    const brazil = map([place({ country: 'Brazil', open: 1 })]).html;
    expect(brazil).toContain('class="picture picture-part"');
    expect(elementsOf(drawingOf(brazil), 'land').length).toBe(2);
  });

  it('shows a country that is too small to be seen as a dot in its middle', () => {
    const { html } = map([
      place({ country: 'Singapore', open: 1 }),
      place({ country: 'Brazil' }),
      place({ country: 'France' }),
    ]);
    expect(dotsOf(html, 'dot-open')).toHaveLength(1);
    expect(countryPlace('SG')?.middle.lat).toBeCloseTo(1.35, 0);
    expect(countryPlace('FR')?.middle.lat).toBeGreaterThan(43);
  });

  it('draws dots whose areas stand for sites', () => {
    const { html } = map([
      place({ country: 'France', point: PARIS, sites: 4, open: 1 }),
      place({ country: 'Italy', point: { lat: 41.9, lon: 12.5 }, sites: 1, open: 1 }),
      place({ country: 'Spain', point: { lat: 40.4, lon: -3.7 }, sites: 100_000, open: 1 }),
    ]);
    expect(dotsOf(html, 'dot-open').map(({ r }) => r)).toEqual(['9', '4', '2']);
  });

  it('is never mirrored', () => {
    const places = [place({ country: 'France', point: PARIS }), place({ country: 'Australia', point: SYDNEY })];
    expect(dotsOf(map(places).html, 'dot-closed')).toHaveLength(2);
    expect(dotsOf(map(places, Say.in('ar')).html, 'dot-closed').map(({ cx }) => cx)).toEqual(
      dotsOf(map(places).html, 'dot-closed').map(({ cx }) => cx),
    );
  });

  it('of two hundred countries and thousands of cities stays small', () => {
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i));
    const countries = letters.flatMap((a) => letters.flatMap((b) => names.of(a + b) ?? [])).slice(0, 200);
    const places = Array.from({ length: 3000 }, (_, i) =>
      place({
        country: countries[i % 200] ?? null,
        city: `Made-up town ${i}`,
        point: { lat: ((i * 37) % 120) - 50, lon: ((i * 71) % 340) - 170 },
        sites: 1 + (i % 9),
        open: i % 2,
      }),
    );
    const { rows, columns, html } = map(places);
    expect(columns).toEqual(['Country', 'Sites', 'Of these open']);
    expect(rows.length).toBeGreaterThan(180);
    expect(rows.reduce((sum, row) => sum + Number(row[1]), 0)).toBe(places.reduce((sum, { sites }) => sum + sites, 0));
    expect(drawingOf(html).length).toBeLessThan(45_000);
  });

  it('escapes and isolates names that would do harm', () => {
    const hostile = '</svg><script>alert(1)</script>\u202e"&';
    const { html, rows } = map([place({ country: hostile, city: hostile, point: PARIS }), place({ country: hostile })]);
    expect(html).not.toContain('<script');
    expect(html).not.toContain('\u202e');
    expect(rows[0]?.[0]).toBe('</svg><script>alert(1)</script>"&');
    expect(html).toMatch(/<bdi lang="en" dir="auto">&lt;\/svg>/);
    expect(html).toMatch(/\u2068&lt;\/svg>[^\u2069]*\u2069/);
  });

  it('says that there is nothing to draw where there are no sites', () => {
    expect(renderToString(<SitesMap say={en} id="m" title="Map" places={[]} />)).toContain(
      'There is nothing to draw yet.',
    );
  });

  it('shows the world, and says how many sites it does not show, where none has a known place', () => {
    const { html, description } = map([place({ sites: 2 })]);
    expect(description).toContain('2 sites without a known place.');
    expect(elementsOf(drawingOf(html), 'land')).toHaveLength(1);
  });
});
