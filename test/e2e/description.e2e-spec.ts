import { validate } from '@readme/openapi-parser';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildOpenApi } from '../../src/api/openapi-document.js';
import { ENGINES } from '../support/databases.js';
import {
  Description,
  type DescribedOperation,
  type DescribedParameter,
  type DescriptionDocument,
} from '../support/description.js';
import { FORMER, serveEveryState } from '../support/every-state.js';
import { ask, type Answer } from '../support/http.js';
import type { ReferencesPipeline } from '../support/references-pipeline.js';

/** What the service serves as its description; the tests compare the two before they use it. */
const built = JSON.parse(JSON.stringify(buildOpenApi())) as DescriptionDocument;
const operations = new Description(built).operations;
/** A cursor stands for a place in one list; an example of one could only be wrong. */
const CURSORS = ['cursor', '_cursor'];

type Example = { operation: DescribedOperation; parameter: DescribedParameter; value: string };

function exampleOf({ example, schema }: DescribedParameter): string | null {
  const [value] = [example, ...(schema.examples ?? schema.items?.examples ?? [schema.default])].filter(
    (each) => each !== undefined,
  );
  return value === undefined ? null : String(value);
}

const examples: Example[] = operations.flatMap((operation) =>
  operation.parameters.flatMap((parameter) => {
    const value = parameter.in === 'path' ? null : exampleOf(parameter);
    return value === null ? [] : [{ operation, parameter, value }];
  }),
);

/** An address of the operation, from the examples of its path and of what it requires. */
function addressOf({ path, parameters }: DescribedOperation, more: Record<string, string> = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = parameters.find((each) => each.in === 'path' && each.name === name);
    return encodeURIComponent((parameter && exampleOf(parameter)) ?? '');
  });
  const required = parameters.filter((each) => each.in === 'query' && each.required);
  const query = { ...Object.fromEntries(required.map((each) => [each.name, exampleOf(each) ?? ''])), ...more };
  return Object.keys(query).length === 0 ? filled : `${filled}?${new URLSearchParams(query).toString()}`;
}

/** What one example needs beside it, where the rules of an operation tie parameters together. */
const COMPANIONS: Record<string, string> = { role: 'entry', radius: 'near', siteStatus: 'near' };

/** A request with one example, and those it needs beside it. */
function requestOf({ operation, parameter, value }: Example): { path: string; headers: Record<string, string> } {
  if (parameter.in === 'header') return { path: addressOf(operation), headers: { [parameter.name]: value } };
  const companion = operation.parameters.find(({ name }) => name === COMPANIONS[parameter.name]);
  const beside = companion === undefined ? {} : { [companion.name]: exampleOf(companion) ?? '' };
  return { path: addressOf(operation, { [parameter.name]: value, ...beside }), headers: {} };
}

