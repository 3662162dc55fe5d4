/** Addresses that one sitemap may name (https://www.sitemaps.org/protocol.html). */
export const SITEMAP_LIMIT = 50_000;

/** A sitemap of paths under an address. */
export function sitemapOf(base: string, paths: readonly string[]): string {
  const urls = paths.map((path) => `<url><loc>${escapeXml(base + path)}</loc></url>\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('')}</urlset>\n`;
}

/** What crawlers may read: the pages; data has interfaces and releases of its own. */
export function robotsOf(base: string): string {
  return `User-agent: *\nDisallow: /v1/\nDisallow: /fhir/\nDisallow: /embed/v1/\nSitemap: ${base}/sitemap.xml\n`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
