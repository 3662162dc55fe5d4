import { listOf, mapFields, type FieldMap, type FieldProblem } from '../../common/field-map.js';
import { requiredText } from '../../common/field-values.js';
import { withoutNul } from '../../common/without-nul.js';
import { contentHash } from '../../model/content-hash.js';
import type { Origin } from '../../model/provenance.js';
import type { Publication } from '../../model/reference-record.js';
import type { Rejection, SourceRecord } from '../source.js';
import { articleId, author, issueDate, name, pmid, title } from './values.js';

const MAX_RECORD_BYTES = 2 * 1024 * 1024;
const PUBLICATION_PAGE = 'https://pubmed.ncbi.nlm.nih.gov/';
const PMID_POINTER = '/uid';

/** How a publication is read from its document summary. Abstracts are not part of it. */
const publicationFields: FieldMap<Omit<Publication, 'kind'>> = {
  pmid: { at: PMID_POINTER, as: pmid },
  title: { at: '/title', as: title },
  journal: { at: '/fulljournalname', as: name },
  publishedOn: { at: '/pubdate', as: issueDate },
  authors: { at: '/authors', as: listOf(author) },
  doi: { at: '/articleids', as: articleId('doi') },
  pmcid: { at: '/articleids', as: articleId('pmc') },
  publicationTypes: { at: '/pubtype', as: listOf(requiredText) },
  languages: { at: '/lang', as: listOf(requiredText) },
};

/** Where each field of a publication sits in its document summary. */
export const publicationPointers: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(publicationFields).map(([field, { at }]) => [field, at]),
);

type Mapped = { record: SourceRecord<Publication> } | { rejection: Rejection };

/** Reads the document summary that stands under a PubMed id; never throws. */
export function mapPublication(key: string, raw: unknown, receipt: { receivedAt: string; origin: Origin }): Mapped {
  try {
    return readPublication(key, raw, receipt);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { rejection: rejected(key, 'nested too deeply to be read', null) };
  }
}

function readPublication(key: string, raw: unknown, receipt: { receivedAt: string; origin: Origin }): Mapped {
  const bytes = Buffer.byteLength(JSON.stringify(raw));
  if (bytes > MAX_RECORD_BYTES) return { rejection: rejected(key, `${String(bytes)} bytes are no citation`, null) };
  const { record: fields, problems } = withoutNul(mapFields(publicationFields, raw));
  if (fields === null) return { rejection: { key, problems, raw } };
  if (fields.pmid !== key) return { rejection: rejected(key, `calls itself ${fields.pmid}`, raw) };
  return {
    record: {
      key,
      data: { kind: 'publication', ...fields },
      raw,
      retrievedAt: receipt.receivedAt,
      // The summary states when a publication came out and was indexed, but not when its record was last changed.
      sourceUpdatedAt: null,
      dataDate: null,
      url: `${PUBLICATION_PAGE}${key}/`,
      origin: receipt.origin,
      contentHash: contentHash(contentOf(raw)),
      problems,
    },
  };
}

/** The rejection of what stands under a PubMed id, or should; `raw` is null where it is nothing worth keeping. */
export function rejected(key: string | null, detail: string, raw: unknown): Rejection {
  const problem: FieldProblem = { field: 'pmid', pointer: PMID_POINTER, detail };
  return { key, problems: [problem], raw };
}

/** The summary without its count of citing articles, which moves by itself and is no content. */
function contentOf(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null) return raw;
  return Object.fromEntries(Object.entries(raw).filter(([field]) => field !== 'pmcrefcount'));
}
