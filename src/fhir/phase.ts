import type { CodeableConcept } from 'fhir/r4.js';
import { PHASE, type Phase } from '../model/study.js';
import { PHASE_SYSTEM, registryWord } from './fhir-words.js';

/** Every code of the code system of phases, with its display and the phases of the registry that it stands for. */
const CODES = [
  { code: 'n-a', display: 'N/A', phases: ['NA'] },
  { code: 'early-phase-1', display: 'Early Phase 1', phases: ['EARLY_PHASE1'] },
  { code: 'phase-1', display: 'Phase 1', phases: ['PHASE1'] },
  { code: 'phase-1-phase-2', display: 'Phase 1/Phase 2', phases: ['PHASE1', 'PHASE2'] },
  { code: 'phase-2', display: 'Phase 2', phases: ['PHASE2'] },
  { code: 'phase-2-phase-3', display: 'Phase 2/Phase 3', phases: ['PHASE2', 'PHASE3'] },
  { code: 'phase-3', display: 'Phase 3', phases: ['PHASE3'] },
  { code: 'phase-4', display: 'Phase 4', phases: ['PHASE4'] },
] as const satisfies readonly { code: string; display: string; phases: readonly Phase[] }[];

/** Codes of phases in FHIR. */
export const PHASE_CODES = CODES.map(({ code }) => code);

/** The phases of a study as one concept: the code that means exactly them, else one code for each, and the registry's words. */
export function phaseConcept(phases: readonly Phase[]): CodeableConcept | undefined {
  if (phases.length === 0) return undefined;
  const known = exactCode(phases);
  const codes = known === null ? phases.flatMap((phase) => exactCode([phase]) ?? []) : [known];
  return {
    coding: [
      ...codes.map(({ code, display }) => ({ system: PHASE_SYSTEM, code, display })),
      ...phases.map((phase) => registryWord('phase', phase)),
    ],
    text: known?.display ?? codes.map(({ display }) => display).join(', '),
  };
}

/** The phases that a FHIR code or a word of the registry stands for, null where it is neither. */
export function phasesOfWord(word: string): Phase[] | null {
  const code = CODES.find((each) => each.code === word);
  if (code !== undefined) return [...code.phases];
  const phase = PHASE.find((each) => each === word.toUpperCase());
  return phase === undefined ? null : [phase];
}

function exactCode(phases: readonly Phase[]): (typeof CODES)[number] | null {
  const wanted = [...phases].sort().join('+');
  return CODES.find((each) => [...each.phases].sort().join('+') === wanted) ?? null;
}
