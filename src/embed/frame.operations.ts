import { FRAME_PATH } from '../http/content-policy.js';
import { operation } from '../http/operation.js';
import { embedQuery, embedRules } from './embed.parameters.js';

const page = { tag: 'pages', schema: null, mediaType: 'text/html' } as const;

/** `/embed/v1/trials`; a page, so it stands in no description of data. */
export const showListing = operation({
  ...page,
  id: 'showListing',
  path: FRAME_PATH,
  summary: 'Studies in a frame of another site',
  query: embedQuery,
  rules: embedRules,
});

/** `/embed`; a form sends fields that make no sense together, and they are left out of account. */
export const showBuilder = operation({
  ...page,
  id: 'showBuilder',
  path: '/embed',
  summary: 'Makes the line that shows studies on another site',
  query: embedQuery,
  takesForms: true,
});
