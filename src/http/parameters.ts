import { z } from 'zod';
import { isPartialDate } from '../model/partial-date.js';

/**
 * One query parameter: how a text becomes a value and what the value is when the parameter is absent.
 * A list takes the parameter several times, and with `commas` values separated by commas as well.
 */
export type Parameter<T> = {
  read: z.ZodType<unknown, string>;
  list: boolean;
  commas: boolean;
  required: boolean;
  absent: T;
  description: string;
  example: string | null;
};

/** The query parameters of a route, by name. */
export type Parameters = Record<string, Parameter<unknown>>;

/** The values a set of parameters decodes to. */
export type Values<P extends Parameters> = { [K in keyof P]: P[K] extends Parameter<infer T> ? T : never };

type Reader<T> = z.ZodType<T, string>;

/** A parameter that is null when absent. */
export function optional<T>(read: Reader<T>, description: string, example: string | null = null): Parameter<T | null> {
  return { read, list: false, commas: false, required: false, absent: null, description, example };
}

/** A parameter without which a request is refused. */
export function required<T>(read: Reader<T>, description: string, example: string): Parameter<T> {
  // Never seen, for the absence is refused.
  const absent = null as never;
  return { read, list: false, commas: false, required: true, absent, description, example };
}

/** A parameter with a default. */
export function withDefault<T>(read: Reader<T>, absent: T, description: string): Parameter<T> {
  return { read, list: false, commas: false, required: false, absent, description, example: null };
}

/** A repeatable parameter; empty when absent. */
export function listOf<T>(read: Reader<T>, description: string, example: string | null = null): Parameter<T[]> {
  return { read, list: true, commas: true, required: false, absent: [], description, example };
}

/** A repeatable parameter that takes one value each time; empty when absent. */
export function repeated<T>(read: Reader<T>, description: string, example: string | null = null): Parameter<T[]> {
  return { ...listOf(read, description, example), commas: false };
}

/** One of a set of words, in any case. */
export function word<const W extends readonly string[]>(words: W): Reader<W[number]> {
  const spelling = new Map(words.map((each) => [each.toLowerCase(), each]));
  return z
    .string()
    .transform((text) => spelling.get(text.toLowerCase()) ?? text)
    .pipe(z.enum(words as unknown as [W[number], ...W[number][]]));
}

/** A whole number within bounds. */
export function wholeNumber(min: number, max: number): Reader<number> {
  const error = `a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, error)
    .transform(Number)
    .pipe(z.int({ error }).min(min, error).max(max, error));
}

/** A number of years, fractions allowed. */
export function years(): Reader<number> {
  const error = 'a number of years from 0 to 150';
  return z
    .string()
    .regex(/^\d{1,3}(?:\.\d{1,6})?$/, error)
    .transform(Number)
    .pipe(z.number().min(0, error).max(150, error));
}

/** `true` or `false`. */
export function flag(): Reader<boolean> {
  return z
    .enum(['true', 'false'], { error: 'true or false' })
    .transform((text) => text === 'true')
    .pipe(z.boolean());
}

/** A date as registries state it: year, month or day. */
export function partialDate(): Reader<string> {
  const error = 'an ISO 8601 date: YYYY, YYYY-MM or YYYY-MM-DD';
  return z.string().refine(isRealDate, error);
}

function isRealDate(text: string): boolean {
  if (!isPartialDate(text)) return false;
  if (text.length < 10) return true;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Free text of limited length. */
export function text(maximum: number): Reader<string> {
  return z.string().trim().min(1, 'a text').max(maximum, `at most ${maximum} characters`);
}

/** A text of a stated form. */
export function matching(pattern: RegExp, expected: string): Reader<string> {
  return z.string().regex(pattern, expected);
}
