import type { BreadcrumbList, MedicalWebPage, WebSite, WithContext } from 'schema-dts';
import { CONTEXT } from './linked-data.types.js';
import { statement } from './schema-org.js';

/** A page of the site, as far as linked data tells of it. `about` names what the page speaks of. */
export type DescribedPage = {
  url: string;
  name: string;
  description: string;
  language: string;
  disclaimer: string;
  about: { name: string; url: string | null } | null;
  /** The way to the page from the start, the page itself left out. */
  crumbs: readonly { name: string; url: string }[];
};

/** A page for patients as https://schema.org/MedicalWebPage, with the way to it. */
export function webPageOf(page: DescribedPage): WithContext<MedicalWebPage> {
  const { url, name, description, language, disclaimer, about, crumbs } = page;
  return {
    '@context': CONTEXT,
    '@type': 'MedicalWebPage',
    '@id': url,
    url,
    name,
    description,
    inLanguage: language,
    audience: { '@type': 'Patient' },
    usageInfo: statement(disclaimer, 'No medical advice'),
    ...(about === null
      ? {}
      : { about: { '@type': 'MedicalEntity', name: about.name, ...(about.url === null ? {} : { url: about.url }) } }),
    breadcrumb: breadcrumbs([...crumbs, { name, url }]),
  };
}

/** The site and how it is searched (https://schema.org/SearchAction). */
export function webSiteOf(base: string, name: string, description: string, language: string): WithContext<WebSite> {
  return {
    '@context': CONTEXT,
    '@type': 'WebSite',
    '@id': `${base}/`,
    url: `${base}/`,
    name,
    description,
    inLanguage: language,
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: `${base}/trials?q={query}` },
    },
  };
}

function breadcrumbs(steps: readonly { name: string; url: string }[]): BreadcrumbList {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: steps.map(({ name, url }, i) => ({
      '@type': 'ListItem',
      position: i + 1,
      name,
      item: { '@type': 'WebPage', '@id': url },
    })),
  };
}
