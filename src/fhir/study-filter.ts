import { parseNctId, type NctId } from '../model/identifiers.js';
import type { StudyFilter } from '../studies/study-filter.types.js';
import { TEXT_PARAMETERS, type ResearchStudyQuery } from './fhir.parameters.js';
import { intersection, timeRange } from './last-updated.js';
import { idsOf, phaseSetsOf, statusesOf, type StatusWish } from './token-values.js';
import { alternatives } from './tokens.js';

const EVERYTHING: StudyFilter = {
  ids: [],
  entry: null,
  role: null,
  statuses: [],
  statusGroup: null,
  onlyTrustedOpen: false,
  phases: [],
  phaseSets: [],
  studyType: null,
  sponsor: null,
  sponsorClass: null,
  country: null,
  age: null,
  sex: null,
  healthyVolunteers: null,
  hasResults: null,
  updatedSince: null,
  updatedUntil: null,
  receivedSince: null,
  receivedBefore: null,
  startedSince: null,
  startedUntil: null,
  minEnrollment: null,
  scopes: null,
};

/** The filter that FHIR parameters ask for; null where no study can match, such as an id that is no NCT number. */
export function filterOf(query: ResearchStudyQuery): StudyFilter | null {
  const ids = wantedIds(query);
  const status = query.status === null ? null : statusesOf(query.status);
  if (ids?.length === 0 || status?.statuses.length === 0) return null;
  return {
    ...EVERYTHING,
    ...textParts(query),
    ...statusParts(status),
    ...receivedParts(query),
    ids: ids ?? [],
    phaseSets: (query.phase === null ? null : phaseSetsOf(query.phase)) ?? [],
  };
}

function statusParts(wish: StatusWish | null): Partial<StudyFilter> {
  return wish === null ? {} : { statuses: wish.statuses, onlyTrustedOpen: wish.byCode };
}

function receivedParts({ _lastUpdated }: ResearchStudyQuery): Partial<StudyFilter> {
  const { since, before } = intersection(_lastUpdated.flatMap((text) => timeRange(text) ?? []));
  return { receivedSince: since, receivedBefore: before };
}

/** Ids that are wanted by every parameter that names any, null where none does. */
function wantedIds({ _id, identifier }: ResearchStudyQuery): NctId[] | null {
  const byId = _id === null ? null : alternatives(_id).flatMap((id) => parseNctId(id) ?? []);
  const byNumber = identifier === null ? null : idsOf(identifier);
  if (byId === null || byNumber === null) return byId ?? byNumber;
  return byId.filter((id) => byNumber.includes(id));
}

function textParts(query: ResearchStudyQuery): Partial<StudyFilter> {
  const names = Object.keys(TEXT_PARAMETERS) as (keyof typeof TEXT_PARAMETERS)[];
  return Object.fromEntries(
    names.map((name) => [TEXT_PARAMETERS[name].fills, query[name] === null ? null : alternatives(query[name])[0]]),
  );
}
