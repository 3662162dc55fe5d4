import { z } from 'zod';
import { listOf, type FieldMap, type Nested } from '../../common/field-map.js';
import { requiredText, text } from '../../common/field-values.js';
import { PARTIAL_DATE_PATTERN, type PartialDate } from '../../model/partial-date.js';

export { compactDate, requiredText, text } from '../../common/field-values.js';

/** What tells a record apart from all others of its kind. */
export const recordKey: z.ZodType<string> = z
  .string()
  .regex(/^\S(?:.{0,98}\S)?$/)
  .describe('a text of 1 to 100 characters');

const textList = listOf(requiredText);

/** A list of texts; FDA's own schemas call some of them single texts, so one text alone is read as well. */
export const texts: Nested<string[]> = {
  ...textList,
  expected: 'a list, each a text that is not blank',
  read: (raw, place, problems) => textList.read(typeof raw === 'string' ? [raw] : raw, place, problems),
};

/** A day as the list of shortages writes it, as ISO date; null when the record has none. */
export const americanDate: z.ZodType<PartialDate | null> = z
  .string()
  .regex(/^\d{2}\/\d{2}\/\d{4}$/)
  .transform((date) => `${date.slice(6)}-${date.slice(0, 2)}-${date.slice(3, 5)}`)
  .pipe(z.string().regex(PARTIAL_DATE_PATTERN))
  .nullable()
  .default(null)
  .describe('a date as MM/DD/YYYY');

/** Whether a package can be had; the list writes `Unvailable` where it means `Unavailable`. */
export const availability: z.ZodType<string | null> = text
  .transform((value) => (value === 'Unvailable' ? 'Unavailable' : value))
  .describe('a text');

/** An active ingredient and how much of it there is. */
export const activeIngredient: FieldMap<{ name: string; strength: string | null }> = {
  name: { at: '/name', as: requiredText },
  strength: { at: '/strength', as: text },
};

/** Where names and codes stand in the block that FDA adds to the records of all its lists. */
export const harmonised = {
  brandNames: { at: '/openfda/brand_name', as: texts },
  genericNames: { at: '/openfda/generic_name', as: texts },
  substanceNames: { at: '/openfda/substance_name', as: texts },
  rxcuis: { at: '/openfda/rxcui', as: texts },
  uniis: { at: '/openfda/unii', as: texts },
};

/** Where pharmacologic classes stand in that block. */
export const pharmClasses = {
  pharmClassEpc: { at: '/openfda/pharm_class_epc', as: texts },
  pharmClassMoa: { at: '/openfda/pharm_class_moa', as: texts },
};
