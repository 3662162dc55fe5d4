import { describe, expect, it } from '@jest/globals';
import { excerpt, findTerm, namesPhrase } from './check-text.js';

describe('finding a phrase in a text', () => {
  it.each<[string, string, boolean]>([
    ['As First-Line Treatment', 'first line', true],
    ['as first line treatment', 'First-Line', true],
    ['Étude de la Ménière', 'etude de la meniere', true],
    ['(alphamab)', 'alphamab', true],
    ['alphamabs', 'alphamab', false],
    ['neoadjuvant', 'adjuvant', false],
    ['anything', ' - ', false],
    ['', 'anything', false],
  ])('in "%s" looks for "%s": %s', (text, phrase, found) => {
    expect(namesPhrase(text, phrase)).toBe(found);
  });
});

describe('finding a term in a text', () => {
  it.each<[string, string, boolean]>([
    ['Serious infections occurred.', 'infection', true],
    ['An infection occurred.', 'infections', true],
    ['liver metastases', 'liver metastasis', true],
    ['targeted therapies', 'targeted therapy', true],
    ['liver tumours', 'liver tumor', true],
    ['leukaemia', 'leukemia', true],
    ['first-line', 'first line', true],
    ["St. John's wort", 'St Johns wort', false],
    ['St. John\u2019s wort', "St. John's wort", true],
    ['hepatocellular, carcinoma', 'hepatocellular carcinoma', true],
    ['of the liver; cancer of the lung', 'liver cancer', false],
    ['neoadjuvant', 'adjuvant', false],
    ['HCCX', 'HCC', false],
    ['5-FU', '5 FU', true],
    ['anything', ' - ', false],
    ['a (b) [c] *', '*', false],
  ])('in "%s" looks for "%s": %s', (text, term, found) => {
    expect(findTerm(text, term).length > 0).toBe(found);
  });

  it('tells every place', () => {
    const text = 'HCC and hcc';
    expect(findTerm(text, 'HCC').map(({ start, end }) => text.slice(start, end))).toEqual(['HCC', 'hcc']);
  });
});

describe('an excerpt', () => {
  const place = { start: 50, end: 53 };
  it.each<[string, string, number, string]>([
    ['is the whole of a short text', 'a b c', 10, 'a b c'],
    ['leaves out both ends', `${'a'.repeat(50)}XYZ${'b'.repeat(50)}`, 7, '… aaXYZbb …'],
    ['keeps the beginning', `${'a'.repeat(50)}XYZ`, 60, `${'a'.repeat(50)}XYZ`],
    ['keeps the end', `${'a'.repeat(50)}XYZ`, 7, '… aaaaXYZ'],
  ])('%s', (_case, text, size, expected) => {
    expect(excerpt(text, place, size)).toBe(expected);
  });
});
