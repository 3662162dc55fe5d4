import {
  applyDecorators,
  createParamDecorator,
  Get,
  Header,
  Injectable,
  UseGuards,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { decodeQuery, type RawQuery } from './decode-query.js';
import { CACHE_DATA, CACHE_IMMUTABLE, CACHE_REVALIDATE } from './etag.plugin.js';
import type { Caching, Operation } from './operation.js';
import type { Parameters } from './parameters.js';
import { RepresentationGuard } from './representation.js';

const CACHE_CONTROL: Record<Caching, string> = {
  data: CACHE_DATA,
  revalidate: CACHE_REVALIDATE,
  immutable: CACHE_IMMUTABLE,
  never: 'no-store',
};

/** Values of decoded queries, until their request is forgotten. */
const decoded = new WeakMap<FastifyRequest, unknown>();

/** Makes a handler answer an operation: its route, the check of its query (also where it takes none), its Cache-Control. */
export function Answers<P extends Parameters>(operation: Operation<P>): MethodDecorator {
  return applyDecorators(
    Get(operation.path.replace(/\{(\w+)\}/g, ':$1')),
    UseGuards(
      new QueryGuard(operation as unknown as Operation),
      new RepresentationGuard([operation.answer, ...operation.alternatives].map(({ mediaType }) => mediaType)),
    ),
    Header('cache-control', CACHE_CONTROL[operation.caching]),
    ...typeOf(operation),
  );
}

/** Texts are no JSON, and only the operation knows what they are. */
function typeOf({ answer: { mediaType } }: Pick<Operation, 'answer'>): MethodDecorator[] {
  return /^(?:text\/(?:html|plain)|application\/xml)$/.test(mediaType)
    ? [Header('content-type', `${mediaType}; charset=utf-8`)]
    : [];
}

/** The decoded query of the operation at hand. */
export const Decoded = createParamDecorator((_: unknown, context: ExecutionContext) =>
  decoded.get(context.switchToHttp().getRequest<FastifyRequest>()),
);

@Injectable()
class QueryGuard implements CanActivate {
  constructor(private readonly operation: Operation) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { query, rules, takesForms } = this.operation;
    const raw = request.query as RawQuery;
    decoded.set(request, decodeQuery(query, takesForms ? withoutEmptyFields(raw) : raw, rules));
    return true;
  }
}

function withoutEmptyFields(raw: RawQuery): RawQuery {
  const filled = Object.entries(raw).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.filter((each) => each !== '') : value,
  ]);
  return Object.fromEntries(filled.filter(([, value]) => value !== '' && value?.length !== 0)) as RawQuery;
}
