import type { Operation } from './operation.js';
import { PROBLEM_FORM, type ErrorForm } from './problem-body.js';
import { PROBLEMS, ProblemError, type ProblemCode } from './problem.js';
import { isRateLimited } from './rate-limit.js';
import { RESPONSE_HEADERS, type ResponseHeader, type ResponseHeaderAbout } from './response-headers.js';

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

function successes(operation: Operation): Json {
  const { answer, caching, moves, headers: own } = operation;
  const headers = headersOf(['Cache-Control', ...validators(operation), ...limits(operation), ...own]);
  const content = contentOf(operation);
  return {
    200: { description: answer.description, headers, content },
    ...(own.includes('Content-Range')
      ? { 206: { description: 'The part asked for with `Range`.', headers, content } }
      : {}),
    ...(moves === null ? {} : { 301: { description: moves, headers: headersOf(['Location', 'Cache-Control']) } }),
    ...(caching === 'never' ? {} : { 304: { $ref: '#/components/responses/NotModified' } }),
  };
}

/** Files that never change are sent as they lie, in no other coding. */
function validators({ caching }: Operation): ResponseHeader[] {
  if (caching === 'never') return [];
  return caching === 'immutable' ? ['ETag'] : ['ETag', 'Vary'];
}

function limits({ path }: Operation): ResponseHeader[] {
  return isRateLimited(path) ? ['RateLimit', 'RateLimit-Policy'] : [];
}

function contentOf({ id, answer, alternatives, otherMediaTypes }: Operation): Json {
  const named = alternatives.map((each) => [each.mediaType, schemaNamed(each.schemaName)]);
  const unnamed = otherMediaTypes.map((mediaType) => [mediaType, plain(mediaType)]);
  const own = answer.schema === null ? plain(answer.mediaType) : schemaNamed(answerName(id));
  return { [answer.mediaType]: own, ...(Object.fromEntries([...named, ...unnamed]) as Json) };
}

function schemaNamed(name: string): Json {
  return { schema: { $ref: `#/components/schemas/${name}` } };
}

/** Records of others are passed on as they came; what is in them is theirs to describe. Bytes have no schema. */
function plain(mediaType: string): Json {
  if (!mediaType.endsWith('json')) return {};
  return { schema: { type: 'object', description: 'As received.', additionalProperties: true } };
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
    ...schemaNamed(form.schemaName),
    examples: Object.fromEntries(examples) as Json,
  };
}

function headersOf(names: readonly ResponseHeader[]): Json {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

const HEADERS_OF_PROBLEM: Partial<Record<ProblemCode, readonly ResponseHeader[]>> = {
  'method-not-allowed': ['Allow'],
  'too-many-requests': ['Retry-After'],
  unavailable: ['Retry-After'],
};

const about = Object.entries<ResponseHeaderAbout>(RESPONSE_HEADERS);
/** Headers of answers, by name. */
export const HEADERS: Json = Object.fromEntries(
  about.map(([name, { description, schema }]) => [name, { description, schema }]),
);

const NOT_MODIFIED = {
  description: 'The answer named in `If-None-Match` is still right.',
  headers: headersOf(['ETag', 'Cache-Control']),
};
