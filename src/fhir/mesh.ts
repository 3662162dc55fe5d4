import type { CodeableConcept } from 'fhir/r4.js';
import { meshCode } from '../model/mesh-code.js';
import type { MeshTerm } from '../model/study.js';
import { MESH_SYSTEM } from './fhir-words.js';

/** Words of a record as concepts, coded where a MeSH term of the record has the same name; further terms follow. */
export function conceptsWithMesh(words: readonly string[], terms: readonly MeshTerm[]): CodeableConcept[] {
  const isNamed = (word: string, { term }: MeshTerm): boolean => word.trim().toLowerCase() === term.toLowerCase();
  const further = terms.filter((term) => !words.some((word) => isNamed(word, term)));
  return [
    ...words.map((word) => ({ coding: terms.filter((term) => isNamed(word, term)).flatMap(meshCoding), text: word })),
    ...further.map((term) => ({ coding: meshCoding(term), text: term.term })),
  ];
}

function meshCoding({ id, term }: MeshTerm): { system: string; code: string; display: string }[] {
  const code = meshCode(id);
  return code === null ? [] : [{ system: MESH_SYSTEM, code, display: term }];
}
