import { CronTime } from 'cron';
import { z } from 'zod';

/** A whole number within bounds. */
export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `a whole number from ${String(min)} to ${String(max)}`)
    .transform(Number)
    .refine((n) => n >= min && n <= max, `a whole number from ${String(min)} to ${String(max)}`);
/** `true` or `false`. */
export const flag = z.enum(['true', 'false'], { error: 'true or false' }).transform((text) => text === 'true');
/** An absolute http(s) address without slashes at its end. A password in it would stand in errors and in what is stored. */
export const httpUrl = z
  .url({ protocol: /^https?$/, error: 'an absolute http(s) address' })
  .refine((url) => !hasUserinfo(url), 'an address without a user name or password')
  .transform((url) => url.replace(/\/+$/, ''));

function hasUserinfo(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { username, password } = new URL(url);
  return username !== '' || password !== '';
}

/** Where readers report problems: a web or mail address that may hold `{record}`. */
export const reportTarget = z
  .string()
  .refine(isReportTarget, 'an http(s) or mailto: address without a user name or password');

function isReportTarget(text: string): boolean {
  const example = text.replaceAll('{record}', 'record');
  return /^(?:https?:\/\/|mailto:)./.test(text) && URL.canParse(example) && !hasUserinfo(example);
}

/** One source of the directive `frame-ancestors` (https://www.w3.org/TR/CSP3/#framework-directive-source-list), scheme and host. */
const ANCESTOR = /^(?:\*|https?:\/\/(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?)$/i;

/** Which sites may frame the embeds: any (`*`), none (an empty list), or these. */
export const frameAncestors = z
  .string()
  .transform((text) => (text.trim() === 'none' ? [] : text.split(',').map((each) => each.trim())))
  .refine((list) => list.every((each) => ANCESTOR.test(each)), '*, none, or origins separated by commas');

const cron = z.string().refine(isCron, 'a cron expression of 5 fields, or 6 with seconds first');

function isCron(text: string): boolean {
  try {
    return new CronTime(text) instanceof CronTime;
  } catch {
    return false;
  }
}

/** One option: how its text is read, its default (null: none), what is allowed, and what it means. */
export type Option = { schema: z.ZodType<unknown, string>; fallback: string | null; meaning: string; allowed: string };

/** An option of its parts. */
export const option = <S extends z.ZodType<unknown, string>, F extends string | null>(
  schema: S,
  fallback: F,
  allowed: string,
  meaning: string,
) => ({ schema, fallback, meaning, allowed });

/** How the names of a source's options begin. */
export type SourcePrefix = 'CLINICALTRIALS_GOV' | 'OPENFDA' | 'RXNORM' | 'NCI_DRUG_DICTIONARY' | 'PUBMED';
type SourceOptions<P extends SourcePrefix> = Record<`${P}_SCHEDULE` | `${P}_BASE_URL`, Option & TextOption> &
  Record<`${P}_REQUESTS_PER_MINUTE`, Option & CountOption>;
type TextOption = { schema: z.ZodType<string, string>; fallback: string };
type CountOption = { schema: z.ZodType<number, string>; fallback: string };

/** The three options of a source. */
export function sourceOptions<const P extends SourcePrefix>(
  prefix: P,
  title: string,
  stated: { baseUrl: string; requestsPerMinute: string; schedule: string; when: string },
): SourceOptions<P> {
  const { baseUrl, requestsPerMinute, schedule, when } = stated;
  const root = `Root of ${title}; a mirror or a fake can stand in.`;
  const budget = `Politeness budget for ${title}.`;
  return {
    [`${prefix}_SCHEDULE`]: option(cron, schedule, 'cron, 5 or 6 fields, UTC', `When ${title} is pulled (${when}).`),
    [`${prefix}_BASE_URL`]: option(httpUrl, baseUrl, 'http(s) address', root),
    [`${prefix}_REQUESTS_PER_MINUTE`]: option(wholeNumber(1, 100_000), requestsPerMinute, '1 to 100000', budget),
  } as unknown as SourceOptions<P>;
}
