import { approvedUseClaimId } from '../model/approved-use-claim.js';
import type { ClaimCheck } from '../model/claim.js';
import type { EntryClaim, EntryDocument, EntryTherapy, MergedEntry } from '../model/entry.js';
import type { Claim, EntryKind, Guide, GuideEntry } from '../model/guide.js';
import { approvedUseOf } from './claims/check-approved-use.js';
import { inOrder } from './claims/check-history.js';
import { conditionTermsOf } from './condition-terms.js';
import type { EntryFacts, StudyVersion } from './merge-facts.types.js';
import { provenanceOf } from './merge-provenance.js';
import { mergePublications } from './merge-publications.js';
import { mergeStudy } from './merge-study.js';
import { mergeTrials } from './merge-trials.js';

const THERAPIES: readonly EntryKind[] = ['procedure', 'radiation', 'integrative', 'supportive'];

/**
 * Joins what the guide says of a subject with what the sources say today.
 * Throws if the guide lacks the entry's section, or the facts lack a check of one of its claims.
 */
export function mergeEntry(guide: Guide, entry: GuideEntry, facts: EntryFacts): MergedEntry {
  const version = entry.kind === 'trial' ? (inOrder(facts.versions).at(-1) ?? null) : null;
  const document = documentOf(guide, entry, facts, version);
  return { document, provenance: provenanceOf(document, { guide, facts, version }) };
}

function documentOf(guide: Guide, entry: GuideEntry, facts: EntryFacts, version: StudyVersion | null): EntryDocument {
  const { guideId, entryId, kind, title, names, identifiers, text, listedAs } = entry;
  return {
    ...{ guideId, entryId, kind, title },
    section: sectionOf(guide, entry),
    guide: { text, listedAs, statedOn: guide.statedOn },
    ...{ names, identifiers },
    study: version === null ? null : mergeStudy(version, facts.window),
    ...drugParts(guide, facts),
    therapy: therapyOf(entry),
    trials: mergeTrials(facts.linkedStudies, facts.window),
    publications: mergePublications(facts.publications),
    claims: guide.claims.filter(({ entryIds }) => entryIds.includes(entryId)).map((claim) => claimOf(claim, facts)),
  };
}

/** The merged drug with what its labels say of the guide's condition, and its conflicts; nothing while it was never merged. */
function drugParts(guide: Guide, facts: EntryFacts): Pick<EntryDocument, 'drug' | 'conflicts'> {
  const { drug } = facts;
  if (drug === null || drug.document === null) return { drug: null, conflicts: [] };
  const { conflicts, ...shown } = drug.document;
  const check = checkOf(approvedUseClaimId(drug.entryId), facts);
  return { drug: { ...shown, approvedUse: approvedUseOf(drug, conditionTermsOf(guide), check) }, conflicts };
}

function sectionOf(guide: Guide, { entryId, sectionId }: GuideEntry): EntryDocument['section'] {
  const section = guide.sections.find((candidate) => candidate.sectionId === sectionId);
  if (section === undefined) throw new Error(`Entry ${entryId} stands in section ${sectionId}, which its guide lacks`);
  return { sectionId, title: section.title };
}

function therapyOf({ kind, match }: GuideEntry): EntryTherapy | null {
  return THERAPIES.includes(kind) ? { interventionTypes: match.interventionTypes, meshIds: match.mesh } : null;
}

function claimOf({ claimId, text, attribution, check }: Claim, facts: EntryFacts): EntryClaim {
  const { verdict, reason, evidence, since, history } = checkOf(claimId, facts);
  return { claimId, text, type: check.type, attribution, verdict, since, reason, evidence, history };
}

function checkOf(claimId: string, { checks }: EntryFacts): ClaimCheck {
  const outcome = checks.find((candidate) => candidate.claimId === claimId);
  if (outcome === undefined) throw new Error(`Claim ${claimId} was not checked before its entry was merged`);
  return outcome;
}
