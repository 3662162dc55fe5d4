import { pathWith, type QueryValues, type Setting } from './setting.js';

/** Media type by which pages name their oEmbed answer (https://oembed.com, section 4). */
const OEMBED_JSON = 'application/json+oembed';

/** Address of the oEmbed answer for a page of ours, named by its path and its query without `lang`. */
export function oembedAddress(at: Setting, path: string, query: QueryValues = {}): string {
  return `${at.base}${pathWith('/oembed', { url: at.address(path, query), format: 'json' })}`;
}

/** The `Link` header (RFC 8288) that names an oEmbed answer; addresses hold no character that would end it. */
export function oembedLink(address: string): string {
  return `<${address}>; rel="alternate"; type="${OEMBED_JSON}"`;
}
