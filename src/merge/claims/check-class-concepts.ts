import type { TreatmentKind } from '../../model/drug.js';
import { namesAnyTerm } from './check-text.js';

/**
 * A class of drugs as guides and official lists name it. `words` are a guide's, `official` words that stand in the names
 * of official classes (established pharmacologic classes, mechanisms of action, ATC groups). A class `isA` wider one;
 * `mayBe` names classes that it neither is nor rules out.
 */
type ClassConcept = {
  id: string;
  words: readonly string[];
  official: readonly string[];
  /** Words with which a label's section on how the drug works speaks of it. */
  mechanism: readonly string[];
  kind: TreatmentKind | null;
  isA: readonly string[];
  mayBe: readonly string[];
};

const row = (
  id: string,
  kind: TreatmentKind | null,
  names: Partial<Omit<ClassConcept, 'id' | 'kind'>>,
): ClassConcept => ({
  ...{ id, kind, words: [], official: [], mechanism: [], isA: [], mayBe: [] },
  ...names,
});

const CONCEPTS: readonly ClassConcept[] = [
  row('kinase-inhibitor', 'targeted therapy', {
    words: ['kinase inhibitor', 'protein kinase inhibitor', 'tyrosine kinase inhibitor', 'multikinase inhibitor'],
    official: ['kinase inhibitor'],
    mayBe: ['angiogenesis-inhibitor', 'vegf-inhibitor'],
  }),
  row('angiogenesis-inhibitor', 'targeted therapy', {
    words: ['angiogenesis inhibitor', 'antiangiogenic', 'anti-angiogenic', 'antiangiogenic drug'],
    official: ['angiogenesis inhibitor', 'antiangiogenic'],
    mechanism: ['angiogenesis', 'antiangiogenic', 'anti-angiogenic', 'neovascularization', 'new blood vessels'],
  }),
  row('vegf-inhibitor', 'targeted therapy', {
    words: ['vascular endothelial growth factor inhibitor', 'VEGF inhibitor', 'anti-VEGF', 'VEGF antibody'],
    official: ['vascular endothelial growth factor', 'VEGF', 'VEGFR'],
    mechanism: ['vascular endothelial growth factor', 'VEGF', 'VEGFR', 'VEGFR1', 'VEGFR2', 'VEGFR-1', 'VEGFR-2'],
    isA: ['angiogenesis-inhibitor'],
  }),
  row('checkpoint-inhibitor', 'immunotherapy', {
    words: ['immune checkpoint inhibitor', 'checkpoint inhibitor', 'checkpoint blocker'],
    official: ['checkpoint inhibitor'],
  }),
  row('pd-1-inhibitor', 'immunotherapy', {
    words: ['PD-1 inhibitor', 'PD-1 blocker', 'programmed death receptor-1 blocking antibody', 'anti-PD-1'],
    official: ['programmed death receptor-1', 'PD-1'],
    isA: ['checkpoint-inhibitor'],
  }),
  row('pd-l1-inhibitor', 'immunotherapy', {
    words: ['PD-L1 inhibitor', 'PD-L1 blocker', 'programmed death ligand-1 blocker', 'anti-PD-L1'],
    official: ['programmed death ligand-1', 'PD-L1'],
    isA: ['checkpoint-inhibitor'],
  }),
  row('ctla-4-inhibitor', 'immunotherapy', {
    words: ['CTLA-4 inhibitor', 'CTLA-4 blocker', 'anti-CTLA-4'],
    official: ['CTLA-4', 'cytotoxic T-lymphocyte antigen 4', 'CTLA-4-directed'],
    isA: ['checkpoint-inhibitor'],
  }),
  row('platinum-based-drug', 'chemotherapy', {
    words: ['platinum-based drug', 'platinum drug', 'platinum compound', 'platinum agent'],
    official: ['platinum-based drug', 'platinum compound', 'platinum coordination complex'],
    mayBe: ['alkylating-drug'],
  }),
  row('alkylating-drug', 'chemotherapy', {
    words: ['alkylating drug', 'alkylating agent', 'alkylator'],
    official: ['alkylating drug', 'alkylating agent', 'alkylating activity'],
  }),
  row('topoisomerase-inhibitor', 'chemotherapy', {
    words: ['topoisomerase inhibitor'],
    official: ['topoisomerase inhibitor'],
  }),
  row('anthracycline', 'chemotherapy', {
    words: ['anthracycline', 'anthracycline antibiotic'],
    official: ['anthracycline'],
    isA: ['topoisomerase-inhibitor'],
  }),
  row('antimetabolite', 'chemotherapy', {
    words: ['antimetabolite', 'nucleoside analog', 'nucleoside analogue', 'pyrimidine analog', 'purine analog'],
    official: ['nucleoside metabolic inhibitor', 'antimetabolite', 'nucleic acid synthesis inhibitor', 'folate analog'],
  }),
  row('microtubule-inhibitor', 'chemotherapy', {
    words: ['microtubule inhibitor', 'taxane', 'vinca alkaloid'],
    official: ['microtubule inhibitor', 'taxane', 'vinca alkaloid'],
  }),
];

