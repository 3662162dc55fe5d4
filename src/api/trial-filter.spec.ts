import { describe, expect, it } from '@jest/globals';
import { ProblemError } from '../http/problem.js';
import type { Guide } from '../model/guide.js';
import { findEntry } from './trial-filter.js';

/** Made-up guides; of a guide only its entries are looked at. */
const GUIDES = [
  { entries: [entry('one', 'alphamab'), entry('one', 'shared')] },
  { entries: [entry('two', 'betanib'), entry('two', 'shared')] },
] as unknown as Guide[];

function entry(guideId: string, entryId: string) {
  return { guideId, entryId };
}

function refusal(given: string): string {
  try {
    findEntry(given, GUIDES);
  } catch (error) {
    if (error instanceof ProblemError) return error.errors.map(({ detail }) => detail).join(' ');
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
