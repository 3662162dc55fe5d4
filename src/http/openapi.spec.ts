import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { openApiDocument } from './openapi.js';
import { operation } from './operation.js';
import { flag, listOf, optional, wholeNumber, word } from './parameters.js';

const query = {
  size: optional(wholeNumber(0, 10), 'Made-up size.', '7'),
  big: optional(flag(), 'Made-up flag.', 'false'),
  colour: listOf(word(['RED', 'BLUE']), 'Made-up colours.', 'red'),
};
const about = { title: 'Made-up', version: '1', description: 'Made-up.', tags: [], schemas: {} };
const made = { tag: 'made-up', summary: 'Made-up.', schema: z.object({}), query };
const document = openApiDocument(about, [
  operation({ ...made, id: 'things', path: '/v1/things' }),
  operation({ ...made, id: 'live', path: '/health/live', query: {} }),
]) as { paths: Record<string, { get: { parameters: Example[]; responses: Record<string, { headers?: object }> } }> };
type Example = { name: string; example?: unknown };

describe('the OpenAPI document', () => {
  it('gives examples as values of the type their schema states', () => {
    const examples = document.paths['/v1/things']?.get.parameters.map(({ name, example }) => [name, example]);
    expect(examples).toEqual(expect.arrayContaining([['size', 7], ['big', false], ['colour', ['RED']]]));
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
