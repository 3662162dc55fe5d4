import fc from 'fast-check';
import type { DescribedOperation, DescribedParameter } from './description.js';
import { damaged, implausible, isRefused, plausible } from './fuzz-values.js';

/** What the service named in earlier answers: texts by the name of their field, addresses of further pages, ETags. */
export type Harvest = { texts: Record<string, string[]>; pages: string[]; etags: string[] };

/** A request to be sent as it stands; `operation` is null where it belongs to none, or may do so. */
export type FuzzRequest = {
  method: string;
  path: string;
  headers: Record<string, string>;
  operation: DescribedOperation | null;
  /** The address was cut up: it may belong to the operation or to none. */
  isDamaged: boolean;
  /** The description refuses it, so the service has to. */
  isRefused: boolean;
};

type Pair = { name: string; value: string; isRefused: boolean };

/** Requests of every kind, right and wrong, from a description and what was harvested. */
export function anyRequest(operations: readonly DescribedOperation[], harvest: Harvest): fc.Arbitrary<FuzzRequest> {
  const ofOperation = fc.constantFrom(...operations).chain((operation) => requestOf(operation, harvest));
  return fc.oneof(
    { arbitrary: ofOperation, weight: 12 },
    { arbitrary: ofOperation.chain(cutUp), weight: 1 },
    { arbitrary: nextPage(operations, harvest), weight: 3 },
    {
      arbitrary: fc.tuple(ofOperation, otherMethod).map(([request, method]) => withMethod(request, method)),
      weight: 1,
    },
    { arbitrary: nowhere(harvest), weight: 1 },
  );
}

const readingMethod = fc.oneof({ arbitrary: fc.constant('GET'), weight: 6 }, fc.constant('HEAD'));
const otherMethod = fc.constantFrom('POST', 'PUT', 'PATCH', 'DELETE');

function requestOf(operation: DescribedOperation, harvest: Harvest): fc.Arbitrary<FuzzRequest> {
  const parts = fc.record({
    method: readingMethod,
    path: pathOf(operation, harvest),
    pairs: queryOf(operation, harvest),
    headers: headersOf(harvest),
  });
  return parts.map(({ method, path, pairs, headers }) => ({
    ...{ method, headers, operation, isDamaged: false },
    path: pairs.length === 0 ? path : `${path}?${pairs.map(({ name, value }) => `${name}=${value}`).join('&')}`,
    isRefused: isSurelyRefused(operation, pairs, headers),
  }));
}

/** With lenient handling what is unknown is no fault; and a list may be given several times. */
function isSurelyRefused({ parameters }: DescribedOperation, pairs: Pair[], headers: Record<string, string>): boolean {
  const isLenient = /lenient/i.test(headers['prefer'] ?? '');
  const names = pairs.map(({ name }) => decodeURIComponent(name));
  const isKnown = (name: string): boolean => parameters.some((each) => each.in === 'query' && each.name === name);
  const isOneTooMany = (name: string, at: number): boolean =>
    names.indexOf(name) !== at && parameters.some((each) => each.name === name && each.schema.items === undefined);
  return (
    pairs.some((pair) => pair.isRefused) ||
    names.some((name, at) => (isKnown(name) ? isOneTooMany(name, at) : !isLenient)) ||
    parameters.some((each) => each.required && each.in === 'query' && !names.includes(each.name))
  );
}

function pathOf({ path, parameters }: DescribedOperation, { texts }: Harvest): fc.Arbitrary<string> {
  const parts = parameters.filter((each) => each.in === 'path');
  const values = parts.map((each) => {
    const known = [each.example ?? '', ...(texts[each.name] ?? [])].filter((text) => text !== '');
    const odd = implausible(each.schema).filter((text) => text !== '');
    return fc.oneof(
      { arbitrary: fc.constantFrom(...known), weight: 6 },
      { arbitrary: fc.constantFrom(...known).chain(damaged), weight: 1 },
      { arbitrary: odd, weight: 2 },
    );
  });
  return fc
    .tuple(...values)
    .map((given) =>
      parts.reduce(
        (filled, { name }, at) => filled.replace(`{${name}}`, () => encoded(given[at] ?? '') || '%20'),
        path,
      ),
    );
}

