import jsonld from 'jsonld';
import { schemaOrgContext, vocabularyFaults } from './schema-org.js';

const context = schemaOrgContext();

/** Knows the context of schema.org, and reads nothing from anywhere. */
function documentLoader(url: string): Promise<{ documentUrl: string; document: object; tag: string }> {
  if (!/^https:\/\/schema\.org\/?$/.test(url)) return Promise.reject(new Error(`not to be read: ${url}`));
  // Static: to be processed once, not for every document.
  return Promise.resolve({ documentUrl: url, document: context, tag: 'static' });
}

/** The document as expanded by a JSON-LD processor that refuses to drop or guess anything. */
export async function expanded(document: object): Promise<Record<string, unknown>[]> {
  const options = { documentLoader, safe: true } as unknown as Parameters<typeof jsonld.expand>[1];
  return jsonld.expand(document, options);
}

/** Everything that is wrong with a JSON-LD document in the vocabulary of schema.org; nothing for a good one. */
export async function linkedDataFaults(document: object): Promise<string[]> {
  const faults = vocabularyFaults(document);
  try {
    const nodes = await expanded(document);
    const dropped = countOf(document) - countOf(nodes);
    return [...faults, ...(dropped === 0 ? [] : [`${String(dropped)} values are lost in expansion`])];
  } catch (error) {
    return [...faults, `expansion: ${error instanceof Error ? `${error.message} ${detailOf(error)}` : String(error)}`];
  }
}

/** Values of a document, at any depth: texts and numbers, but the context. */
function countOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  const written = Object.entries(value).filter(([name]) => name !== '@context' && !isDatatype(name, value));
  return written.reduce((sum, [, part]) => sum + countOf(part), 0);
}

/** In an expanded value `@type` is its datatype, which nobody wrote down. */
function isDatatype(name: string, value: object): boolean {
  return name === '@type' && '@value' in value;
}

function detailOf(error: Error): string {
  return JSON.stringify((error as { details?: unknown }).details ?? null);
}
