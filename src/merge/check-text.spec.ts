import { describe, expect, it } from '@jest/globals';
import { namesPhrase } from './check-text.js';

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