function queryOf({ parameters }: DescribedOperation, harvest: Harvest): fc.Arbitrary<Pair[]> {
  const own = parameters.filter((each) => each.in === 'query');
  const required = own.filter((each) => each.required);
  const some = fc.shuffledSubarray(own, { maxLength: Math.min(own.length, 4) });
  const chosen = fc.oneof({ arbitrary: some.map((each) => [...new Set([...required, ...each])]), weight: 9 }, some);
  const pairs = chosen.chain((each) => fc.tuple(...each.map((parameter) => pairOf(parameter, harvest))));
  const unknown = fc.tuple(unknownName(own), fc.constantFrom('', '1', 'x')).map(([name, value]) => {
    return [{ name: encoded(name), value, isRefused: false }];
  });
  return fc.oneof(
    { arbitrary: pairs, weight: 12 },
    fc.tuple(pairs, unknown).map((both) => both.flat()),
    pairs.map((each) => [...each, ...each.slice(0, 1)]),
  );
}

function pairOf(parameter: DescribedParameter, { texts }: Harvest): fc.Arbitrary<Pair> {
  const known = texts[parameter.name] ?? [];
  const text = fc.oneof(
    { arbitrary: plausible(parameter.schema, known), weight: 6 },
    { arbitrary: implausible(parameter.schema), weight: 1 },
    ...(known.length > 0 ? [fc.constantFrom(...known).chain(damaged)] : []),
  );
  const spelled = fc.tuple(text, fc.constantFrom(encoded, encoded, encoded, rawUtf8));
  return spelled.map(([value, spell]) => ({
    name: encoded(parameter.name),
    value: spell(value),
    isRefused: isRefused(parameter, value),
  }));
}

function unknownName(own: readonly DescribedParameter[]): fc.Arbitrary<string> {
  const names = own.map(({ name }) => name);
  const altered = names.flatMap((name) => [`${name}[]`, `${name} `, name.toUpperCase(), `${name}.x`, `${name}[$ne]`]);
  const made = ['nonsense', '__proto__', 'constructor', 'hasOwnProperty', '0', 'é', 'a b', 'x'.repeat(500), ...altered];
  return fc.constantFrom(...made.filter((name) => !names.includes(name)));
}

/** A further page of an earlier answer, its cursor as it was or damaged in one of the ways that clients find. */
function nextPage(operations: readonly DescribedOperation[], harvest: Harvest): fc.Arbitrary<FuzzRequest> {
  const page = fc.record({
    address: fc.constantFrom(...harvest.pages),
    method: readingMethod,
    headers: headersOf(harvest),
  });
  return page.chain(({ address, method, headers }) => {
    const url = new URL(address, 'http://localhost');
    const name = ['cursor', '_cursor'].find((each) => url.searchParams.has(each)) ?? 'cursor';
    const operation = operations.find(({ path }) => templateOf(path).test(url.pathname)) ?? null;
    return cursorLike(url.searchParams.get(name) ?? '').map((cursor) => {
      url.searchParams.set(name, cursor);
      const path = `${url.pathname}${url.search}`;
      return { method, path, headers, operation, isDamaged: false, isRefused: false };
    });
  });
}

/** Some of them read as cursors do, with another value in one place. */
function cursorLike(cursor: string): fc.Arbitrary<string> {
  const parts = cursorParts(cursor);
  const value = fc.constantFrom<unknown>(
    null,
    '',
    'x',
    -1,
    0,
    1.5,
    1e308,
    2 ** 31,
    2 ** 53,
    '9999-99-99',
    {},
    [],
    true,
    '\u0000',
  );
  const replaced = fc.tuple(fc.nat({ max: Math.max(1, parts.length) }), value).map(([at, other]) => {
    return Buffer.from(JSON.stringify(parts.with(Math.min(at, parts.length - 1), other))).toString('base64url');
  });
  return fc.oneof(
    fc.constant(cursor),
    damaged(cursor),
    replaced,
    fc.constantFrom(cursor.slice(0, -3), `${cursor}A`, cursor.repeat(9)),
  );
}

