import { z } from 'zod';
import { listOf, mapFields, type FieldMap, type FieldProblem } from '../../common/field-map.js';
import { requiredText, text } from '../../common/field-values.js';
import { withoutNul } from '../../common/without-nul.js';
import { contentHash } from '../../model/content-hash.js';
import type { DictionaryTerm } from '../../model/reference-record.js';
import type { ExchangeReceipt } from '../reference-source.js';
import type { Rejection, SourceRecord } from '../source.js';

/** Larger records are no terms but a fault of the source. */
const MAX_RECORD_BYTES = 2 * 1024 * 1024;
const DICTIONARY = 'https://www.cancer.gov/publications/dictionaries/cancer-drug';

const webAddress: z.ZodType<string | null> = z
  .url({ protocol: /^https?$/ })
  .nullable()
  .default(null)
  .describe('a web address');

/** Of the definition only the text is read: the HTML beside it is not ours to vouch for. */
const termFields: FieldMap<Omit<DictionaryTerm, 'kind'>> = {
  termId: { at: '/termId', as: z.int().positive().transform(String).describe('a whole number') },
  name: { at: '/name', as: requiredText },
  aliases: {
    at: '/aliases',
    as: listOf<DictionaryTerm['aliases'][number]>({
      type: { at: '/type', as: requiredText },
      name: { at: '/name', as: requiredText },
    }),
  },
  definition: { at: '/definition/text', as: text },
  nciConceptId: { at: '/nciConceptId', as: text },
  nciConceptName: { at: '/nciConceptName', as: text },
  prettyUrlName: { at: '/prettyUrlName', as: text },
  summaryUrl: { at: '/drugInfoSummaryLink/uri', as: webAddress },
};

/** Where each field of a term sits in the raw record. */
export const termPointers = Object.fromEntries(Object.entries(termFields).map(([field, { at }]) => [field, at]));

/** Reads a raw term. */
export function readTerm(
  raw: unknown,
  retrievedAt: string,
  { origin }: ExchangeReceipt,
): { record: SourceRecord<DictionaryTerm> } | { rejection: Rejection } {
  const size = Buffer.byteLength(JSON.stringify(raw));
  if (size > MAX_RECORD_BYTES) return { rejection: rejected(`is larger than allowed (${String(size)} bytes)`) };
  const { record: term, problems } = withoutNul(mapFields(termFields, raw));
  if (term === null) return { rejection: { key: null, problems, raw } };
  return {
    record: {
      key: term.termId,
      data: { kind: 'term', ...term },
      raw,
      retrievedAt,
      sourceUpdatedAt: null,
      dataDate: null,
      url: term.prettyUrlName === null ? DICTIONARY : `${DICTIONARY}/def/${encodeURIComponent(term.prettyUrlName)}`,
      origin,
      contentHash: contentHash(raw),
      problems,
    },
  };
}

/** The rejection of what could not be read as a whole. */
export function rejected(detail: string): Rejection {
  const problem: FieldProblem = { field: '', pointer: '', detail };
  return { key: null, problems: [problem], raw: null };
}
