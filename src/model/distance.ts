import type { GeoPoint } from './study.js';

/** Mean radius of the earth in km (IUGG). */
const EARTH_RADIUS_KM = 6371.0088;

/** Degrees of latitude and longitude around a point that hold every point within a distance. `lon` is one range, two across the date line, or none near a pole, where every longitude may be near. */
export type Box = { lat: [number, number]; lon: [number, number][] };

/**
 * The haversine of the angle between two points, from 0 (same place) to 1 (opposite): grows with the distance and needs no
 * function that databases lack.
 */
export function haversineOf(a: GeoPoint, b: GeoPoint): number {
  const half = (degrees: number): number => (1 - Math.cos(radians(degrees))) / 2;
  return half(a.lat - b.lat) + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * half(a.lon - b.lon);
}

/** Kilometres that a haversine stands for. */
export function kilometresOf(haversine: number): number {
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, Math.max(0, haversine))));
}

/** The haversine of a distance in km. */
export function haversineOfKilometres(km: number): number {
  return (1 - Math.cos(Math.min(Math.PI, km / EARTH_RADIUS_KM))) / 2;
}

/** A box that holds every point within a distance of a point. */
export function boxAround({ lat, lon }: GeoPoint, km: number): Box {
  const angle = km / EARTH_RADIUS_KM;
  const margin = degrees(angle) + 1e-6;
  const lats: [number, number] = [lat - margin, lat + margin];
  if (lats[0] <= -90 || lats[1] >= 90) return { lat: lats, lon: [] };
  const wide = degrees(Math.asin(Math.min(1, Math.sin(angle) / Math.cos(radians(lat))))) + 1e-6;
  const [west, east] = [lon - wide, lon + wide];
  if (west < -180) return { lat: lats, lon: [[-180, east], [west + 360, 180]] }; // prettier-ignore
  if (east > 180) return { lat: lats, lon: [[west, 180], [-180, east - 360]] }; // prettier-ignore
  return { lat: lats, lon: [[west, east]] };
}

function radians(degree: number): number {
  return (degree * Math.PI) / 180;
}

function degrees(radian: number): number {
  return (radian * 180) / Math.PI;
}
