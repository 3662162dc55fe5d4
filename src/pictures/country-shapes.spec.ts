import { describe, expect, it } from '@jest/globals';
import { countryShapes } from './country-shapes.js';
import { mapView } from './map-view.js';

/** Parts of the world, each as two points in it. */
const PARTS = [
  [{ lat: 48, lon: 2 }, { lat: -34, lon: 151 }],
  [{ lat: 1, lon: 103 }, { lat: 6, lon: 117 }],
  [{ lat: 36, lon: -9 }, { lat: 60, lon: 25 }],
  [{ lat: 60, lon: 10 }, { lat: 60, lon: 10 }],
  [{ lat: 40, lon: -75 }, { lat: 37, lon: -122 }],
  [{ lat: -17, lon: 178 }, { lat: -14, lon: -171 }],
  [{ lat: 25, lon: -80 }, { lat: 10, lon: -61 }],
  [{ lat: 24, lon: 121 }, { lat: 43, lon: 141 }],
] as const; // prettier-ignore

/** Small states and islands: none fills a map, in whichever part of the world. */
const SMALL = ['SG', 'BN', 'LU', 'CY', 'MT', 'FJ', 'TO', 'WS', 'BS', 'JM', 'TT', 'HK', 'TW', 'LB', 'QA', 'XK', 'PR'];

describe('outlines of countries', () => {
  it.each(PARTS)('are those of the countries and never of the world around them: %j to %j', (...points) => {
    const view = mapView(points);
    const shapes = countryShapes(view);
    expect(shapes.length).toBeGreaterThan(2);
    for (const { code, size } of shapes) {
      const most = view.part === null || SMALL.includes(code ?? '') ? view.width / 2 : view.width + 4;
      expect([code, size <= most]).toEqual([code, true]);
    }
    // Nothing without a code is large: only pieces whose belonging is disputed have none.
    expect(shapes.filter(({ code, size }) => code === null && size > 100)).toEqual([]);
  });
});
