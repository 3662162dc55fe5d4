import { describe, expect, it } from '@jest/globals';
import { isPartnerNamed } from './partner-categories.js';
import { companyOf } from './partners.js';

/** Made-up phrases in the wording of labels. */
describe('partners in made-up phrases', () => {
  it.each<[string, string[]]>([
    ['in combination with atezolizumab, is indicated', ['atezolizumab']],
    ['in combination with carboplatin and paclitaxel for first-line treatment', ['carboplatin', 'paclitaxel']],
    ['given with alphamab, betanib, and gammaplatin, in adults', ['alphamab', 'betanib', 'gammaplatin']],
    ['in combination with alphamab and/or betanib as treatment', ['alphamab', 'betanib']],
    [
      'in combination with intravenous fluorouracil-based chemotherapy for',
      ['intravenous fluorouracil-based chemotherapy'],
    ],
    [
      'in combination with fluoropyrimidine- and platinum-containing chemotherapy, is indicated',
      ['fluoropyrimidine- and platinum-containing chemotherapy'],
    ],
    ['in combination with a taxane who', ['taxane']],
    ['used together with alphamab (a made-up name) in adults', ['alphamab']],
    ['Betanib, with alphamab, is indicated', ['alphamab']],
    ['for patients with liver cancer', []],
    ['not in combination with alphamab', []],
    ['with or without alphamab', []],
  ])('"%s" names %j', (text, partners) => {
    expect(companyOf(text).partners).toEqual(partners);
  });

  it.each<[string, string, boolean]>([
    ['atezolizumab', 'Atezolizumab', true],
    ['atezolizumab', 'chemotherapy', false],
    ['fluorouracil-based chemotherapy', 'chemotherapy', true],
    ['carboplatin', 'chemotherapy', true],
    ['atezolizumab', 'immunotherapy', true],
    ['carboplatin', 'immunotherapy', false],
    ['alphamab', 'a made-up kind', false],
  ])('%s is what "%s" says: %s', (partner, said, isNamed) => {
    expect(isPartnerNamed(partner, said)).toBe(isNamed);
  });
});
