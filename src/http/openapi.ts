import { z } from 'zod';
import type { Operation } from './operation.js';
import type { Parameter } from './parameters.js';
import type { ErrorForm } from './problem-body.js';
import { PROBLEMS, ProblemError, type ProblemCode } from './problem.js';
import { isRateLimited } from './rate-limit.js';
import { RESPONSE_HEADERS, type ResponseHeader, type ResponseHeaderAbout } from './response-headers.js';

/** JSON of an OpenAPI document (https://spec.openapis.org/oas/v3.1.0). */
export type OpenApi = Record<string, unknown>;
type Json = Record<string, unknown>;

/** What the document says of the service as a whole. `schemas` names the parts that several answers share. */
export type About = {
  title: string;
  version: string;
  description: string;
  tags: readonly { name: string; description: string }[];
  schemas: Readonly<Record<string, z.ZodType>>;
};

/** Errors that every address can give. */
const EVERYWHERE: readonly ProblemCode[] = ['bad-parameter', 'internal-error'];

/** The whole description of the service, OpenAPI 3.1, made from its operations. */
export function openApiDocument(about: About, operations: readonly Operation[]): OpenApi {
  return {
    openapi: '3.1.0',
    info: {
      title: about.title,
      version: about.version,
      description: about.description,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: about.tags,
    paths: Object.fromEntries(operations.map((operation) => [operation.path, { get: describe(operation) }])),
    components: {
      schemas: componentSchemas(about, operations),
      headers: HEADERS,
      responses: { NotModified: NOT_MODIFIED },
    },
  };
}

function describe(operation: Operation): Json {
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.description === null ? {} : { description: operation.description }),
    parameters: [...pathParameters(operation), ...queryParameters(operation), ...conditionalHeader(operation)],
    responses: { ...answers(operation), ...problemAnswers(operation) },
  };
}

function problemsOf({ path, problems }: Operation): ProblemCode[] {
  return [...EVERYWHERE, ...(isRateLimited(path) ? (['too-many-requests'] as const) : []), ...problems];
}

function pathParameters({ pathParameters: parts }: Operation): Json[] {
  return Object.entries(parts).map(([name, { description, example }]) => ({
    name,
    in: 'path',
    required: true,
    description,
    schema: { type: 'string' },
    example,
  }));
}

function queryParameters({ query }: Operation): Json[] {
  return Object.entries(query).map(([name, parameter]) => ({
    name,
    in: 'query',
    required: false,
    description: parameter.description,
    schema: parameterSchema(parameter),
    ...(parameter.list ? { style: 'form', explode: true } : {}),
  }));
}

/** The example stands in the schema: one beside it would be filled in, and sent, by pages that let readers try an address. */
function parameterSchema({ read, list, absent, example }: Parameter<unknown>): Json {
  const one = {
    ...withoutDialect(z.toJSONSchema(read, { io: 'output' })),
    ...(example === null ? {} : { examples: [read.parse(example)] }),
  };
  if (list) return { type: 'array', items: one };
  return absent === null ? one : { ...one, default: absent };
}

function conditionalHeader({ caching }: Operation): Json[] {
  if (caching === 'never') return [];
  const description = 'ETag of an answer you have; 304 when it is still right.';
  return [{ name: 'If-None-Match', in: 'header', required: false, description, schema: { type: 'string' } }];
}

function answers({ id, path, answer, alternatives, caching, moves, headers: own }: Operation): Json {
  const schema = answer.schema === null ? {} : { schema: { $ref: `#/components/schemas/${answerName(id)}` } };
  const others = Object.fromEntries(
    alternatives.map(({ mediaType, schemaName }) => [
      mediaType,
      { schema: { $ref: `#/components/schemas/${schemaName}` } },
    ]),
  );
  const cached = caching === 'never' ? [] : (['ETag', 'Cache-Control'] as const);
  const limited = isRateLimited(path) ? (['RateLimit', 'RateLimit-Policy'] as const) : [];
  const headers = Object.fromEntries([...cached, ...limited, ...own].map((name) => [name, headerRef(name)]));
  return {
    200: { description: answer.description, headers, content: { [answer.mediaType]: schema, ...others } },
    ...(moves === null ? {} : { 301: { description: moves, headers: { Location: headerRef('Location') } } }),
    ...(caching === 'never' ? {} : { 304: { $ref: '#/components/responses/NotModified' } }),
  };
}

/** One answer for each status; where several errors share it, all are named. */
function problemAnswers(operation: Operation): Json {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of problemsOf(operation)) {
    byStatus.set(PROBLEMS[code].status, [...(byStatus.get(PROBLEMS[code].status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, shared]) => [status, problemAnswer(status, shared, operation.errorForm)]),
  );
}

function problemAnswer(status: number, codes: readonly ProblemCode[], form: ErrorForm): Json {
  const examples = Object.fromEntries(
    codes.map((code) => [code, { value: form.body(new ProblemError(code, PROBLEMS[code].meaning), '/v1/trials') }]),
  );
  return {
    description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].meaning}`).join('\n\n'),
    ...(status === 429 ? { headers: { 'Retry-After': headerRef('Retry-After') } } : {}),
    content: { [form.mediaType]: { schema: { $ref: `#/components/schemas/${form.schemaName}` }, examples } },
  };
}

function headerRef(name: ResponseHeader): Json {
  return { $ref: `#/components/headers/${name}` };
}

/** Every shared part and every answer under its name; zod turns uses of a named schema into references. */
function componentSchemas({ schemas }: About, operations: readonly Operation[]): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  for (const { id, answer } of operations) {
    if (answer.schema !== null) registry.add(answer.schema, { id: answerName(id) });
  }
  const made = z.toJSONSchema(registry, { io: 'output', uri: (id) => `#/components/schemas/${id}` }).schemas;
  return Object.fromEntries(Object.entries(made).map(([id, schema]) => [id, withoutDialect(schema)]));
}

function answerName(operationId: string): string {
  return `${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}Answer`;
}

/** OpenAPI 3.1 uses JSON Schema 2020-12 throughout, so a schema inside it neither says so nor has an id. */
function withoutDialect(schema: object): Json {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => name !== '$schema' && name !== '$id'));
}

const headers = Object.entries<ResponseHeaderAbout>(RESPONSE_HEADERS);
const HEADERS = Object.fromEntries(headers.map(([name, { description, schema }]) => [name, { description, schema }]));
const NOT_MODIFIED = {
  description: 'The answer named in `If-None-Match` is still right.',
  headers: { ETag: headerRef('ETag') },
};
