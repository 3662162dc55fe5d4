import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { madeUpLabels } from '../fixtures/openfda/made-up-labels.js';
import { FakeOpenFda } from './fake-openfda.js';

const KEY = 'made-up-key-0123456789';
let fake: FakeOpenFda;
beforeAll(async () => {
  fake = await FakeOpenFda.start({ keys: [KEY] });
  fake.put('label', ...madeUpLabels());
  fake.put('enforcement', recorded('enforcement/sample_20260128.trim').results[0]);
  fake.put('enforcement', {
    recall_number: 'F-1',
    product_type: 'Food',
    product_description: 'Semaglutide made-up food',
  });
});
afterAll(() => fake.stop());

type Body = { meta: { last_updated: string; results: { total: number } }; results: Record<string, unknown>[] };

function recorded(name: string): Body {
  return JSON.parse(readFileSync(new URL(`../fixtures/openfda/${name}.json`, import.meta.url), 'utf8')) as Body;
}

async function get(path: string, query: Record<string, string>): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${fake.baseUrl}${path}?${new URLSearchParams(query).toString()}`);
  return { status: response.status, body: await response.json() };
}

/** Set ids of the labels that a search finds, or the status where it finds none. */
async function found(search: string, more: Record<string, string> = {}): Promise<unknown> {
  const { status, body } = await get('/drug/label.json', { search, limit: '100', ...more });
  return status === 200
    ? (body as Body).results.map((label) => (label['openfda'] as Record<string, string[]>)['brand_name']?.[0])
    : status;
}

describe('FakeOpenFda', () => {
  it.each([
    ['set_id:"b50667e4-5ebc-4968-a646-d605058dbef0"', ['NEXAVAR']],
    ['openfda.brand_name:"nexavar"', ['NEXAVAR']],
    ['openfda.brand_name.exact:"Nexavar"', 404],
    ['openfda.generic_name:"doxorubicin"', ['ADRIAMYCIN']],
    ['openfda.generic_name:"hydrochloride doxorubicin"', 404],
    ['(openfda.unii.exact:"24T2A1DOYB" OR set_id:"f4bedd21-efde-44c6-9d9c-b48b78d7ed1e")', ['STIVARGA', 'LENVIMA']],
    ['openfda.generic_name:"cisplatin" AND boxed_warning:"liver"', 404],
    ['_exists_:boxed_warning AND (NOT openfda.brand_name:"STIVARGA")', ['ADRIAMYCIN']],
    ['openfda.brand_name:"a\\"', 400],
    ['openfda.brand_name:(x', 400],
    ['openfda.brand_name:"é"', 400],
  ])('understands %s', async (search, expected) => {
    expect(await found(search)).toEqual(expected);
  });

  it('puts in order by dates only and gives as many as are wanted', async () => {
    const search = '_exists_:boxed_warning';
    expect(await found(search, { sort: 'effective_time:desc', limit: '1' })).toEqual(['STIVARGA']);
    expect(await found(search, { sort: 'effective_time:desc', limit: '1', skip: '1' })).toEqual(['ADRIAMYCIN']);
    expect(await found(search, { sort: 'version:desc' })).toBe(400);
  });

  it('counts terms, most frequent first, and records', async () => {
    const search = 'openfda.pharm_class_epc:"kinase inhibitor" OR openfda.unii.exact:"Q20Q21Q62J"';
    const { body } = await get('/drug/label.json', { search, count: 'openfda.pharm_class_epc.exact' });
    expect((body as Body).results).toEqual([
      { term: 'Kinase Inhibitor [EPC]', count: 3 },
      { term: 'Platinum-based Drug [EPC]', count: 1 },
    ]);
    const { body: total } = await get('/drug/label.json', { search, limit: '0' });
    expect(total).toMatchObject({ meta: { last_updated: '2026-08-11', results: { total: 4 } }, results: [] });
  });

  it('says that nothing was found as recorded', async () => {
    const nothing = { status: 404, body: recorded('errors/NOT_FOUND_20260811') };
    expect(await get('/drug/label.json', { search: 'set_id:"none"' })).toEqual(nothing);
    expect(await get('/drug/label.json', { search: 'set_id:"none"', limit: '0' })).toEqual(nothing);
  });

  it('finds no recalled food among drugs', async () => {
    const { body } = await get('/drug/enforcement.json', {
      search: '(product_description:"semaglutide")',
      limit: '10',
    });
    expect((body as Body).results.map((recall) => recall['recall_number'])).toEqual(['D-0115-2026']);
  });

  it.each([
    ['/drug/none.json', {}, 404, 'NOT_FOUND', 'The requested URL was not found on this server.'],
    ['/drug/label.json', { api_key: 'wrong' }, 403, 'API_KEY_INVALID', 'An invalid api_key'],
    ['/drug/label.json', { limit: '1000' }, 403, 'API_KEY_MISSING', 'No api_key'],
    ['/drug/label.json', { limit: '1001', api_key: KEY }, 400, 'BAD_REQUEST', 'Limit cannot exceed 1000'],
    ['/drug/label.json', { fields: 'x' }, 400, 'BAD_REQUEST', 'Invalid parameter: fields'],
  ])('refuses %s %j with %i', async (path, query, status, code, message) => {
    const answer = await get(path, query);
    expect(answer).toEqual({ status, body: { error: { code, message: expect.stringContaining(message) } } });
  });

  it('replaces a record under its key, takes it away, and keeps a log', async () => {
    const [label] = madeUpLabels();
    const own = await FakeOpenFda.start();
    own.put('label', { ...label, version: '1' }, { ...label, version: '2' });
    const ask = async (): Promise<Body> =>
      (await (await fetch(`${own.baseUrl}/drug/label.json?limit=10`)).json()) as Body;
    expect((await ask()).results.map(({ version }) => version)).toEqual(['2']);
    own.remove('label', String(label?.['set_id']));
    expect(await ask()).toMatchObject({ error: { code: 'NOT_FOUND' } });
    expect(own.requests.map(({ status }) => status)).toEqual([200, 404]);
    await own.stop();
  });
});
