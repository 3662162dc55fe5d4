import type { z } from 'zod';
import type { QueryRule } from './decode-query.js';
import type { Parameters } from './parameters.js';
import { PROBLEM_FORM, type ErrorForm } from './problem-body.js';
import type { ProblemCode } from './problem.js';
import type { ResponseHeader } from './response-headers.js';

/** A part of a path or a header of a request, as the description shows it. */
export type DescribedText = { description: string; example: string };

/** How long an answer may be kept: `data` a minute, `revalidate` with a question each time, `immutable` for good, `never` not at all. */
export type Caching = 'data' | 'revalidate' | 'immutable' | 'never';

/**
 * One address of the service: the route is made from it, the query is decoded by it, and the OpenAPI description is
 * generated from it. `path` is in OpenAPI's spelling (`/v1/guides/{guideId}`).
 */
export type Operation<P extends Parameters = Parameters> = {
  id: string;
  path: string;
  tag: string;
  summary: string;
  description: string | null;
  pathParameters: Record<string, DescribedText>;
  /** Headers of requests that change the answer, beside those that every address takes. */
  requestHeaders: Record<string, DescribedText>;
  query: P;
  rules: readonly QueryRule<P>[];
  /** Forms of pages send every field, also the empty ones; those count as absent. */
  takesForms: boolean;
  answer: { description: string; mediaType: string; schema: z.ZodType | null };
  /** Further media types, of answers that are no JSON of ours. */
  otherMediaTypes: readonly string[];
  /** The same in other media types, for clients whose `Accept` prefers one; each names a schema that answers share. */
  alternatives: readonly { mediaType: string; schemaName: string }[];
  /** Errors beyond those every address can give. */
  problems: readonly ProblemCode[];
  errorForm: ErrorForm;
  caching: Caching;
  /** Names of headers of its own that the answer carries. */
  headers: readonly ResponseHeader[];
  /** When the answer is a 301 to another address, null when it never is. */
  moves: string | null;
};

type Stated<P extends Parameters> = Pick<Operation<P>, 'id' | 'path' | 'tag' | 'summary'> & {
  schema: z.ZodType | null;
  answers?: string;
  mediaType?: string;
} & Partial<Omit<Operation<P>, 'answer'>>;

/** An operation, with what most of them have in common filled in. */
export function operation<P extends Parameters = Record<string, never>>(stated: Stated<P>): Operation<P> {
  const { schema, answers, mediaType, ...rest } = stated;
  return {
    description: null,
    pathParameters: {},
    requestHeaders: {},
    query: {} as P,
    rules: [],
    takesForms: false,
    alternatives: [],
    problems: [],
    errorForm: PROBLEM_FORM,
    caching: 'data',
    moves: null,
    headers: [],
    otherMediaTypes: [],
    ...rest,
    answer: { description: answers ?? stated.summary, mediaType: mediaType ?? 'application/json', schema },
  };
}
