import { z } from 'zod';
import { SEGMENT_LIMIT } from './address.js';
import { LIST_LIMIT } from './decode-query.js';
import { answerName, answersOf, generalAnswers, HEADERS } from './openapi-answers.js';
import type { Operation } from './operation.js';
import type { Parameter } from './parameters.js';

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
      responses: generalAnswers(operations),
    },
  };
}

function describe(operation: Operation): Json {
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.description === null ? {} : { description: operation.description }),
    parameters: [...pathParameters(operation), ...queryParameters(operation), ...headerParameters(operation)],
    responses: answersOf(operation),
  };
}

function pathParameters({ pathParameters: parts }: Operation): Json[] {
  return Object.entries(parts).map(([name, { description, example }]) => ({
    name,
    in: 'path',
    required: true,
    description,
    schema: { type: 'string', minLength: 1, maxLength: SEGMENT_LIMIT },
    example,
  }));
}

function queryParameters({ query }: Operation): Json[] {
  return Object.entries(query).map(([name, parameter]) => ({
    name,
    in: 'query',
    required: parameter.required,
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
  if (list) return { type: 'array', items: one, maxItems: LIST_LIMIT };
  return absent === null ? one : { ...one, default: absent };
}

function headerParameters({ caching, requestHeaders }: Operation): Json[] {
  const all = caching === 'never' ? requestHeaders : { ...requestHeaders, 'If-None-Match': CONDITION };
  return Object.entries(all).map(([name, { description, example }]) => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string', examples: [example] },
  }));
}

const CONDITION = {
  description: 'ETag of an answer you have; 304 when it is still right.',
  example: '"etag-of-an-earlier-answer"',
};

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

/** OpenAPI 3.1 uses JSON Schema 2020-12 throughout, so a schema inside it neither says so nor has an id. */
function withoutDialect(schema: object): Json {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => name !== '$schema' && name !== '$id'));
}
