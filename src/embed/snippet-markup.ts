/** Names of the attributes that say what the element shows, in the order in which they are written. */
const SHOWN = ['guide', 'entry', 'country', 'near', 'radius', 'status', 'limit', 'theme', 'lang'] as const;

/** Height in which the element stands unless a site says otherwise; the same as in its styles. */
const HEIGHT = '34rem';
/** What a frame may do: run the script that tells its height, and open links. */
const SANDBOX = 'allow-scripts allow-popups allow-popups-to-escape-sandbox';

/** What the lines to copy are made of. */
export type SnippetParts = {
  /** Addresses of the scripts: the ones that stay for good, and the one of exactly these bytes with their hash. */
  scripts: { element: string; pinned: string; integrity: string };
  /** Address of the frame, and of our page with the same studies. */
  frame: string;
  page: string;
  /** Words of the link to that page. */
  link: string;
  /** Title of the frame, for screen readers. */
  title: string;
  /** What is chosen, by the name of its attribute; null is left out. */
  chosen: Readonly<Record<string, string | null>>;
};

/** Lines to copy into a page: the element, the element held to the present bytes of its script, and the frame. */
export type Snippets = { element: string; pinned: string; frame: string };

/** The lines. Runs on the service and in browsers, so it needs nothing else. */
export function snippetsOf(parts: SnippetParts): Snippets {
  const { scripts } = parts;
  const element = elementMarkup(parts);
  const pinned = { src: scripts.pinned, integrity: scripts.integrity, crossorigin: 'anonymous' };
  return {
    element: `${script({ src: scripts.element })}\n${element}`,
    pinned: `${script(pinned)}\n${element}`,
    frame: sandboxedFrame(parts),
  };
}

/** A frame as markup, with no attribute but those that WordPress lets pass. */
export function frameMarkup(frame: { title: string; src: string; width: number; height: number }): string {
  return tag('iframe', frame);
}

/** The link inside is what readers without scripts get, and what stands there when the service cannot be reached. */
function elementMarkup({ chosen, page, link }: SnippetParts): string {
  const shown = Object.fromEntries(SHOWN.map((name) => [name, chosen[name] ?? null]));
  const style = `display:block;min-height:${HEIGHT}`;
  return tag('trialweave-trials', { ...shown, style }, tag('a', { href: page, rel: 'noreferrer' }, escaped(link)));
}

function sandboxedFrame({ title, frame }: SnippetParts): string {
  const shape = { width: '100%', height: 600, loading: 'lazy', referrerpolicy: 'no-referrer', sandbox: SANDBOX };
  return tag('iframe', { title, src: frame, ...shape });
}

/** Browsers would tell the service which page asks for the script. */
function script(attributes: Attributes): string {
  return tag('script', { async: true, ...attributes, referrerpolicy: 'no-referrer' });
}

type Attributes = Readonly<Record<string, string | number | true | null>>;

/** An element; attributes that are `true` have no value, those that are null are left out. */
function tag(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => (value === true ? ` ${key}` : ` ${key}="${escaped(String(value))}"`));
  return `<${name}${written.join('')}>${content}</${name}>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
