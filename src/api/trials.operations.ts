import { EXAMPLES } from '../http/examples.js';
import { operation } from '../http/operation.js';
import { LINKED_JSON } from '../http/representation.js';
import { resourceOf } from './schemas/common.schema.js';
import { listOfTrials, trial } from './schemas/study.schema.js';
import { trialsQuery, trialsRules } from './trials.parameters.js';

const tag = 'trials';
const pathParameters = { nctId: { description: 'NCT number, in any case.', example: EXAMPLES.nctId } };
const moves = 'The number is a former one; the study has another now.';

/** `/v1/trials` */
export const listTrials = operation({
  id: 'listTrials',
  path: '/v1/trials',
  tag,
  summary: 'Studies that pass every filter',
  query: trialsQuery,
  rules: trialsRules,
  schema: listOfTrials,
  problems: ['query-too-costly'],
});

/** `/v1/trials/{nctId}` */
export const getTrial = operation({
  id: 'getTrial',
  path: '/v1/trials/{nctId}',
  tag,
  summary: 'One study, normalised, with links, history and provenance',
  pathParameters,
  moves,
  schema: resourceOf(trial),
  alternatives: [{ mediaType: LINKED_JSON, schemaName: 'LinkedStudy' }],
  problems: ['study-not-found', 'study-gone', 'not-acceptable'],
});

/** `/v1/trials/{nctId}/raw` */
export const getRawTrial = operation({
  id: 'getRawTrial',
  path: '/v1/trials/{nctId}/raw',
  tag,
  summary: 'The record of a study as received from its source',
  description: 'The JSON of the registry, with nothing of ours; pointers in provenance and evidence lead into it.',
  pathParameters,
  moves,
  schema: null,
  problems: ['study-not-found', 'study-gone'],
});
