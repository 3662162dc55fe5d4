import { describe, expect, it } from '@jest/globals';
import { ProblemError } from '../http/problem.js';
import type { Guide } from '../model/guide.js';
import { findEntry, findGuide } from './trial-filter.js';

/** Made-up guides; of a guide only its id and its entries are looked at. */
const GUIDES = [
  { guideId: 'one', entries: [entry('one', 'alphamab'), entry('one', 'shared')] },
  { guideId: 'two', entries: [entry('two', 'betanib'), entry('two', 'shared')] },
] as unknown as Guide[];

function entry(guideId: string, entryId: string) {
  return { guideId, entryId };
}

function refusal(given: string, find: typeof findEntry | typeof findGuide = findEntry): string {
  try {
    find(given, GUIDES);
  } catch (error) {
    if (error instanceof ProblemError) {
      return error.errors.map(({ detail, allowed = [] }) => `${detail} (${allowed.join(', ')})`).join(' ');
    }
  }
  return 'not refused';
}

describe('naming an entry', () => {
  it.each(['alphamab', 'ALPHAMAB', 'one/alphamab', 'One/Alphamab'])('finds %s in any case', (given) => {
    expect(findEntry(given, GUIDES)).toEqual(entry('one', 'alphamab'));
  });

  it.each(['alphamub', 'Alpha mab', 'alphamab!'])('names the nearest entry for "%s"', (given) => {
    expect(refusal(given)).toContain(`There is no entry "${given}". Nearest: "alphamab"`);
  });

  it('asks for the guide when several have the entry', () => {
    expect(refusal('shared')).toContain('Several guides');
    expect(findEntry('two/shared', GUIDES)).toEqual(entry('two', 'shared'));
  });
});

describe('naming a guide', () => {
  it('finds it in any case', () => {
    expect(findGuide('TWO', GUIDES)).toBe(GUIDES[1]);
  });

  it('names the guides there are for one there is not', () => {
    expect(refusal('three', findGuide)).toBe('There is no guide "three". (one, two)');
  });
});
