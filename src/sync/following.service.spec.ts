import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { readGuides } from '../guides/read-guides.js';
import { followingOf } from './following.service.js';

const { guides } = await readGuides(fileURLToPath(new URL('../../test/fixtures/guides', import.meta.url)));

describe('what is followed', () => {
  it('is what the guides name: conditions, listed studies, entries that are studies, included studies', () => {
    expect(followingOf(guides, false)).toEqual({
      everything: false,
      conditions: ['asthma'],
      keys: ['NCT00000002', 'NCT00410098'],
    });
  });

  it('names nothing twice, in an order of its own', () => {
    expect(followingOf([...guides, ...guides].reverse(), true)).toEqual({
      ...followingOf(guides, false),
      everything: true,
    });
  });
});
