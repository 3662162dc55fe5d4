import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { boxAround, haversineOf, haversineOfKilometres, kilometresOf } from './distance.js';

const PARIS = { lat: 48.8566, lon: 2.3522 };
const LONDON = { lat: 51.5074, lon: -0.1278 };
const point = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
});

describe('distance', () => {
  it('is that of the great circle', () => {
    expect(kilometresOf(haversineOf(PARIS, LONDON))).toBeCloseTo(343.6, 0);
    expect(kilometresOf(haversineOf(PARIS, PARIS))).toBe(0);
    expect(kilometresOf(haversineOf({ lat: 0, lon: 0 }, { lat: 0, lon: 180 }))).toBeCloseTo(20015.1, 0);
    expect(kilometresOf(haversineOf({ lat: 0, lon: 179.9 }, { lat: 0, lon: -179.9 }))).toBeCloseTo(22.24, 1);
  });

  it('and haversine tell the same', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 20000, noNaN: true }), (km) => {
        expect(kilometresOf(haversineOfKilometres(km))).toBeCloseTo(km, 3);
      }),
    );
  });

  it('keeps every point that is near in the box', () => {
    fc.assert(
      fc.property(point, point, fc.double({ min: 1, max: 5000, noNaN: true }), (a, b, km) => {
        if (kilometresOf(haversineOf(a, b)) > km) return;
        const { lat, lon } = boxAround(a, km);
        expect(b.lat).toBeGreaterThanOrEqual(lat[0]);
        expect(b.lat).toBeLessThanOrEqual(lat[1]);
        expect(lon.length === 0 || lon.some(([west, east]) => b.lon >= west && b.lon <= east)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('makes a box of two parts across the date line and one without longitudes at a pole', () => {
    expect(boxAround({ lat: 0, lon: 179.5 }, 100).lon).toHaveLength(2);
    expect(boxAround({ lat: 0, lon: -179.5 }, 100).lon).toHaveLength(2);
    expect(boxAround({ lat: 89.9, lon: 0 }, 100).lon).toEqual([]);
    expect(boxAround(PARIS, 100).lon).toHaveLength(1);
  });
});
