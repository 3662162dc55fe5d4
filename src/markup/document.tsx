import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { LANGUAGE, LANGUAGES } from '../words/languages.js';
import { assetPath } from '../http/assets.js';
import { plainText } from '../common/plain-text.js';
import type { Setting } from './setting.js';

/** What the head of a page says of it. */
export type PageAbout = {
  /** Without the name of the site. */
  title: string;
  description: string;
  /** The page without `lang`: path and query. */
  path: string;
  query: Readonly<Record<string, string | readonly string[]>>;
  /** Address of the oEmbed answer for this page, null where it has none. */
  oembed: string | null;
  /** Linked data that stands in the page; null for none. */
  linkedData: object | null;
  /** False: search engines should not list it. */
  isListed: boolean;
  scripts: readonly string[];
};

/** Characters of a text in linked data; whole texts are served as data, under the address that the page names. */
const LINKED_TEXT = 5_000;

/** A whole HTML document as a text. */
export function documentOf(node: VNode): string {
  return `<!doctype html>\n${renderToString(node)}\n`;
}

/** The frame of every page: what stands in its head, and its body. */
export function Document({
  at,
  about: stated,
  styles,
  theme,
  children,
}: {
  at: Setting;
  about: PageAbout;
  /** Names of files, the most general first. */
  styles: readonly string[];
  theme?: 'light' | 'dark' | undefined;
  children: ComponentChildren;
}): VNode {
  // Titles and descriptions may be those of records.
  const about = {
    ...stated,
    title: plainText(stated.title, 200).text,
    description: plainText(stated.description, 300).text,
  };
  const title = `${about.title} · ${at.say.text('site.name')}`;
  return (
    <html lang={at.language} dir={at.say.direction} data-theme={theme}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        {/* Consumers of oEmbed read only the beginning of a page, so it stands early. */}
        {about.oembed !== null && (
          <link rel="alternate" type="application/json+oembed" href={about.oembed} title={about.title} />
        )}
        <meta name="description" content={about.description} />
        {styles.map((name) => (
          <link rel="stylesheet" href={assetPath(name)} />
        ))}
        <link rel="icon" href={assetPath('favicon.svg')} type="image/svg+xml" />
        <meta name="color-scheme" content={theme ?? 'light dark'} />
        {!about.isListed && <meta name="robots" content="noindex" />}
        {about.isListed && <Addresses at={at} about={about} />}
        <OpenGraph at={at} about={about} />
        {about.linkedData !== null && <LinkedDataBlock data={about.linkedData} />}
        {about.scripts.map((name) => (
          <script src={assetPath(name)} defer />
        ))}
      </head>
      <body>{children}</body>
    </html>
  );
}

function Addresses({ at, about }: { at: Setting; about: PageAbout }): VNode {
  return (
    <>
      <link rel="canonical" href={at.address(about.path, about.query)} />
      {LANGUAGE.map((language) => (
        <link rel="alternate" hreflang={language} href={at.in(language).address(about.path, about.query)} />
      ))}
      <link rel="alternate" hreflang="x-default" href={at.in('en').address(about.path, about.query)} />
    </>
  );
}

/** https://ogp.me */
function OpenGraph({ at, about }: { at: Setting; about: PageAbout }): VNode {
  const properties = {
    'og:title': about.title,
    'og:description': about.description,
    'og:type': 'website',
    'og:url': at.address(about.path, about.query),
    'og:site_name': at.say.text('site.name'),
    'og:locale': at.language.replace('-', '_'),
    'og:image': `${at.base}${assetPath('card.png')}`,
    'og:image:width': '1200',
    'og:image:height': '630',
    'og:image:alt': `${at.say.text('site.name')}: ${at.say.text('site.tagline')}`,
  };
  return (
    <>
      {Object.entries(properties).map(([property, content]) => (
        <meta property={property} content={content} />
      ))}
      <meta name="twitter:card" content="summary_large_image" />
    </>
  );
}

/** The one place where text is not escaped by the templates: in JSON every `<` is written as its code, so no tag can begin. */
function LinkedDataBlock({ data }: { data: object }): VNode {
  const shown = (_name: string, value: unknown): unknown =>
    typeof value === 'string' ? plainText(value, LINKED_TEXT).text : value;
  const json = JSON.stringify(data, shown).replaceAll('<', '\\u003c');
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}

/** Links to the same page in the other languages; needs no script. */
export function LanguageMenu({ at, about }: { at: Setting; about: PageAbout }): VNode {
  return (
    <details class="languages">
      <summary>
        <span class="hidden">{at.say.text('nav.language')}: </span>
        <span lang={at.language}>{LANGUAGES[at.language].name}</span>
      </summary>
      <ul>
        {LANGUAGE.map((language) => (
          <li>
            <a
              href={at.in(language).to(about.path, about.query)}
              lang={language}
              hreflang={language}
              dir={LANGUAGES[language].direction}
              aria-current={language === at.language ? 'true' : undefined}
            >
              {LANGUAGES[language].name}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