const KIND_WORDS: Record<TreatmentKind, readonly string[]> = {
  chemotherapy: ['chemotherapy', 'chemotherapy drug', 'cytotoxic', 'cytotoxic drug', 'cytotoxic chemotherapy'],
  'targeted therapy': ['targeted therapy', 'targeted drug', 'targeted cancer drug'],
  immunotherapy: ['immunotherapy', 'immunotherapy drug'],
};

/** The kind of treatment that a guide's word stands for; null where it stands for none. */
export function kindMeant(word: string): TreatmentKind | null {
  const kinds = Object.entries(KIND_WORDS) as [TreatmentKind, readonly string[]][];
  return kinds.find(([, words]) => isOneOf(word, words))?.[0] ?? null;
}

/** The class that a guide's word stands for; null where the table knows none. */
export function conceptMeant(word: string): ClassConcept | null {
  return CONCEPTS.find(({ words }) => isOneOf(word, words)) ?? null;
}

/** Whether two words of a guide are one statement: the same class, one within the other, or no class of the table at all. */
export function isSameKind(a: string, b: string): boolean {
  const [one, other] = [conceptMeant(a), conceptMeant(b)];
  if (one === null || other === null) return true;
  return one.id === other.id || one.isA.includes(other.id) || other.isA.includes(one.id);
}

/** Whether an official class is the concept, or a narrower one. */
export function isOfConcept(officialName: string, concept: ClassConcept): boolean {
  const meant = CONCEPTS.filter((candidate) => candidate.id === concept.id || candidate.isA.includes(concept.id));
  return meant.some(({ official }) => namesAnyTerm(officialName, official));
}

/** The words by which a label's section on how the drug works tells that it is of a concept, or of a narrower one. */
export function mechanismWordsOf(concept: ClassConcept): string[] {
  const meant = CONCEPTS.filter((candidate) => candidate.id === concept.id || candidate.isA.includes(concept.id));
  return meant.flatMap(({ mechanism }) => mechanism);
}

/** Whether an official class is known to the table as one that the concept cannot be. */
export function rulesOut(officialName: string, concept: ClassConcept): boolean {
  const stated = CONCEPTS.filter(({ official }) => namesAnyTerm(officialName, official));
  return stated.length > 0 && stated.every((other) => !isCompatible(other, concept));
}

/** Whether two kinds of treatment cannot be the same drug: cancer drugs of the newer kinds are no chemotherapy. */
export function areOpposed(a: TreatmentKind, b: TreatmentKind): boolean {
  return a !== b && (a === 'chemotherapy' || b === 'chemotherapy');
}

function isCompatible(a: ClassConcept, b: ClassConcept): boolean {
  const reaches = (from: ClassConcept, to: ClassConcept) =>
    from.id === to.id || from.isA.includes(to.id) || from.mayBe.includes(to.id);
  return reaches(a, b) || reaches(b, a);
}

/** Two spellings of one word stand in each other. */
function isOneOf(word: string, words: readonly string[]): boolean {
  return words.some((other) => namesAnyTerm(word, [other]) && namesAnyTerm(other, [word]));
}
