import { describe, expect, it } from '@jest/globals';
import { madeUpPublication, madeUpPublications } from '../../../test/support/claim-drugs.js';
import { claimFacts, madeUpClaim } from '../../../test/support/merge-facts.js';
import type { Verdict } from '../../model/claim.js';
import { checkClaim } from './check-claims.js';
import type { ClaimPublications } from '../claim-facts.types.js';

const TERMS = ['radiotherapy', 'targeted therapy', 'liver cancer', 'Made-Up Journal'];

function check(identifiers: string[], publications: ClaimPublications | null) {
  const claim = madeUpClaim({ type: 'publication', identifiers, terms: TERMS });
  const known = publications === null ? [] : ([[claim.claimId, publications]] as const);
  const condition = { name: 'liver cancer', terms: ['liver cancer', 'HCC'], relatedTerms: [], isAdvanced: false };
  return checkClaim(claim, claimFacts({ condition, publications: new Map(known) }));
}

const FITTING = 'Radiotherapy with targeted therapy in liver cancer.';
const found = (title: string, fields: object = {}, identifier = 'pmid:11') =>
  madeUpPublications({ stated: new Map([[identifier, madeUpPublication('11', title, fields)]]) });

describe('check of a made-up publication', () => {
  it.each<[string, string[], ClaimPublications | null, Verdict, string]>([
    ['is not stated, nothing searched', [], null, 'unverifiable', 'have not been searched for yet'],
    ['is not stated, search empty', [], madeUpPublications({ searched: true, total: 0 }), 'unverifiable', 'found none'],
    [
      'is not stated, some found',
      [],
      madeUpPublications({ searched: true, total: 40, candidates: [madeUpPublication('1', 'A title')] }),
      'unverifiable',
      'found 40 publications, of which 1 are shown',
    ],
    ['was not looked up', ['pmid:11'], null, 'unverifiable', 'was not looked up yet'],
    ['exists and fits', ['pmid:11'], found(FITTING), 'supported', 'exists and is on this subject'],
    [
      'has the journal and the condition in common only',
      ['pmid:11'],
      found('Toxicity of liver cancer surgery', { journal: 'Made-up journal' }),
      'unverifiable',
      'shares only liver cancer',
    ],
    [
      'was retracted',
      ['pmid:11'],
      found(FITTING, { publicationTypes: ['Retracted Publication'] }),
      'outdated',
      'retracted',
    ],
    [
      'is the notice of a retraction',
      ['pmid:11'],
      found(FITTING, { publicationTypes: ['Retraction of Publication'] }),
      'outdated',
      'retracted',
    ],
    ['is about who knows what', ['pmid:11'], found('Sleep in horses'), 'unverifiable', 'does not tell'],
    ['is about another cancer', ['pmid:11'], found('Radiotherapy in breast cancer'), 'contradicted', 'another cancer'],
    [
      'names the condition and drugs of the kind by other names',
      ['pmid:11'],
      found('Chemoradiotherapy and sorafenib in advanced HCC'),
      'supported',
      'radiotherapy, targeted therapy and liver cancer',
    ],
    [
      'did not find it, by its title',
      ['pmid:11'],
      found('Lack of benefit of radiotherapy with targeted therapy in liver cancer'),
      'unverifiable',
      'may not have found',
    ],
    ['fits in part', ['pmid:11'], found('Surgery in liver cancer'), 'unverifiable', 'shares only liver cancer'],
    [
      'does not exist',
      ['pmid:11'],
      madeUpPublications({ stated: new Map([['pmid:11', 'missing']]) }),
      'contradicted',
      'does not know',
    ],
    [
      'is stated by DOI in another letter case',
      ['doi:10.1000/ABC'],
      found(FITTING, { doi: '10.1000/abc' }, 'doi:10.1000/ABC'),
      'supported',
      'publisher number (DOI) 10.1000/ABC',
    ],
    [
      'was answered with another one',
      ['pmid:12'],
      found(FITTING, {}, 'pmid:12'),
      'unverifiable',
      'was another publication',
    ],
  ])('that %s', (_case, identifiers, publications, verdict, words) => {
    const { verdict: given, reason } = check(identifiers, publications);
    expect([given, reason]).toEqual([verdict, expect.stringContaining(words)]);
  });

  it('shows candidates as evidence, at most twenty, in a fixed order', () => {
    const candidates = Array.from({ length: 25 }, (_, i) => madeUpPublication(String(100 + i), `Title ${i}`));
    const { evidence } = check([], madeUpPublications({ searched: true, total: 25, candidates: candidates.reverse() }));
    expect(evidence).toHaveLength(20);
    expect(evidence[0]).toMatchObject({ source: 'pubmed', key: '100', pointer: '/title', value: 'Title 0' });
  });
});
