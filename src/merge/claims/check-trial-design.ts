import type { ClaimEvidence, Verdict, VerdictPeriod } from '../../model/claim.js';
import type { ClaimCheckInput } from '../../model/guide.js';
import type { Intervention, Study } from '../../model/study.js';
import { MAX_EVIDENCE, studyEvidence } from './check-evidence.js';
import {
  inOrder,
  NO_BOUNDS,
  spellsOf,
  versionFacts,
  type Finding,
  type Spell,
  type Timeline,
  type VersionFacts,
} from './check-history.js';
import { namesPhrase } from './check-text.js';
import { listWords, recordOf } from './check-words.js';
import type { MergeFacts, StudyPointers, StudyVersion } from '../merge-facts.types.js';

type DesignClaim = Extract<ClaimCheckInput, { type: 'trial-design' }>;
type DesignFields = Pick<
  Study,
  'briefTitle' | 'officialTitle' | 'conditions' | 'conditionMeshTerms' | 'interventionMeshTerms'
> & { interventions: Pick<Intervention, 'name' | 'otherNames'>[] };
type DesignRecord = VersionFacts & { study: DesignFields };
type DesignPointers = Pick<StudyPointers, keyof DesignFields>;

/** What the check of a study's design reads. */
export type TrialDesignInput = {
  type: 'trial-design';
  nctId: string;
  says: DesignClaim['says'];
  /** Oldest first. */
  records: DesignRecord[];
  pointers: DesignPointers;
};

/** A text of a record and where it stands. */
type Place = { pointer: string; text: string };
/** Outcome of one part of the claim; `detail` completes the sentence "The registry's record of … ". */
type PartFinding = { verdict: Verdict; detail: string; places: Place[] };
type DesignFinding = Finding & { detail: string; places: Place[] };

/** Gathers what the check of a study's design reads. */
export function trialDesignInput(
  { type, nctId, says }: DesignClaim,
  versions: readonly StudyVersion[],
  { pointers }: MergeFacts,
): TrialDesignInput {
  const { briefTitle, officialTitle, conditions, conditionMeshTerms, interventions, interventionMeshTerms } = pointers;
  return {
    ...{ type, nctId, says },
    records: inOrder(versions).map((version) => ({ ...versionFacts(version), study: designFields(version.study) })),
    pointers: { briefTitle, officialTitle, conditions, conditionMeshTerms, interventions, interventionMeshTerms },
  };
}

/** Judges what a claim says of a study's design by every stored version of its record. */
export function judgeTrialDesign({ nctId, says, records, pointers }: TrialDesignInput): Timeline {
  const findings = records.map((version) => ({ version, ...judge(version.study, says, pointers) }));
  const periods = spellsOf(withoutSilence(findings)).map(periodOf);
  const current = periods.at(-1);
  return current === undefined ? { earlier: [], current: noRecord(nctId) } : { earlier: periods.slice(0, -1), current };
}

function designFields(study: Study): DesignFields {
  const { briefTitle, officialTitle, conditions, conditionMeshTerms, interventionMeshTerms } = study;
  const interventions = study.interventions.map(({ name, otherNames }) => ({ name, otherNames }));
  return { briefTitle, officialTitle, conditions, conditionMeshTerms, interventions, interventionMeshTerms };
}

/** A version that cannot decide says nothing new once another has decided. */
function withoutSilence(findings: readonly DesignFinding[]): DesignFinding[] {
  const firstDecided = findings.findIndex(({ verdict }) => verdict !== 'unverifiable');
  return findings.filter(({ verdict }, i) => verdict !== 'unverifiable' || firstDecided === -1 || i < firstDecided);
}

function judge(study: DesignFields, says: DesignClaim['says'], pointers: DesignPointers): PartFinding {
  const parts = [
    judgeTitles(titlesOf(study, pointers), says),
    judgeNames('intervention', says.interventions, interventionsOf(study, pointers)),
    judgeNames('condition', says.conditions, conditionsOf(study, pointers)),
  ];
  const deciding = parts.find(isContradicted) ?? parts.find(isOpenQuestion);
  if (deciding !== undefined) return deciding;
  const detail = listWords(parts.map((part) => part.detail).filter((words) => words !== ''));
  return { verdict: 'supported', detail, places: parts.flatMap((part) => part.places) };
}

