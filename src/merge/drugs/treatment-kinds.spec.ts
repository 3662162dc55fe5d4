import { describe, expect, it } from '@jest/globals';
import { kindOfClass, kindOfWords } from './treatment-kinds.js';

describe('the kind of treatment of a class', () => {
  it.each([
    ['Platinum-based Drug [EPC]', 'chemotherapy'],
    ['Nucleoside Metabolic Inhibitor [EPC]', 'chemotherapy'],
    ['Anthracycline Topoisomerase Inhibitor [EPC]', 'chemotherapy'],
    ['Kinase Inhibitor [EPC]', 'targeted therapy'],
    ['Kinase Inhibitor', 'targeted therapy'],
    ['Protein Kinase Inhibitors [MoA]', 'targeted therapy'],
    ['Vascular Endothelial Growth Factor Inhibitor [EPC]', 'targeted therapy'],
    ['PROGRAMMED DEATH RECEPTOR-1 BLOCKING ANTIBODY [EPC]', 'immunotherapy'],
    ['Programmed Death Ligand-1 Blocking Antibody [EPC]', 'immunotherapy'],
    ['CTLA-4-directed Blocking Antibody [EPC]', 'immunotherapy'],
    ['Cytochrome P450 3A4 Inhibitors [MoA]', null],
    ['Opioid Agonist [EPC]', null],
    ['Inhibitor', null],
    ['', null],
  ])('%s is %s', (name, kind) => {
    expect(kindOfClass(name)).toBe(kind);
  });
});

describe('the kind of treatment that a guide states', () => {
  it.each([
    ['targeted therapy', 'targeted therapy'],
    ['Targeted Therapy', 'targeted therapy'],
    ['immunotherapy', 'immunotherapy'],
    ['chemotherapy', 'chemotherapy'],
    ['chemotherapy and other drugs', null],
    ['', null],
    [null, null],
  ])('as %j is %s', (listedAs, kind) => {
    expect(kindOfWords(listedAs)).toBe(kind);
  });
});
