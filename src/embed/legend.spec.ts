import { describe, expect, it } from '@jest/globals';
import { Say } from '../words/say.js';
import { legendOf } from './legend.js';

type Item = Parameters<typeof legendOf>[1][number];

const item = (parts: Partial<Item>): Item => ({
  overallStatus: 'RECRUITING',
  statusGroup: 'open',
  statusTrusted: true,
  phases: [],
  ...parts,
});

describe('the legend of a listing', () => {
  const terms = (...items: Item[]): string[] => legendOf(Say.in('en'), items).map(({ term }) => term);

  it('explains every status and phase once, phases in their order', () => {
    const items = [item({ phases: ['PHASE2', 'PHASE1'] }), item({ phases: ['PHASE2'] })];
    expect(terms(...items)).toEqual(['Recruiting', 'Phase 1', 'Phase 2']);
  });

  it('explains no status that is only last known, for its row does, but one that ended for good', () => {
    const doubted = item({ statusGroup: 'unknown', statusTrusted: false });
    const ended = item({ overallStatus: 'COMPLETED', statusGroup: 'ended', statusTrusted: false });
    expect(terms(doubted, ended)).toEqual(['Completed']);
  });

  it('has the English beside meanings that nobody has reviewed', () => {
    const [first] = legendOf(Say.in('ar'), [item({})]);
    expect(first?.meaning.english).toBe('The study is looking for people to take part.');
  });
});
