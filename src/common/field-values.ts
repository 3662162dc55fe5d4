import { z } from 'zod';
import { PARTIAL_DATE_PATTERN, type PartialDate } from '../model/partial-date.js';

/** A text that must be there and hold more than space. */
export const requiredText: z.ZodType<string> = z.string().regex(/\S/).describe('a text that is not blank');

/** A text as the record has it; null when it is missing or blank. */
export const text: z.ZodType<string | null> = z
  .string()
  .transform((value) => (value.trim() === '' ? null : value))
  .nullable()
  .default(null)
  .describe('a text');

/** A partial date; null when the record has none. */
export const partialDate: z.ZodType<PartialDate | null> = z
  .string()
  .regex(PARTIAL_DATE_PATTERN)
  .nullable()
  .default(null)
  .describe('a date as YYYY, YYYY-MM or YYYY-MM-DD');

/** A day written without dashes, as ISO date; null when the record has none. */
export const compactDate: z.ZodType<PartialDate | null> = z
  .string()
  .regex(/^\d{8}$/)
  .transform((digits) => `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`)
  .pipe(z.string().regex(PARTIAL_DATE_PATTERN))
  .nullable()
  .default(null)
  .describe('a date as YYYYMMDD');
