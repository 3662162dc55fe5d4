import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ProblemError } from './problem.js';

const WINDOW_SECONDS = 60;

/**
 * Limits requests a minute for each client address; 0 is off. Health checks are exempt.
 * Headers as in draft-ietf-httpapi-ratelimit-headers: `RateLimit-Policy: "minute";q=600;w=60`, `RateLimit: "minute";r=599;t=60`.
 */
export function addRateLimit(server: FastifyInstance, requestsPerMinute: number): void {
  if (requestsPerMinute === 0) return;
  const limiter = new RateLimiterMemory({ points: requestsPerMinute, duration: WINDOW_SECONDS });
  server.addHook('onRequest', async (request, reply) => {
    if (isCounted(request)) await consume(limiter, requestsPerMinute, request, reply);
  });
}

/** Whether requests for a path count; supervisors may ask for health as often as they like. */
export function isRateLimited(path: string): boolean {
  return !path.startsWith('/health/');
}

function isCounted({ method, url }: FastifyRequest): boolean {
  return method !== 'OPTIONS' && isRateLimited(url);
}

async function consume(
  limiter: RateLimiterMemory,
  quota: number,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const state = await limiter.consume(request.ip).catch(asState);
  const seconds = Math.max(1, Math.ceil(state.msBeforeNext / 1000));
  const left = Math.max(0, quota - state.consumedPoints);
  void reply.headers({
    'ratelimit-policy': `"minute";q=${quota};w=${WINDOW_SECONDS}`,
    ratelimit: `"minute";r=${left};t=${seconds}`,
  });
  if (state.consumedPoints > quota) throw tooMany(quota, seconds);
}

/** The limiter rejects with its state when the quota is used up, and with an Error when it broke. */
function asState(reason: unknown): RateLimiterRes {
  if (reason instanceof RateLimiterRes) return reason;
  throw reason;
}

function tooMany(quota: number, seconds: number): ProblemError {
  const detail = `Allowed are ${quota} requests a minute; try again in ${seconds} s.`;
  return new ProblemError('too-many-requests', detail, { headers: { 'retry-after': String(seconds) } });
}
