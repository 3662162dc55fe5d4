import { z } from 'zod';
import { EXAMPLES } from '../http/examples.js';
import { operation } from '../http/operation.js';
import { FHIR_PATH } from './fhir-address.js';
import { FHIR_JSON } from './fhir-words.js';
import { formatQuery, provenanceQuery, researchStudyQuery } from './fhir.parameters.js';
import { OPERATION_OUTCOME_FORM } from './operation-outcome.js';

/** A resource as FHIR R4 defines it; the definition is not repeated here. */
function resource(resourceType: string) {
  return z.looseObject({ resourceType: z.literal(resourceType) }).meta({
    description: `FHIR R4 ${resourceType}: https://hl7.org/fhir/R4/${resourceType.toLowerCase()}.html`,
  });
}

/** Body of every error under FHIR. */
export const operationOutcome = resource('OperationOutcome');

const common = {
  tag: 'fhir',
  mediaType: FHIR_JSON,
  errorForm: OPERATION_OUTCOME_FORM,
  query: formatQuery,
  requestHeaders: {
    Prefer: {
      description: '`handling=lenient` leaves unknown parameters out of account instead of refusing them.',
      example: 'handling=lenient',
    },
  },
  problems: ['not-acceptable'],
} as const;
const bundle = resource('Bundle');

/** `/fhir/R4/metadata` */
export const getCapabilities = operation({
  ...common,
  id: 'getFhirCapabilities',
  path: `${FHIR_PATH}/metadata`,
  summary: 'CapabilityStatement: what is served here as FHIR R4',
  schema: resource('CapabilityStatement'),
});

/** `/fhir/R4/ResearchStudy` */
export const searchResearchStudies = operation({
  ...common,
  id: 'searchResearchStudies',
  path: `${FHIR_PATH}/ResearchStudy`,
  summary: 'Studies that match every parameter, as a searchset Bundle of ResearchStudy',
  query: researchStudyQuery,
  schema: bundle,
  problems: ['not-acceptable', 'query-too-costly'],
});

/** `/fhir/R4/ResearchStudy/{id}` */
export const readResearchStudy = operation({
  ...common,
  id: 'readResearchStudy',
  path: `${FHIR_PATH}/ResearchStudy/{id}`,
  summary: 'One study as ResearchStudy',
  pathParameters: { id: { description: 'NCT number.', example: EXAMPLES.nctId } },
  moves: 'The number is a former one, or in lower case; `Location` leads to the study.',
  schema: resource('ResearchStudy'),
  problems: ['not-acceptable', 'study-not-found', 'study-gone'],
});

/** `/fhir/R4/Provenance` */
export const searchProvenances = operation({
  ...common,
  id: 'searchProvenances',
  path: `${FHIR_PATH}/Provenance`,
  summary: 'Where a study is from: one Provenance for each version seen, newest first',
  query: provenanceQuery,
  schema: bundle,
});

/** `/fhir/R4/Provenance/{id}` */
export const readProvenance = operation({
  ...common,
  id: 'readProvenance',
  path: `${FHIR_PATH}/Provenance/{id}`,
  summary: 'Where one version of a study is from',
  pathParameters: {
    id: { description: 'NCT number, a hyphen and the number of the version.', example: `${EXAMPLES.nctId}-1` },
  },
  schema: resource('Provenance'),
  problems: ['not-acceptable', 'study-not-found'],
});
