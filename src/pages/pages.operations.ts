import { paging } from '../api/paging.js';
import { trialChoice, trialsRules } from '../api/trials.parameters.js';
import { operation } from '../http/operation.js';
import { EXAMPLES } from '../http/examples.js';
import { withDefault, word } from '../http/parameters.js';
import { ENGLISH, LANGUAGE, type Language } from '../words/languages.js';

const HTML = 'text/html';
const guideId = { guideId: { description: 'Id of the guide.', example: EXAMPLES.guideId } };
const entryId = { entryId: { description: 'Id of the entry.', example: EXAMPLES.entryId } };
const nctId = { nctId: { description: 'NCT number, in any case.', example: EXAMPLES.nctId } };

/** The language of a page; every page has it. */
export const lang = {
  lang: withDefault<Language>(word(LANGUAGE), ENGLISH, 'Language of the interface; texts of sources stay in theirs.'),
};

const page = { tag: 'pages', schema: null, mediaType: HTML, takesForms: true } as const;

export const showHome = operation({ ...page, id: 'showHome', path: '/', summary: 'Start page', query: lang });

export const showGuide = operation({
  ...page,
  id: 'showGuide',
  path: '/guides/{guideId}',
  summary: 'A guide as a page',
  pathParameters: guideId,
  query: lang,
  problems: ['guide-not-found'],
});

export const showEntry = operation({
  ...page,
  id: 'showEntry',
  path: '/guides/{guideId}/{entryId}',
  summary: 'An entry as a page: what the guide says beside what is known today',
  pathParameters: { ...guideId, ...entryId },
  query: lang,
  problems: ['guide-not-found', 'entry-not-found', 'unavailable'],
});

export const showTrials = operation({
  ...page,
  id: 'showTrials',
  path: '/trials',
  summary: 'Search for trials',
  query: { ...trialChoice, ...paging, ...lang },
  rules: trialsRules,
});

export const showTrial = operation({
  ...page,
  id: 'showTrial',
  path: '/trials/{nctId}',
  summary: 'A study as a page, in plain language first',
  pathParameters: nctId,
  query: lang,
  problems: ['study-not-found', 'study-gone'],
  moves: 'A former number of the study.',
});

export const showStatus = operation({
  ...page,
  id: 'showStatus',
  path: '/status',
  summary: 'How fresh every source is',
  query: lang,
});

export const getSitemap = operation({
  ...page,
  id: 'getSitemap',
  path: '/sitemap.xml',
  summary: 'Addresses of the pages (https://www.sitemaps.org/protocol.html)',
  mediaType: 'application/xml',
});

export const getRobots = operation({
  ...page,
  id: 'getRobots',
  path: '/robots.txt',
  summary: 'What crawlers may read (RFC 9309)',
  mediaType: 'text/plain',
});
