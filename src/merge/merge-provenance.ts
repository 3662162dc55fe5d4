import type { EntryClaim, EntryDocument, EntryStudy, EntryTrials, FeaturedStudy } from '../model/entry.js';
import type { Guide } from '../model/guide.js';
import type { Provenance } from '../model/provenance.js';
import type { Study } from '../model/study.js';
import { STUDY_SOURCE, type EntryFacts, type LinkedStudy, type StudyVersion } from './merge-facts.types.js';

/** Where the parts of a document came from; `version` is the record that `study` shows. */
type Origins = { guide: Guide; facts: EntryFacts; version: StudyVersion | null };
/** Finds the provenance of a leaf by its path below one part of the document. */
type Rule = (path: readonly string[]) => Provenance;

const DERIVED_RULES: Record<Exclude<keyof (EntryStudy & FeaturedStudy), keyof Study>, string> = {
  statusGroup: 'group of the recruitment status; an open one that cannot be trusted counts as unknown',
  statusTrusted: 'whether the status was seen and verified recently enough, in a record that was not assembled',
  asOf: 'day on which the source vouched for the record',
  url: 'page of the record',
  origin: 'how the record was received',
  role: 'role of the link between entry and study',
  scope: "whether the study concerns the guide's condition",
};

const COUNT_RULES: Record<Exclude<keyof EntryTrials, 'featured'>, string> = {
  inScope: "linked studies in the guide's scope",
  byStatusGroup: 'studies in scope by status group, with open only where the status can be trusted',
  byStatus: 'studies in scope by stated recruitment status',
  byPhase: 'studies in scope by phase, in each of their phases',
  byRole: 'studies in scope by role of the link',
  byScope: 'all linked studies by scope',
  open: 'studies in scope that are open and whose status can be trusted',
  openLastKnown: 'studies in scope that were last known as open',
};

/** Where the guide states the parts of a claim. */
const CLAIM_PLACES: Record<string, string[]> = {
  claimId: ['claimId'],
  text: ['text'],
  attribution: ['attribution'],
  type: ['check', 'type'],
};

/** Provenance of every leaf of a document, by RFC 6901 pointer into it. Guide pointers lead into its entry as loaded. */
export function provenanceOf(document: EntryDocument, origins: Origins): Record<string, Provenance> {
  const found: Record<string, Provenance> = {};
  const rules = rulesFor(document, origins);
  for (const part of Object.keys(rules) as (keyof EntryDocument)[]) {
    for (const path of leafPaths(document[part])) found[pointerTo([part, ...path])] = rules[part](path);
  }
  return found;
}

function rulesFor(document: EntryDocument, origins: Origins): Record<keyof EntryDocument, Rule> {
  const { guideId, identifiers } = document;
  const key = `${guideId}/${document.entryId}`;
  const at =
    (...under: string[]): Rule =>
    (path) =>
      editor(key, [...under, ...path]);
  const decided =
    (rule: string): Rule =>
    () =>
      computed('guide', key, rule);
  const section = origins.guide.sections.findIndex(({ sectionId }) => sectionId === document.section.sectionId);
  return {
    guideId: at('guideId'),
    entryId: at('entryId'),
    kind: at('kind'),
    title: at('title'),
    section: (path) =>
      path[0] === 'title' ? editor(guideId, ['sections', String(section), 'title']) : editor(key, path),
    guide: (path) => editor(path[0] === 'statedOn' ? guideId : key, path),
    names: at('names'),
    identifiers: (path) => ({
      ...editor(key, ['identifiers', ...path]),
      rule: `stated by the editor, found in: ${identifiers[Number(path[0])]?.origin ?? ''}`,
    }),
    study: studyRule(origins, decided('shown where the entry is about one study and its record is stored')),
    drug: decided('shown for drugs; no source of drug records is connected'),
    therapy: therapyRule(key, decided('shown for therapies that are no drugs')),
    trials: trialsRule(key, document.trials, origins.facts),
    publications: decided('no source of publications is connected'),
    claims: claimsRule(guideId, document.claims),
    conflicts: decided('fields that two sources state differently'),
  };
}

function studyRule({ version, facts }: Origins, absent: Rule): Rule {
  return (path) => (version === null ? absent(path) : recordField(version, facts, path));
}

function therapyRule(key: string, absent: Rule): Rule {
  const names: Record<string, string> = { interventionTypes: 'interventionTypes', meshIds: 'mesh' };
  return ([part, ...rest]) => {
    const name = names[part ?? ''];
    return name === undefined ? absent([]) : editor(key, ['match', name, ...rest]);
  };
}

function trialsRule(key: string, { featured }: EntryTrials, facts: EntryFacts): Rule {
  const byNumber = new Map(facts.linkedStudies.map((study) => [study.nctId, study]));
  return ([part, index, ...path]) => {
    const study = part === 'featured' ? byNumber.get(featured[Number(index)]?.nctId ?? '') : undefined;
    if (study === undefined) return computed(STUDY_SOURCE, key, COUNT_RULES[part as keyof typeof COUNT_RULES]);
    return recordField(study, facts, path[0] === 'lastUpdatePostDate' ? [...path, 'date'] : path);
  };
}

function recordField(
  record: StudyVersion | LinkedStudy,
  { pointers }: EntryFacts,
  [field = '', ...rest]: readonly string[],
): Provenance {
  const { nctId: key, url, sourceUpdatedAt, retrievedAt, origin } = record;
  const said = { source: STUDY_SOURCE, key, url, sourceUpdatedAt, retrievedAt };
  if (field in DERIVED_RULES) {
    return { ...said, pointer: null, origin: 'computed', rule: DERIVED_RULES[field as keyof typeof DERIVED_RULES] };
  }
  return { ...said, pointer: pointers[field as keyof Study] + pointerTo(rest), origin, rule: null };
}

function claimsRule(guideId: string, claims: readonly EntryClaim[]): Rule {
  return ([index, field = '', ...rest]) => {
    const claim = claims[Number(index)];
    return claim === undefined ? computed('guide', guideId, 'check') : claimField(guideId, claim, field, rest);
  };
}

function claimField(guideId: string, claim: EntryClaim, field: string, [index]: readonly string[]): Provenance {
  const key = `${guideId}/${claim.claimId}`;
  const stated = CLAIM_PLACES[field];
  if (stated !== undefined) return editor(key, stated);
  const rule = `check ${claim.type}`;
  const evidence = field === 'evidence' ? claim.evidence[Number(index)] : undefined;
  if (evidence === undefined) return computed(claim.evidence[0]?.source ?? 'guide', key, rule);
  const { source, key: record, pointer, url, retrievedAt, sourceUpdatedAt } = evidence;
  return { source, key: record, pointer, url, retrievedAt, sourceUpdatedAt, origin: 'computed', rule };
}

function editor(key: string, path: readonly string[]): Provenance {
  const unknown = { url: null, sourceUpdatedAt: null, retrievedAt: null };
  return { source: 'guide', key, pointer: pointerTo(path), ...unknown, origin: 'editor', rule: null };
}

function computed(source: string, key: string, rule: string): Provenance {
  const unknown = { url: null, sourceUpdatedAt: null, retrievedAt: null };
  return { source, key, pointer: null, ...unknown, origin: 'computed', rule };
}

function* leafPaths(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (value === null || typeof value !== 'object') {
    yield path;
    return;
  }
  for (const [name, inner] of Object.entries(value)) yield* leafPaths(inner, [...path, name]);
}

/** RFC 6901 pointer of a path. */
function pointerTo(path: readonly string[]): string {
  return path.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
