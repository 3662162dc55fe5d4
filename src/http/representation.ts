import { createParamDecorator, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { chooseMediaType } from './media-ranges.js';
import { notAcceptable } from './problem.js';
import { addVary } from './vary.js';

/** Media type of JSON-LD (https://www.w3.org/TR/json-ld11/#iana-considerations). */
export const LINKED_JSON = 'application/ld+json';

/** How a resource was asked for: in which media type, and under which origin, null where the request names none that can be read. */
export type Asked = { mediaType: string; origin: string | null };

const asked = new WeakMap<FastifyRequest, Asked>();

/** How the operation at hand was asked for; only of operations with alternatives. */
export const AskedAs = createParamDecorator((_: unknown, context: ExecutionContext) =>
  asked.get(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** Chooses among the media types of an operation, the first being the default, by `Accept`; where there is one, nothing is asked. */
@Injectable()
export class RepresentationGuard implements CanActivate {
  constructor(private readonly possible: readonly string[]) {}

  canActivate(context: ExecutionContext): boolean {
    const http = context.switchToHttp();
    if (this.possible.length > 1) this.choose(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
    return true;
  }

  private choose(request: FastifyRequest, reply: FastifyReply): void {
    addVary(reply, 'Accept');
    const { accept } = request.headers;
    const mediaType = chooseMediaType(accept, this.possible);
    if (mediaType === null) throw notAcceptable(accept ?? '', this.possible);
    asked.set(request, { mediaType, origin: originOf(request) });
    void reply.type(`${mediaType}; charset=utf-8`);
  }
}

/**
 * Scheme, host and port that the client called, as far as they are an address. The host is that of `Host` alone: a proxy
 * passes on whatever a client writes into `X-Forwarded-Host`, and the answer for it could be kept for everybody.
 */
export function originOf({ protocol, headers: { host } }: FastifyRequest): string | null {
  const given = `${protocol === 'https' ? 'https' : 'http'}://${host ?? ''}`;
  return URL.canParse(given) ? new URL(given).origin : null;
}
