import type { CapabilityStatement, CapabilityStatementRestResourceSearchParam } from 'fhir/r4.js';
import { DISCLAIMER } from '../api/envelopes.service.js';
import { FHIR_JSON, FHIR_VERSION } from './fhir-words.js';
import { provenanceQuery, researchStudyQuery } from './fhir.parameters.js';
import { NOTICE } from './meta.js';

/** Day on which what this statement says last changed. */
const STATED_ON = '2026-11-29';

type SearchParam = CapabilityStatementRestResourceSearchParam;
type SearchType = SearchParam['type'];

/** Type of each search parameter; what is not here shapes the answer and is none. Definitions are those of R4, where it has one. */
const STUDY_PARAMETERS: Readonly<Record<string, { type: SearchType; definition: string | null }>> = {
  _id: { type: 'token', definition: 'Resource-id' },
  _lastUpdated: { type: 'date', definition: 'Resource-lastUpdated' },
  identifier: { type: 'token', definition: 'ResearchStudy-identifier' },
  status: { type: 'token', definition: 'ResearchStudy-status' },
  location: { type: 'token', definition: 'ResearchStudy-location' },
  title: { type: 'string', definition: 'ResearchStudy-title' },
  keyword: { type: 'string', definition: null },
  condition: { type: 'string', definition: null },
  intervention: { type: 'string', definition: null },
};

/** What the service can do (https://hl7.org/fhir/R4/capabilitystatement.html). */
export function capabilityStatement(base: string, version: string): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    meta: { tag: NOTICE },
    status: 'active',
    date: STATED_ON,
    kind: 'instance',
    description: `Studies of clinical-trial registries, read only. ${DISCLAIMER}`,
    software: { name: 'Trialweave', version },
    implementation: { description: 'Trialweave, FHIR R4', url: base },
    fhirVersion: FHIR_VERSION,
    format: [FHIR_JSON, 'json'],
    rest: [
      {
        mode: 'server',
        documentation: `Unknown parameters are refused, or left out of account with "Prefer: handling=lenient". No modifiers.`,
        resource: [
          {
            type: 'ResearchStudy',
            versioning: 'no-version',
            interaction: [{ code: 'read' }, { code: 'search-type' }],
            searchParam: searchParams(),
          },
          {
            type: 'Provenance',
            versioning: 'no-version',
            interaction: [{ code: 'read' }, { code: 'search-type' }],
            searchParam: [
              {
                name: 'target',
                definition: definitionOf('Provenance-target'),
                type: 'reference',
                documentation: provenanceQuery.target.description,
              },
            ],
          },
        ],
      },
    ],
  };
}

function searchParams(): SearchParam[] {
  return Object.entries(researchStudyQuery)
    .filter(([name]) => !SHAPING.has(name))
    .map(([name, { description }]) => {
      const { type, definition } = STUDY_PARAMETERS[name] ?? { type: 'token', definition: null };
      return {
        name,
        ...(definition === null ? {} : { definition: definitionOf(definition) }),
        type,
        documentation: description,
      };
    });
}

/** Parameters that shape the answer instead of choosing resources. */
const SHAPING: ReadonlySet<string> = new Set(['_count', '_summary', '_cursor', '_format']);

function definitionOf(name: string): string {
  return `http://hl7.org/fhir/SearchParameter/${name}`;
}
