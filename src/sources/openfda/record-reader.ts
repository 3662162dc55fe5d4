import { mapFields, valueAt, type FieldMap, type FieldProblem, type FieldSource } from '../../common/field-map.js';
import { storable, withoutNul } from '../../common/without-nul.js';
import { contentHash } from '../../model/content-hash.js';
import type { Origin } from '../../model/provenance.js';
import type { ReferenceData } from '../../model/reference-record.js';
import type { Rejection, SourceRecord } from '../source.js';
import { recordKey } from './values.js';

/** What is known of a record once it is read. */
export type Described = {
  data: ReferenceData;
  /** Null when the record states nothing that tells it apart. */
  key: string | null;
  url: string;
  updatedOn: string | null;
  /** Codes of the substances it is about (UNII, RxCUI). */
  substanceCodes: string[];
  /** Codes of its own by which a guide may name it (set id, application number). */
  ownCodes: string[];
};

/** How a record reached us; `dataDate` is the day of the list it came with. */
export type RecordReceipt = { retrievedAt: string; origin: Origin; dataDate: string | null };

/** A record with its codes, or why it could not be read. */
export type Reading = Received | { rejection: Rejection };

/** A record that could be read. */
export type Received = { record: SourceRecord<ReferenceData> } & Pick<Described, 'substanceCodes' | 'ownCodes'>;

/** Reads one raw record of a list; never throws. */
export type RecordReader = (raw: unknown, receipt: RecordReceipt) => Reading;

/** No real record is near this; a longer one is left out so that it does not keep the others from being read. */
const LARGEST_RECORD = 2 * 1024 * 1024;

/** The reader of a kind of record: `fields` says where its fields stand, `describe` what it is; `keyAt` is shown with rejections. */
export function recordReader<T extends object>(
  fields: FieldMap<T>,
  keyAt: string,
  describe: (fields: T) => Described,
): RecordReader {
  return (raw, receipt) => {
    const known = statedKey(raw, keyAt);
    try {
      if (Buffer.byteLength(JSON.stringify([raw])) > LARGEST_RECORD) {
        return rejection(known, `longer than the ${String(LARGEST_RECORD)} bytes that a record may have`);
      }
      const { record, problems } = mapFields(fields, withoutNul(raw));
      if (record === null) return { rejection: { key: known, problems: withoutNul(problems), raw } };
      return received(describe(record), raw, problems, receipt, keyAt);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return rejection(known, 'nested too deeply to be read');
    }
  };
}

/** Where each field of a map stands in the raw record, and (`field.part`) where each part stands in an element of a list. */
export function pointersOf(fields: Record<string, FieldSource<unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([field, { at, as }]) => {
      const parts = 'parts' in as ? Object.entries(as.parts ?? {}) : [];
      return [[field, at], ...parts.map(([part, inner]) => [`${field}.${part}`, inner.at])];
    }),
  ) as Record<string, string>;
}

function received(
  { data, key, url, updatedOn, substanceCodes, ownCodes }: Described,
  raw: unknown,
  problems: FieldProblem[],
  { retrievedAt, origin, dataDate }: RecordReceipt,
  keyAt: string,
): Reading {
  if (key === null || !recordKey.safeParse(key).success) {
    const problem = { field: '', pointer: keyAt, detail: 'states nothing that tells it apart from other records' };
    return { rejection: { key: null, problems: [...problems, problem], raw } };
  }
  const dates = { retrievedAt, sourceUpdatedAt: updatedOn, dataDate };
  const record = { key, data, raw, ...dates, url, origin, contentHash: contentHash(raw), problems };
  return { record, substanceCodes, ownCodes };
}

/** What is too long or too deep is not kept: storing it would fail in the same way as reading it. */
function rejection(key: string | null, detail: string): Reading {
  return { rejection: { key, problems: [{ field: '', pointer: '', detail }], raw: null } };
}

function statedKey(raw: unknown, keyAt: string): string | null {
  const key = valueAt(raw, keyAt);
  return typeof key === 'string' && key.length <= 100 ? storable(key) : null;
}
