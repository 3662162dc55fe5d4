import { describe, expect, it } from '@jest/globals';
import { PHASE, type Phase } from '../model/study.js';
import { PHASE_SYSTEM } from './fhir-words.js';
import { PHASE_CODES, phaseConcept, phasesOfWord } from './phase.js';

const codesOf = (phases: readonly Phase[]): (string | undefined)[] =>
  (phaseConcept(phases)?.coding ?? []).filter(({ system }) => system === PHASE_SYSTEM).map(({ code }) => code);

describe('phases in FHIR', () => {
  it.each<[Phase[], string[]]>([
    [['NA'], ['n-a']],
    [['EARLY_PHASE1'], ['early-phase-1']],
    [['PHASE1', 'PHASE2'], ['phase-1-phase-2']],
    [['PHASE2', 'PHASE1'], ['phase-1-phase-2']],
    [['PHASE2', 'PHASE3'], ['phase-2-phase-3']],
    [['PHASE4'], ['phase-4']],
    [
      ['PHASE1', 'PHASE3'],
      ['phase-1', 'phase-3'],
    ],
    [
      ['PHASE1', 'PHASE2', 'PHASE3'],
      ['phase-1', 'phase-2', 'phase-3'],
    ],
  ])('of %j are %j', (phases, codes) => {
    expect(codesOf(phases)).toEqual(codes);
  });

  it('keep the words of the registry, every one', () => {
    const { coding } = phaseConcept(['PHASE1', 'PHASE2']) ?? {};
    expect(coding?.map(({ code }) => code)).toEqual(['phase-1-phase-2', 'PHASE1', 'PHASE2']);
  });

  it('are absent where the record states none', () => {
    expect(phaseConcept([])).toBeUndefined();
  });

  it('can be searched by every code and every word, and by no other', () => {
    for (const code of PHASE_CODES) expect(codesOf(phasesOfWord(code) ?? [])).toEqual([code]);
    for (const phase of PHASE) expect(phasesOfWord(phase.toLowerCase())).toEqual([phase]);
    expect(phasesOfWord('phase-5')).toBeNull();
  });
});
