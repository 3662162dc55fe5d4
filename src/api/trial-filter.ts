import { nearest } from '../common/nearest.js';
import { badParameters } from '../http/problem.js';
import type { Guide } from '../model/guide.js';
import type { ConditionScope } from '../model/link.js';
import type { GeoPoint } from '../model/study.js';
import { parseQuery } from '../search/parse-query.js';
import type { SearchArea } from '../search/search-areas.js';
import type { TextSearch } from '../search/study-search.js';
import type { Synonyms } from '../search/synonyms.js';
import type { NearFilter, SortOrder, StudyFilter, StudySort } from '../studies/study-filter.types.js';
import type { SCOPE_CHOICE, TrialsFilterQuery } from './trials.parameters.js';

/** An entry, named. */
export type EntryKey = { guideId: string; entryId: string };

const SCOPES: Record<(typeof SCOPE_CHOICE)[number], readonly ConditionScope[] | null> = {
  guide: ['primary', 'basket'],
  related: ['primary', 'basket', 'related'],
  all: null,
};

/** Kilometres that are near where a query does not say how far. */
const USUAL_RADIUS = '100km';
const KM_PER_MILE = 1.609344;

/** Search areas, by the parameter whose words are looked for in them. */
const AREA_OF = {
  q: 'term',
  condition: 'condition',
  intervention: 'intervention',
  title: 'title',
} as const satisfies Record<string, SearchArea>;

/** What of the guides studies are about; null for anything. */
export type Subject = { guide: string | null; entry: EntryKey | null };

/** The filter that a query asks for; names are looked for under the other names in `synonyms`, too. */
export function filterOf(query: TrialsFilterQuery, { guide, entry }: Subject, synonyms: Synonyms): StudyFilter {
  return {
    entry,
    guide,
    texts: textsOf(query, synonyms),
    near: nearOf(query),
    ids: query.ids,
    role: query.role,
    statuses: query.status,
    statusGroup: query.statusGroup,
    onlyTrustedOpen: false,
    phases: query.phase,
    phaseSets: [],
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
    receivedSince: null,
    receivedBefore: null,
    startedSince: query.startedSince,
    startedUntil: query.startedUntil,
    minEnrollment: query.minEnrollment,
    scopes: SCOPES[query.scope],
  };
}

/** What a list is sorted by where the query does not say. */
export function sortOf({ sort, near, ...query }: TrialsFilterQuery): StudySort {
  if (sort !== null) return sort;
  if (PARAMETERS.some((name) => query[name] !== null)) return 'relevance';
  return near === null ? 'lastUpdate' : 'distance';
}

const NATURAL_ORDER: Record<StudySort, SortOrder> = {
  lastUpdate: 'desc',
  start: 'desc',
  enrollment: 'desc',
  nctId: 'asc',
  relevance: 'asc',
  distance: 'asc',
};

/** The order of a list: what the query says, else the best, nearest, newest or largest first, NCT numbers from the lowest. */
export function orderOf(query: TrialsFilterQuery): SortOrder {
  return query.order ?? NATURAL_ORDER[sortOf(query)];
}

const PARAMETERS = Object.keys(AREA_OF) as (keyof typeof AREA_OF)[];

function textsOf(query: TrialsFilterQuery, synonyms: Synonyms): TextSearch[] {
  return PARAMETERS.flatMap((name) => {
    const text = query[name];
    return text === null ? [] : [{ area: AREA_OF[name], expression: parseQuery(text, synonyms) }];
  });
}

function nearOf({ near, radius, siteStatus, statusGroup }: TrialsFilterQuery): NearFilter | null {
  if (near === null) return null;
  const wanted = siteStatus ?? (statusGroup === 'open' ? 'open' : 'any');
  return {
    point: pointOf(near),
    radiusKm: kilometresIn(radius ?? USUAL_RADIUS),
    siteGroup: wanted === 'any' ? null : wanted,
  };
}

/** Reads what the parameter `near` allows. */
function pointOf(near: string): GeoPoint {
  const [lat = 0, lon = 0] = near.split(',').map(Number);
  return { lat, lon };
}

/** Reads what the parameter `radius` allows. */
function kilometresIn(radius: string): number {
  const number = Number.parseFloat(radius);
  return radius.endsWith('mi') ? number * KM_PER_MILE : number;
}

/** The guide with this id, in any case. Throws a 400 problem that names the guides there are. */
export function findGuide(name: string, guides: readonly Guide[]): Guide {
  const found = guides.find(({ guideId }) => guideId === name.toLowerCase());
  if (found !== undefined) return found;
  const allowed = guides.map(({ guideId }) => guideId);
  throw badParameters([{ parameter: 'guide', detail: `There is no guide "${name.slice(0, 80)}".`, allowed }]);
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