describe('the description', () => {
  it('is a valid OpenAPI 3.1 document', async () => {
    expect(built.openapi).toMatch(/^3\.1\./);
    const copy = structuredClone(built) as unknown as Parameters<typeof validate>[0];
    expect(await validate(copy)).toEqual(expect.objectContaining({ valid: true, warnings: [] }));
  });

  it('would not pass with a part of a path undescribed, a name used twice or a reference to nothing', async () => {
    const breakages: ((document: DescriptionDocument) => void)[] = [
      ({ paths }) => (paths['/v1/trials/{nctId}']!.get.parameters = []),
      ({ paths }) => (paths['/v1/trials']!.get.operationId = 'getTrial'),
      ({ components }) => delete components.schemas['Meta'],
    ];
    for (const breakIt of breakages) {
      const broken = structuredClone(built);
      breakIt(broken);
      const result = validate(broken as unknown as Parameters<typeof validate>[0]);
      expect(await result.then(({ valid }) => valid).catch(() => false)).toBe(false);
    }
  });

  it('holds only schemas that are well-formed JSON Schema 2020-12', () => {
    const description = new Description(built);
    const names = Object.keys(built.components.schemas);
    expect(names.length).toBeGreaterThan(20);
    for (const name of names) {
      expect(() => description.valueFaults({ $ref: `#/components/schemas/${name}` }, null)).not.toThrow();
    }
    for (const { parameters } of operations) {
      for (const { schema } of parameters) expect(() => description.valueFaults(schema, null)).not.toThrow();
    }
  });

  it('says of every operation, parameter and answer what it is', () => {
    const silent = operations.flatMap(({ operationId, summary, parameters, responses }) => [
      ...(summary ? [] : [operationId]),
      ...parameters.filter(({ description }) => !description).map(({ name }) => `${operationId} ${name}`),
      ...Object.entries(responses)
        .filter(([, { $ref, description }]) => !$ref && !description)
        .map(([status]) => `${operationId} ${status}`),
    ]);
    expect(silent).toEqual([]);
  });

  it('has an example or a default for every parameter but cursors', () => {
    const without = operations.flatMap(({ operationId, parameters }) =>
      parameters.filter((each) => exampleOf(each) === null).map(({ name }) => [operationId, name] as const),
    );
    expect(without.filter(([, name]) => !CURSORS.includes(name))).toEqual([]);
    expect(without.length).toBeGreaterThan(5);
  });

  it('shows examples of errors that fit the schema of errors', () => {
    const description = new Description(built);
    const answers = [...operations.flatMap(({ responses }) => Object.values(responses))];
    answers.push(...Object.values(built.components.responses));
    const shown = answers.flatMap(({ content }) =>
      Object.values(content ?? {}).flatMap(({ schema = {}, examples: named }) =>
        Object.values(named ?? {}).map(({ value }) => ({ schema, value })),
      ),
    );
    expect(shown.length).toBeGreaterThan(100);
    expect(shown.flatMap(({ schema, value }) => description.valueFaults(schema, value))).toEqual([]);
  });
});

describe.each(ENGINES)('the description of a service on $engine', ({ create }) => {
  let service: ReferencesPipeline;
  let gone: string;
  let stop: () => Promise<void>;
  let description: Description;

  beforeAll(async () => {
    ({ service, gone, stop } = await serveEveryState(create));
    description = new Description((await service.get('/openapi.json')).json() as DescriptionDocument);
  });

  afterAll(async () => {
    await stop();
  });

  /** The answer to a request; it must be as described. */
  const asDescribed = async (
    operationId: string,
    path: string,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const answer = await ask(service.base, path, headers);
    expect([path, description.faultsOf(answer, description.operation(operationId))]).toEqual([path, []]);
    return answer;
  };

  it('is the one that the code makes', () => {
    expect(description.document).toEqual(built);
  });

  it.each(operations.map((operation) => [operation.operationId, addressOf(operation)]))(
    'answers the example of %s: %s',
    async (operationId, path) => {
      expect((await asDescribed(operationId, path)).status).toBe(200);
    },
  );

  it.each(operations.map(({ operationId }) => operationId))(
    'answers the example of every parameter of %s',
    async (operationId) => {
      for (const example of examples.filter(({ operation }) => operation.operationId === operationId)) {
        const { path, headers } = requestOf(example);
        const status = example.parameter.name === 'Range' ? 206 : 200;
        expect([path, (await asDescribed(operationId, path, headers)).status]).toEqual([path, status]);
      }
    },
  );

  it('answers as described where a record moved, is missing or was removed', async () => {
    const statusOf = async (operationId: string, path: string): Promise<number> =>
      (await asDescribed(operationId, path)).status;
    for (const [operationId, under, rest] of [
      ['getTrial', '/v1/trials', ''],
      ['getRawTrial', '/v1/trials', '/raw'],
      ['readResearchStudy', '/fhir/R4/ResearchStudy', ''],
    ] as const) {
      expect(await statusOf(operationId, `${under}/${FORMER}${rest}`)).toBe(301);
      expect(await statusOf(operationId, `${under}/NCT00000000${rest}`)).toBe(404);
      expect(await statusOf(operationId, `${under}/${gone}${rest}`)).toBe(410);
    }
  });
});
