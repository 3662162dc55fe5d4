import { describe, expect, it } from '@jest/globals';
import { madeUpDrug, madeUpLabel } from '../../../test/support/claim-drugs.js';
import { claimFacts, madeUpClaim } from '../../../test/support/merge-facts.js';
import type { Verdict } from '../../model/claim.js';
import { checkClaim } from './check-claims.js';

/** All label texts below are made up for logic. */
const LIVER = { name: 'liver cancer', terms: ['liver cancer', 'HCC'], relatedTerms: [], isAdvanced: false };
const uses = (text: string) => [madeUpLabel('a', { indications: [text] })];
const WITH_ATEZOLIZUMAB = 'Alphamab, in combination with atezolizumab, is indicated for adults with HCC.';
const WITH_CHEMOTHERAPY =
  'Alphamab, in combination with platinum-based chemotherapy, is indicated for adults with HCC.';

function check(now: string, said: string[], before: string | null = null) {
  const earlierLabels = before === null ? [] : uses(before);
  const drug = madeUpDrug('alphamab', now === '' ? [] : uses(now), {}, { earlierLabels });
  const claim = madeUpClaim({ type: 'combination', entries: ['alphamab'], with: said, conditions: ['liver cancer'] });
  return checkClaim(claim, claimFacts({ condition: LIVER, drugs: new Map([['alphamab', drug]]) }));
}

describe('check of a combination', () => {
  it.each<[string, string, string[], Verdict, string]>([
    ['names it', WITH_ATEZOLIZUMAB, ['atezolizumab'], 'supported', 'together with atezolizumab'],
    ['names one of the kind', WITH_CHEMOTHERAPY, ['chemotherapy'], 'supported', 'platinum-based chemotherapy'],
    [
      'names two',
      'Indicated in combination with carboplatin and betanib for HCC.',
      ['chemotherapy', 'betanib'],
      'supported',
      'carboplatin and betanib',
    ],
    [
      'names another',
      WITH_ATEZOLIZUMAB,
      ['chemotherapy'],
      'contradicted',
      'together with atezolizumab. It does not name chemotherapy.',
    ],
    ['names one of two', WITH_ATEZOLIZUMAB, ['atezolizumab', 'betanib'], 'contradicted', 'It does not name betanib.'],
    [
      'says alone',
      'Alphamab, as a single agent, is indicated for HCC.',
      ['chemotherapy'],
      'contradicted',
      'on its own',
    ],
    [
      'names no partner',
      'Alphamab is indicated for HCC.',
      ['chemotherapy'],
      'unverifiable',
      'Not every passage on HCC',
    ],
    [
      'names the partner for another condition',
      'Alphamab, in combination with chemotherapy, is indicated for lung cancer. Alphamab, in combination with atezolizumab, is indicated for HCC.',
      ['chemotherapy'],
      'contradicted',
      'together with atezolizumab',
    ],
    [
      'does not name the condition',
      'Alphamab, in combination with chemotherapy, is indicated for lung cancer.',
      ['chemotherapy'],
      'contradicted',
      'does not name liver cancer',
    ],
    ['is not held', '', ['chemotherapy'], 'unverifiable', 'has none'],
  ])('when the label %s', (_case, now, said, verdict, words) => {
    const { verdict: found, reason } = check(now, said);
    expect([found, reason]).toEqual([verdict, expect.stringContaining(words)]);
  });

  it('is outdated when a replaced version named the partner for the condition', () => {
    const { verdict, reason, evidence } = check(WITH_ATEZOLIZUMAB, ['chemotherapy'], WITH_CHEMOTHERAPY);
    expect(verdict).toBe('outdated');
    expect(reason).toContain(
      'An earlier US label of alphamab (of 15 January 2026), which is no longer in effect, said together with platinum',
    );
    expect(evidence.map(({ value }) => value)).toEqual([WITH_ATEZOLIZUMAB, WITH_CHEMOTHERAPY]);
  });
});