function judgeTitles(titles: readonly Place[], says: DesignClaim['says']): PartFinding {
  const contrary = firstNamed(titles, says.contraryPhrases);
  if (contrary !== null) {
    return { verdict: 'contradicted', detail: `says "${contrary.phrase}" in its title`, places: [contrary.place] };
  }
  if (says.titlePhrases.length === 0) return { verdict: 'supported', detail: '', places: [] };
  const found = firstNamed(titles, says.titlePhrases);
  if (found === null) {
    return { verdict: 'unverifiable', detail: 'has a title that leaves this open', places: [...titles] };
  }
  return { verdict: 'supported', detail: `says "${found.phrase}" in its title`, places: [found.place] };
}

function judgeNames(noun: string, names: readonly string[], listed: readonly Place[]): PartFinding {
  if (names.length === 0) return { verdict: 'supported', detail: '', places: [] };
  if (listed.length === 0) return { verdict: 'unverifiable', detail: `does not list any ${noun}`, places: [] };
  const missing = names.filter((name) => firstNamed(listed, [name]) === null);
  if (missing.length > 0) {
    const detail = `lists its ${noun}s, and ${listWords(missing)} is not among them`;
    return { verdict: 'contradicted', detail, places: [...listed] };
  }
  const places = names.flatMap((name) => firstNamed(listed, [name])?.place ?? []);
  return { verdict: 'supported', detail: `names ${listWords(names)} as ${noun}${names.length > 1 ? 's' : ''}`, places };
}

function firstNamed(places: readonly Place[], phrases: readonly string[]): { place: Place; phrase: string } | null {
  for (const phrase of phrases) {
    const place = places.find(({ text }) => namesPhrase(text, phrase));
    if (place !== undefined) return { place, phrase };
  }
  return null;
}

function titlesOf(study: DesignFields, pointers: DesignPointers): Place[] {
  const official = study.officialTitle === null ? [] : [{ pointer: pointers.officialTitle, text: study.officialTitle }];
  return [...official, { pointer: pointers.briefTitle, text: study.briefTitle }];
}

function interventionsOf({ interventions, interventionMeshTerms }: DesignFields, pointers: DesignPointers): Place[] {
  const named = interventions.flatMap(({ name, otherNames }, i) => [
    { pointer: `${pointers.interventions}/${i}/name`, text: name },
    ...otherNames.map((text, j) => ({ pointer: `${pointers.interventions}/${i}/otherNames/${j}`, text })),
  ]);
  return [...named, ...meshPlaces(interventionMeshTerms, pointers.interventionMeshTerms)];
}

function conditionsOf({ conditions, conditionMeshTerms }: DesignFields, pointers: DesignPointers): Place[] {
  const named = conditions.map((text, i) => ({ pointer: `${pointers.conditions}/${i}`, text }));
  return [...named, ...meshPlaces(conditionMeshTerms, pointers.conditionMeshTerms)];
}

function meshPlaces(terms: Study['conditionMeshTerms'], pointer: string): Place[] {
  return terms.map(({ term }, i) => ({ pointer: `${pointer}/${i}/term`, text: term }));
}

function periodOf({ last, since }: Spell<DesignFinding>): VerdictPeriod {
  const { version, verdict, detail, places } = last;
  return { verdict, reason: `${recordOf(version)} ${detail}.`, evidence: evidenceOf(version, places), since };
}

function evidenceOf(version: VersionFacts, places: readonly Place[]): ClaimEvidence[] {
  return places.slice(0, MAX_EVIDENCE).map(({ pointer, text }) => studyEvidence(version, pointer, text));
}

function noRecord(nctId: string): VerdictPeriod {
  const reason = `No record of ${nctId} is at hand, so nothing can be said about how the study is designed.`;
  return { verdict: 'unverifiable', reason, evidence: [], since: NO_BOUNDS };
}

function isContradicted({ verdict }: PartFinding): boolean {
  return verdict === 'contradicted';
}

function isOpenQuestion({ verdict }: PartFinding): boolean {
  return verdict === 'unverifiable';
}
