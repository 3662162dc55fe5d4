import type { MedicalCondition, MedicalEntity } from 'schema-dts';
import { meshCode } from '../model/mesh-code.js';
import type { Intervention, InterventionType, MeshTerm, Study } from '../model/study.js';
import { medicalCode } from './schema-org.js';

/** What is studied: the record's words, coded where a MeSH term of the record has the same name; further terms follow. */
export function conditionsOf({
  conditions,
  conditionMeshTerms,
}: Pick<Study, 'conditions' | 'conditionMeshTerms'>): MedicalCondition[] {
  const isNamed = (word: string, { term }: MeshTerm): boolean => word.trim().toLowerCase() === term.toLowerCase();
  const further = conditionMeshTerms.filter((term) => !conditions.some((word) => isNamed(word, term)));
  return [
    ...conditions.map((word) =>
      conditionOf(
        word,
        conditionMeshTerms.find((term) => isNamed(word, term)),
      ),
    ),
    ...further.map((term) => conditionOf(term.term, term)),
  ];
}

function conditionOf(name: string, term: MeshTerm | undefined): MedicalCondition {
  const code = term === undefined ? null : meshCode(term.id);
  return { '@type': 'MedicalCondition', name, code: code === null ? undefined : medicalCode('MeSH', code, term?.term) };
}

type EntityType = 'DietarySupplement' | 'Drug' | 'MedicalDevice' | 'MedicalEntity' | 'MedicalProcedure' | 'MedicalTest';

/** The type of schema.org for each kind of intervention; the most general where none narrower is always true. */
const TYPE_OF_INTERVENTION: Record<InterventionType, EntityType> = {
  DRUG: 'Drug',
  BIOLOGICAL: 'MedicalEntity',
  COMBINATION_PRODUCT: 'MedicalEntity',
  DEVICE: 'MedicalDevice',
  DIAGNOSTIC_TEST: 'MedicalTest',
  DIETARY_SUPPLEMENT: 'DietarySupplement',
  PROCEDURE: 'MedicalProcedure',
  RADIATION: 'MedicalEntity',
  GENETIC: 'MedicalEntity',
  BEHAVIORAL: 'MedicalEntity',
  OTHER: 'MedicalEntity',
};

/** Words by which records name what is given in the place of the real thing. */
const STAND_IN = /placebo|sham/i;

/** What a trial investigates: what its experimental arms get, without what only stands in for it. */
export function subjectsOf({ armGroups, interventions }: Pick<Study, 'armGroups' | 'interventions'>): MedicalEntity[] {
  const experimental = new Set(armGroups.filter(({ type }) => type === 'EXPERIMENTAL').map(({ label }) => label));
  return interventions
    .filter(
      ({ armGroupLabels, name }) => armGroupLabels.some((label) => experimental.has(label)) && !STAND_IN.test(name),
    )
    .map(subjectOf);
}

function subjectOf({ type, name, otherNames }: Intervention): MedicalEntity {
  return {
    '@type': type === null ? 'MedicalEntity' : TYPE_OF_INTERVENTION[type],
    name,
    alternateName: otherNames,
  };
}
