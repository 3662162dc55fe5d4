import { z } from 'zod';
import { partialDate, requiredText, text } from '../../common/field-values.js';
import { normaliseMeshId, parseNctId, type NctId } from '../../model/identifiers.js';
import { PARTIAL_DATE_PATTERN, type PartialDate } from '../../model/partial-date.js';

export { partialDate, requiredText, text };

/** Count that the registry writes for an enrollment it does not know. */
const UNKNOWN_ENROLLMENT = 99_999_999;
/** Largest count that both database engines can hold. */
const LARGEST_COUNT = 2_147_483_647;

/** An NCT number that must be there. */
export const nctId: z.ZodType<NctId> = z
  .custom<NctId>((value) => typeof value === 'string' && parseNctId(value) === value)
  .describe('an NCT number (NCT and 8 digits)');

/** The label of an arm; empty when the record states none, because an unnamed arm still tells who receives what. */
export const label: z.ZodType<string> = z.string().default('').describe('a text');

/** Yes or no; null when the record does not say. */
export const flag: z.ZodType<boolean | null> = z.boolean().nullable().default(null).describe('true or false');

/** Whether results are posted; a record that does not say has none. */
export const hasResults: z.ZodType<boolean> = z.boolean().default(false).describe('true or false');

/** A partial date that must be there. */
export const requiredDate: z.ZodType<PartialDate> = z
  .string()
  .regex(PARTIAL_DATE_PATTERN)
  .describe('a date as YYYY, YYYY-MM or YYYY-MM-DD');

/** One of the spellings of an upstream enum; must be there. */
export function oneOf<T extends string>(allowed: readonly T[]): z.ZodType<T> {
  return z.enum(allowed).describe(`one of ${allowed.join(', ')}`);
}

/** One of the spellings of an upstream enum; null when the record has none. */
export function optionalOneOf<T extends string>(allowed: readonly T[]): z.ZodType<T | null> {
  return z
    .enum(allowed)
    .nullable()
    .default(null)
    .describe(`one of ${allowed.join(', ')}`);
}

/** Number of participants; the registry's number for an unknown count becomes null. */
export const enrollmentCount: z.ZodType<number | null> = z
  .int()
  .nonnegative()
  .max(LARGEST_COUNT)
  .transform((count) => (count === UNKNOWN_ENROLLMENT ? null : count))
  .nullable()
  .default(null)
  .describe(`a whole number from 0 (${String(UNKNOWN_ENROLLMENT)} means unknown)`);

/** A file size in bytes. */
export const byteCount: z.ZodType<number | null> = z
  .int()
  .nonnegative()
  .nullable()
  .default(null)
  .describe('a whole number of bytes');

/** A latitude in WGS 84 degrees. */
export const latitude: z.ZodType<number> = z.number().min(-90).max(90).describe('a number from -90 to 90');

/** A longitude in WGS 84 degrees. */
export const longitude: z.ZodType<number> = z.number().min(-180).max(180).describe('a number from -180 to 180');

/** A PubMed id as a string of digits. */
export const pmid: z.ZodType<string | null> = z
  .string()
  .regex(/^\d{1,8}$/)
  .nullable()
  .default(null)
  .describe('a PubMed id (1 to 8 digits)');

/** A MeSH id in the one spelling of `normaliseMeshId`. */
export const meshId: z.ZodType<string> = z.string().regex(/\S/).transform(normaliseMeshId).describe('a MeSH id');

/** A phone number with its extension, from the two fields of a contact. */
export const phone: z.ZodType<string | null> = z
  .object({ phone: z.string().nullish(), phoneExt: z.string().nullish() })
  .transform(({ phone: number, phoneExt }) => joinPhone(number?.trim() ?? '', phoneExt?.trim() ?? ''))
  .nullable()
  .default(null)
  .describe('phone and phoneExt as texts');

function joinPhone(number: string, extension: string): string | null {
  if (number === '') return null;
  return extension === '' ? number : `${number} ext. ${extension}`;
}

/** So many digits hold any life in minutes; longer numbers would overflow the column. */
const AGE_PATTERN = /^\s*(\d{1,8})\s+(year|month|week|day|hour|minute)s?\s*$/i;
const DAYS_IN_YEAR = 365.25;
const UNITS_IN_YEAR: Record<string, number> = {
  year: 1,
  month: 12,
  week: DAYS_IN_YEAR / 7,
  day: DAYS_IN_YEAR,
  hour: DAYS_IN_YEAR * 24,
  minute: DAYS_IN_YEAR * 24 * 60,
};

/** An age such as `6 Months` in years, rounded to a millionth; null when the record has none. */
export const ageInYears: z.ZodType<number | null> = z
  .string()
  .regex(AGE_PATTERN)
  .transform(toYears)
  .nullable()
  .default(null)
  .describe('a whole number and a unit from Year to Minute');

function toYears(age: string): number | null {
  const [, count, unit] = AGE_PATTERN.exec(age) ?? [];
  const inYear = UNITS_IN_YEAR[unit?.toLowerCase() ?? ''];
  return inYear === undefined ? null : Number((Number(count) / inYear).toFixed(6));
}
