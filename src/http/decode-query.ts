import type { z } from 'zod';
import { close, nearest } from '../common/nearest.js';
import type { Parameter, Parameters, Values } from './parameters.js';
import { badParameters, type ProblemItem } from './problem.js';

/** A raw query as the server parsed it: a text, or several where a parameter was repeated. */
export type RawQuery = Record<string, string | string[] | undefined>;

/** More values than this in one list parameter are refused. */
export const LIST_LIMIT = 200;

/** A rule over several parameters; returns what is wrong. Runs only when every single parameter is well. */
export type QueryRule<P extends Parameters> = (values: Values<P>) => ProblemItem[];

/** Decodes a query. Throws one 400 problem that names every unknown, missing, repeated and wrong parameter. */
export function decodeQuery<P extends Parameters>(
  parameters: P,
  raw: RawQuery,
  rules: readonly QueryRule<P>[] = [],
): Values<P> {
  const faults = unknownParameters(parameters, raw);
  const entries = Object.entries(parameters).map(([name, parameter]) => [
    name,
    decodeOne(name, parameter, raw[name], faults),
  ]);
  if (faults.length > 0) throw badParameters(faults);
  const values = Object.fromEntries(entries) as Values<P>;
  const broken = rules.flatMap((rule) => rule(values));
  if (broken.length > 0) throw badParameters(broken);
  return values;
}

function unknownParameters(parameters: Parameters, raw: RawQuery): ProblemItem[] {
  const known = Object.keys(parameters).sort();
  return Object.keys(raw)
    .filter((name) => !Object.hasOwn(parameters, name))
    .map((name) => ({ parameter: name, detail: unknownDetail(name, known), allowed: known }));
}

function unknownDetail(name: string, known: string[]): string {
  const [best] = nearest(name, known);
  return best === undefined
    ? 'Unknown; this address takes no parameters.'
    : `Unknown parameter; did you mean "${best}"?`;
}

function decodeOne(
  name: string,
  parameter: Parameter<unknown>,
  given: string | string[] | undefined,
  faults: ProblemItem[],
): unknown {
  if (given === undefined) {
    if (parameter.required) faults.push({ parameter: name, detail: `Required: ${parameter.description}` });
    return parameter.absent;
  }
  if (parameter.list) return decodeList(name, parameter, [given].flat(), faults);
  if (typeof given === 'string') return decodeText(name, parameter, given, faults);
  faults.push({ parameter: name, detail: `Given ${given.length} times; allowed once.` });
  return null;
}

function decodeList(name: string, parameter: Parameter<unknown>, given: string[], faults: ProblemItem[]): unknown[] {
  const texts = given.flatMap((part) => (parameter.commas ? part.split(',') : part)).map((part) => part.trim());
  if (texts.length > LIST_LIMIT) {
    faults.push({ parameter: name, detail: `Holds ${texts.length} values; allowed are at most ${LIST_LIMIT}.` });
    return [];
  }
  // Sorted and without doubles, so that one set of values has one cursor however it was written.
  const values = texts.map((text) => decodeText(name, parameter, text, faults));
  return [...new Set(values)].sort();
}

function decodeText(name: string, parameter: Parameter<unknown>, text: string, faults: ProblemItem[]): unknown {
  const result = parameter.read.safeParse(text);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const allowed = issue?.code === 'invalid_value' ? issue.values.map(String) : null;
  faults.push({ parameter: name, detail: wrongDetail(text, issue, allowed), ...(allowed === null ? {} : { allowed }) });
  return null;
}

function wrongDetail(text: string, issue: z.core.$ZodIssue | undefined, allowed: string[] | null): string {
  const given = text === '' ? 'Empty' : `"${text.slice(0, 80)}" is not allowed`;
  if (allowed === null) return `${given}; expected ${issue?.message ?? 'another value'}.`;
  const [best] = close(text, allowed);
  return `${given}; expected one of ${allowed.join(', ')}.${best === undefined ? '' : ` Did you mean "${best}"?`}`;
}
