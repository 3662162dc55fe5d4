import type { PageAbout } from '../markup/document.js';

/** What a page says of itself, with what most pages have in common filled in. */
export function pageAbout(stated: Pick<PageAbout, 'title' | 'description' | 'path'> & Partial<PageAbout>): PageAbout {
  return { query: {}, oembed: null, linkedData: null, isListed: true, scripts: [], ...stated };
}
