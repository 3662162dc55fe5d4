/** A record of openFDA, as loosely typed as it arrives. */
export type RawRecord = Record<string, unknown>;

/** A request the real service would refuse; the message stands in the body of its 400. */
export class BadRequest extends Error {}

/** Whether a record matches. */
type Test = (record: RawRecord) => boolean;
type Token =
  | { kind: '(' | ')' | 'AND' | 'OR' | 'NOT' }
  | { kind: 'term'; field: string; value: string }
  | { kind: 'exists'; field: string };

/** Fields that are compared whole without `.exact`, as FDA's mappings have them. */
const KEYWORDS = new Set(['set_id', 'id', 'application_number', 'product_ndc', 'package_ndc', 'marketing_category']);
const SUPPORTED = /^[\w@%/',.:()"\\[\]{}\-+>*<= ]+$/;
const TOKEN =
  /\s*(?:([()])|(AND|OR|NOT)(?=[\s(])|_exists_:"?([\w.]+)"?|([\w.@]+):"((?:[^"\\]|\\.)*)"|([\w.@]+):([^\s()"]+))/y;

/** The test that a search stands for: `field:"phrase"`, `field.exact:"value"`, `_exists_:field`, AND, OR, NOT and brackets. Throws BadRequest. */
export function searchTest(search: string): Test {
  if (!SUPPORTED.test(search)) throw new BadRequest(`Search not supported: ${search}`);
  const tokens = tokensOf(search);
  const test = readOr(tokens);
  if (tokens.length > 0) throw new BadRequest(`Search not supported: ${search}`);
  return test;
}

/** Every value at a dotted path, through lists. */
export function valuesAt(record: unknown, path: string): string[] {
  const [name = '', ...rest] = path.split('.');
  if (Array.isArray(record)) return record.flatMap((item) => valuesAt(item, path));
  if (typeof record !== 'object' || record === null || !Object.hasOwn(record, name)) return [];
  const value = (record as RawRecord)[name];
  if (rest.length > 0) return valuesAt(value, rest.join('.'));
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((item) => typeof item === 'string' || typeof item === 'number').map(String);
}

function tokensOf(search: string): Token[] {
  const tokens: Token[] = [];
  for (TOKEN.lastIndex = 0; search.slice(TOKEN.lastIndex).trim() !== '';) {
    const match = TOKEN.exec(search);
    if (match === null) throw new BadRequest(`Search not supported: ${search}`);
    const [, bracket, operator, exists, field, phrase, bareField, bare] = match;
    if (bracket !== undefined || operator !== undefined) tokens.push({ kind: (bracket ?? operator) as '(' | 'AND' });
    else if (exists !== undefined) tokens.push({ kind: 'exists', field: exists });
    else {
      const value = (phrase ?? bare ?? '').replace(/\\(.)/g, '$1');
      tokens.push({ kind: 'term', field: field ?? bareField ?? '', value });
    }
  }
  return tokens;
}

/** OR, which is also what a space means. */
function readOr(tokens: Token[]): Test {
  const tests = [readAnd(tokens)];
  while (tokens.length > 0 && tokens[0]?.kind !== ')') {
    if (tokens[0]?.kind === 'OR') tokens.shift();
    tests.push(readAnd(tokens));
  }
  return (record) => tests.some((test) => test(record));
}

function readAnd(tokens: Token[]): Test {
  const tests = [readOne(tokens)];
  while (tokens[0]?.kind === 'AND') {
    tokens.shift();
    tests.push(readOne(tokens));
  }
  return (record) => tests.every((test) => test(record));
}

function readOne(tokens: Token[]): Test {
  const token = tokens.shift();
  if (token?.kind === 'NOT') {
    const test = readOne(tokens);
    return (record) => !test(record);
  }
  if (token?.kind === '(') {
    const test = readOr(tokens);
    if (tokens.shift()?.kind !== ')') throw new BadRequest('Search not supported: a bracket is open');
    return test;
  }
  if (token?.kind === 'exists') return (record) => valuesAt(record, token.field).length > 0;
  if (token?.kind === 'term') return termTest(token.field, token.value);
  throw new BadRequest('Search not supported: something is missing');
}

function termTest(field: string, value: string): Test {
  if (field.endsWith('.exact')) {
    const path = field.slice(0, -'.exact'.length);
    return (record) => !KEYWORDS.has(path) && valuesAt(record, path).includes(value);
  }
  if (KEYWORDS.has(field)) return (record) => valuesAt(record, field).includes(value);
  const phrase = asWords(value);
  return (record) => phrase.trim() !== '' && valuesAt(record, field).some((text) => asWords(text).includes(phrase));
}

function asWords(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}
