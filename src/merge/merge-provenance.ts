import type { ClaimEvidence } from '../model/claim.js';
import type { FieldConflict } from '../model/drug.js';
import type {
  ApprovedUse,
  EntryClaim,
  EntryDocument,
  EntryDrug,
  EntryPublications,
  EntryStudy,
  EntryTrials,
  FeaturedStudy,
} from '../model/entry.js';
import type { Guide } from '../model/guide.js';
import type { Provenance } from '../model/provenance.js';
import type { Study } from '../model/study.js';
import type { ClaimDrug } from './claim-facts.types.js';
import { publicationsIn } from './merge-publications.js';
import { STUDY_SOURCE, type EntryFacts, type LinkedStudy, type StudyVersion } from './merge-facts.types.js';
import { computed, editor, leafPaths, pointerTo } from './provenance-leaves.js';

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
    drug: drugRule(document.drug, origins.facts, decided('shown for drugs, once their records were first joined')),
    therapy: therapyRule(key, decided('shown for therapies that are no drugs')),
    trials: trialsRule(key, document.trials, origins.facts),
    publications: publicationsRule(document.publications, origins.facts, decided),
    claims: claimsRule(guideId, document.claims),
    conflicts: conflictsRule(document.conflicts, decided('fields that two sources state differently')),
  };
}

/** Parts of the merged drug keep the provenance they were merged with. */
function drugRule(document: EntryDrug | null, { drug }: EntryFacts, absent: Rule): Rule {
  return (path) => {
    if (document === null || drug === null) return absent(path);
    if (path[0] === 'approvedUse') return approvedUseField(document.approvedUse, drug, path.slice(1));
    return drug.provenance[pointerTo(path)] ?? absent(path);
  };
}

function approvedUseField(use: ApprovedUse, drug: ClaimDrug, [part = '', index]: readonly string[]): Provenance {
  const rule = "read from the label's indications";
  const key = drug.document?.drugId ?? drug.entryId;
  const evidence = part === 'evidence' ? use.evidence[Number(index)] : undefined;
  if (evidence !== undefined) return evidenceField(evidence, rule);
  const statement = part === 'statements' ? use.statements[Number(index)] : undefined;
  const label = drug.labels.find((candidate) => candidate.data.setId === statement?.setId);
  if (statement === undefined || label === undefined) return computed('guide', key, rule);
  const { source, key: setId, url, sourceUpdatedAt, retrievedAt } = label;
  const { pointer } = statement;
  return { source, key: setId, pointer, url, sourceUpdatedAt, retrievedAt, origin: 'computed', rule };
}

function publicationsRule(
  publications: EntryPublications | null,
  { publications: facts }: EntryFacts,
  decided: (rule: string) => Rule,
): Rule {
  const found = publicationsIn(facts);
  const items = publications?.items ?? [];
  const absent = decided("publications on the entry's key studies");
  return ([part, index, field = '', ...rest]) => {
    const pmid = part === 'items' ? items[Number(index)]?.pmid : undefined;
    const record = found.get(pmid ?? '')?.record;
    if (record === undefined) return absent([]);
    const pointer = facts.pointers[record.source]?.publication?.[field];
    const { source, key, url, sourceUpdatedAt, retrievedAt, origin } = record;
    const said = { source, key, url, sourceUpdatedAt, retrievedAt };
    if (pointer !== undefined) return { ...said, pointer: pointer + pointerTo(rest), origin, rule: null };
    return { ...said, pointer: null, origin: 'computed', rule: 'told by the search that found it and its types' };
  };
}

function conflictsRule(conflicts: readonly FieldConflict[], chosen: Rule): Rule {
  return ([index, part, place]) => {
    const value = part === 'values' ? conflicts[Number(index)]?.values[Number(place)] : undefined;
    if (value === undefined) return chosen([]);
    const { source, key, pointer, url, sourceUpdatedAt, retrievedAt } = value;
    const rule = 'value that stands in conflict with another';
    return { source, key, pointer, url, sourceUpdatedAt, retrievedAt, origin: 'computed', rule };
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
  return evidenceField(evidence, rule);
}

function evidenceField(evidence: ClaimEvidence, rule: string): Provenance {
  const { source, key, pointer, url, retrievedAt, sourceUpdatedAt } = evidence;
  return { source, key, pointer, url, retrievedAt, sourceUpdatedAt, origin: 'computed', rule };
}
