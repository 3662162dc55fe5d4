import { mapFields, valueAt, type FieldProblem } from '../../common/field-map.js';
import { withoutNul } from '../../common/without-nul.js';
import { canonicalJson, contentHash } from '../../model/content-hash.js';
import type { RxNormConcept } from '../../model/reference-record.js';
import type { ExchangeReceipt } from '../reference-source.js';
import type { Rejection, SourceRecord } from '../source.js';
import { CLASS_SOURCES, classesOf, codesOf, historyOf, MEMBERSHIP, propertiesOf, relatedTo } from './calls.js';
import { conceptFields, saltsIn, type ConceptReading } from './concept-fields.js';
import type { Inquiry } from './inquiry.js';

/** All bodies about a concept, by what was asked; `former` holds the histories of the numbers that were remapped to it. */
export type RawConcept = Record<'history' | 'properties' | 'codes' | 'related', unknown> &
  Record<'former' | 'salts' | 'classes', Record<string, unknown>>;

/** Larger records are no concepts but a fault of the source. */
const MAX_RECORD_BYTES = 2 * 1024 * 1024;
/** Salts whose codes are asked for; no ingredient has more in use. */
const MAX_SALTS = 8;
const CONCEPT_PAGE = 'https://mor.nlm.nih.gov/RxNav/search?searchBy=RXCUI&searchTerm=';
/** Of a concept's many codes only these are read; labels come and go by the day, and their ids among the codes with them. */
const CODES_READ = ['ATC', 'UNII_CODE'];

/** Where each field of a concept sits in the raw record. */
export const conceptPointers = Object.fromEntries(Object.entries(conceptFields).map(([field, { at }]) => [field, at]));

/** Asks for everything that is read of a concept. */
export function* askConcept({ rxcui, former }: { rxcui: string; former: string[] }): Inquiry<RawConcept> {
  const raw: RawConcept = {
    history: yield historyOf(rxcui),
    former: {},
    properties: yield propertiesOf(rxcui, true),
    codes: yield codesOf(rxcui, false),
    related: yield relatedTo(rxcui),
    salts: {},
    classes: {},
  };
  for (const salt of saltsIn(raw.related).slice(0, MAX_SALTS)) raw.salts[salt] = yield codesOf(salt, false);
  for (const number of former) raw.former[number] = yield historyOf(number);
  for (const source of CLASS_SOURCES) raw.classes[source] = yield classesOf(rxcui, source);
  return raw;
}

/** Reads the bodies about a concept. `retrievedAt` is when the last of them came. */
export function readConcept(
  raw: RawConcept,
  retrievedAt: string,
  { origin }: ExchangeReceipt,
): { record: SourceRecord<RxNormConcept> } | { rejection: Rejection } {
  const size = Buffer.byteLength(JSON.stringify(raw));
  if (size > MAX_RECORD_BYTES) return { rejection: rejected(`is larger than allowed (${String(size)} bytes)`) };
  const { record: reading, problems } = withoutNul(mapFields(conceptFields, raw));
  if (reading === null) return { rejection: { key: null, problems, raw } };
  const data = conceptOf(reading);
  return {
    record: {
      key: data.rxcui,
      data,
      raw,
      retrievedAt,
      // The release of the whole vocabulary has a date, a concept has none.
      sourceUpdatedAt: null,
      dataDate: null,
      url: `${CONCEPT_PAGE}${data.rxcui}`,
      origin,
      contentHash: contentHash(contentOf(raw)),
      problems,
    },
  };
}

/** The rejection of what could not be read as a whole. */
export function rejected(detail: string): Rejection {
  const problem: FieldProblem = { field: '', pointer: '', detail };
  return { key: null, problems: [problem], raw: null };
}

/** Leaves out the classes of combinations with the concept, and any relation but membership ("must not be given with" is one). */
function conceptOf({ classes, ...rest }: ConceptReading): RxNormConcept {
  const own = classes.filter((row) => row.rxcui === rest.rxcui && isMembership(row));
  return {
    kind: 'concept',
    ...rest,
    classes: own.map(({ id, name, type, relaSource }) => ({ id, name, type, relaSource })),
  };
}

function isMembership({ relaSource, rela }: ConceptReading['classes'][number]): boolean {
  return relaSource === 'ATC' ? rela === null : MEMBERSHIP.includes(rela?.toLowerCase() ?? '');
}

/** The bodies without codes that are not read and without the order of lists, which means nothing here. */
function contentOf(raw: RawConcept): unknown {
  const codes = codesRead(raw.codes);
  const salts = Object.fromEntries(Object.entries(raw.salts).map(([salt, body]) => [salt, codesRead(body)]));
  const status = valueAt(raw, conceptFields.status.at);
  return unordered({ ...raw, history: status, former: Object.keys(raw.former), codes, salts });
}

function codesRead(body: unknown): unknown {
  const rows = valueAt(body, '/propConceptGroup/propConcept');
  if (!Array.isArray(rows)) return rows ?? null;
  return rows.filter((row: unknown) => CODES_READ.includes(String(valueAt(row, '/propName'))));
}

function unordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, unordered(part)]));
  }
  const parts = value.map((part: unknown) => unordered(part));
  return parts
    .map((part) => ({ part, text: canonicalJson(part) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ part }) => part);
}
