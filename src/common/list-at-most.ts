import { z } from 'zod';

/** No list of an upstream that we read has as many elements; a longer one is a fault of the source. */
export const LONGEST_LIST = 10_000;

/**
 * A list of at most so many elements. `z.array` looks at every element and collects what is wrong with each, which for a
 * body of some megabytes of the wrong shape takes gigabytes; this measures first and stops at the first fault.
 */
export function listAtMost<T>(element: z.ZodType<T>, most: number = LONGEST_LIST): z.ZodType<T[]> {
  return z.unknown().transform((raw, context): T[] => {
    if (!Array.isArray(raw)) {
      context.addIssue('is no list');
      return z.NEVER;
    }
    if (raw.length > most) {
      context.addIssue(`has ${String(raw.length)} elements where ${String(most)} are the most there can be`);
      return z.NEVER;
    }
    return readEach(element, raw, context);
  });
}

function readEach<T>(element: z.ZodType<T>, raw: readonly unknown[], context: z.RefinementCtx): T[] {
  const list: T[] = [];
  for (const [index, item] of raw.entries()) {
    const parsed = element.safeParse(item);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      context.addIssue({
        code: 'custom',
        path: [index, ...(issue?.path ?? [])],
        message: issue?.message ?? 'unreadable',
      });
      return z.NEVER;
    }
    list.push(parsed.data);
  }
  return list;
}

/** The first thing that is wrong with a value under a schema, with its place; null when nothing is. */
export function firstFault(schema: z.ZodType, value: unknown): string | null {
  const [issue] = schema.safeParse(value).error?.issues ?? [];
  return issue === undefined ? null : `/${issue.path.join('/')}: ${issue.message}`;
}
