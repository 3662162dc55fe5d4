import type { SitePlace } from '../model/site-place.js';
import type { StatusGroup } from '../model/status.js';
import type { Phase } from '../model/study.js';

/** How many studies count in each status group today. */
export type GroupCounts = Record<StatusGroup, number>;

/** Studies of one phase; a study with two phases counts in both, one without any under `NONE`. */
export type PhaseCounts = { phase: Phase | 'NONE'; counts: GroupCounts };

/** Studies that started, or mean to start, in one year. */
export type YearCounts = { year: number; counts: GroupCounts };

/** Studies by the year of their start, oldest first; `withoutYear` counts those that state none. */
export type StartYears = { rows: YearCounts[]; withoutYear: number };

/** Places with the most sites first; `isComplete` is false where there are more than were read. */
export type SitePlaces = { places: SitePlace[]; isComplete: boolean };
