import { describe, expect, it } from '@jest/globals';
import { countryChoices } from './country-choices.js';

describe('countries to choose from', () => {
  it('are those that exist, in each spelling that the registry has', () => {
    const names = ['Atlantis', 'France', 'Turkey', 'Turkey (Türkiye)', ''];
    expect(countryChoices(names)).toEqual(['France', 'Turkey', 'Turkey (Türkiye)']);
  });

  it('stay few, whatever records call their countries', () => {
    const made = Array.from({ length: 2000 }, (_, i) => [`Country ${String(i)}`, `France (${String(i)})`]).flat();
    expect(countryChoices([...made, 'France'])).toEqual(['France', 'France (0)', 'France (1)']);
  });
});
