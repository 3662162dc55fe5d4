type ProblemKind = { status: number; title: string; meaning: string };

/** Every error the service answers with, by code; `type` is `/problems/<code>`. docs/generated/errors.md is made from it. */
export const PROBLEMS = {
  'bad-parameter': {
    status: 400,
    title: 'Wrong parameters',
    meaning:
      'At least one parameter is unknown, repeated, or has a value that is not allowed; `errors` names every one.',
  },
  'bad-request': {
    status: 400,
    title: 'Request cannot be read',
    meaning: 'The address or the body of the request is malformed.',
  },
  'route-not-found': { status: 404, title: 'No such address', meaning: 'Nothing is served under this path.' },
  'guide-not-found': { status: 404, title: 'No such guide', meaning: 'No guide has this id.' },
  'entry-not-found': { status: 404, title: 'No such entry', meaning: 'The guide has no entry with this id.' },
  'study-not-found': {
    status: 404,
    title: 'No such study',
    meaning: 'The NCT number is well-formed, but no study is stored under it.',
  },
  'drug-not-found': {
    status: 404,
    title: 'No such drug',
    meaning: 'No drug of the guides has this id or code; the names most like it are given.',
  },
  'publication-not-found': {
    status: 404,
    title: 'No such publication',
    meaning: "The PubMed number is well-formed, but only publications on the guides' studies and claims are held.",
  },
  'source-not-found': { status: 404, title: 'No such source', meaning: 'No source has this id.' },
  'release-not-found': {
    status: 404,
    title: 'No such release',
    meaning: 'No release has this id, or it has no file of this name.',
  },
  'not-embeddable': {
    status: 404,
    title: 'Nothing to embed',
    meaning: 'The address is no page of this service that other sites can show.',
  },
  'problem-not-found': { status: 404, title: 'No such error', meaning: 'No error has this code.' },
  'method-not-allowed': {
    status: 405,
    title: 'Method not allowed',
    meaning: 'The path exists, but not for this method; the `Allow` header lists those it takes.',
  },
  'not-acceptable': {
    status: 406,
    title: 'No such representation',
    meaning: 'The service cannot answer in any of the media types asked for.',
  },
  'request-too-slow': {
    status: 408,
    title: 'Request too slow',
    meaning: 'The request did not arrive as a whole in time.',
  },
  'study-gone': {
    status: 410,
    title: 'Study removed',
    meaning:
      'The registry no longer has this study; `lastKnown` and `goneAt` say what it was and since when it is missing.',
  },
  'body-too-large': { status: 413, title: 'Request too large', meaning: 'The body is larger than the service takes.' },
  'address-too-long': {
    status: 414,
    title: 'Address too long',
    meaning: 'The address is longer than the service takes.',
  },
  'media-type-unsupported': {
    status: 415,
    title: 'Media type not supported',
    meaning: 'The body is of a type the service does not read.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    meaning: 'This client used up its requests of the current minute; `Retry-After` says how many seconds to wait.',
  },
  'range-not-satisfiable': {
    status: 416,
    title: 'Range outside the file',
    meaning: 'The file ends before the range begins; `Content-Range` tells how long it is.',
  },
  'head-too-large': {
    status: 431,
    title: 'Address or headers too long',
    meaning: 'The address and the headers of the request together are longer than the service takes.',
  },
  'internal-error': {
    status: 500,
    title: 'Internal error',
    meaning: 'The service failed; the cause is in its log, never in the answer.',
  },
  'format-not-served': {
    status: 501,
    title: 'Format not served',
    meaning: 'Answers of oEmbed are served as JSON only; consumers know this status (https://oembed.com, section 2.3).',
  },
  'query-too-costly': {
    status: 503,
    title: 'Search took too long',
    meaning: 'The search was given up because it took too long, or too many were waiting; narrow it, or try again.',
  },
  unavailable: {
    status: 503,
    title: 'Not ready',
    meaning: 'The service cannot answer yet or right now; try again shortly.',
  },
} as const satisfies Record<string, ProblemKind>;

/** Code of an error. */
export type ProblemCode = keyof typeof PROBLEMS;

