import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FakePubMed } from './fake-pubmed.js';
import { understand } from './pubmed-search.js';

/** A recorded answer of the real service. */
function recorded(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../fixtures/pubmed/${name}.json`, import.meta.url), 'utf8')) as unknown;
}

let pubmed: FakePubMed;
beforeAll(async () => {
  pubmed = await FakePubMed.start();
  const { result } = recorded('esummary_one') as { result: Record<string, unknown> };
  pubmed.putSummary(result['31452104']);
});
afterAll(() => pubmed.stop());

async function get(service: string, query: Record<string, string>): Promise<unknown> {
  const parameters = new URLSearchParams({ db: 'pubmed', retmode: 'json', ...query }).toString();
  return (await fetch(`${pubmed.baseUrl}/${service}.fcgi?${parameters}`)).json();
}

describe('FakePubMed', () => {
  it.each([
    ['esearch_one', 'esearch', { term: '31452104[UID]' }],
    ['esearch_none', 'esearch', { term: '999999999[UID]' }],
    ['esearch_no_number', 'esearch', { term: 'ABC123[uid]' }],
    ['esummary_one', 'esummary', { id: '31452104' }],
    ['esummary_unknown', 'esummary', { id: '999999999' }],
    ['esummary_no_number', 'esummary', { id: 'ABC123' }],
  ])('answers as recorded in %s', async (name, service, query) => {
    expect(await get(service, query)).toEqual(recorded(name));
  });

  it('translates fields as the recorded searches show', () => {
    const { esearchresult } = recorded('esearch_two_terms') as { esearchresult: { querytranslation: string } };
    expect(understand('"PTEN"[tiab] AND "D326N"[tiab]').translation).toBe(esearchresult.querytranslation);
  });

  it('refuses places beyond the last it can reach', async () => {
    expect(await get('esearch', { term: '1[uid]', retstart: '9999' })).toMatchObject({
      esearchresult: { ERROR: expect.stringContaining('9998') as unknown },
    });
  });

  it('knows a retraction and a removal, and logs what it was asked', async () => {
    pubmed.put({ pmid: '5', publicationTypes: ['Clinical Trial'] });
    pubmed.retract('5');
    expect(await get('esummary', { id: '5' })).toMatchObject({
      result: { '5': { pubtype: ['Clinical Trial', 'Retracted Publication'] } },
    });
    pubmed.remove('5');
    expect(await get('esearch', { term: '5[uid]' })).toMatchObject({ esearchresult: { count: '0' } });
    expect(pubmed.requests.at(-1)).toMatchObject({
      path: '/entrez/eutils/esearch.fcgi',
      query: { term: '5[uid]' },
      status: 200,
    });
  });

  it.each([
    ['NCT00000001[si]', ['2']],
    ['nct00000001[si]', ['2']],
    ['NCT00000001[tiab]', ['3', '2']],
    ['"liver cancer"[tiab]', ['3', '2']],
    ['"cancer liver"[tiab]', []],
    ['"Liver Journal"[ta]', ['3']],
    ['"Liver Journal"[tiab]', []],
    ['("liver cancer"[tiab] OR "liver cancer"[ta]) AND ("Liver Journal"[tiab] OR "Liver Journal"[ta])', ['3']],
    ['"liver cancer"[tiab] NOT "Liver Journal"[ta]', ['2']],
    ['"10.1000/A(1)"[doi]', ['3']],
    // From left to right: (nothing AND journal) OR number.
    ['"nothing"[tiab] AND "Liver Journal"[ta] OR 2[uid]', ['2']],
  ])('finds by %s', async (term, idlist) => {
    pubmed.put({ pmid: '2', title: 'Liver cancer.', abstract: 'See NCT00000001.', nctIds: ['NCT00000001'] });
    pubmed.put({
      ...{ pmid: '3', title: 'On liver-cancer (NCT00000001)', doi: '10.1000/a(1)' },
      journal: 'Liver journal : the journal of the Made-up Society',
    });
    expect(await get('esearch', { term })).toMatchObject({ esearchresult: { idlist, count: String(idlist.length) } });
  });

  it('leaves an unknown field out and says so', async () => {
    pubmed.put({ pmid: '2', title: 'Liver cancer.' });
    expect(await get('esearch', { term: '"liver cancer"[nosuch]' })).toMatchObject({
      esearchresult: { errorlist: { fieldsnotfound: ['nosuch'] } },
    });
  });
});
