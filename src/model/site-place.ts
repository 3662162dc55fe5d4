import type { GeoPoint } from './study.js';

/** Sites in one place, and how many of them take patients today. `point` is that of the city. */
export type SitePlace = {
  country: string | null;
  city: string | null;
  point: GeoPoint | null;
  sites: number;
  open: number;
};
