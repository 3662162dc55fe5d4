import { EXAMPLES } from '../http/examples.js';
import { operation } from '../http/operation.js';
import { flag, optional, text, word } from '../http/parameters.js';
import { LINKED_JSON } from '../http/representation.js';
import { paging } from './paging.js';
import { listOfItems, resourceOf } from './schemas/common.schema.js';
import { drug, drugItem } from './schemas/drug.schema.js';

const tag = 'drugs';

/** `/v1/drugs` */
export const listDrugs = operation({
  id: 'listDrugs',
  path: '/v1/drugs',
  tag,
  summary: 'Drugs of the guides, by id',
  description:
    'With `name` only the drugs that the spelling stands for, each with what it matched; an unknown spelling gives an empty list, an ambiguous one several drugs.',
  query: {
    name: optional(
      text(200),
      'A name in any spelling (generic, brand, salt, biosimilar suffix, code of research), an RxCUI, a UNII or another code.',
      'Opdivo',
    ),
    conflicts: optional(
      flag(),
      'Whether sources disagree on any field; with `true` each drug carries its conflicts.',
      'true',
    ),
    ...paging,
  },
  schema: listOfItems(drugItem),
});

/** `/v1/drugs/{drugId}` */
export const getDrug = operation({
  id: 'getDrug',
  path: '/v1/drugs/{drugId}',
  tag,
  summary: 'One drug, merged from every source that knows it',
  description:
    'A part is null while its source never answered; `parts` says of each part how fresh it is and why it is empty. An empty list means that the source has nothing.',
  pathParameters: {
    drugId: { description: 'Id of a drug, as in `/v1/drugs`; an RxCUI or UNII leads to it.', example: EXAMPLES.drugId },
  },
  query: { provenance: optional(word(['full']), '`full` adds the provenance of every leaf.', 'full') },
  moves: 'An RxCUI (also a former one) or UNII of the drug, or its id in another case; the drug has one address.',
  schema: resourceOf(drug),
  alternatives: [{ mediaType: LINKED_JSON, schemaName: 'LinkedDrug' }],
  problems: ['drug-not-found', 'unavailable', 'not-acceptable'],
});
