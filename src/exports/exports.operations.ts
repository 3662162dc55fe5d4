import { z } from 'zod';
import { trialChoice, trialsRules } from '../api/trials.parameters.js';
import { operation } from '../http/operation.js';
import { word, withDefault } from '../http/parameters.js';
import { STUDY_SORT } from '../studies/study-filter.types.js';
import { exportedTrial } from './exported-trial.schema.js';

const query = {
  ...trialChoice,
  sort: withDefault(
    word(STUDY_SORT),
    'nctId',
    'What the export is sorted by; only `nctId` loses and doubles nothing when studies change while it runs.',
  ),
};

const shared = {
  tag: 'exports',
  query,
  rules: trialsRules,
  caching: 'never',
  problems: ['query-too-costly'],
  headers: ['X-Total-Count', 'X-Data-Version', 'X-Row-Count', 'X-Disclaimer', 'Content-Disposition'],
} as const;

const whole =
  'The whole result, streamed. A connection that ends without the last chunk (or, compressed, without the end of the ' +
  'stream) was broken off: discard what came. `X-Row-Count`, a trailer, tells how many studies were sent.';

/** `/v1/exports/trials.csv` */
export const exportTrialsCsv = operation({
  ...shared,
  id: 'exportTrialsCsv',
  path: '/v1/exports/trials.csv',
  summary: 'Every study that passes the filters, as CSV',
  description: `${whole} RFC 4180 with a header line; the columns are listed in docs/generated/export-columns.md.`,
  mediaType: 'text/csv',
  schema: z.string().meta({ description: 'RFC 4180: header line, CRLF, one study in a record.' }),
});

/** `/v1/exports/trials.ndjson` */
export const exportTrialsNdjson = operation({
  ...shared,
  id: 'exportTrialsNdjson',
  path: '/v1/exports/trials.ndjson',
  summary: 'Every study that passes the filters, as JSON lines',
  description: `${whole} One study on a line; the schema is that of a line.`,
  mediaType: 'application/x-ndjson',
  schema: exportedTrial,
});
