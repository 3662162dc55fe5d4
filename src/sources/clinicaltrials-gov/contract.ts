import { z } from 'zod';

/** The answer of `/version`; extra keys are none of our business. Later runs reckon from the day, so it must be one. */
export const versionAnswer = z.object({
  dataTimestamp: z.string().refine(startsWithDay, 'expected a time that starts with a day'),
});

/** One page of `/studies`; the records are checked one by one, by the mapper. */
export const studiesPage = z.object({
  studies: z.array(z.unknown()),
  nextPageToken: z.string().min(1).nullish(),
  totalCount: z.int().nonnegative().nullish(),
});

/** A page of studies as received. */
export type StudiesPage = z.infer<typeof studiesPage>;

/** What is wrong with a body under one of these schemas, in a few words; null when nothing is. */
export function faultIn(schema: z.ZodType, body: unknown): string | null {
  const result = schema.safeParse(body);
  if (result.success) return null;
  const [issue] = result.error.issues;
  return issue === undefined ? 'unreadable' : `/${issue.path.join('/')}: ${issue.message}`;
}

function startsWithDay(text: string): boolean {
  return z.iso.date().safeParse(text.slice(0, 10)).success;
}
