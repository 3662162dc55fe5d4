import { describe, expect, it } from '@jest/globals';
import { claimFacts, madeUpIntervention, madeUpVersion } from '../../../test/support/merge-facts.js';
import type { Verdict } from '../../model/claim.js';
import type { Study } from '../../model/study.js';
import type { StudyVersion } from '../merge-facts.types.js';
import { judgeTrialDesign, trialDesignInput } from './check-trial-design.js';

const FACTS = claimFacts();
const SAYS = {
  interventions: ['alphamab', 'betanib'],
  conditions: ['made-up disease'],
  titlePhrases: ['first line'],
  contraryPhrases: ['second-line'],
};
const FITTING: Partial<Study> = {
  briefTitle: 'Alphamab and Betanib in Made-up Disease',
  officialTitle: 'A Study of Alphamab With Betanib as First-Line Treatment',
  interventions: [madeUpIntervention('Alphamab 10 mg'), madeUpIntervention('BN-1', { otherNames: ['Betanib'] })],
  conditions: ['Advanced Made-Up Disease'],
};

function checkTrialDesign(claim: Parameters<typeof trialDesignInput>[0], versions: readonly StudyVersion[]) {
  return judgeTrialDesign(trialDesignInput(claim, versions, FACTS));
}

/** Outcome over made-up versions a year apart, each with the given fields. */
function checkDesigns(...versions: Partial<Study>[]) {
  const dated = versions.map((fields, i) => madeUpVersion(`${2020 + i}-01-01`, fields));
  return checkTrialDesign({ type: 'trial-design', nctId: 'NCT00000001', says: SAYS }, dated);
}

describe('check of a stated study design', () => {
  it.each<[string, Partial<Study>, Verdict, string]>([
    ['names all that the claim says', {}, 'supported', 'says "first line" in its title, names alphamab and betanib'],
    ['has a contrary phrase in a title', { briefTitle: 'As Second Line' }, 'contradicted', 'says "second-line"'],
    [
      'lists other conditions',
      { conditions: ['Another Disease'] },
      'contradicted',
      'made-up disease is not among them',
    ],
    [
      'lists one of two interventions',
      { interventions: [madeUpIntervention('Alphamab')] },
      'contradicted',
      'betanib is',
    ],
    ['lists a longer name only', { conditions: ['Made-up diseases'] }, 'contradicted', 'is not among them'],
    ['lists no conditions', { conditions: [] }, 'unverifiable', 'does not list any condition'],
    ['lists no interventions', { interventions: [] }, 'unverifiable', 'does not list any intervention'],
    ['has no such words in its titles', { officialTitle: null }, 'unverifiable', 'has a title that leaves this open'],
  ])('of a record that %s', (_case, fields, verdict, words) => {
    const { current } = checkDesigns({ ...FITTING, ...fields });
    expect(current.verdict).toBe(verdict);
    expect(current.reason).toContain(words);
    expect(current.reason).toMatch(/^The registry's record of 1 January 2020 .*\.$/);
  });

  it('points at each place that supports the claim', () => {
    expect(checkDesigns(FITTING).current.evidence.map(({ pointer, value }) => [pointer, value])).toEqual([
      ['/protocolSection/identificationModule/officialTitle', FITTING.officialTitle],
      ['/protocolSection/armsInterventionsModule/interventions/0/name', 'Alphamab 10 mg'],
      ['/protocolSection/armsInterventionsModule/interventions/1/otherNames/0', 'Betanib'],
      ['/protocolSection/conditionsModule/conditions/0', 'Advanced Made-Up Disease'],
    ]);
  });

  it('shows what the record lists instead of what the claim says', () => {
    const { evidence } = checkDesigns({ ...FITTING, conditions: ['Another', 'Third'] }).current;
    expect(evidence.map(({ value }) => value)).toEqual(['Another', 'Third']);
  });

  it('accepts MeSH terms as names', () => {
    const mesh = { conditions: ['MUD'], conditionMeshTerms: [{ id: 'D1', term: 'Made-Up Disease' }] };
    expect(checkDesigns({ ...FITTING, ...mesh }).current.verdict).toBe('supported');
  });

  it('keeps what earlier versions decided when a later one is silent', () => {
    const { earlier, current } = checkDesigns({}, FITTING, { ...FITTING, interventions: [] });
    expect(earlier.map(({ verdict }) => verdict)).toEqual(['unverifiable']);
    expect(current).toMatchObject({
      verdict: 'supported',
      since: { notBefore: '2020-01-01', notAfter: '2021-01-01' },
    });
  });

  it('tells when a design stopped fitting', () => {
    const { earlier, current } = checkDesigns(FITTING, FITTING, { ...FITTING, officialTitle: 'As Second-Line' });
    expect(earlier.map(({ verdict }) => verdict)).toEqual(['supported']);
    expect(current).toMatchObject({
      verdict: 'contradicted',
      since: { notBefore: '2021-01-01', notAfter: '2022-01-01' },
    });
  });

  it('cannot decide without a record', () => {
    expect(checkDesigns().current).toMatchObject({ verdict: 'unverifiable', evidence: [] });
  });

  it('does not require parts that the claim does not speak of', () => {
    const says = { interventions: [], conditions: ['made-up disease'], titlePhrases: [], contraryPhrases: [] };
    const version = madeUpVersion('2020-01-01', { conditions: ['Made-up disease'] });
    const { current } = checkTrialDesign({ type: 'trial-design', nctId: 'NCT00000001', says }, [version]);
    expect(current.verdict).toBe('supported');
    expect(current.reason).toBe("The registry's record of 1 January 2020 names made-up disease as condition.");
  });
});
