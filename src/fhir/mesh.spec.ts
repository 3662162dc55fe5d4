import { describe, expect, it } from '@jest/globals';
import { conceptsWithMesh, meshCode } from './mesh.js';

describe('MeSH codes', () => {
  it.each([
    ['D6528', 'D006528'],
    ['D19', 'D000019'],
    ['D66229', 'D066229'],
    ['D77190', 'D000077190'],
    ['C531958', 'C531958'],
    ['C594389', 'C000594389'],
    ['D66500', null],
    ['C588000', null],
    ['Q1', null],
    ['D', null],
  ])('of %s are spelled as MeSH does, where that is certain: %s', (id, code) => {
    expect(meshCode(id)).toBe(code);
  });

  it('stand at the word of the record with the same name; terms of other names follow', () => {
    const terms = [
      { id: 'D6528', term: 'Carcinoma, Hepatocellular' },
      { id: 'D66500', term: 'Made-up Term' },
    ];
    expect(conceptsWithMesh(['carcinoma, hepatocellular', 'Made-up condition'], terms)).toMatchObject([
      { text: 'carcinoma, hepatocellular', coding: [{ code: 'D006528', display: 'Carcinoma, Hepatocellular' }] },
      { text: 'Made-up condition', coding: [] },
      { text: 'Made-up Term', coding: [] },
    ]);
  });
});
