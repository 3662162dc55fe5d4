import { z } from 'zod';

/*
 * Building blocks of the guide file schemas. Every message says what is allowed, so that a fault can be told from the
 * value alone; the message of an object is the list of its keys.
 */

/** An object that refuses unknown keys; its message lists the known ones, separated by comma and space. */
export function record<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? Object.keys(shape).join(', ') : keysWanted(shape)),
  });
}

function keysWanted(shape: z.ZodRawShape): string {
  return `a map with the keys ${Object.keys(shape).join(', ')}`;
}

/** A list of like things. */
export const listOf = <Item extends z.ZodType>(item: Item, allowed: string) => z.array(item, { error: allowed });

/** A value out of a closed list. */
export const oneOf = <const Values extends readonly string[]>(values: Values) =>
  z.enum(values, { error: `one of: ${values.join(', ')}` });

/** The messages of a choice between maps by the value of one key. */
export const choosing = (key: string, values: readonly string[]) => ({
  error: ({ code }: { code?: string | undefined }) =>
    code === 'invalid_union' ? `one of: ${values.join(', ')}` : `a map with the key ${key}`,
});

/** A text of a given form. */
export const pattern = (form: RegExp, allowed: string) => z.string({ error: allowed }).regex(form, { error: allowed });

/** A text with at least one visible character. */
export const text = pattern(/\S/, 'text, not empty');

/** A list of texts. */
export const texts = listOf(text, 'a list of texts');

/** An id as it stands in addresses. */
export const slug = pattern(
  /^(?=.{1,80}$)[a-z0-9]+(?:-[a-z0-9]+)*$/,
  'lower-case letters, digits and single hyphens, at most 80 characters',
);

/** A MeSH unique id in any spelling of its number. */
export const meshId = pattern(/^[CD]\d{1,9}$/, 'a MeSH id: C or D and digits');
