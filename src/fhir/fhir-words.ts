import type { CodeableConcept, Coding, Extension } from 'fhir/r4.js';

/** Version of FHIR that everything in this folder speaks (R4). */
export const FHIR_VERSION = '4.0.1';
/** Media type of every answer (https://hl7.org/fhir/R4/http.html#mime-type). */
export const FHIR_JSON = 'application/fhir+json';
/** System of NCT numbers. */
export const NCT_SYSTEM = 'https://clinicaltrials.gov';
/** System of MeSH codes (https://terminology.hl7.org/CodeSystem-MSH.html). */
export const MESH_SYSTEM = 'https://www.nlm.nih.gov/mesh';
/** System of the codes of `ResearchStudy.status`. */
export const STATUS_SYSTEM = 'http://hl7.org/fhir/research-study-status';
/** System of the codes of `ResearchStudy.phase`. */
export const PHASE_SYSTEM = 'http://terminology.hl7.org/CodeSystem/research-study-phase';
/** System of the one tag that every resource has. */
export const NOTICE_SYSTEM = 'urn:trialweave:fhir:notice';

/** Enumerations of the registry, each the system of its words. */
export const REGISTRY_ENUM = {
  status: registryEnum('Status'),
  phase: registryEnum('Phase'),
  studyType: registryEnum('StudyType'),
  sponsorClass: registryEnum('AgencyClass'),
  armType: registryEnum('ArmGroupType'),
  interventionType: registryEnum('InterventionType'),
  dateType: registryEnum('DateType'),
};

/** Extensions of ours; docs/fhir.md describes each. Their urls name no host, so that they hold wherever this runs. */
type ExtensionName =
  | 'registry-status'
  | 'site-status'
  | 'origin'
  | 'as-of'
  | 'official-title'
  | 'acronym'
  | 'date-type'
  | 'primary-completion-date'
  | 'first-posted'
  | 'last-update-posted'
  | 'has-results'
  | 'collaborator'
  | 'arm-intervention'
  | 'outcome-description'
  | 'outcome-time-frame';

/** An extension with its value; none where the value is null. */
export function extension<T>(
  name: ExtensionName,
  value: T | null,
  as: (value: T) => Omit<Extension, 'url'>,
): Extension[] {
  return value === null ? [] : [{ url: `urn:trialweave:fhir:${name}`, ...as(value) }];
}

/** A word of the registry as code. */
export function registryWord(enumeration: keyof typeof REGISTRY_ENUM, code: string): Coding {
  return { system: REGISTRY_ENUM[enumeration], code };
}

/** A word of the registry as concept; none where the record states none. */
export function registryConcept(
  enumeration: keyof typeof REGISTRY_ENUM,
  code: string | null,
): CodeableConcept | undefined {
  return code === null ? undefined : { coding: [registryWord(enumeration, code)], text: code };
}

function registryEnum(name: string): string {
  return `https://clinicaltrials.gov/data-api/about-api/study-data-structure#enum-${name}`;
}