/** Whether a text is the code of an error. */
export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(PROBLEMS, text);
}

/** One thing that is wrong: with a query or path parameter, or at a pointer (RFC 6901) into the body. */
export type ProblemItem = { parameter?: string; pointer?: string; detail: string; allowed?: readonly string[] };

type Extras = { errors?: readonly ProblemItem[]; members?: Record<string, unknown>; headers?: Record<string, string> };

/** A registered error on its way to the client; `members` are further fields of the answer. */
export class ProblemError extends Error {
  readonly errors: readonly ProblemItem[];
  readonly members: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    extras: Extras = {},
  ) {
    super(`${code}: ${detail}`);
    this.errors = extras.errors ?? [];
    this.members = extras.members ?? {};
    this.headers = extras.headers ?? {};
  }
}

/** The same resource under its one true address; rendered as 301 with `Location`. */
export class MovedError extends Error {
  constructor(readonly location: string) {
    super(`moved to ${location}`);
  }
}

/** 400 that names every wrong parameter at once. */
export function badParameters(errors: readonly ProblemItem[]): ProblemError {
  const names = [...new Set(errors.map((error) => error.parameter ?? error.pointer ?? ''))];
  return new ProblemError('bad-parameter', `Wrong: ${names.join(', ')}.`, { errors });
}

/** 404 for an unknown guide. */
export function guideNotFound(guideId: string): ProblemError {
  return new ProblemError('guide-not-found', `There is no guide "${guideId}".`);
}

/** 404 for an entry the guide does not have. */
export function entryNotFound(guideId: string, entryId: string): ProblemError {
  return new ProblemError('entry-not-found', `The guide "${guideId}" has no entry "${entryId}".`);
}

/** 404 for a well-formed NCT number that is not stored. */
export function studyNotFound(nctId: string): ProblemError {
  return new ProblemError('study-not-found', `No study is stored under ${nctId}.`);
}

/** 404 for a drug that no guide speaks of; `near` are the names most like what was asked for. */
export function drugNotFound(given: string, hint: DrugHint): ProblemError {
  const shown = given.slice(0, 80);
  const ids = hint.drugIds.map((drugId) => `"${drugId}"`).join(', ');
  const words = {
    named: ` As a name it stands for ${ids}; names are looked up under /v1/drugs?name=${encodeURIComponent(shown)}.`,
    near: ` Nearest: ${ids}.`,
    none: ' Names are looked up under /v1/drugs?name=.',
  };
  const told = hint.drugIds.length === 0 ? 'none' : hint.by;
  return new ProblemError('drug-not-found', `There is no drug with the id "${shown}".${words[told]}`);
}

/** Drugs that may be meant by an unknown id: because it is a name of theirs, or nearly their id. */
export type DrugHint = { by: 'named' | 'near'; drugIds: readonly string[] };

/** 404 for a well-formed PubMed number that is not held. */
export function publicationNotFound(pmid: string): ProblemError {
  const detail = `No publication is held under ${pmid}: only those on the guides' studies and claims are.`;
  return new ProblemError('publication-not-found', detail);
}

/** 503 for a record that is followed, but was not merged yet. */
export function notMergedYet(what: string): ProblemError {
  const headers = { 'retry-after': '5' };
  return new ProblemError('unavailable', `This ${what} is being put together for the first time.`, { headers });
}

/** 410 for a study the registry removed. */
export function studyGone(nctId: string, goneAt: string, lastKnown: unknown): ProblemError {
  const detail = `${nctId} was found to be missing from the registry on ${goneAt.slice(0, 10)}.`;
  return new ProblemError('study-gone', detail, { members: { goneAt, lastKnown } });
}

/** 406 for a request that takes none of the media types there are. */
export function notAcceptable(asked: string, possible: readonly string[]): ProblemError {
  const detail = `"${asked.slice(0, 80)}" is not possible; possible: ${possible.join(', ')}.`;
  return new ProblemError('not-acceptable', detail);
}

/** 404 for an unknown source. */
export function sourceNotFound(id: string): ProblemError {
  return new ProblemError('source-not-found', `There is no source "${id}".`);
}
