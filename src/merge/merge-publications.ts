import type { EntryPublication, EntryPublications } from '../model/entry.js';
import { isRetracted } from '../model/publication.js';
import type { RecordOf } from '../model/reference-record.js';
import type { HeldAnswer, HeldRecord } from '../references/references.types.js';
import type { ReferencePointers } from './drug-facts.types.js';

/** Publications shown with an entry, at most. */
const SHOWN = 20;
/** The part that asks for publications which state the study's number; the other one asks for those that name it in their text. */
const STATES_NUMBER = 'publications';

/** What is known of the publications on an entry's key studies; a study that was never looked up is not in `byStudy`. */
export type PublicationFacts = {
  studies: readonly string[];
  byStudy: ReadonlyMap<string, readonly HeldAnswer[]>;
  pointers: ReferencePointers;
};

type Found = {
  record: HeldRecord<RecordOf<'publication'>>;
  nctIds: Set<string>;
  relation: EntryPublication['relation'];
};

/** Publications on an entry's key studies, newest first; null while there are such studies and none was ever looked up. */
export function mergePublications(facts: PublicationFacts): EntryPublications | null {
  if (facts.byStudy.size === 0 && facts.studies.length > 0) return null;
  const found = [...publicationsIn(facts).values()].sort(newestFirst);
  return { studies: [...facts.studies], total: found.length, items: found.slice(0, SHOWN).map(itemOf) };
}

/** Every publication of the facts once, by PMID. */
export function publicationsIn({ byStudy }: PublicationFacts): Map<string, Found> {
  const found = new Map<string, Found>();
  for (const [nctId, answers] of byStudy) for (const answer of answers) collect(found, nctId, answer);
  return found;
}

function collect(found: Map<string, Found>, nctId: string, { part, records }: HeldAnswer): void {
  for (const { data, ...rest } of records) {
    if (data.kind !== 'publication') continue;
    const known = found.get(data.pmid) ?? { record: { ...rest, data }, nctIds: new Set(), relation: 'names-number' };
    known.nctIds.add(nctId);
    if (part === STATES_NUMBER) known.relation = 'states-number';
    found.set(data.pmid, known);
  }
}

function newestFirst(a: Found, b: Found): number {
  const [left, right] = [a.record.data, b.record.data];
  const byDate = compare(right.publishedOn ?? '', left.publishedOn ?? '');
  return byDate === 0 ? compare(left.pmid, right.pmid) : byDate;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function itemOf({ record: { data, url }, nctIds, relation }: Found): EntryPublication {
  const { pmid, title, journal, publishedOn, publicationTypes } = data;
  const about = { nctIds: [...nctIds].sort(), relation, url };
  return { pmid, title, journal, publishedOn, publicationTypes, isRetracted: isRetracted(data), ...about };
}
