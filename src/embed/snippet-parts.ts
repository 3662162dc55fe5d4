import { createHash } from 'node:crypto';
import { assetOf, assetPath } from '../http/assets.js';
import { FRAME_PATH } from '../http/content-policy.js';
import type { Setting } from '../markup/setting.js';
import { ENGLISH } from '../words/languages.js';
import { addressQuery, searchPageQuery, type EmbedQuery } from './embed.parameters.js';
import type { SnippetParts } from './snippet-markup.js';

/** The element's script, under the path that stays for good. */
const ELEMENT = '/embed/v1/trialweave.js';

/** What the lines are made of that show on a site what a query asks for; `title` is that of the listing. */
export function snippetPartsOf(at: Setting, query: EmbedQuery, title: string): SnippetParts {
  return {
    scripts: {
      element: `${at.base}${ELEMENT}`,
      pinned: `${at.base}${assetPath('trialweave.js')}`,
      integrity: integrityOf('trialweave.js'),
    },
    frame: at.address(FRAME_PATH, addressQuery(query)),
    page: at.address('/trials', searchPageQuery(query)),
    link: at.say.text('builder.link'),
    title,
    chosen: { ...addressQuery(query), lang: at.language === ENGLISH ? null : at.language },
  };
}

/** https://www.w3.org/TR/SRI/ */
function integrityOf(name: string): string {
  return `sha384-${createHash('sha384').update(assetOf(name).bytes).digest('base64')}`;
}
