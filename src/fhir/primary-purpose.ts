import type { CodeableConcept } from 'fhir/r4.js';

const SYSTEM = 'http://terminology.hl7.org/CodeSystem/research-study-prim-purp-type';

/** Every code of the code system of purposes, by the registry's word; its other words stay text. */
const CODES: Readonly<Record<string, string>> = {
  TREATMENT: 'treatment',
  PREVENTION: 'prevention',
  DIAGNOSTIC: 'diagnostic',
  SUPPORTIVE_CARE: 'supportive-care',
  SCREENING: 'screening',
  HEALTH_SERVICES_RESEARCH: 'health-services-research',
  BASIC_SCIENCE: 'basic-science',
  DEVICE_FEASIBILITY: 'device-feasibility',
};

/** What a study is for. */
export function primaryPurpose(word: string | null): CodeableConcept | undefined {
  if (word === null) return undefined;
  const code = CODES[word];
  return { ...(code === undefined ? {} : { coding: [{ system: SYSTEM, code }] }), text: word };
}
