import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FakeNciDrugDictionary, type FakeTerm } from './fake-nci-drug-dictionary.js';

let fake: FakeNciDrugDictionary;
let searched: { results: FakeTerm[] };
beforeAll(async () => {
  searched = recorded('name-match-begin-exact-preferred') as { results: FakeTerm[] };
  fake = await FakeNciDrugDictionary.start([recorded('nivolumab'), recorded('bevacizumab'), ...searched.results]);
});
afterAll(() => fake.stop());

function recorded(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../fixtures/nci-drug-dictionary/${name}.json`, import.meta.url), 'utf8'));
}

async function get(path: string): Promise<[number, unknown]> {
  const response = await fetch(fake.baseUrl + path);
  return [response.status, await response.json()];
}

describe('FakeNciDrugDictionary', () => {
  it('finds a term by the name of its page and by its id', async () => {
    expect(await get('/Drugs/nivolumab')).toEqual([200, recorded('nivolumab')]);
    expect(await get('/Drugs/43234')).toEqual([200, recorded('bevacizumab')]);
  });

  it.each([
    ['/Drugs/chicken', 404, 'No result found.'],
    ['/Drugs/99999999', 404, 'No result found.'],
    ['/Drugs/0', 400, 'Not a valid ID.'],
    ['/Drugs/search?query=', 400, 'You must specify a search string.'],
  ])('refuses %s with %i', async (path, status, message) => {
    expect(await get(path)).toEqual([status, { Message: message }]);
  });

  it('searches names and aliases from their beginning as in a recorded answer', async () => {
    expect(await get('/Drugs/search?query=palbociclib&matchType=Begins&size=100&from=0')).toEqual([200, searched]);
    const [, rest] = await get('/Drugs/search?query=palbociclib&matchType=Begins&size=1&from=1');
    expect(rest).toEqual({ meta: { totalResults: 2, from: 1 }, results: searched.results.slice(1), links: null });
  });

  it('logs what it was asked, forgets what is removed, and fails on demand', async () => {
    fake.remove(43234);
    fake.fault({ fault: { kind: 'text', status: 404, body: 'gone' } });
    expect(await (await fetch(`${fake.baseUrl}/Drugs/bevacizumab`)).text()).toBe('gone');
    expect((await get('/Drugs/bevacizumab'))[0]).toBe(404);
    expect(fake.requests.at(-1)).toMatchObject({ path: '/drugdictionary/v1/Drugs/bevacizumab', status: 404 });
  });
});
