import type { Study } from '../model/study.js';
import { member, type Member } from './schema-org.js';

type Designed = Pick<Study, 'design' | 'armGroups' | 'locations'>;

/**
 * The members of https://schema.org/MedicalTrialDesign that are true of a study. Whether a trial takes place at one
 * centre only is not told: a record that names one site may be waiting for the next.
 */
export function trialDesign(study: Designed): Member[] {
  const { design, armGroups, locations } = study;
  return [
    ...(design?.allocation === 'RANDOMIZED' ? ['RandomizedTrial'] : []),
    ...blinding(design),
    ...(armGroups.some(({ type }) => type === 'PLACEBO_COMPARATOR') ? ['PlaceboControlledTrial'] : []),
    ...(distinct(locations.map(({ facility }) => facility)) > 1 ? ['MultiCenterTrial'] : []),
    ...(distinct(locations.map(({ country }) => country)) > 1 ? ['InternationalTrial'] : []),
  ].map(member);
}

/**
 * schema.org tells blinding by who does not know to which treatment the patient was assigned at random, so the registry's
 * SINGLE to QUADRUPLE, which only count people, do not decide: a single mask may be that of the assessor of outcomes.
 */
function blinding(design: Study['design']): string[] {
  if (design?.masking === 'NONE') return ['OpenTrial'];
  if (design?.allocation !== 'RANDOMIZED' || !design.whoMasked.includes('PARTICIPANT')) return [];
  const isMasked = (who: string): boolean => design.whoMasked.includes(who);
  if (isMasked('INVESTIGATOR')) return [isMasked('CARE_PROVIDER') ? 'TripleBlindedTrial' : 'DoubleBlindedTrial'];
  return isMasked('CARE_PROVIDER') ? [] : ['SingleBlindedTrial'];
}

/** The members of https://schema.org/MedicalObservationalStudyDesign that the registry has a word for. */
export function observationalDesign({ design }: Pick<Study, 'design'>): Member[] {
  return [
    ...(design?.observationalModel === 'COHORT' ? ['CohortStudy'] : []),
    ...(design?.timePerspective === 'CROSS_SECTIONAL' ? ['CrossSectional'] : []),
  ].map(member);
}

function distinct(values: readonly (string | null)[]): number {
  return new Set(values.filter((value) => value !== null)).size;
}
