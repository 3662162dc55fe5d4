import { foldName } from '../../model/drug-names.js';
import { TREATMENT_KIND, type TreatmentKind } from '../../model/drug.js';

/**
 * Pharmacologic classes that are one kind of cancer treatment and nothing else, established classes and mechanisms of
 * action alike, in the singular. A class that is not here decides nothing.
 */
export const TREATMENT_KIND_OF_CLASS: Readonly<Record<string, TreatmentKind>> = {
  'Alkylating Drug': 'chemotherapy',
  'Alkylating Agent': 'chemotherapy',
  'Platinum-based Drug': 'chemotherapy',
  'Nucleoside Metabolic Inhibitor': 'chemotherapy',
  'Folate Analog Metabolic Inhibitor': 'chemotherapy',
  Antimetabolite: 'chemotherapy',
  Actinomycin: 'chemotherapy',
  Anthracycline: 'chemotherapy',
  'Anthracycline Topoisomerase Inhibitor': 'chemotherapy',
  'Topoisomerase Inhibitor': 'chemotherapy',
  'Microtubule Inhibitor': 'chemotherapy',
  'Vinca Alkaloid': 'chemotherapy',
  'Hypomethylating Agent': 'chemotherapy',
  'Kinase Inhibitor': 'targeted therapy',
  'Protein Kinase Inhibitor': 'targeted therapy',
  'Tyrosine Kinase Inhibitor': 'targeted therapy',
  'Receptor Tyrosine Kinase Inhibitor': 'targeted therapy',
  'Vascular Endothelial Growth Factor Inhibitor': 'targeted therapy',
  'Vascular Endothelial Growth Factor-directed Antibody': 'targeted therapy',
  'Vascular Endothelial Growth Factor-directed Antibody Interaction': 'targeted therapy',
  'Vascular Endothelial Growth Factor Receptor Inhibitor': 'targeted therapy',
  'Vascular Endothelial Growth Factor Receptor 2 Antagonist': 'targeted therapy',
  'Epidermal Growth Factor Receptor Antagonist': 'targeted therapy',
  'HER1 Antagonist': 'targeted therapy',
  'HER2 Receptor Antagonist': 'targeted therapy',
  'HER2/neu Receptor Antagonist': 'targeted therapy',
  'HER2/Neu/cerbB2 Antagonist': 'targeted therapy',
  'Poly(ADP-Ribose) Polymerase Inhibitor': 'targeted therapy',
  'mTOR Inhibitor': 'targeted therapy',
  'Hedgehog Pathway Inhibitor': 'targeted therapy',
  'Proteasome Inhibitor': 'targeted therapy',
  'Histone Deacetylase Inhibitor': 'targeted therapy',
  'BCL-2 Inhibitor': 'targeted therapy',
  'Isocitrate Dehydrogenase 1 Inhibitor': 'targeted therapy',
  'Isocitrate Dehydrogenase 2 Inhibitor': 'targeted therapy',
  'Methyltransferase Inhibitor': 'targeted therapy',
  'Programmed Death Receptor-1 Blocking Antibody': 'immunotherapy',
  'Programmed Death Receptor-1-directed Antibody Interaction': 'immunotherapy',
  'Programmed Death Ligand-1 Blocking Antibody': 'immunotherapy',
  'Programmed Death Ligand-1-directed Antibody Interaction': 'immunotherapy',
  'CTLA-4-directed Blocking Antibody': 'immunotherapy',
  'CTLA-4 Blocking Antibody': 'immunotherapy',
  'CTLA-4-directed Antibody Interaction': 'immunotherapy',
  'Lymphocyte Activation Gene-3 Blocking Antibody': 'immunotherapy',
};

const KIND_BY_FOLD = new Map(
  Object.entries(TREATMENT_KIND_OF_CLASS).map(([name, kind]): [string, TreatmentKind] => [foldClass(name), kind]),
);

/** The kind of treatment a pharmacologic class is ("Kinase Inhibitor [EPC]"), null when the class does not decide. */
export function kindOfClass(name: string): TreatmentKind | null {
  return KIND_BY_FOLD.get(foldClass(name)) ?? null;
}

/** The kind that a guide's grouping states ("targeted therapy"), null when its words are none of the kinds. */
export function kindOfWords(listedAs: string | null): TreatmentKind | null {
  return TREATMENT_KIND.find((kind) => listedAs !== null && foldName(kind) === foldName(listedAs)) ?? null;
}

/** One spelling for a class with and without its system in brackets, in singular and plural. */
export function foldClass(name: string): string {
  return foldName(name.replace(/\s*\[[^\]]*\]\s*$/, '')).replace(/s$/, '');
}
