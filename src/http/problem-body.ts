import { PROBLEMS, ProblemError, type ProblemCode } from './problem.js';

/** How errors are told: media type, name of the schema in the description, and the body. `instance` is the path asked for. */
export type ErrorForm = {
  mediaType: string;
  schemaName: string;
  body: (problem: ProblemError, instance: string) => object;
};

/** Media type of RFC 9457. */
const PROBLEM_TYPE = 'application/problem+json';
export const PROBLEM_JSON = `${PROBLEM_TYPE}; charset=utf-8`;

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

/** How errors are told everywhere but under paths that have a form of their own. */
export const PROBLEM_FORM: ErrorForm = { mediaType: PROBLEM_TYPE, schemaName: 'Problem', body: problemBody };

/** What an error page is made for: the path asked for, the language and the origin named by the request, null where there are none. */
export type PageAsked = { path: string; language: string | null; origin: string | null };

/**
 * Forms of errors by the path under which they hold, such as `/fhir`; and the page that browsers get in place of data,
 * wherever an address is no data.
 */
export type ErrorForms = {
  under: Readonly<Record<string, ErrorForm>>;
  page: ((problem: ProblemError, asked: PageAsked) => string) | null;
};

/** No path has a form of its own. */
export const ONE_FORM: ErrorForms = { under: {}, page: null };

/** The form of errors under a path. */
export function errorFormOf({ under }: ErrorForms, path: string): ErrorForm {
  const own = Object.entries(under).find(([root]) => path === root || path.startsWith(`${root}/`));
  return own?.[1] ?? PROBLEM_FORM;
}

const CODE_OF_STATUS: Record<number, ProblemCode> = {
  400: 'bad-request',
  404: 'route-not-found',
  405: 'method-not-allowed',
  406: 'not-acceptable',
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
