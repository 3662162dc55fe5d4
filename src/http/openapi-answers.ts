import type { Operation } from './operation.js';
import { PROBLEM_FORM, type ErrorForm } from './problem-body.js';
import { PROBLEMS, ProblemError, type ProblemCode } from './problem.js';
import { isRateLimited } from './rate-limit.js';

type Json = Record<string, unknown>;

/** Errors that every address can give. */
const EVERYWHERE: readonly ProblemCode[] = ['bad-parameter', 'bad-request', 'head-too-large', 'internal-error'];

/** Errors of requests that belong to no operation: of an unknown or unreadable address, of another method, with a body. */
const NOWHERE: readonly ProblemCode[] = [
  'bad-request',
  'route-not-found',
  'method-not-allowed',
  'request-too-slow',
  'body-too-large',
  'address-too-long',
  'media-type-unsupported',
  'head-too-large',
];

/** Everything that an operation may answer, by status. */
export function answersOf(operation: Operation): Json {
  return { ...successes(operation), ...problemAnswers(operation) };
}

/** Name of the schema of an operation's answer. */
export function answerName(operationId: string): string {
  return `${capitalised(operationId)}Answer`;
}

/** What is answered to requests that belong to no operation, by name; in each of the forms that errors have. */
export function generalAnswers(operations: readonly Operation[]): Json {
  const forms = new Set([PROBLEM_FORM, ...operations.map(({ errorForm }) => errorForm)]);
  const named = NOWHERE.map((code) => [nameOfCode(code), problemAnswer([code], [...forms], '/')]);
  return { NotModified: NOT_MODIFIED, ...(Object.fromEntries(named) as Json) };
}

function nameOfCode(code: ProblemCode): string {
  return code.split('-').map(capitalised).join('');
}

function capitalised(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

function successes({ id, path, answer, caching, moves }: Operation): Json {
  const cached = caching === 'never' ? [] : ['ETag', 'Vary'];
  const limited = isRateLimited(path) ? ['RateLimit', 'RateLimit-Policy'] : [];
  const schema = answer.schema === null ? ANY_RECORD : { $ref: `#/components/schemas/${answerName(id)}` };
  return {
    200: {
      description: answer.description,
      headers: headersOf(['Cache-Control', ...cached, ...limited]),
      content: { [answer.mediaType]: { schema } },
    },
    ...(moves === null ? {} : { 301: { description: moves, headers: headersOf(['Location', 'Cache-Control']) } }),
    ...(caching === 'never' ? {} : { 304: { $ref: '#/components/responses/NotModified' } }),
  };
}

/** One answer for each status; where several errors share it, all are named. */
function problemAnswers(operation: Operation): Json {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of problemsOf(operation)) {
    byStatus.set(PROBLEMS[code].status, [...(byStatus.get(PROBLEMS[code].status) ?? []), code]);
  }
  const described = [...byStatus].map(([status, codes]) => {
    return [status, problemAnswer(codes, formsOf(codes, operation), exampleAddress(operation))];
  });
  return Object.fromEntries(described) as Json;
}

function problemsOf({ path, problems, pathParameters }: Operation): ProblemCode[] {
  return [
    ...EVERYWHERE,
    ...(Object.keys(pathParameters).length > 0 ? (['address-too-long'] as const) : []),
    ...(isRateLimited(path) ? (['too-many-requests'] as const) : []),
    ...problems,
  ];
}

/** Where the head of a request could not be read, nobody knows its address, and with it a form of its own. */
function formsOf(codes: readonly ProblemCode[], { errorForm }: Operation): readonly ErrorForm[] {
  if (codes.includes('head-too-large')) return [PROBLEM_FORM];
  return codes.includes('bad-request') ? [...new Set([errorForm, PROBLEM_FORM])] : [errorForm];
}

function exampleAddress({ path, pathParameters }: Operation): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => pathParameters[name]?.example ?? '');
}

function problemAnswer(codes: readonly ProblemCode[], forms: readonly ErrorForm[], instance: string): Json {
  const headers = codes.flatMap((code) => HEADERS_OF_PROBLEM[code] ?? []);
  return {
    description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].meaning}`).join('\n\n'),
    headers: headersOf(['Cache-Control', ...headers]),
    content: Object.fromEntries(forms.map((form) => [form.mediaType, problemContent(codes, form, instance)])),
  };
}

function problemContent(codes: readonly ProblemCode[], form: ErrorForm, instance: string): Json {
  const examples = codes.map((code) => [
    code,
    { value: form.body(new ProblemError(code, PROBLEMS[code].meaning), instance) },
  ]);
  return {
    schema: { $ref: `#/components/schemas/${form.schemaName}` },
    examples: Object.fromEntries(examples) as Json,
  };
}

function headersOf(names: readonly string[]): Json {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

const HEADERS_OF_PROBLEM: Partial<Record<ProblemCode, readonly string[]>> = {
  'method-not-allowed': ['Allow'],
  'too-many-requests': ['Retry-After'],
  unavailable: ['Retry-After'],
};

/** Records of others are passed on as they came; what is in them is theirs to describe. */
const ANY_RECORD = { type: 'object', description: 'As received.', additionalProperties: true };

const text = (description: string): Json => ({ description, schema: { type: 'string' } });

/** Headers of answers. */
export const HEADERS: Json = {
  Allow: text('Methods that the address takes.'),
  ETag: text('Strong validator of exactly these bytes (RFC 9110); each content coding has its own.'),
  'Cache-Control': text('How long the answer may be kept.'),
  Location: text('The one true address.'),
  RateLimit: text(
    'What is left in the current minute: `"minute";r=<requests>;t=<seconds>`; absent when nothing is limited.',
  ),
  'RateLimit-Policy': text('What a client may ask for: `"minute";q=<requests>;w=60`; absent when nothing is limited.'),
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 1 } },
  Vary: text('Request headers that the answer depends on.'),
};

const NOT_MODIFIED = {
  description: 'The answer named in `If-None-Match` is still right.',
  headers: headersOf(['ETag', 'Cache-Control', 'Vary']),
};
