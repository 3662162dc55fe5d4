import {
  applyDecorators,
  createParamDecorator,
  Header,
  Injectable,
  UseGuards,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Answers } from '../http/answers.decorator.js';
import type { RawQuery } from '../http/decode-query.js';
import type { Operation } from '../http/operation.js';
import type { Parameters } from '../http/parameters.js';
import { notAcceptable } from '../http/problem.js';
import { originOf } from '../http/representation.js';
import { addVary } from '../http/vary.js';
import { isLenient, POSSIBLE_TYPES, unacceptable } from './accepts-fhir.js';
import { FHIR_JSON } from './fhir-words.js';

/** How a FHIR address was called: the address as the client sees it, the parameters that count, and those left out. */
export type FhirCall = { origin: string; path: string; query: RawQuery; ignored: string[] };

const calls = new WeakMap<FastifyRequest, FhirCall>();

/** Makes a handler answer a FHIR operation: as `Answers`, with FHIR's rules for media types and unknown parameters. */
export function AnswersFhir<P extends Parameters>(operation: Operation<P>): MethodDecorator {
  return applyDecorators(
    UseGuards(new FhirGuard(operation.query)),
    Answers(operation),
    Header('content-type', `${FHIR_JSON}; charset=utf-8`),
  );
}

/** How the operation at hand was called. */
export const Call = createParamDecorator((_: unknown, context: ExecutionContext) =>
  calls.get(context.switchToHttp().getRequest<FastifyRequest>()),
);

@Injectable()
class FhirGuard implements CanActivate {
  constructor(private readonly parameters: Parameters) {}

  canActivate(context: ExecutionContext): boolean {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    refuseOtherTypes(request);
    addVary(http.getResponse<FastifyReply>(), 'Accept', 'Prefer');
    const { kept, ignored } = this.sortOut(request);
    request.query = kept;
    const path = request.originalUrl.split('?', 1)[0] ?? '';
    calls.set(request, { origin: originOf(request) ?? '', path, query: kept, ignored });
    return true;
  }

  /** With lenient handling unknown parameters are set aside before they would be refused. */
  private sortOut(request: FastifyRequest): { kept: RawQuery; ignored: string[] } {
    const given = request.query as RawQuery;
    if (!isLenient(headerOf(request, 'prefer'))) return { kept: given, ignored: [] };
    const isKnown = (name: string): boolean => Object.hasOwn(this.parameters, name);
    return {
      kept: Object.fromEntries(Object.entries(given).filter(([name]) => isKnown(name))),
      ignored: Object.keys(given).filter((name) => !isKnown(name)),
    };
  }
}

function refuseOtherTypes(request: FastifyRequest): void {
  const { _format: format } = request.query as RawQuery;
  const refused = unacceptable(headerOf(request, 'accept'), typeof format === 'string' ? format : null);
  if (refused !== null) throw notAcceptable(refused, POSSIBLE_TYPES);
}

function headerOf(request: FastifyRequest, name: 'accept' | 'prefer'): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}
