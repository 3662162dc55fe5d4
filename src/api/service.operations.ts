import { z } from 'zod';
import { operation } from '../http/operation.js';
import { PROBLEMS, type ProblemCode } from '../http/problem.js';
import { resourceOf } from './schemas/common.schema.js';

const tag = 'service';

/** `/v1` */
export const index = operation({
  id: 'index',
  path: '/v1',
  tag,
  summary: 'What is served here, and where',
  schema: resourceOf(
    z.object({
      service: z.string(),
      version: z.string(),
      links: z.record(z.string(), z.string()).meta({ description: 'Addresses by what they lead to.' }),
    }),
  ),
});

/** `/openapi.json` */
export const openapi = operation({
  id: 'openapi',
  path: '/openapi.json',
  tag,
  summary: 'This description (OpenAPI 3.1)',
  schema: z.record(z.string(), z.unknown()),
  caching: 'revalidate',
});

/** `/problems/{code}` */
export const getProblem = operation({
  id: 'getProblem',
  path: '/problems/{code}',
  tag,
  summary: 'What an error means; the address is the `type` of the error',
  pathParameters: { code: { description: 'Code of an error.', example: 'bad-parameter' } },
  schema: z.object({
    code: z.enum(Object.keys(PROBLEMS) as [ProblemCode]),
    status: z.int(),
    title: z.string(),
    meaning: z.string(),
  }),
  problems: ['problem-not-found'],
});
