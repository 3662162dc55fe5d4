import { describe, expect, it } from '@jest/globals';
import type { FollowedDrug } from '../../model/question.js';
import { openFdaParts } from './parts.js';
import type { OpenFdaRequest } from './requests.js';
import { termsOf } from './terms.js';

/** A made-up drug with something of everything a guide can state. */
function drug(change: Partial<FollowedDrug['names']> = {}, identifiers?: [string, string][]): FollowedDrug {
  const stated: [string, string][] = [
    ['unii', '0madeup001'],
    ['rxnorm', '999'],
    ['spl-set-id', '00000000-0000-4000-8000-00000000AAAA'],
    ['fda-application', 'nda900001'],
    ['mesh', 'D000001'],
  ];
  return {
    drugId: 'madeupinib',
    names: { preferred: 'madeupinib', synonyms: ['madeupinib salt'], brands: ['Madeup'], codes: ['MU 1'], ...change },
    identifiers: (identifiers ?? stated).map(([system, code]) => ({ system, code, label: null, origin: 'made up' })),
  };
}

function requestsOf(part: string, of: FollowedDrug): (OpenFdaRequest | null)[] {
  const found = openFdaParts.find(({ id }) => id === part);
  if (found === undefined) throw new Error(`there is no part ${part}`);
  const { whole, more } = found.requests(of);
  return [whole, ...more];
}

function searchesOf(part: string, of: FollowedDrug): string[] {
  return requestsOf(part, of).map((request) => request?.query['search'] ?? '');
}

describe('what a drug is asked for with', () => {
  it('are codes in the case of the source and names that labels can bear', () => {
    expect(termsOf(drug())).toEqual({
      uniis: ['0MADEUP001'],
      rxcuis: ['999'],
      setIds: ['00000000-0000-4000-8000-00000000aaaa'],
      applicationNumbers: ['NDA900001'],
      genericNames: ['madeupinib', 'madeupinib salt'],
      brandNames: ['Madeup'],
      leftOut: [],
    });
  });

  it.each([
    ['a quote', 'made "up" inib', 'made up inib'],
    ['a backslash at the end', 'madeup\\', 'madeup'],
    [
      'a quote that would open another field',
      'x" OR _exists_:set_id OR set_id:"x',
      'x OR _exists_:set_id OR set_id: x',
    ],
    ['a line break', 'made\n up', 'made up'],
  ])('never let %s out of its phrase', (_what, preferred, phrase) => {
    expect(termsOf(drug({ preferred, synonyms: [] })).genericNames).toEqual([phrase]);
    for (const { id } of openFdaParts) {
      for (const search of searchesOf(id, drug({ preferred, synonyms: [] }))) {
        expect(search).not.toContain('\\');
        // With every phrase taken out, nothing but our own words is left.
        expect(search.replace(/"[^"]*"/g, '')).toMatch(/^\((?:[a-z_.:]|\(|\)|\s|OR|AND|NOT)+\)$/);
      }
    }
  });

  it('leave out what the source refuses, what is too short to tell anything, and what is too much, and say so', () => {
    const many = Array.from({ length: 15 }, (_, n) => `brand ${String(n).padStart(2, '0')}`);
    const terms = termsOf(drug({ synonyms: ['sorafénib', 'MUI', '!?#'], brands: many }));
    expect(terms.genericNames).toEqual(['madeupinib']);
    expect(terms.brandNames).toHaveLength(12);
    expect(terms.leftOut).toEqual(['brand 12', 'brand 13', 'brand 14', 'sorafénib']);
  });

  it('do not depend on the order in which the guide states them', () => {
    const one = drug({ synonyms: ['salt b', 'salt a'] });
    const other = drug({ synonyms: ['salt a', 'salt b'] });
    for (const { id } of openFdaParts) expect(requestsOf(id, one)).toEqual(requestsOf(id, other));
  });
});

describe('the requests', () => {
  it.each([
    ['labels', '/drug/label.json', { limit: '10', sort: 'effective_time:desc' }],
    ['applications', '/drug/drugsfda.json', { limit: '100' }],
    ['recalls', '/drug/enforcement.json', { limit: '100', sort: 'report_date:desc' }],
    ['shortages', '/drug/shortages.json', { limit: '100' }],
    ['reports', '/drug/event.json', { limit: '0' }],
    ['products', '/drug/ndc.json', { limit: '100' }],
  ])('for %s go to %s', (part, endpoint, query) => {
    const [whole] = requestsOf(part, drug());
    expect(whole).toMatchObject({ endpoint, query });
    expect(whole?.path).toBe(`${endpoint}?${new URLSearchParams(whole?.query).toString()}`);
  });

  it('prefer codes and quote every phrase, in brackets as a whole', () => {
    expect(searchesOf('recalls', drug())).toEqual([
      '(openfda.unii.exact:"0MADEUP001" OR openfda.rxcui.exact:"999" OR openfda.generic_name:"madeupinib" OR ' +
        'openfda.generic_name:"madeupinib salt" OR openfda.substance_name:"madeupinib" OR ' +
        'openfda.substance_name:"madeupinib salt" OR openfda.brand_name:"Madeup" OR ((product_description:"madeupinib" OR ' +
        'product_description:"madeupinib salt" OR product_description:"Madeup") AND NOT _exists_:openfda.unii))',
    ]);
  });

  it('for labels make sure of those that the guide names, in few and short lists', () => {
    const [whole, stated, branded, unharmonised] = requestsOf('labels', drug());
    expect(whole?.query['search']).toContain('set_id:"00000000-0000-4000-8000-00000000aaaa" OR ');
    expect(stated?.query).toMatchObject({ search: '(set_id:"00000000-0000-4000-8000-00000000aaaa")', limit: '1' });
    expect(branded?.query).toMatchObject({
      search: '(openfda.brand_name:"Madeup" OR openfda.application_number.exact:"NDA900001")',
      limit: '10',
    });
    expect(unharmonised?.query['limit']).toBe('5');
    expect(unharmonised?.query['search']).toMatch(
      /spl_product_data_elements:"Madeup"\) AND NOT _exists_:openfda\.unii\)\)$/,
    );
  });

  it('for reports are one for how many and one for the reactions, with the same search', () => {
    const [total, counts] = requestsOf('reports', drug());
    expect(counts?.query).toEqual({
      search: total?.query['search'],
      count: 'patient.reaction.reactionmeddrapt.exact',
      limit: '50',
    });
  });

  it('are none where the guide states nothing that can be asked for', () => {
    for (const { id } of openFdaParts) {
      expect(requestsOf(id, drug({ preferred: '薬', synonyms: [], brands: [] }, []))).toEqual([null]);
    }
  });
});
