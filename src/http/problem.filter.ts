import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { QueryTimeout } from '../database/query-timeout.js';
import type { AllowedMethods } from './allowed-methods.js';
import { FRAME_PATH, isDataPath } from './content-policy.js';
import type { RawQuery } from './decode-query.js';
import { chooseMediaType } from './media-ranges.js';
import {
  errorFormOf,
  PROBLEM_FORM,
  problemOfStatus,
  type ErrorForm,
  type ErrorForms,
  type PageAsked,
} from './problem-body.js';
import { originOf } from './representation.js';
import { MovedError, PROBLEMS, ProblemError } from './problem.js';

/** The one place where errors become answers: problem+json (RFC 9457) or the form of the path, or 301 for a moved resource. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly allowedMethods: AllowedMethods,
    private readonly forms: ErrorForms,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (error instanceof MovedError) {
      void reply
        .status(301)
        .removeHeader('content-type')
        .header('location', error.location)
        .header('cache-control', 'public, max-age=3600')
        .send();
      return;
    }
    const problem = this.toProblem(error, request);
    const { page } = this.forms;
    if (page !== null && wantsPage(request)) sendText(problem, HTML, page(problem, askedFor(request)), reply);
    else sendProblem(problem, errorFormOf(this.forms, pathOf(request)), request, reply);
  }

  private toProblem(error: unknown, request: FastifyRequest): ProblemError {
    if (error instanceof ProblemError) return error;
    if (error instanceof QueryTimeout) return tooCostly(error);
    const status = statusOf(error);
    if (status === 404) return this.unknownRoute(request);
    if (status >= 500) request.log.error({ event: 'request failed', err: error, path: pathOf(request) });
    return problemOfStatus(status);
  }

  /** Fastify answers 404 for a known path under another method; the methods it takes make it a 405. */
  private unknownRoute(request: FastifyRequest): ProblemError {
    const allowed = this.allowedMethods.of(pathOf(request));
    if (allowed.length === 0 || allowed.includes(request.method)) return problemOfStatus(404);
    const detail = `${request.method} is not possible here; allowed: ${allowed.join(', ')}.`;
    return new ProblemError('method-not-allowed', detail, { headers: { allow: allowed.join(', ') } });
  }
}

function tooCostly({ limitMs }: QueryTimeout): ProblemError {
  const detail = `The search was given up after ${limitMs / 1000} s. Narrow it with more filters, or try again.`;
  return new ProblemError('query-too-costly', detail, { headers: { 'retry-after': '10' } });
}

/** Headers of the answer that was meant to be; wrong on the error that comes in its place. */
const OF_THE_ANSWER = ['content-encoding', 'content-disposition', 'trailer'];

function sendProblem(problem: ProblemError, form: ErrorForm, request: FastifyRequest, reply: FastifyReply): void {
  sendText(problem, form.mediaType, JSON.stringify(form.body(problem, pathOf(request))), reply);
}

/** Sends an error; never cached, so that a mistake does not outlive its cause. */
function sendText(problem: ProblemError, mediaType: string, text: string, reply: FastifyReply): void {
  for (const name of OF_THE_ANSWER) reply.removeHeader(name);
  void reply
    .status(PROBLEMS[problem.code].status)
    .headers({ 'cache-control': 'no-store', ...problem.headers })
    .type(`${mediaType}; charset=utf-8`)
    .send(text);
}

const HTML = 'text/html';

/** Whether the one who asks would rather read a page than data: browsers, anywhere but where only data is. */
function wantsPage(request: FastifyRequest): boolean {
  const path = pathOf(request);
  return (
    (path === FRAME_PATH || !isDataPath(path)) &&
    chooseMediaType(request.headers.accept, [PROBLEM_FORM.mediaType, HTML]) === HTML
  );
}

function askedFor(request: FastifyRequest): PageAsked {
  const lang = (request.query as RawQuery | undefined)?.['lang'];
  return { path: pathOf(request), language: typeof lang === 'string' ? lang : null, origin: originOf(request) };
}

/** The status a framework error carries; 500 when it carries none. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 ? status : 500;
}

/** The path asked for, without the query (queries may hold what nobody should log). */
export function pathOf(request: FastifyRequest): string {
  return request.originalUrl.split('?', 1)[0] ?? '/';
}
