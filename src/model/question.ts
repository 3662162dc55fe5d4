import { contentHash } from './content-hash.js';
import type { EntryIdentifier, EntryNames } from './guide.js';

/** A drug of the guides, with every name and code that their editors state for it. */
export type FollowedDrug = { drugId: string; names: EntryNames; identifiers: EntryIdentifier[] };

/**
 * What a reference source is asked about. `subject` names it for good (`drug:sorafenib`, `study:NCT02576509`,
 * `claim:<guide>/<claim>`, `publication:22663011`); the rest is what the source needs to look it up.
 */
export type Subject =
  | { kind: 'drug'; subject: string; drug: FollowedDrug }
  | { kind: 'study'; subject: string; nctId: string }
  | { kind: 'search'; subject: string; terms: string[] }
  | { kind: 'publication'; subject: string; identifier: string };
export type SubjectKind = Subject['kind'];

/** One thing to ask a source: a part of what it knows of a subject. */
export type Question = { part: string; about: Subject };

/** A hash of everything by which a subject is looked up: another one means that an older answer is about something else. */
export function subjectHash(about: Subject): string {
  if (about.kind !== 'drug') return contentHash(about);
  const { names, identifiers } = about.drug;
  return contentHash({ names, codes: identifiers.map(({ system, code }) => `${system} ${code}`).sort() });
}
