import { resourceOf } from '../api/schemas/common.schema.js';
import { EXAMPLES } from '../http/examples.js';
import { operation } from '../http/operation.js';
import { optional, required, text, wholeNumber, withDefault, word } from '../http/parameters.js';
import { embedQuery, embedRules } from './embed.parameters.js';
import { listing } from './listing.schema.js';
import { oembed } from './oembed.schema.js';

const tag = 'embed';

/** `/embed/v1/listing` */
export const getListing = operation({
  id: 'getListing',
  path: '/embed/v1/listing',
  tag,
  summary: 'Studies as other sites show them: every text ready, in the language asked for',
  description: 'What the element `<trialweave-trials>` shows; docs/embed.md tells how to use it.',
  query: embedQuery,
  rules: embedRules,
  schema: resourceOf(listing),
  problems: ['query-too-costly'],
});

/** `/oembed` */
export const getOembed = operation({
  id: 'getOembed',
  path: '/oembed',
  tag,
  summary: 'How a page of this service is shown on another site (https://oembed.com)',
  query: {
    url: required(
      text(2000),
      'Address of a page of this service: a guide, an entry, a search for studies or a listing.',
      `/guides/${EXAMPLES.guideId}`,
    ),
    maxwidth: optional(wholeNumber(1, 10_000), 'Greatest width, in pixels.', '600'),
    maxheight: optional(wholeNumber(1, 10_000), 'Greatest height, in pixels.', '500'),
    format: withDefault(word(['json', 'xml']), 'json', 'Only `json` is served.'),
    dnt: optional(text(20), 'Not to track. Nobody is tracked here, so it changes nothing.', '1'),
  },
  schema: oembed,
  problems: ['not-embeddable', 'format-not-served'],
});
