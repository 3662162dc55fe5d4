import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeQuery, LIST_LIMIT, type RawQuery } from './decode-query.js';
import { flag, listOf, optional, partialDate, required, text, wholeNumber, withDefault, word } from './parameters.js';
import { ProblemError, type ProblemItem } from './problem.js';

const parameters = {
  color: listOf(word(['RED', 'DARK_GREEN']), 'Made-up list.'),
  size: optional(word(['small', 'large']), 'Made-up word.'),
  limit: withDefault(wholeNumber(1, 200), 20, 'Made-up number.'),
  since: optional(partialDate(), 'Made-up date.'),
  isNew: optional(flag(), 'Made-up flag.'),
  name: optional(text(10), 'Made-up text.'),
};

function faultsOf(raw: RawQuery): readonly ProblemItem[] {
  try {
    decodeQuery(parameters, raw);
    return [];
  } catch (error) {
    if (error instanceof ProblemError) return error.errors;
    throw error;
  }
}

describe('decodeQuery', () => {
  it('fills in what is absent', () => {
    expect(decodeQuery(parameters, {})).toEqual({
      color: [],
      size: null,
      limit: 20,
      since: null,
      isNew: null,
      name: null,
    });
  });

  it('refuses a request without a parameter that is required, and says what it is for', () => {
    const needed = { whose: required(text(10), 'Made-up owner.', 'somebody') };
    expect(() => decodeQuery(needed, {})).toThrow(
      expect.objectContaining({ errors: [{ parameter: 'whose', detail: 'Required: Made-up owner.' }] }),
    );
    expect(decodeQuery(needed, { whose: 'me' })).toEqual({ whose: 'me' });
  });

  it('reads values, words in any case and lists in any form, without doubles and in one order', () => {
    const raw = {
      color: ['red,dark_green', 'RED'],
      size: 'LARGE',
      limit: '200',
      since: '2024-02-29',
      isNew: 'false',
      name: ' x ',
    };
    expect(decodeQuery(parameters, raw)).toEqual({
      color: ['DARK_GREEN', 'RED'],
      size: 'large',
      limit: 200,
      since: '2024-02-29',
      isNew: false,
      name: 'x',
    });
  });

  it('names every fault at once', () => {
    const faults = faultsOf({
      colour: 'red',
      color: 'blue',
      limit: '0',
      since: '2023-02-29',
      size: ['small', 'large'],
      isNew: '1',
      name: '',
    });
    expect(faults.map((fault) => fault.parameter)).toEqual([
      'colour',
      'color',
      'size',
      'limit',
      'since',
      'isNew',
      'name',
    ]);
    expect(faults[0]?.detail).toContain('did you mean "color"');
    expect(faults[1]?.allowed).toEqual(['RED', 'DARK_GREEN']);
  });

  it('offers a value only when the given one looks like a slip of it', () => {
    expect(faultsOf({ color: 'dark green' })[0]?.detail).toContain('Did you mean "DARK_GREEN"?');
    expect(faultsOf({ color: 'purple' })[0]?.detail).not.toContain('Did you mean');
  });

  it('bounds lists', () => {
    const many = Array.from({ length: LIST_LIMIT + 1 }, () => 'red').join(',');
    expect(faultsOf({ color: many })).toMatchObject([{ parameter: 'color' }]);
  });

  it('applies rules over several parameters only to values that are well', () => {
    const rule = (values: { limit: number }) => [{ parameter: 'limit', detail: `rule saw ${values.limit}` }];
    expect(() => decodeQuery(parameters, { limit: '7' }, [rule])).toThrow(ProblemError);
    expect(() => decodeQuery(parameters, { limit: 'x' }, [rule])).not.toThrow('rule saw');
  });

  it('takes no name from the prototype for a parameter', () => {
    expect(faultsOf({ constructor: 'x', toString: 'y' }).map((fault) => fault.parameter)).toEqual([
      'constructor',
      'toString',
    ]);
  });

  it('answers anything at all with values or with a problem', () => {
    const value = fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 5 }));
    const names = fc.oneof(fc.constantFrom(...Object.keys(parameters)), fc.string());
    fc.assert(
      fc.property(fc.dictionary(names, value), (raw) => {
        expect(Array.isArray(faultsOf(raw))).toBe(true);
      }),
    );
  });
});
