import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { isRequired, listOf, mapFields, objectOf, valueAt, type FieldMap } from './field-map.js';

/** A made-up record with one field of every kind. */
type Thing = {
  id: string;
  colour: 'RED' | 'BLUE' | null;
  tags: string[];
  colours: ('RED' | 'BLUE')[];
  size: { width: number; unit: string | null } | null;
  parts: { name: string; colour: 'RED' | 'BLUE' | null; at: { x: number } | null }[];
};

const colour = z.enum(['RED', 'BLUE']).describe('one of RED, BLUE');
const optionalColour: z.ZodType<'RED' | 'BLUE' | null> = colour.nullable().default(null).describe('one of RED, BLUE');
const word = z.string().min(1).describe('a word');
const fields: FieldMap<Thing> = {
  id: { at: '/head/id', as: word },
  colour: { at: '/head/colour', as: optionalColour },
  tags: { at: '/tags', as: listOf(word) },
  colours: { at: '/colours', as: listOf(colour) },
  size: {
    at: '/size',
    as: objectOf<{ width: number; unit: string | null }>({
      width: { at: '/w', as: z.number().describe('a number') },
      unit: { at: '/u', as: z.string().nullable().default(null).describe('a text') },
    }),
  },
  parts: {
    at: '/parts',
    as: listOf<Thing['parts'][number]>({
      name: { at: '/name', as: word },
      colour: { at: '/colour', as: optionalColour },
      at: { at: '/at', as: objectOf<{ x: number }>({ x: { at: '/x', as: z.number().describe('a number') } }) },
    }),
  },
};
const whole = {
  head: { id: 'a', colour: 'RED' },
  tags: ['t'],
  colours: ['RED', 'BLUE'],
  size: { w: 2, u: 'cm' },
  parts: [{ name: 'p', colour: 'BLUE', at: { x: 1 } }],
};

describe('mapFields', () => {
  it('reads no list that is too long to be true, and looks at none of its elements', () => {
    const parts = Array<object>(700_000).fill({});
    const { record, problems } = mapFields(fields, { ...whole, parts });
    expect(record?.parts).toEqual([]);
    expect(problems).toEqual([
      { field: 'parts', pointer: '/parts', detail: expect.stringContaining('700000 elements') },
    ]);
  });

  it('reads every field from its place', () => {
    expect(mapFields(fields, whole)).toEqual({
      record: {
        id: 'a',
        colour: 'RED',
        tags: ['t'],
        colours: ['RED', 'BLUE'],
        size: { width: 2, unit: 'cm' },
        parts: [{ name: 'p', colour: 'BLUE', at: { x: 1 } }],
      },
      problems: [],
    });
  });

  it('gives empty values to what a record does not state, without a problem', () => {
    expect(mapFields(fields, { head: { id: 'a', colour: null }, size: {} })).toEqual({
      record: { id: 'a', colour: null, tags: [], colours: [], size: null, parts: [] },
      problems: [],
    });
  });

  it('rejects a record without a required field and names its place', () => {
    expect(mapFields(fields, { head: {} })).toEqual({
      record: null,
      problems: [{ field: 'id', pointer: '/head/id', detail: 'missing; expected a word' }],
    });
  });

  it.each([null, 7, 'text', [], undefined])('rejects %p, which is no object', (raw) => {
    expect(mapFields(fields, raw).record).toBeNull();
  });

  it('blanks a field with an unknown value and tells what is allowed', () => {
    const { record, problems } = mapFields(fields, { ...whole, head: { id: 'a', colour: 'PINK' } });
    expect(record).toMatchObject({ id: 'a', colour: null, colours: ['RED', 'BLUE'] });
    expect(problems).toEqual([
      { field: 'colour', pointer: '/head/colour', detail: 'expected one of RED, BLUE; found "PINK"' },
    ]);
  });

  it('leaves only the bad element out of a list', () => {
    const { record, problems } = mapFields(fields, { ...whole, colours: ['RED', 'PINK', 'BLUE'] });
    expect(record?.colours).toEqual(['RED', 'BLUE']);
    expect(problems).toEqual([
      { field: 'colours.1', pointer: '/colours/1', detail: 'expected one of RED, BLUE; found "PINK"' },
    ]);
  });

  it('reports the whole list when none of its elements can be read, so that storage keeps the last good one', () => {
    const { record, problems } = mapFields(fields, { ...whole, colours: ['PINK'] });
    expect(record?.colours).toEqual([]);
    expect(problems.map(({ field }) => field)).toEqual(['colours.0', 'colours']);
  });

  it('blanks only the bad part of an object in a list', () => {
    const parts = [{ name: 'p', colour: 'PINK', at: { x: 'far' } }, { colour: 'RED' }, { name: 'q' }];
    const { record, problems } = mapFields(fields, { ...whole, parts });
    expect(record?.parts).toEqual([
      { name: 'p', colour: null, at: null },
      { name: 'q', colour: null, at: null },
    ]);
    expect(problems.map(({ field, pointer }) => [field, pointer])).toEqual([
      ['parts.0.colour', '/parts/0/colour'],
      ['parts.0.at.x', '/parts/0/at/x'],
      ['parts.0.at', '/parts/0/at'],
      ['parts.1.name', '/parts/1/name'],
      ['parts.1', '/parts/1'],
    ]);
  });

  it('reports an object that lost a part it must have under its own name', () => {
    const { record, problems } = mapFields(fields, { ...whole, size: { u: 'cm' } });
    expect(record?.size).toBeNull();
    expect(problems.map(({ field }) => field)).toEqual(['size.width', 'size']);
  });

  it('quotes long values briefly', () => {
    const [problem] = mapFields(fields, { ...whole, head: { id: 'a', colour: 'x'.repeat(500) } }).problems;
    expect(problem?.detail.length).toBeLessThan(150);
  });

  it('never throws, whatever JSON it is given, and yields a record exactly when the required field is there', () => {
    const head = fc.record({ id: fc.anything(), colour: fc.jsonValue() }, { requiredKeys: [] });
    const thing = fc.record(
      { head, tags: fc.jsonValue(), colours: fc.jsonValue(), size: fc.jsonValue(), parts: fc.array(fc.jsonValue()) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), thing), (raw) => {
        const id = valueAt(raw, '/head/id');
        const { record, problems } = mapFields(fields, raw);
        expect(record !== null).toBe(typeof id === 'string' && id !== '');
        for (const { field, pointer, detail } of problems) expect([field, pointer, detail].every(isText)).toBe(true);
      }),
    );
  });
});

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

describe('valueAt', () => {
  it('follows an RFC 6901 pointer with its escapes', () => {
    expect(valueAt({ 'a/b': { 'c~d': [7] } }, '/a~1b/c~0d/0')).toBe(7);
    expect(valueAt('all', '')).toBe('all');
  });

  it('finds nothing that an object merely inherits', () => {
    expect(valueAt({}, '/constructor')).toBeUndefined();
    expect(valueAt({ a: 'text' }, '/a/length')).toBeUndefined();
  });
});

describe('isRequired', () => {
  it('is true for a schema without a default only', () => {
    expect(isRequired(fields.id)).toBe(true);
    expect([fields.colour, fields.tags, fields.size].some(isRequired)).toBe(false);
  });
});
