import { EXAMPLES } from '../http/examples.js';
import { operation } from '../http/operation.js';
import { LINKED_JSON } from '../http/representation.js';
import { resourceOf } from './schemas/common.schema.js';
import { publication } from './schemas/publication.schema.js';

/** `/v1/publications/{pmid}` */
export const getPublication = operation({
  id: 'getPublication',
  path: '/v1/publications/{pmid}',
  tag: 'publications',
  summary: 'One publication, and the studies and claims it is held for',
  description: "Held are publications on the guides' studies and claims; citations only, never texts.",
  pathParameters: { pmid: { description: 'PubMed number: up to 8 digits.', example: EXAMPLES.pmid } },
  schema: resourceOf(publication),
  alternatives: [{ mediaType: LINKED_JSON, schemaName: 'LinkedPublication' }],
  problems: ['publication-not-found', 'not-acceptable'],
});
