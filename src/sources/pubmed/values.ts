import { z } from 'zod';
import { isPartialDate, latestDay, type PartialDate } from '../../model/partial-date.js';

/** The form of a PubMed id; anything else must not be asked for, because PubMed reads `ABC123` as 123. */
export const PMID_PATTERN = /^\d{1,8}$/;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Year, month, first day, and what makes it one of several days (`-26`). */
const MONTH_OF_YEAR = /^(\d{4}) ([A-Z][a-z]{2})(?: (\d{1,2}))?(-\d{1,2})?$/;
/** A year with what is no part of a calendar (a season, a feast) or a span within the year; no second year. */
const YEAR_AND_WORDS = /^(\d{4})(?:$| (?!.*\d{4}))/;

/**
 * An issue's date as PubMed prints it (`2019`, `2019 Nov`, `2019 Nov 20`, `2019 Nov-Dec`, `2019 Winter`) as far as it is
 * one date: a span of days is its month, a span of months or a season its year; null when it spans years or says nothing.
 */
export function partialDateOf(printed: string): PartialDate | null {
  const words = printed.trim().replace(/\s+/g, ' ');
  const [, year, monthName, day, moreDays] = MONTH_OF_YEAR.exec(words) ?? [];
  const month = MONTHS.indexOf(monthName ?? '') + 1;
  if (year === undefined || month === 0) return YEAR_AND_WORDS.exec(words)?.[1] ?? null;
  const yearAndMonth = `${year}-${twoDigits(month)}`;
  return day === undefined || moreDays !== undefined ? yearAndMonth : dayOf(yearAndMonth, Number(day));
}

function dayOf(yearAndMonth: string, day: number): PartialDate | null {
  const date = `${yearAndMonth}-${twoDigits(day)}`;
  return isPartialDate(date) && date <= latestDay(yearAndMonth) ? date : null;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", '#39': "'" };

/** A title without the markup that PubMed leaves in it (`&lt;i&gt;BRCA1&lt;/i&gt;`); a plain `<` stays. */
export function plainText(printed: string): string {
  return printed
    .replace(/&(lt|gt|amp|quot|apos|#39);/g, (entity, name: string) => ENTITIES[name] ?? entity)
    .replace(/<\/?(?:i|b|u|em|strong|sub|sup)>/gi, '')
    .trim();
}

/** A PubMed id that must be there. */
export const pmid: z.ZodType<string> = z.string().regex(PMID_PATTERN).describe('a PubMed id (1 to 8 digits)');

/** A title that must be there, in plain text. */
export const title: z.ZodType<string> = z
  .string()
  .transform(plainText)
  .refine((text) => text !== '')
  .describe('a text that is not blank');

/** A name in plain text; null when it is missing or blank. */
export const name: z.ZodType<string | null> = z
  .string()
  .transform((text) => plainText(text) || null)
  .nullable()
  .default(null)
  .describe('a text');

/** The name of an author or a group of authors. */
export const author: z.ZodType<string> = z
  .object({ name: z.string().regex(/\S/) })
  .transform((stated) => plainText(stated.name))
  .describe('an object with a name');

/** The date of the issue; null when the record has none. */
export const issueDate: z.ZodType<PartialDate | null> = z
  .string()
  .transform((printed, context) => {
    if (printed.trim() === '') return null;
    const date = partialDateOf(printed);
    if (date === null) context.addIssue('no single date');
    return date;
  })
  .nullable()
  .default(null)
  .describe('a date as "2019", "2019 Nov", "2019 Nov 20" or "2019 Winter", within one year');

/** An identifier of one type in the list of a record's ids; null when it is not among them. */
export function articleId(type: string): z.ZodType<string | null> {
  return z
    .array(z.object({ idtype: z.string(), value: z.string() }))
    .transform((ids) => ids.find(({ idtype, value }) => idtype === type && value.trim() !== '')?.value.trim() ?? null)
    .nullable()
    .default(null)
    .describe('a list of objects with idtype and value');
}
