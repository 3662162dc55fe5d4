import { z } from 'zod';
import { LONGEST_LIST } from './list-at-most.js';

/**
 * What is wrong with one field of an upstream record. `field` is a path in the model (`overallStatus`, `locations.3.status`);
 * it names a top-level field exactly when that whole field came out empty. `pointer` is RFC 6901 into the raw record.
 */
export type FieldProblem = { field: string; pointer: string; detail: string };

/** Where a field sits in the raw record (RFC 6901, from the enclosing object) and how it is read; a schema without a default makes it required. */
export type FieldSource<T> = { at: string; as: z.ZodType<T> | Nested<T> };

/** How every field of T is read: leaving one out does not compile. */
export type FieldMap<T> = { [K in keyof T]-?: FieldSource<T[K]> };

type AnyFieldMap = Record<string, FieldSource<unknown>>;
type Place = { field: string; pointer: string };
/** A read value; null when a required part of it could not be read. */
type Reading<T> = { value: T } | null;

/** A field that has parts: an object or a list, whose parts are read one by one so that a bad one spoils only itself. */
export type Nested<T> = {
  /** What is expected, in words. */
  readonly expected: string;
  /** The parts, for documentation; null when the elements are plain values. */
  readonly parts: AnyFieldMap | null;
  readonly empty: T;
  read(raw: unknown, place: Place, problems: FieldProblem[]): Reading<T>;
};

/**
 * Reads a raw record by its map and never throws. The record is null when a required field is missing or unreadable;
 * any other unreadable field gets its empty value, and each is reported.
 */
export function mapFields<T extends object>(
  map: FieldMap<T>,
  raw: unknown,
): { record: T | null; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const root = { field: '', pointer: '' };
  if (!isObject(raw)) return { record: null, problems: [problemAt(root, 'an object', raw)] };
  return { record: readFields(map, raw, root, problems), problems };
}

/** An object read by a map of its own; null when the record has none, or an empty one. */
export function objectOf<T extends object>(map: FieldMap<T>): Nested<T | null> {
  return {
    expected: 'an object',
    parts: map,
    empty: null,
    read(raw, place, problems) {
      if (isObject(raw) && Object.keys(raw).length === 0) return { value: null };
      return readObject(map, raw, place, problems);
    },
  };
}

/** A list whose elements are read by a map or a schema; unreadable elements are left out and reported. */
export function listOf<T extends object | string>(element: FieldMap<T> | z.ZodType<T>): Nested<T[]> {
  const isPlain = element instanceof z.ZodType;
  return {
    expected: isPlain ? `a list, each ${expectation(element)}` : 'a list of objects',
    parts: isPlain ? null : element,
    empty: [],
    read: (raw, place, problems) => readList(element, raw, place, problems),
  };
}

/** What a schema or nested reader expects, in words: its description. */
export function expectation(reader: FieldSource<unknown>['as']): string {
  return reader instanceof z.ZodType ? (reader.description ?? 'another value') : reader.expected;
}

/** Whether a record without this field is rejected. */
export function isRequired(source: FieldSource<unknown>): boolean {
  return source.as instanceof z.ZodType && !source.as.safeParse(undefined).success;
}

/** The value at an RFC 6901 pointer; undefined where there is none. */
export function valueAt(raw: unknown, pointer: string): unknown {
  let value = raw;
  for (const step of stepsOf(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

const knownSteps = new Map<string, string[]>();

/** Pointers come from the maps, so there are few of them and each is split once. */
function stepsOf(pointer: string): string[] {
  let steps = knownSteps.get(pointer);
  if (steps === undefined) {
    steps = pointer
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    knownSteps.set(pointer, steps);
  }
  return steps;
}

function readFields<T extends object>(map: FieldMap<T>, raw: object, at: Place, problems: FieldProblem[]): T | null {
  const record: Record<string, unknown> = {};
  let readable = true;
  for (const [name, source] of Object.entries(map as AnyFieldMap)) {
    const place = { field: at.field === '' ? name : `${at.field}.${name}`, pointer: at.pointer + source.at };
    const found = valueAt(raw, source.at) ?? undefined;
    if (found === undefined && isBlocked(raw, source.at)) problems.push({ ...place, detail: BLOCKED });
    const reading = readField(source.as, found, place, problems);
    if (reading === null) readable = false;
    else record[name] = reading.value;
  }
  return readable ? (record as T) : null;
}

const BLOCKED = 'cannot be reached, because a part of the record above it is no object';

/** Whether something that is no object stands where the way to a field should go on: then "not stated" would be a guess. */
function isBlocked(raw: unknown, pointer: string): boolean {
  let value = raw;
  for (const step of stepsOf(pointer)) {
    if (value === undefined || value === null) return false;
    if (!isObject(value)) return true;
    value = Object.hasOwn(value, step) ? (value as Record<string, unknown>)[step] : undefined;
  }
  return false;
}

function readField(
  as: FieldSource<unknown>['as'],
  raw: unknown,
  at: Place,
  problems: FieldProblem[],
): Reading<unknown> {
  if (as instanceof z.ZodType) return readPlain(as, raw, at, problems);
  if (raw === undefined) return { value: as.empty };
  const reading = as.read(raw, at, problems);
  return reading ?? { value: as.empty };
}

function readPlain<T>(schema: z.ZodType<T>, raw: unknown, at: Place, problems: FieldProblem[]): Reading<T> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return { value: parsed.data };
  problems.push(problemAt(at, expectation(schema), raw));
  const empty = schema.safeParse(undefined);
  return empty.success ? { value: empty.data } : null;
}

function readObject<T extends object>(
  map: FieldMap<T>,
  raw: unknown,
  place: Place,
  problems: FieldProblem[],
): Reading<T> {
  if (!isObject(raw)) {
    problems.push(problemAt(place, 'an object', raw));
    return null;
  }
  const value = readFields(map, raw, place, problems);
  if (value !== null) return { value };
  problems.push({ ...place, detail: 'left out, because a part that it must have could not be read' });
  return null;
}

function readList<T extends object | string>(
  element: FieldMap<T> | z.ZodType<T>,
  raw: unknown,
  place: Place,
  problems: FieldProblem[],
): Reading<T[]> {
  if (!Array.isArray(raw)) {
    problems.push(problemAt(place, 'a list', raw));
    return null;
  }
  if (raw.length > LONGEST_LIST) {
    problems.push({ ...place, detail: `a list of ${String(raw.length)} elements, which is too long to be true` });
    return null;
  }
  const readings = raw.map((item: unknown, index) =>
    readElement(element, item, within(place, String(index)), problems),
  );
  const value = readings.flatMap((reading) => (reading === null ? [] : [reading.value]));
  if (raw.length > 0 && value.length === 0) {
    problems.push({ ...place, detail: 'no element of the list could be read' });
    return null;
  }
  return { value };
}

function readElement<T extends object | string>(
  element: FieldMap<T> | z.ZodType<T>,
  raw: unknown,
  place: Place,
  problems: FieldProblem[],
): Reading<T> {
  return element instanceof z.ZodType
    ? readPlain(element, raw, place, problems)
    : readObject(element as FieldMap<T & object>, raw, place, problems);
}

function within(place: Place, index: string): Place {
  return { field: `${place.field}.${index}`, pointer: `${place.pointer}/${index}` };
}

function problemAt(place: Place, expected: string, found: unknown): FieldProblem {
  const detail = found === undefined ? `missing; expected ${expected}` : `expected ${expected}; found ${shown(found)}`;
  return { ...place, detail };
}

const SHOWN_LENGTH = 80;

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'an object';
  const text = JSON.stringify(value);
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
