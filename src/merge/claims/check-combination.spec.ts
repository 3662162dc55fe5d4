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

  const drugOf = (texts: (string | null)[], fields: object = {}) =>
    madeUpDrug(
      'alphamab',
      texts.map((text, i) => madeUpLabel(`set-${i}`, text === null ? {} : { indications: [text] })),
      fields,
    );
  const judge = (drug: ReturnType<typeof drugOf>, said: string[]) =>
    checkClaim(
      madeUpClaim({ type: 'combination', entries: ['alphamab'], with: said, conditions: ['liver cancer'] }),
      claimFacts({ condition: LIVER, drugs: new Map([['alphamab', drug]]) }),
    );
  const INCOMPLETE = { labels: { total: 9, items: [], isComplete: false } };
  const PLAIN = 'Alphamab is indicated for HCC.';

  it.each<[string, (string | null)[], object, string[], Verdict, string]>([
    ['the main label has no text', [null, WITH_ATEZOLIZUMAB], {}, ['chemotherapy'], 'unverifiable', 'main US label'],
    ['only some are held', [WITH_ATEZOLIZUMAB], INCOMPLETE, ['chemotherapy'], 'unverifiable', 'Only some'],
    ['one is silent', [WITH_ATEZOLIZUMAB, PLAIN], {}, ['chemotherapy'], 'unverifiable', 'Not every passage'],
    [
      'one names it in a list at the head, and with what in its text',
      [`Unresectable HCC ( 1.7 ) 1.7 Liver Cancer ${WITH_ATEZOLIZUMAB}`],
      {},
      ['chemotherapy'],
      'contradicted',
      'It does not name chemotherapy.',
    ],
    [
      'the partner is what was given before',
      [
        'Alphamab, in combination with atezolizumab, is indicated for HCC previously treated with bevacizumab in combination with chemotherapy.',
      ],
      {},
      ['chemotherapy'],
      'contradicted',
      'together with atezolizumab. It does not name chemotherapy.',
    ],
    [
      'the partner may be left out',
      [
        'Alphamab, with or without chemotherapy, is indicated for HCC. Alphamab, as a single agent, is indicated for HCC.',
      ],
      {},
      ['chemotherapy'],
      'supported',
      'with or without chemotherapy',
    ],
    [
      'one of two partners is to be chosen',
      ['Alphamab, in combination with either atezolizumab or betanib, is indicated for HCC.'],
      {},
      ['atezolizumab', 'betanib'],
      'unverifiable',
      'That leaves open whether atezolizumab and betanib are given at once.',
    ],
    [
      'two labels name different partners',
      [WITH_ATEZOLIZUMAB, 'Alphamab, as a single agent, is indicated for HCC.'],
      {},
      ['chemotherapy'],
      'contradicted',
      'together with atezolizumab. The US label of alphamab, in effect since 15 January 2026, names alphamab for HCC on its own. They do not name chemotherapy.',
    ],
  ])('of labels of which %s', (_case, texts, fields, said, verdict, words) => {
    const { verdict: found, reason } = judge(drugOf(texts, fields), said);
    expect([found, reason]).toEqual([verdict, expect.stringContaining(words)]);
  });

  it('does not take a label that fell silent for one that changed', () => {
    const { verdict, reason } = check(PLAIN, ['chemotherapy'], WITH_CHEMOTHERAPY);
    expect(verdict).toBe('unverifiable');
    expect(reason).toMatch(/Not every passage on HCC .* An earlier US label .* said together with platinum-based/);
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
