import { nearest } from '../common/nearest.js';
import { badParameters } from '../http/problem.js';
import type { Guide } from '../model/guide.js';
import type { ConditionScope } from '../model/link.js';
import type { SortOrder, StudyFilter, StudySort } from '../studies/study-filter.types.js';
import type { SCOPE_CHOICE, TrialFilters } from './trials.parameters.js';

/** An entry, named. */
export type EntryKey = { guideId: string; entryId: string };

const SCOPES: Record<(typeof SCOPE_CHOICE)[number], readonly ConditionScope[] | null> = {
  guide: ['primary', 'basket'],
  related: ['primary', 'basket', 'related'],
  all: null,
};

/** The filter that a query asks for. */
export function filterOf(query: TrialFilters, entry: EntryKey | null): StudyFilter {
  return {
    entry,
    ids: query.ids,
    role: query.role,
    statuses: query.status,
    statusGroup: query.statusGroup,
    phases: query.phase,
    studyType: query.studyType,
    sponsor: query.sponsor,
    sponsorClass: query.sponsorClass,
    country: query.country,
    age: query.age,
    sex: query.sex,
    healthyVolunteers: query.healthyVolunteers,
    hasResults: query.hasResults,
    updatedSince: query.updatedSince,
    updatedUntil: query.updatedUntil,
    startedSince: query.startedSince,
    startedUntil: query.startedUntil,
    minEnrollment: query.minEnrollment,
    scopes: SCOPES[query.scope],
  };
}

const NATURAL_ORDER: Record<StudySort, SortOrder> = {
  lastUpdate: 'desc',
  start: 'desc',
  enrollment: 'desc',
  nctId: 'asc',
};

/** The order of a list: what the query says, else the one that is natural for its sort. */
export function orderOf({ sort, order }: TrialFilters): SortOrder {
  return order ?? NATURAL_ORDER[sort];
}

/** The entry that `entryId` or `guideId/entryId` names. Throws a 400 problem that names the entries most like it. */
export function findEntry(name: string, guides: readonly Guide[]): EntryKey {
  const given = name.toLowerCase();
  const entries = guides.flatMap((guide) => guide.entries.map(({ guideId, entryId }) => ({ guideId, entryId })));
  const matching = entries.filter((entry) => given === entry.entryId || given === fullName(entry));
  const [only] = matching;
  if (matching.length === 1 && only !== undefined) return only;
  if (matching.length > 1) throw refuse('Several guides have this entry; say which one.', matching.map(fullName));
  const names = given.includes('/') ? entries.map(fullName) : [...new Set(entries.map(({ entryId }) => entryId))];
  const near = nearest(given, names, 3).map((name) => `"${name}"`);
  throw refuse(
    `There is no entry "${name.slice(0, 80)}".${near.length > 0 ? ` Nearest: ${near.join(', ')}.` : ''}`,
    names,
  );
}

function fullName({ guideId, entryId }: EntryKey): string {
  return `${guideId}/${entryId}`;
}

function refuse(detail: string, allowed: string[]): Error {
  return badParameters([{ parameter: 'entry', detail, allowed }]);
}
