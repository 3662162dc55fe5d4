import { PROBLEMS, ProblemError, type ProblemCode } from './problem.js';

/** Media type of RFC 9457. */
export const PROBLEM_JSON = 'application/problem+json; charset=utf-8';

/** The body of an error answer (RFC 9457, section 3); `instance` is the path asked for. */
export function problemBody(problem: ProblemError, instance: string): Record<string, unknown> {
  const kind = PROBLEMS[problem.code];
  return {
    type: `/problems/${problem.code}`,
    title: kind.title,
    status: kind.status,
    detail: problem.detail,
    instance,
    ...problem.members,
    ...(problem.errors.length > 0 ? { errors: problem.errors } : {}),
  };
}

const CODE_OF_STATUS: Record<number, ProblemCode> = {
  400: 'bad-request',
  404: 'route-not-found',
  405: 'method-not-allowed',
  408: 'request-too-slow',
  413: 'body-too-large',
  414: 'address-too-long',
  415: 'media-type-unsupported',
  416: 'range-not-satisfiable',
  429: 'too-many-requests',
  431: 'head-too-large',
  503: 'unavailable',
};

/** The registered error for one that the framework raised with a status; its own message is not passed on. */
export function problemOfStatus(status: number): ProblemError {
  const code = CODE_OF_STATUS[status] ?? (status >= 400 && status < 500 ? 'bad-request' : 'internal-error');
  return new ProblemError(code, PROBLEMS[code].meaning);
}

/** The page of docs/ about errors: one heading for each code. */
export function errorsMarkdown(): string {
  const sections = Object.entries(PROBLEMS).map(
    ([code, kind]) => `## ${code}\n\n${String(kind.status)} ${kind.title}. ${kind.meaning}\n`,
  );
  const intro =
    'Errors are `application/problem+json` (RFC 9457) with `type` (`/problems/<code>`), `title`, `status`, `detail`, ' +
    '`instance` and, where single inputs are at fault, `errors`: `{ parameter | pointer, detail, allowed? }`.\n';
  return ['# Errors\n', intro, ...sections].join('\n');
}
