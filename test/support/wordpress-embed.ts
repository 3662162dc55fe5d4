/**
 * How WordPress shows the pages of services it does not know, told from its published rules
 * (https://developer.wordpress.org/reference/functions/wp_filter_oembed_result, .../classes/wp_oembed,
 * .../functions/wp_filter_oembed_iframe_title_attribute and the script wp-embed): what it looks for in a page, what it lets
 * pass of the markup, and which messages of the frame it follows.
 */

/** Bytes of a page in which an oEmbed answer may be named. */
const LOOKED_AT = 150 * 1024;

/** The address of the oEmbed answer that a page names in its head, null when there is none where it is looked for. */
export function discovered(html: string): string | null {
  const start = html.slice(0, LOOKED_AT);
  const end = start.search(/<\/head\s*>/i);
  const head = end === -1 ? start : start.slice(0, end);
  const links = [...head.matchAll(/<link\s[^>]*>/gi)].map(([link]) => attributesOf(link));
  const found = links.find((each) => each['rel'] === 'alternate' && each['type'] === 'application/json+oembed');
  return found?.['href'] ?? null;
}

/** The address with what WordPress adds: its limits, and the page once more. */
export function withLimits(endpoint: string, page: string, width: number, height: number): string {
  const url = new URL(endpoint);
  const added = { maxwidth: String(width), maxheight: String(height), url: page, dnt: '1', format: 'json' };
  for (const [name, value] of Object.entries(added)) url.searchParams.set(name, value);
  return url.href;
}

const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  blockquote: [],
  iframe: ['src', 'width', 'height', 'frameborder', 'marginwidth', 'marginheight', 'scrolling', 'title'],
};

/** What is left of the markup of an answer of type `rich`; null when it shows nothing. `secret` names the frame in messages. */
export function filtered(html: string, title: string, secret: string): string | null {
  const kept = html.replace(/<(\/?)([a-z][\w-]*)([^>]*)>/gi, (_, slash: string, given: string, rest: string) => {
    const name = given.toLowerCase();
    const allowed = ALLOWED[name];
    if (allowed === undefined) return '';
    if (slash !== '') return `</${name}>`;
    const attributes = Object.entries(attributesOf(rest)).filter(([key]) => allowed.includes(key));
    return `<${name}${attributes.map(([key, value]) => ` ${key}="${escaped(value)}"`).join('')}>`;
  });
  const match = /(<blockquote>[\s\S]*?<\/blockquote>)?[\s\S]*?(<iframe[\s\S]*?><\/iframe>)/.exec(kept);
  const frame = match?.[2];
  const source = frame === undefined ? undefined : attributesOf(frame)['src'];
  if (frame === undefined || source === undefined) return null;
  const titled = /\stitle="/.test(frame) ? frame : frame.replace('<iframe', `<iframe title="${escaped(title)}"`);
  return titled
    .replace(`src="${escaped(source)}"`, `src="${escaped(`${source}#?secret=${secret}`)}" data-secret="${secret}"`)
    .replace('<iframe', '<iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted"');
}

/** The script of the page around the frame. */
export const HOST_SCRIPT = `
addEventListener('message', (event) => {
  const data = event.data;
  if (!data || !(data.secret || data.message || data.value) || /[^a-zA-Z0-9]/.test(data.secret)) return;
  for (const frame of document.querySelectorAll('iframe[data-secret="' + data.secret + '"]')) {
    if (event.source !== frame.contentWindow) continue;
    if (data.message === 'height') frame.height = Math.min(1000, Math.max(200, parseInt(data.value, 10)));
    if (data.message === 'link') {
      const from = new URL(frame.getAttribute('src'));
      const to = new URL(data.value);
      if (/^https?:$/.test(to.protocol) && to.host === from.host && document.activeElement === frame) top.location.href = data.value;
    }
  }
});
addEventListener('load', () => {
  for (const frame of document.querySelectorAll('iframe.wp-embedded-content')) {
    frame.contentWindow.postMessage({ message: 'ready', secret: frame.dataset.secret }, '*');
  }
});
`;

function attributesOf(tag: string): Record<string, string> {
  const found = [...tag.matchAll(/\s([a-z][\w-]*)\s*=\s*"([^"]*)"/gi)];
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name.toLowerCase(), decoded(value)]));
}

function decoded(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
