import { z } from 'zod';
import { operation } from '../http/operation.js';
import { matching, optional, wholeNumber, word } from '../http/parameters.js';
import { CHANGE_KIND } from '../model/change.js';
import { paging } from './paging.js';
import { listOfItems, page } from './schemas/common.schema.js';
import { change, sourceReport, syncRun } from './schemas/source.schema.js';

/** `/v1/sources` */
export const listSources = operation({
  id: 'listSources',
  path: '/v1/sources',
  tag: 'sources',
  summary: 'Sources: how fresh each one is, and when it is asked next',
  query: paging,
  schema: listOfItems(sourceReport),
  caching: 'revalidate',
});

/** `/v1/sources/{id}/runs` */
export const listRuns = operation({
  id: 'listRuns',
  path: '/v1/sources/{id}/runs',
  tag: 'sources',
  summary: 'Runs of a source, newest first',
  pathParameters: { id: { description: 'Id of a source, as in `/v1/sources`.', example: 'clinicaltrials-gov' } },
  query: paging,
  schema: listOfItems(syncRun),
  problems: ['source-not-found'],
  caching: 'revalidate',
});

const SUBJECT = /^(?:study|drug|publication|entry|claim):[A-Za-z0-9./-]*$/;

/** `/v1/changes` */
export const listChanges = operation({
  id: 'listChanges',
  path: '/v1/changes',
  tag: 'changes',
  summary: 'The change log, oldest first, kept for good',
  description:
    '`page.nextCursor` is null at the end of the log; come back later with `page.resumeCursor`, or with the `dataVersion` of any answer, as `after`.',
  query: {
    after: optional(wholeNumber(0, 2_147_483_647), 'Cursor of an earlier answer, exclusive.', '0'),
    subject: optional(
      matching(
        SUBJECT,
        '`study:NCT…`, `drug:<id>`, `publication:<pmid>`, `entry:<guide>/<entry>`, `claim:<guide>/<claim>`, or just the part up to the colon',
      ),
      'Only changes of this subject; ending in a colon, of all subjects of that kind.',
      'study:',
    ),
    kind: optional(word(CHANGE_KIND), 'Only changes of this kind.', 'updated'),
    limit: paging.limit,
  },
  schema: listOfItems(change).extend({
    page: page.extend({ resumeCursor: z.string().meta({ description: 'Where this answer ended; never null.' }) }),
  }),
  caching: 'revalidate',
});
