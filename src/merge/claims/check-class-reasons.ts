import type { ClaimEvidence } from '../../model/claim.js';
import type { DrugClass, TreatmentKind } from '../../model/drug.js';
import { kindMeant } from './check-class-concepts.js';
import type { MechanismFinding } from './check-mechanism.js';
import type { LabelText } from './label-text/label-texts.js';
import { capitalised, listWords } from './check-words.js';

/** An official class with the places that state it. */
export type ClassFact = Pick<DrugClass, 'system' | 'name'> & { evidence: ClaimEvidence[] };

/** What the check of a class reads of one drug; `classes` is null while no source of classes answered. */
export type ClassSubject = {
  name: string;
  treatmentKind: TreatmentKind | null;
  classes: ClassFact[] | null;
  /** Classes in replaced versions of its labels. */
  earlier: ClassFact[];
  /** What today's labels of the drug alone say of how it works, passage by passage. */
  mechanism: LabelText[];
  /** The National Cancer Institute's definition: quoted beside the rest, never deciding. */
  definition: ClaimEvidence[];
};

/** What the classes of a drug make of one of the guide's words. */
export type WordVerdict = 'supported' | 'contradicted' | 'open' | 'unknown';
export type WordFinding = { word: string; verdict: WordVerdict; facts: ClassFact[] };

const SYSTEM_WORDS: Record<DrugClass['system'], (name: string) => string> = {
  epc: (name) => `the official class of ${name} is`,
  moa: (name) => `the official lists give as the way ${name} works`,
  pe: (name) => `the official lists give as the effect of ${name} on the body`,
  atc: (name) => `the World Health Organization's list of drugs places ${name} under`,
};
/** Whether a class is the one that the US drug agency gives. */
export function isEpc({ system }: ClassFact): boolean {
  return system === 'epc';
}

/** That the drug is of the class, with the class and the list it stands in. */
export function supportedReason({ name, treatmentKind }: ClassSubject, { word, facts }: WordFinding): string {
  if (kindMeant(word) !== null) {
    return `${byClass(name, facts)} counts as ${treatmentKind ?? word}, which is what the guide says.`;
  }
  const [fact] = facts;
  if (fact === undefined) return `${capitalised(name)} is listed as ${word}.`;
  const listed = `${capitalised(SYSTEM_WORDS[fact.system](name))} "${fact.name}"`;
  return `${listed}, and the statement was checked as meaning "${word}".`;
}

/** That the drug is of another class. */
export function contradictedReason(drug: ClassSubject, findings: readonly WordFinding[]): string {
  const { name, treatmentKind } = drug;
  const epc = (drug.classes ?? []).filter(isEpc);
  const kinds = [...new Set(findings.flatMap(({ word }) => kindMeant(word) ?? []))];
  if (treatmentKind !== null && kinds.length > 0) {
    return `${byClass(name, epc)} counts as ${treatmentKind}, not as ${listWords(kinds, 'or')}.`;
  }
  const words = listWords(
    findings.map(({ word }) => word),
    'or',
  );
  return `The official class of ${name} is ${quoted(epc)}, which is something else than ${words}.`;
}

/** That an earlier label gave the class. */
export function outdatedReason({ name, classes }: ClassSubject, before: readonly ClassFact[]): string {
  return `An earlier US label gave ${quoted(before)} as the class of ${name}; today it is ${quoted((classes ?? []).filter(isEpc))}.`;
}

/** That what is listed decides nothing. */
export function openReason({ name, classes }: ClassSubject, unknown: readonly WordFinding[]): string {
  const held = classes ?? [];
  if (held.length === 0) return `The lists of official drug classes that were asked give none for ${name}.`;
  const epc = held.filter(isEpc);
  const known = quoted(epc.length > 0 ? epc : held);
  if (unknown.length === 0) {
    return `What is listed for ${name} is ${known}, which neither bears out nor rules out what the guide says.`;
  }
  const words = listWords(unknown.map(({ word }) => `"${word}"`));
  return `What is listed for ${name} is ${known}; the guide's words ${words} are not in the table of classes used here, so they cannot be compared.`;
}

function byClass(name: string, facts: readonly ClassFact[]): string {
  return facts.length === 0 ? capitalised(name) : `By its official class ${quoted(facts)}, ${name}`;
}

function quoted(facts: readonly ClassFact[]): string {
  return listWords([...new Set(facts.map(({ name }) => `"${name}"`))]);
}

/** What the label says of how the drug works, and how far that goes. */
export function mechanismReason({ name }: ClassSubject, { word, isDirect, quote }: MechanismFinding): string {
  const lead = `Today's US label of ${name} says of how it works: "${quote.replace(/\.$/, '')}".`;
  if (isDirect) return `${lead} That bears out "${word}".`;
  return `${lead} So it blocks proteins that take part in this. That it does what "${word}" says is not stated.`;
}

/** Words of the guide, in quotation marks. */
export function quotedWords(words: readonly string[], last: string): string {
  return listWords(
    words.map((word) => `"${word}"`),
    last,
  );
}
