import { describe, expect, it } from '@jest/globals';
import { beginningsOf, wordsOf } from './words.js';

const ALIKE: string[][] = [
  ['tumour', 'tumor', 'tumors', 'Tumours'],
  ['metastasis', 'metastases'],
  ['diagnosis', 'diagnoses'],
  ['biopsy', 'biopsies'],
  ['randomised', 'randomized'],
  ['haematology', 'hematology'],
  ['oesophageal', 'esophageal'],
  ['fibre', 'fibers'],
  ['counselling', 'counseling'],
  ['analysis', 'analyses', 'analyse', 'analyze'],
  ['virus', 'viruses'],
  ['patch', 'patches'],
  ['headache', 'headaches'],
  ['mass', 'masses'],
  ['carcinoma', 'carcinomas', 'carcinomata'],
  ['centre', 'center', 'centers'],
  ['behaviour', 'behavior'],
  ['leukaemia', 'leukemias'],
  ['naïve', 'naive'],
  ['Sjögren', 'sjogren'],
  ['programme', 'program', 'programmes'],
  ["Crohn's", 'Crohn’s', 'crohn'],
];

describe('words', () => {
  it.each(ALIKE)('are one: %s, %s', (...spellings) => {
    expect(new Set(spellings.map((spelling) => wordsOf(spelling).join(' '))).size).toBe(1);
  });

  it.each([
    ['cancer', 'cancel'],
    ['acne', 'acute'],
    ['hour', 'hor'],
    ['four', 'for'],
    ['arm', 'harm'],
    ['COVID-19', 'COVID-1'],
    ['stage 1', 'stage 11'],
    ['cell', 'cel'],
    ['his', 'hi'],
  ])('stay two: %s and %s', (one, other) => {
    expect(wordsOf(one)).not.toEqual(wordsOf(other));
  });

  it.each([
    ['PD-1', ['pd', '1']],
    ['TGF-β1', ['tgf', 'beta', '1']],
    ['BMS-936558', ['bms', '936558']],
    ['NCT01234567', ['nct', '01234567']],
    ['MK3475', ['mk', '3475']],
    ['MK-3475', ['mk', '3475']],
    ['  ', []],
    ['— & —', []],
    ['肝癌', ['肝癌']],
    ['a\u0000b', ['a', 'b']],
  ])('of %j are %j', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it('are cut where they are too long to be words', () => {
    expect(wordsOf('x'.repeat(1000))[0]).toHaveLength(64);
  });

  it.each([
    ['tumour', ['tumor']],
    ['tumours', ['tumors', 'tumor']],
    ['therapi', ['therapi', 'therapy']],
    ['leukaem', ['leukem']],
  ])('begin for %s with %j', (text, beginnings) => {
    expect(beginningsOf(text)).toEqual(beginnings);
  });
});
