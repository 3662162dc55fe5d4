import fc from 'fast-check';
import type { DescribedParameter, ParameterSchema } from './description.js';

/** Texts that programs stumble over, whatever they are meant for. */
const NASTY = [
  ...['', ' ', '0', '-1', '1.5', '1e3', '0x10', '+1', '٣', 'NaN', 'Infinity', '-0', '9007199254740993', '2147483648'],
  ...['null', 'undefined', 'true', 'TRUE', '[]', '{}', '[object Object]', '__proto__', 'constructor', 'toString'],
  ...["' OR 1=1 --", '"; DROP TABLE study; --', '%', '_', '\\', '\\x00', '${7*7}', '../../etc/passwd', '..', '.', '*'],
  ...[
    '"',
    '(',
    ')',
    '"unclosed',
    'a AND',
    'OR',
    'NOT',
    'NOT NOT a',
    '()',
    '((((((((((a))))))))))',
    'a*b*',
    '-a',
    ':*',
    'a:b',
  ],
  ...['a'.repeat(40).concat('*'), 'NEAR(a b)', '{a b}:c', '^a', 'a & b | !c', "'a':*", '<->', '﷽', 'ﬀ', 'ß', 'İ', 'ſ'],
  ...[
    '👩‍👩‍👧‍👦',
    'a\u0301',
    '\u202eabc',
    '\ufeff',
    '\u200b',
    '\u0000',
    'a\u0000b',
    '\ud7ff\ue000',
    '\u{10ffff}',
    '\r\nx: y',
    '\t',
  ],
  ...['2025-13', '2024-02-30', '0000', '9999-12-31', '2025-1', '25', '2026-11-23T10:00:00.000Z', '-2025', '+002025-01'],
  ...['NCT00000000', 'NCT99999999', 'nct02576509', 'NCT2576509', 'NCT000000000', 'NCT0000000٣'],
  ...[
    '91,0',
    '-90,180',
    '90.0,-180.0',
    '0,0',
    '48.85',
    '48.85,2.35,1',
    ',',
    ',,,',
    'a,b',
    '0km',
    '5001km',
    '1e2km',
    '1mi',
  ],
  ...['ge', 'ge2026', 'xx2026-01', 'le9999-12-31T23:59:59Z', 'ge2026-01-01T00:00:00+14:00', 'gt0000', 'eq2026-02-30'],
  ...[
    'a|b',
    '|',
    'a|',
    '|b',
    '\\,',
    '\\',
    'ResearchStudy/',
    'Patient/1',
    'http://example.org/ResearchStudy/NCT00000000',
  ],
  ...[
    'study:',
    'study',
    ':',
    'drug:',
    'entry:/',
    'x'.repeat(3_000),
    'ü'.repeat(700),
    ' a '.repeat(400),
    '('.repeat(500),
  ],
];

/** Words as they stand in searches, put together like a search or nearly so. */
const search: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'nivolumab',
        'liver',
        'cancer',
        'phase',
        'the',
        'of',
        'T790M',
        'α',
        '5-FU',
        'anti-PD-1',
        'Yao‐Ji',
      ),
      fc.constantFrom('AND', 'OR', 'NOT', 'and', '(', ')', '"', '*', '-', '"first line"', 'hepat*', '"a b"*', ',', ':'),
    ),
    { minLength: 1, maxLength: 9 },
  )
  .map((words) => words.join(' '));

const anyText = fc.string({ unit: 'binary', maxLength: 60 });

/** Values that a schema may take, with its bounds; `known` are texts that the service itself has named. */
export function plausible(schema: ParameterSchema, known: readonly string[]): fc.Arbitrary<string> {
  const { type, enum: words, pattern, minimum = 0, maximum = 1_000_000, examples = [], items } = schema;
  if (items !== undefined) return listed(plausible(items, known));
  if (words !== undefined) return fc.oneof(fc.constantFrom(...words), fc.constantFrom(...words).map(otherCase));
  if (type === 'boolean') return fc.constantFrom('true', 'false');
  if (type === 'integer') {
    const bounds = fc.constantFrom(minimum, minimum + 1, maximum - 1, maximum, Math.min(maximum, minimum + 20));
    return fc.oneof(bounds, fc.integer({ min: minimum, max: maximum })).map(String);
  }
  if (type === 'number') return fc.double({ min: minimum, max: maximum, noNaN: true }).map((value) => value.toFixed(2));
  const stated = fc.constantFrom(...examples.map(String), ...known, 'cancer');
  if (pattern !== undefined) return fc.oneof(stated, fc.stringMatching(new RegExp(pattern)));
  return fc.oneof({ arbitrary: stated, weight: 3 }, search, anyText);
}

/** Values that a schema refuses, or that it should. */
export function implausible({ items, ...own }: ParameterSchema): fc.Arbitrary<string> {
  const { minimum = 0, maximum = 0, maxLength = 100, pattern } = items ?? own;
  const beyond = [
    String(minimum - 1),
    String(maximum + 1),
    '9'.repeat(400),
    'x'.repeat(maxLength + 1),
    '1,'.repeat(300),
  ];
  const nearly = pattern === undefined ? search : fc.stringMatching(new RegExp(pattern)).chain(damaged);
  return fc.oneof(
    { arbitrary: fc.constantFrom(...NASTY), weight: 4 },
    fc.constantFrom(...beyond),
    fc.string({ unit: 'binary', maxLength: 300 }),
    nearly,
  );
}

/** Whether a text breaks the schema of its parameter; where the description leaves it open, not. */
export function isRefused({ schema }: DescribedParameter, text: string): boolean {
  return schema.items === undefined
    ? breaks(schema, text)
    : text.split(',').some((part) => breaks(schema.items ?? {}, part));
}

/** Numbers and words may be spelled in other ways than JSON does, so only what is surely wrong counts. */
function breaks({ type, enum: words, pattern, minimum, maximum, maxLength }: ParameterSchema, given: string): boolean {
  const text = given.trim();
  if (words !== undefined) return !words.some((word) => word.toLowerCase() === text.toLowerCase());
  if (type === 'boolean') return text !== 'true' && text !== 'false';
  if (type === 'integer' || type === 'number') {
    const value = text === '' ? NaN : Number(text);
    return (
      !(value >= (minimum ?? -Infinity) && value <= (maximum ?? Infinity)) || (type === 'integer' && value % 1 !== 0)
    );
  }
  if (pattern !== undefined) return !new RegExp(pattern, 'iu').test(text);
  return text === '' || text.length > (maxLength ?? Infinity);
}

/** A text with one place changed: a character lost, doubled, or replaced by another. */
export function damaged(text: string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.nat({ max: Math.max(0, text.length - 1) }), fc.constantFrom('', 'A', '0', '-', '_', '=', '.', 'é', '""'))
    .map(([at, other]) => `${text.slice(0, at)}${other}${text.slice(at + 1)}`);
}

function listed(one: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    { arbitrary: one, weight: 3 },
    fc.array(one, { minLength: 1, maxLength: 4 }).map((values) => values.join(',')),
  );
}

function otherCase(word: string): string {
  return word === word.toLowerCase() ? word.toUpperCase() : word.toLowerCase();
}
