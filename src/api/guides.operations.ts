import { EXAMPLES } from '../http/examples.js';
import { operation } from '../http/operation.js';
import { listOf, optional, word } from '../http/parameters.js';
import { VERDICT } from '../model/claim.js';
import { ENTRY_KIND } from '../model/guide.js';
import { paging } from './paging.js';
import { listOfItems, resourceOf } from './schemas/common.schema.js';
import { entry } from './schemas/entry.schema.js';
import { claim, entryItem, guide, guideItem } from './schemas/guide.schema.js';
import { listOfTrials } from './schemas/study.schema.js';
import { entryTrialsQuery, entryTrialsRules } from './trials.parameters.js';

const tag = 'guides';
const guideId = { description: 'Id of a guide, as in `/v1/guides`.', example: EXAMPLES.guideId };
const entryId = { description: "Id of an entry, as in the guide's entries.", example: EXAMPLES.entryId };

/** `/v1/guides` */
export const listGuides = operation({
  id: 'listGuides',
  path: '/v1/guides',
  tag,
  summary: 'Guides',
  query: paging,
  schema: listOfItems(guideItem),
});

/** `/v1/guides/{guideId}` */
export const getGuide = operation({
  id: 'getGuide',
  path: '/v1/guides/{guideId}',
  tag,
  summary: 'One guide with its sections, entries and how its claims stand',
  pathParameters: { guideId },
  schema: resourceOf(guide),
  problems: ['guide-not-found'],
});

/** `/v1/guides/{guideId}/entries` */
export const listEntries = operation({
  id: 'listEntries',
  path: '/v1/guides/{guideId}/entries',
  tag,
  summary: 'Entries of a guide, in its order',
  pathParameters: { guideId },
  query: { kind: optional(word(ENTRY_KIND), 'Kind of entry.', 'drug'), ...paging },
  schema: listOfItems(entryItem),
  problems: ['guide-not-found'],
});

/** `/v1/guides/{guideId}/entries/{entryId}` */
export const getEntry = operation({
  id: 'getEntry',
  path: '/v1/guides/{guideId}/entries/{entryId}',
  tag,
  summary: 'The merged record of an entry',
  description: 'What the guide says, what the sources say, and how the claims that concern the entry stand today.',
  pathParameters: { guideId, entryId },
  query: { provenance: optional(word(['full']), '`full` adds the provenance of every leaf.', 'full') },
  schema: resourceOf(entry),
  problems: ['guide-not-found', 'entry-not-found', 'unavailable'],
});

/** `/v1/guides/{guideId}/entries/{entryId}/trials` */
export const listEntryTrials = operation({
  id: 'listEntryTrials',
  path: '/v1/guides/{guideId}/entries/{entryId}/trials',
  tag,
  summary: 'Studies linked to an entry, each with its link',
  description: "In the guide's scope unless `scope` says otherwise; takes the filters of `/v1/trials`.",
  pathParameters: { guideId, entryId },
  query: entryTrialsQuery,
  rules: entryTrialsRules,
  schema: listOfTrials,
  problems: ['guide-not-found', 'entry-not-found', 'query-too-costly'],
});

/** `/v1/guides/{guideId}/claims` */
export const listClaims = operation({
  id: 'listClaims',
  path: '/v1/guides/{guideId}/claims',
  tag,
  summary: 'Claims of a guide, checked against the sources',
  pathParameters: { guideId },
  query: { verdict: listOf(word(VERDICT), 'Verdict of today; may be repeated.', 'outdated'), ...paging },
  schema: listOfItems(claim),
  problems: ['guide-not-found'],
});
