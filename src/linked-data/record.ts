import type { CreativeWorkLeaf } from 'schema-dts';
import { statement } from './schema-org.js';
import type { Beside } from './linked-data.types.js';

/** Who says a record, under which terms, since when, and what it is not: properties that every CreativeWork may have. */
export function termsOf(
  sourceIds: readonly string[],
  retrievedAt: string | null,
  { base, disclaimer, sources }: Beside,
): Pick<CreativeWorkLeaf, 'creditText' | 'sdPublisher' | 'sdDatePublished' | 'sdLicense' | 'usageInfo'> {
  const used = sources.filter(({ id }) => sourceIds.includes(id));
  return {
    creditText: used.map(({ attribution }) => attribution).join(' '),
    sdPublisher: { '@type': 'Organization', name: 'Trialweave', url: `${base}/` },
    sdDatePublished: retrievedAt?.slice(0, 10),
    sdLicense: used.map(({ licence }) => statement(licence)),
    usageInfo: statement(disclaimer, 'No medical advice'),
  };
}

/** The record of this service about something that is itself no document, such as a study: what says things of it. */
export function recordOf(address: string, content: Partial<CreativeWorkLeaf>): CreativeWorkLeaf {
  return { '@type': 'CreativeWork', '@id': `${address}#record`, url: address, inLanguage: 'en', ...content };
}
