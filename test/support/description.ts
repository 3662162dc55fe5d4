import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Answer } from './http.js';

type Scalar = string | number | boolean;

/** A JSON Schema as the description uses it for parameters. */
export type ParameterSchema = {
  type?: 'string' | 'integer' | 'number' | 'boolean' | 'array';
  enum?: string[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  default?: Scalar;
  examples?: Scalar[];
  items?: ParameterSchema;
  maxItems?: number;
};

/** A parameter as described. */
export type DescribedParameter = {
  name: string;
  in: 'path' | 'query' | 'header';
  description?: string;
  required: boolean;
  schema: ParameterSchema;
  example?: string;
};

type Content = Record<string, { schema?: object; examples?: Record<string, { value: unknown }> }>;

/** An answer as described. */
export type DescribedAnswer = {
  $ref?: string;
  description: string;
  headers?: Record<string, object>;
  content?: Content;
};

/** An operation as described, with its path. */
export type DescribedOperation = {
  path: string;
  operationId: string;
  summary?: string;
  parameters: DescribedParameter[];
  responses: Record<string, DescribedAnswer>;
};

/** An OpenAPI document as far as the tests read it. */
export type DescriptionDocument = {
  openapi: string;
  paths: Record<string, { get: Omit<DescribedOperation, 'path'> }>;
  components: { schemas: Record<string, object>; responses: Record<string, DescribedAnswer> };
};

const ROOT = 'openapi.json';
/** Headers whose descriptions say when they are absent, or that they come after the body. */
const NOT_ALWAYS = ['RateLimit', 'RateLimit-Policy', 'X-Total-Count', 'X-Row-Count', 'Content-Range'];
/** Media types of bytes. */
const BYTES = ['application/gzip'];

/** The description of the service, read as a stranger reads it: nothing here knows the code behind it. */
export class Description {
  readonly operations: readonly DescribedOperation[];
  private readonly ajv = new Ajv2020({
    strict: true,
    // Records by words of an enumeration name the words once, as `propertyNames`, and need not repeat them as `properties`.
    strictRequired: false,
  });
  private readonly validators = new Map<object, ValidateFunction>();

  constructor(readonly document: DescriptionDocument) {
    this.operations = Object.entries(document.paths).map(([path, { get }]) => ({ path, ...get }));
    // The one format that the description uses (RFC 3339).
    this.ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/);
    this.ajv.addVocabulary(['components']);
    this.ajv.addSchema({ components: document.components }, ROOT);
  }

  /** The operation of a name. */
  operation(operationId: string): DescribedOperation {
    const found = this.operations.find((each) => each.operationId === operationId);
    if (found === undefined) throw new Error(`no operation ${operationId} is described`);
    return found;
  }

  /** How an answer departs from what is described; of a request that belongs to no operation where that is null. */
  faultsOf(answer: Answer, operation: DescribedOperation | null, method = 'GET'): string[] {
    const described = this.described(answer.status, operation);
    if (described === null) return [`status ${String(answer.status)} is not described`];
    return [...headerFaults(answer, described), ...this.bodyFaults(answer, described.content ?? {}, method === 'HEAD')];
  }

  /** What is wrong with a value by a schema of the description. */
  valueFaults(schema: object, value: unknown): string[] {
    const validate = this.validatorOf(schema);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
  }

  private described(status: number, operation: DescribedOperation | null): DescribedAnswer | null {
    const { responses } = this.document.components;
    const answers = operation?.responses ?? GENERAL;
    const found = answers[status];
    return found?.$ref === undefined ? (found ?? null) : (responses[found.$ref.split('/').at(-1) ?? ''] ?? null);
  }

  private bodyFaults({ headers, text }: Answer, content: Content, isHead: boolean): string[] {
    const [mediaType = '', ...rest] = (headers['content-type'] ?? '').split(';').map((part) => part.trim());
    if (Object.keys(content).length === 0) return text === '' ? [] : ['a body is not described'];
    if (!Object.hasOwn(content, mediaType)) return [`the content type ${mediaType} is not described`];
    if (!BYTES.includes(mediaType) && !rest.includes('charset=utf-8')) return [`the content type says ${rest.join()}`];
    if (isHead) return text === '' ? [] : ['HEAD has a body'];
    const { schema } = content[mediaType] ?? {};
    return schema === undefined ? [] : valuesIn(mediaType, text).flatMap((value) => this.textFaults(schema, value));
  }

  private textFaults(schema: object, value: unknown): string[] {
    return value === undefined ? ['the body is no JSON'] : this.valueFaults(schema, value);
  }

  private validatorOf(schema: object): ValidateFunction {
    const known = this.validators.get(schema);
    if (known !== undefined) return known;
    const { $ref } = schema as { $ref?: string };
    const validate = this.ajv.compile($ref === undefined ? schema : { $ref: `${ROOT}${$ref}` });
    this.validators.set(schema, validate);
    return validate;
  }
}

/** What of a body the schema is about: the whole of it, or each line. */
function valuesIn(mediaType: string, text: string): unknown[] {
  if (mediaType === 'application/x-ndjson') {
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map(parsed);
  }
  return mediaType.endsWith('json') ? [parsed(text)] : [text];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Answers to requests that belong to no operation, by status; and what a faulty address is answered anywhere. */
const GENERAL: Record<string, DescribedAnswer> = Object.fromEntries(
  Object.entries({
    400: 'BadRequest',
    404: 'RouteNotFound',
    405: 'MethodNotAllowed',
    413: 'BodyTooLarge',
    414: 'AddressTooLong',
    415: 'MediaTypeUnsupported',
    431: 'HeadTooLarge',
  }).map(([status, name]) => [status, { $ref: `#/components/responses/${name}`, description: '' }]),
);

function headerFaults({ headers }: Answer, described: DescribedAnswer): string[] {
  const promised = Object.keys(described.headers ?? {}).filter((name) => !NOT_ALWAYS.includes(name));
  return promised.filter((name) => headers[name.toLowerCase()] === undefined).map((name) => `lacks ${name}`);
}
