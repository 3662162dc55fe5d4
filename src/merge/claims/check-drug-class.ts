import type { ClaimEvidence, Judgement, Verdict } from '../../model/claim.js';
import type { DrugClass, TreatmentKind } from '../../model/drug.js';
import type { ClaimCheckInput } from '../../model/guide.js';
import { areOpposed, conceptMeant, isOfConcept, isSameKind, kindMeant, rulesOut } from './check-class-concepts.js';
import {
  contradictedReason,
  isEpc,
  mechanismReason,
  openReason,
  outdatedReason,
  quotedWords,
  supportedReason,
  type ClassFact,
  type ClassSubject,
  type WordFinding,
  type WordVerdict,
} from './check-class-reasons.js';
import { recordEvidence } from './check-evidence.js';
import { leafEvidence } from './check-leaf.js';
import { inFixedOrder } from './check-order.js';
import { judgeTogether, type Remarks } from './check-several.js';
import { judgeNoDrugs } from './check-subjects.js';
import { mechanismOf } from './check-mechanism.js';
import { excerpt, namesAnyTerm } from './check-text.js';
import { labelTextsOf } from './label-text/label-texts.js';
import type { ClaimDrug, ClaimLabel } from '../claim-facts.types.js';
import type { ClaimFacts } from '../merge-facts.types.js';

/** What the check of a drug's class reads. */
export type DrugClassInput = { type: 'drug-class'; classes: string[]; drugs: ClassSubject[]; others: string[] };

/** `citesOfficial`: whether the reason rests on the class that the US drug agency gives. */
type ClassJudgement = Judgement & { citesOfficial: boolean };

const OFFICIAL = 'The official class is the one the US drug agency gives a drug by the way it works.';
/** The class that the US drug agency gives says most, groups of other lists least. */
const SYSTEM_ORDER: Record<DrugClass['system'], number> = { epc: 0, moa: 1, pe: 2, atc: 3 };

/** Gathers what the check of a drug's class reads. */
export function drugClassInput(
  { type, entries, classes }: Extract<ClaimCheckInput, { type: 'drug-class' }>,
  { drugs }: ClaimFacts,
): DrugClassInput {
  return {
    ...{ type, classes },
    drugs: entries.flatMap((entryId) => drugs.get(entryId) ?? []).map(classSubject),
    others: entries.filter((entryId) => !drugs.has(entryId)),
  };
}

/** Judges "the drug is of this class": the claim's words mean the same, so that any of them will do. */
export function judgeDrugClass({ classes, drugs, others }: DrugClassInput): Judgement {
  const judged = drugs.map((drug) => judgeClass(drug, classes));
  const remarks: Remarks = Object.fromEntries(
    judged.filter(({ citesOfficial }) => citesOfficial).map(({ verdict }) => [verdict, { after: OFFICIAL }]),
  );
  return judgeTogether([...judgeNoDrugs(others), ...judged], remarks);
}

function classSubject(drug: ClaimDrug): ClassSubject {
  const { name, document, provenance, earlierLabels, pointers } = drug;
  const classes = document?.classes?.map(({ system, name: className }, i) => ({
    ...{ system, name: plainName(className) },
    evidence: leafEvidence(provenance, `/classes/${i}/name`, className),
  }));
  const text = document?.definition?.text;
  return {
    name,
    treatmentKind: document?.treatmentKind ?? null,
    classes: classes === undefined ? null : inFixedOrder(classes, ({ system }) => String(SYSTEM_ORDER[system])),
    earlier: inFixedOrder(earlierLabels.flatMap((label) => classesOfLabel(label, pointers))),
    mechanism: labelTextsOf(drug, ['mechanismOfAction']).today.filter(({ isCombination }) => !isCombination),
    definition:
      text === undefined ? [] : leafEvidence(provenance, '/definition/text', excerpt(text, { start: 0, end: 0 })),
  };
}

function classesOfLabel(label: ClaimLabel, pointers: ClaimDrug['pointers']): ClassFact[] {
  const places = pointers[label.source]?.label;
  const of = (system: DrugClass['system'], names: readonly string[], pointer: string | undefined) =>
    names.map((name, i) => ({
      ...{ system, name: plainName(name) },
      evidence: [recordEvidence(label, pointer === undefined ? null : `${pointer}/${i}`, name)],
    }));
  const { pharmClassEpc, pharmClassMoa } = label.data;
  return [
    ...of('epc', pharmClassEpc, places?.['pharmClassEpc']),
    ...of('moa', pharmClassMoa, places?.['pharmClassMoa']),
  ];
}

