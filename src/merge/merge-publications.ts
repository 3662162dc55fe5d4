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

type Relation = EntryPublication['relation'];
type Found = {
  record: HeldRecord<RecordOf<'publication'>>;
  relations: Map<string, Relation>;
};

/** Publications on an entry's key studies, newest first; only where something was looked up can there be none. */
export function mergePublications(facts: PublicationFacts): EntryPublications {
  if (facts.byStudy.size === 0) return { studies: [...facts.studies], total: null, items: null };
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
    const known: Found = found.get(data.pmid) ?? { record: { ...rest, data }, relations: new Map() };
    const isStated = part === STATES_NUMBER || known.relations.get(nctId) === 'states-number';
    known.relations.set(nctId, isStated ? 'states-number' : 'names-number');
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

function itemOf({ record: { data, url }, relations }: Found): EntryPublication {
  const { pmid, title, journal, publishedOn, publicationTypes } = data;
  const nctIds = [...relations.keys()].sort();
  const studies = nctIds.map((nctId) => ({ nctId, relation: relations.get(nctId) ?? 'names-number' }));
  const relation: Relation = studies.some((study) => study.relation === 'states-number')
    ? 'states-number'
    : 'names-number';
  const about = { nctIds, relation, studies, url };
  return { pmid, title, journal, publishedOn, publicationTypes, isRetracted: isRetracted(data), ...about };
}
