import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { openApiDocument } from './openapi.js';
import { operation, type Operation } from './operation.js';
import { flag, listOf, optional, wholeNumber, word } from './parameters.js';

const query = {
  size: optional(wholeNumber(0, 10), 'Made-up size.', '7'),
  big: optional(flag(), 'Made-up flag.', 'false'),
  colour: listOf(word(['RED', 'BLUE']), 'Made-up colours.', 'red'),
};
const about = { title: 'Made-up', version: '1', description: 'Made-up.', tags: [], schemas: {} };
const made = { tag: 'made-up', summary: 'Made-up.', schema: z.object({}), query };
const document = openApiDocument(about, [
  operation({ ...made, id: 'things', path: '/v1/things' }) as unknown as Operation,
  operation({ ...made, id: 'live', path: '/health/live', query: {} }),
]) as { paths: Record<string, { get: { parameters: Described[]; responses: Record<string, { headers?: object }> } }> };
type Schema = { examples?: unknown[] };
type Described = { name: string; schema: Schema & { items?: Schema } };

describe('the OpenAPI document', () => {
  it('gives examples as values of the type their schema states, and none that is filled in unasked', () => {
    const parameters = document.paths['/v1/things']?.get.parameters ?? [];
    const examples = parameters.map(({ name, schema }) => [name, (schema.items ?? schema).examples]);
    expect(examples).toEqual(
      expect.arrayContaining([
        ['size', [7]],
        ['big', [false]],
        ['colour', ['RED']],
      ]),
    );
    expect(parameters.filter((parameter) => 'example' in parameter)).toEqual([]);
  });

  it('promises rate limit headers only where requests are counted', () => {
    const limited = (path: string) => {
      const responses = document.paths[path]?.get.responses;
      return ['RateLimit' in (responses?.['200']?.headers ?? {}), '429' in (responses ?? {})];
    };
    expect(limited('/v1/things')).toEqual([true, true]);
    expect(limited('/health/live')).toEqual([false, false]);
  });
});
