import { describe, expect, it } from '@jest/globals';
import { conceptsWithMesh } from './mesh.js';

describe('MeSH codes', () => {
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
