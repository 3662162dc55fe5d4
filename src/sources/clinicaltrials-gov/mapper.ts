import { mapFields, valueAt, type FieldProblem } from '../../common/field-map.js';
import { withoutNul } from '../../common/without-nul.js';
import { contentHash } from '../../model/content-hash.js';
import type { Study } from '../../model/study.js';
import type { ReadResult, Receipt, Rejection } from '../source.js';
import { studyFields } from './study-fields.js';

const DATA_DATE = '/derivedSection/miscInfoModule/versionHolder';
const STUDY_PAGE = 'https://clinicaltrials.gov/study/';

/** Where each field of a study sits in the raw record. */
export const studyPointers = Object.fromEntries(
  Object.entries(studyFields).map(([field, { at }]) => [field, at]),
) as Record<keyof Study, string>;

/** Reads one raw record of the registry; never throws, whatever it is given. */
export function mapStudyRecord(raw: unknown, receipt: Receipt): ReadResult<Study> {
  try {
    return readRecord(raw, receipt);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { rejection: { ...rejectedKey('', 'nested too deeply to be read'), key: withoutNul(statedKey(raw)) } };
  }
}

function readRecord(raw: unknown, receipt: Receipt): ReadResult<Study> {
  const { record: data, problems } = withoutNul(mapFields(studyFields, raw));
  if (data === null) return { rejection: { key: withoutNul(statedKey(raw)), problems, raw } };
  return {
    record: {
      key: data.nctId,
      data,
      raw,
      retrievedAt: receipt.retrievedAt,
      sourceUpdatedAt: data.lastUpdatePostDate?.date ?? null,
      dataDate: dataDateOf(raw) ?? receipt.dataDate,
      url: `${STUDY_PAGE}${data.nctId}`,
      origin: receipt.origin,
      contentHash: contentHash(contentOf(raw)),
      problems,
    },
  };
}

/** The raw record without its data date, which moves on every record every working day and is no content. */
export function contentOf(raw: unknown): unknown {
  return without(raw, ['derivedSection', 'miscInfoModule', 'versionHolder']);
}

/** The rejection of something that is no record at all, such as a key that is no NCT number. */
export function rejectedKey(key: string, detail: string): Rejection {
  const problem: FieldProblem = { field: 'nctId', pointer: studyFields.nctId.at, detail };
  return { key, problems: [problem], raw: null };
}

function statedKey(raw: unknown): string | null {
  const key = valueAt(raw, studyFields.nctId.at);
  return typeof key === 'string' && key.length <= 40 ? key : null;
}

function dataDateOf(raw: unknown): string | null {
  const date = valueAt(raw, DATA_DATE);
  return typeof date === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : null;
}

function without(value: unknown, [step, ...rest]: string[]): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  if (step === undefined || !Object.hasOwn(value, step)) return value;
  const { [step]: inner, ...others } = value as Record<string, unknown>;
  return rest.length === 0 ? others : { ...value, [step]: without(inner, rest) };
}
