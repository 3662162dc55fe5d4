import { parseNctId, type NctId } from '../model/identifiers.js';
import type { TextSearch } from '../search/study-search.js';
import type { Synonyms } from '../search/synonyms.js';
import { ANY_STUDY, type StudyFilter } from '../studies/study-filter.types.js';
import { WORD_PARAMETERS, type ResearchStudyQuery } from './fhir.parameters.js';
import { intersection, timeRange } from './last-updated.js';
import { idsOf, phaseSetsOf, statusesOf, type StatusWish } from './token-values.js';
import { alternatives } from './tokens.js';
import { wordsAskedFor } from './words-asked-for.js';

/**
 * The filter that FHIR parameters ask for; null where no study can match, such as an id that is no NCT number. Names are looked
 * for under the other names in `synonyms`, too.
 */
export function filterOf(query: ResearchStudyQuery, synonyms: Synonyms): StudyFilter | null {
  const ids = wantedIds(query);
  const status = query.status === null ? null : statusesOf(query.status);
  if (ids?.length === 0 || status?.statuses.length === 0) return null;
  return {
    ...ANY_STUDY,
    country: query.location === null ? null : (alternatives(query.location)[0] ?? null),
    texts: textsOf(query, synonyms),
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

function textsOf(query: ResearchStudyQuery, synonyms: Synonyms): TextSearch[] {
  return Object.entries(WORD_PARAMETERS).flatMap(([name, { area }]) => {
    const text = query[name as keyof typeof WORD_PARAMETERS];
    const expression = text === null ? null : wordsAskedFor(text, synonyms);
    return expression === null ? [] : [{ area, expression }];
  });
}
