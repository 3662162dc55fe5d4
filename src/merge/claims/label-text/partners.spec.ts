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
    ['used with or following alphamab, is indicated', []],
    ['for HCC previously treated with alphamab in combination with betanib', []],
    ['for HCC following treatment with alphamab in combination with betanib', []],
    ['for adults who have received alphamab together with betanib', []],
    ['for HCC that is refractory to alphamab in combination with betanib', []],
    ['who have been previously treated with alphamab, in combination with betanib.', ['betanib']],
    ['in combination with alphamab, for adults intolerant to betanib in combination with gammaplatin', ['alphamab']],
    ['X, after failure of alphamab, is indicated in combination with betanib', ['betanib']],
    ['who have not received prior therapy, in combination with alphamab', ['alphamab']],
    ['not recommended for use in combination with alphamab', []],
  ])('"%s" names %j', (text, partners) => {
    expect(companyOf(text).partners).toEqual(partners);
  });

  it.each<[string, string[]]>([
    ['with or without alphamab', ['alphamab']],
    ['when used with or following alphamab, is indicated', ['alphamab']],
    ['in combination with betanib, with or without alphamab', ['alphamab']],
    ['in combination with betanib', []],
  ])('"%s" names %j as a possibility', (text, optional) => {
    expect(companyOf(text).optional).toEqual(optional);
  });

  it.each<[string, string[], boolean]>([
    [
      'in combination with alphamab or alphamab and betase-tqjs, is',
      ['together with alphamab or alphamab and betase-tqjs'],
      true,
    ],
    ['in combination with either alphamab or betanib for', ['together with either alphamab or betanib'], true],
    ['in combination with alphamab and/or betanib for', ['together with alphamab and/or betanib'], false],
    ['in combination with alphamab and betanib for', ['together with alphamab and betanib'], false],
    ['with or without alphamab, is', ['with or without alphamab'], false],
  ])('"%s" keeps the words of the label: %j, a choice: %s', (text, phrases, isChoice) => {
    expect(companyOf(text)).toMatchObject({ phrases, isChoice });
  });

  it.each<[string, boolean]>([
    ['alone or in combination with alphamab', true],
    ['as monotherapy', true],
    ['in combination with alphamab followed by X as a single agent', false],
    ['for HCC previously treated with alphamab monotherapy', false],
  ])('"%s" is given alone: %s', (text, isSingleAgent) => {
    expect(companyOf(text).isSingleAgent).toBe(isSingleAgent);
  });

  it.each<[string, string, boolean]>([
    ['atezolizumab', 'Atezolizumab', true],
    ['atezolizumab', 'chemotherapy', false],
    ['fluorouracil-based chemotherapy', 'chemotherapy', true],
    ['carboplatin', 'chemotherapy', true],
    ['atezolizumab', 'immunotherapy', true],
    ['carboplatin', 'immunotherapy', false],
    ['sorafenib', 'targeted therapy', true],
    ['alphamab', 'a made-up kind', false],
  ])('%s is what "%s" says: %s', (partner, said, isNamed) => {
    expect(isPartnerNamed(partner, said)).toBe(isNamed);
  });
});