function judgeClass(drug: ClassSubject, words: readonly string[]): ClassJudgement {
  const { name, classes, definition } = drug;
  if (classes === null) {
    const told = judgeMechanism(drug, words);
    if (told !== null) return told;
    return judgement('unverifiable', `No list of official drug classes has told the class of ${name} yet.`, definition);
  }
  const findings = words.map((word) => findingOf(word, drug));
  const by = (verdict: WordVerdict) => findings.filter((finding) => finding.verdict === verdict);
  const [supported] = by('supported');
  if (supported !== undefined) return judgeSupported(drug, supported, findings);
  const before = classes.some(isEpc) ? drug.earlier.filter((fact) => words.some((word) => isMeant(fact, word))) : [];
  const contradicted = by('contradicted');
  if (before.length > 0) {
    const shown = [...before, ...classes.filter(isEpc)];
    return judgement('outdated', outdatedReason(drug, before), evidenceOf(shown, drug), shown);
  }
  if (findings.length > 0 && contradicted.length === findings.length) {
    const epc = classes.filter(isEpc);
    return judgement('contradicted', contradictedReason(drug, contradicted), evidenceOf(epc, drug), epc);
  }
  const told = judgeMechanism(drug, words);
  return told ?? judgement('unverifiable', openReason(drug, by('unknown')), evidenceOf(classes, drug));
}

/** What the guide says beside the supported word is looked for in the label, and named where it is not told. */
function judgeSupported(drug: ClassSubject, supported: WordFinding, findings: readonly WordFinding[]): ClassJudgement {
  const reasons = [supportedReason(drug, supported)];
  const evidence = supported.facts.flatMap((fact) => fact.evidence);
  const others = findings.filter(({ word, verdict }) => verdict !== 'supported' && !isSameKind(word, supported.word));
  if (others.length > 0) {
    const words = others.map(({ word }) => word);
    const told = mechanismOf(drug.mechanism, words);
    if (told?.isDirect === true) {
      reasons.push(mechanismReason(drug, told));
      evidence.push(told.evidence);
    } else {
      reasons.push(`Whether it is also ${quotedWords(words, 'or')}, as one may read the guide, is not told by that.`);
    }
  }
  return judgement('supported', reasons.join(' '), [...evidence, ...drug.definition], supported.facts);
}

/** What a label says of how the drug works can bear a class out that no list names; its silence says nothing. */
function judgeMechanism(drug: ClassSubject, words: readonly string[]): ClassJudgement | null {
  const told = mechanismOf(drug.mechanism, words);
  if (told === null) return null;
  const verdict = told.isDirect ? 'supported' : 'unverifiable';
  return judgement(verdict, mechanismReason(drug, told), [told.evidence, ...drug.definition]);
}

function findingOf(word: string, { classes, treatmentKind }: ClassSubject): WordFinding {
  const held = classes ?? [];
  const epc = held.filter(isEpc);
  const kind = kindMeant(word);
  if (kind !== null) return { word, verdict: verdictOnKind(kind, treatmentKind), facts: epc };
  const facts = held.filter((fact) => isMeant(fact, word));
  if (facts.some(isEpc)) return { word, verdict: 'supported', facts };
  // Lists of mechanisms and groups are wider than the official class, so they never stand against it.
  if (isRuledOut(word, epc, treatmentKind)) return { word, verdict: 'contradicted', facts: epc };
  if (facts.length > 0) return { word, verdict: 'supported', facts };
  return { word, verdict: conceptMeant(word) === null ? 'unknown' : 'open', facts: epc };
}

/** Whether every official class rules the word out, or the kind of treatment does. */
function isRuledOut(word: string, epc: readonly ClassFact[], known: TreatmentKind | null): boolean {
  const concept = conceptMeant(word);
  if (concept === null) return false;
  if (known !== null && concept.kind !== null && areOpposed(concept.kind, known)) return true;
  return epc.length > 0 && epc.every((fact) => rulesOut(fact.name, concept));
}

function verdictOnKind(meant: TreatmentKind, known: TreatmentKind | null): WordVerdict {
  if (known === null) return 'open';
  if (known === meant) return 'supported';
  return areOpposed(known, meant) ? 'contradicted' : 'open';
}

/** Whether an official class is what a guide's word means: by the table, or because it has that very name. */
function isMeant({ name }: ClassFact, word: string): boolean {
  const concept = conceptMeant(word);
  return concept === null ? namesAnyTerm(name, [word]) : isOfConcept(name, concept);
}

/** "Kinase Inhibitor [EPC]" without the mark of the list it stands in. */
function plainName(name: string): string {
  return name.replace(/\s*\[[^\]]*\]\s*$/, '');
}

function evidenceOf(facts: readonly ClassFact[], { definition }: ClassSubject): ClaimEvidence[] {
  return [...facts.flatMap(({ evidence }) => evidence), ...definition];
}

function judgement(
  verdict: Verdict,
  reason: string,
  evidence: ClaimEvidence[],
  cited: readonly ClassFact[] = [],
): ClassJudgement {
  return { verdict, reason, evidence, citesOfficial: cited.some(isEpc) };
}