function cursorParts(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parts) && parts.length > 0 ? parts : [cursor];
  } catch {
    return [cursor];
  }
}

function headersOf({ etags }: Harvest): fc.Arbitrary<Record<string, string>> {
  const some = (...values: string[]): fc.Arbitrary<string | undefined> =>
    fc.oneof({ arbitrary: fc.constant(undefined), weight: 3 }, fc.constantFrom(...values));
  const odd = ['', ',', ';', 'é', '"', 'x'.repeat(2_000), '\t', ';;q=', 'a/b;q=x'];
  return fc
    .record({
      'if-none-match': some('*', 'W/"x"', '"', ...etags, `W/${etags[0] ?? ''}`, etags.join(', '), ...odd),
      accept: some(
        '*/*',
        'application/json',
        'application/fhir+json',
        'application/fhir+xml',
        'application/ld+json',
        'text/html;q=0',
        ...odd,
      ),
      'accept-encoding': some('gzip', 'br', 'br;q=0.1, gzip;q=0', 'identity;q=0', '*', '*;q=0', 'zstd', ...odd),
      prefer: some('handling=lenient', 'handling=strict', 'HANDLING="lenient"', 'return=minimal', ...odd),
      range: some('bytes=0-1', 'bytes=-1', 'bytes=9999999999-', 'bytes=5-2', 'bytes=0-0,2-3', ...odd),
      origin: some('https://example.org', 'null'),
      'content-type': some('application/json', 'text/plain', 'é'),
      'x-forwarded-for': some('203.0.113.7', 'x'),
    })
    .map((all) =>
      Object.fromEntries(Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined)),
    );
}

/** The same with an address that has something inserted which addresses do not have. */
function cutUp(request: FuzzRequest): fc.Arbitrary<FuzzRequest> {
  const pieces = [
    '%',
    '%zz',
    '%00',
    '%c0%af',
    '%ff',
    '%ED%A0%80',
    '//',
    '/../',
    '/',
    ';x=1',
    '?',
    '&',
    '&&=',
    '=',
    '+',
    '#',
    '\u00ff',
  ];
  const piece = fc.oneof(
    fc.constantFrom(...pieces),
    fc.constantFrom('/x'.repeat(300), 'x'.repeat(250), `&x=${'y'.repeat(17_000)}`),
  );
  return fc.tuple(fc.integer({ min: 1, max: request.path.length }), piece).map(([at, inserted]) => ({
    ...request,
    ...{ isDamaged: true, isRefused: false },
    path: `${request.path.slice(0, at)}${inserted}${request.path.slice(at)}`,
  }));
}

function withMethod(request: FuzzRequest, method: string): FuzzRequest {
  return { ...request, method, operation: null, isRefused: true };
}

function nowhere(harvest: Harvest): fc.Arbitrary<FuzzRequest> {
  const roots = fc.constantFrom(
    '/v1',
    '/v2/trials',
    '/fhir',
    '/fhir/R4',
    '/fhir/R4/Patient',
    '/v1/trialsx',
    '/admin',
    '/fhirx',
    '',
  );
  const rest = fc.string({ unit: 'binary', maxLength: 20 }).map((text) => `/${encoded(text)}`);
  const headers = headersOf(harvest);
  return fc
    .record({ root: roots, rest, method: readingMethod, headers })
    .map(({ root, rest: end, method, headers: sent }) => ({
      ...{ method, headers: sent, operation: null, isDamaged: false, isRefused: true },
      path: `${root}/no-such-thing${end}`,
    }));
}

function templateOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
}

/** Half of a surrogate pair cannot be sent; it becomes the replacement character. */
function encoded(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString('utf8'));
}

/** Bytes beyond ASCII as they are, the way careless clients send them. */
function rawUtf8(text: string): string {
  return encoded(text).replace(/%([89A-F][0-9A-F])/g, (_, byte: string) => String.fromCharCode(parseInt(byte, 16)));
}
