import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Expression } from './expression.js';
import { parseQuery } from './parse-query.js';
import { QueryFault } from './query-tokens.js';
import { NO_SYNONYMS, synonymsOf } from './synonyms.js';

/** An expression as a reader would write it with every parenthesis. */
function written(expression: Expression): string {
  switch (expression.kind) {
    case 'phrase':
      return `${expression.words.join(' ')}${expression.beginnings.length > 0 ? ` ${expression.beginnings.join('/')}*` : ''}`.trim();
    case 'any':
      return `(${expression.of.map(written).join(' | ')})`;
    case 'all':
      return `(${[...expression.of.map(written), ...expression.except.map((part) => `-${written(part)}`)].join(' & ')})`;
    case 'named':
      return `<${[expression.asked, ...expression.synonyms].map(written).join(' = ')}>`;
  }
}

const SYNONYMS = synonymsOf([
  ['made-up disease', 'MUD', 'disease of the made-up kind'],
  ['madeupinib', 'Madeupa', 'MU-123'],
]);

const fault = (query: string): string => {
  try {
    return `read as ${written(parseQuery(query, NO_SYNONYMS))}`;
  } catch (error) {
    if (error instanceof QueryFault) return error.message;
    throw error;
  }
};

describe('a query', () => {
  it.each([
    ['liver', 'liver'],
    ['liver cancer', '(liver & cancer)'],
    ['liver AND cancer', '(liver & cancer)'],
    ['"liver cancer"', 'liver cancer'],
    ['“liver cancer”', 'liver cancer'],
    ['liver OR lung cancer', '(liver | (lung & cancer))'],
    ['(liver OR lung) cancer', '((liver | lung) & cancer)'],
    ['cancer NOT breast', '(cancer & -breast)'],
    ['cancer AND NOT breast', '(cancer & -breast)'],
    ['NOT breast cancer', '(cancer & -breast)'],
    ['cancer NOT (breast OR lung)', '(cancer & -(breast | lung))'],
    ['cancer NOT "breast cancer" pain', '(cancer & pain & -breast cancer)'],
    ['hepat*', 'hepat*'],
    ['"liver tumour*"', 'liver tumor*'],
    ['therapi*', 'therapi/therapy*'],
    ['PD-1', 'pd 1'],
    ['liver and lung', '(liver & lung)'],
    ['cancer of the liver', '(cancer & liver)'],
    ['"cancer of the liver"', 'cancer of the liver'],
    ['of the', '(of & the)'],
    ['liver & lung', '(liver & lung)'],
    ['a OR b', '(a | b)'],
    ['((liver))', 'liver'],
  ])('%s means %s', (query, meaning) => {
    expect(written(parseQuery(query, NO_SYNONYMS))).toBe(meaning);
  });

  it.each([
    ['MUD', '<mud = made up disease = disease of the made up kind>'],
    ['mud trial', '(<mud = made up disease = disease of the made up kind> & trial)'],
    ['made-up disease', '<(made up & disease) = mud = disease of the made up kind>'],
    ['disease of the made-up kind', '<(disease & made up & kind) = made up disease = mud>'],
    ['Madeupa OR MUD', '(<madeupa = madeupinib = mu 123> | <mud = made up disease = disease of the made up kind>)'],
    ['MU-123', '<mu 123 = madeupinib = madeupa>'],
    ['"MUD"', 'mud'],
    ['mud*', 'mud*'],
    ['disease made-up', '(disease & made up)'],
  ])('%s is looked for under other names: %s', (query, meaning) => {
    expect(written(parseQuery(query, SYNONYMS))).toBe(meaning);
  });

  it.each([
    ['', 'Holds no word to look for'],
    ['  ', 'Holds no word to look for'],
    ['-- & !', 'Holds no word to look for'],
    ['""', 'Holds no word to look for'],
    ['"liver', 'A quotation mark has no partner (at character 1)'],
    ['liver "', 'A quotation mark has no partner (at character 7)'],
    ['(liver', 'A parenthesis is not closed (at character 1)'],
    ['liver)', 'A closing parenthesis has no partner (at character 6)'],
    ['liver ()', 'A word should stand before ) (at character 8)'],
    ['AND liver', 'A word should stand before AND (at character 1)'],
    ['liver AND', 'Ends where a word should follow'],
    ['liver AND AND lung', 'A word should stand before AND (at character 11)'],
    ['liver OR OR lung', 'A word should stand before OR (at character 10)'],
    ['OR', 'Holds no word to look for'],
    ['NOT liver', 'NOT takes away from something: put what is looked for before it (at character 1)'],
    ['liver OR NOT lung', 'NOT takes away from something: put what is looked for before it (at character 10)'],
    ['liver NOT NOT lung', 'A word should stand before NOT (at character 11)'],
    ['h*', 'At least 2 letters must stand before an asterisk (at character 1)'],
    ['liver *', 'At least 2 letters must stand before an asterisk (at character 7)'],
    [
      'AREA[Condition] liver',
      "Square brackets have no meaning here: the registry's AREA[...] is written as the parameters `condition`, `intervention` and `title` (at character 5)",
    ],
    [Array(61).fill('word').join(' '), 'Holds 61 words; at most 60 are allowed'],
    [`${'('.repeat(25)}a b${')'.repeat(25)}`, 'Parentheses stand more than 20 deep (at character 21)'],
  ])('%s is refused: %s', (query, message) => {
    expect(fault(query)).toBe(message);
  });

  it('is read or refused with a sentence, whatever it holds', () => {
    const piece = fc.constantFrom(
      'liver',
      '"',
      '(',
      ')',
      'AND',
      'OR',
      'NOT',
      '*',
      'a*',
      '[',
      '“',
      '”',
      ' ',
      "'",
      '\\',
      'é',
      ':',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 20 }), (pieces) => {
        expect(fault(pieces.join(' '))).not.toBe('');
      }),
      { numRuns: 3000 },
    );
  });
});
