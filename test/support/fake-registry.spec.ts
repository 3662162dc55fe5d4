import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { valueAt } from '../../src/common/field-map.js';
import { FakeRegistry, loadRealStudies } from './fake-registry.js';

let registry: FakeRegistry;
beforeAll(async () => {
  registry = await FakeRegistry.start(await loadRealStudies());
});
afterAll(() => registry.stop());

function recordedText(name: string): string {
  return readFileSync(new URL(`../fixtures/clinicaltrials-gov/api/${name}.txt`, import.meta.url), 'utf8');
}

type List = { totalCount?: number; nextPageToken?: string; studies: unknown[] };

async function list(query: Record<string, string>): Promise<List> {
  const response = await fetch(`${registry.baseUrl}/studies?${new URLSearchParams(query).toString()}`);
  if (response.status !== 200) throw new Error(await response.text());
  return (await response.json()) as List;
}

describe('FakeRegistry', () => {
  it.each([
    ['error_400_studies_filter_ids_bad', 400, '/studies?filter.ids=bad'],
    ['error_400_study_nctid_bad_format', 400, '/studies/NCT00000000'],
    ['error_404_study_not_found', 404, '/studies/NCT99999999'],
  ])('answers as recorded in %s', async (name, status, path) => {
    const response = await fetch(registry.baseUrl + path);
    expect([response.status, response.headers.get('content-type')]).toEqual([status, 'text/plain; charset=UTF-8']);
    expect(await response.text()).toBe(recordedText(name));
  });

  it('pages by ten unless told otherwise, by a thousand at most, and counts on the first page only', async () => {
    const first = await list({ countTotal: 'true' });
    expect([first.studies.length, first.totalCount]).toEqual([10, registry.nctIds.length]);
    const second = await list({ countTotal: 'true', pageToken: first.nextPageToken ?? '', pageSize: '5000' });
    expect([second.studies.length, second.totalCount]).toEqual([1000, undefined]);
  });

  it('finds phrases in conditions, keywords, titles and MeSH terms with their ancestors only', async () => {
    const { studies } = await list({ 'query.cond': '"liver neoplasms" OR "no such thing"', pageSize: '1000' });
    expect(studies.length).toBeGreaterThan(10);
    expect(studies.length).toBeLessThan(60);
    const { studies: none } = await list({ 'query.cond': '"inclusion criteria"' });
    expect(none).toEqual([]);
  });

  it('ignores filters when a query is nothing but numbers', async () => {
    const [nctId = ''] = registry.nctIds;
    const filter = 'AREA[LastUpdatePostDate]RANGE[2099-01-01,MAX]';
    expect((await list({ 'query.cond': nctId, 'filter.advanced': filter })).studies).toHaveLength(1);
    expect((await list({ 'filter.ids': nctId, 'filter.advanced': filter })).studies).toHaveLength(0);
  });

  it('gives every record the data date of the whole, and moves it with every edit', async () => {
    const [nctId = '', other = ''] = registry.nctIds;
    const token = (await list({})).nextPageToken ?? '';
    registry.edit(nctId, (study) => {
      study['hasResults'] = false;
    });
    const dates = [nctId, other].map((key) =>
      valueAt(registry.study(key), '/derivedSection/miscInfoModule/versionHolder'),
    );
    expect(dates).toEqual(['2026-08-20', '2026-08-20']);
    const { studies } = await list({ 'filter.advanced': 'AREA[LastUpdatePostDate]RANGE[2026-08-20,MAX]' });
    expect(studies).toHaveLength(1);
    await expect(list({ pageToken: token })).rejects.toThrow('expired');
  });

  it('shows the way from a former number to the present one', async () => {
    const [canonical = '', former = ''] = registry.nctIds;
    registry.alias(former, canonical);
    const response = await fetch(`${registry.baseUrl}/studies/${former}`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([301, `/api/v2/studies/${canonical}`]);
  });

  it('keeps a log of what it was asked', async () => {
    await fetch(`${registry.baseUrl}/version`);
    expect(registry.requests.at(-1)).toMatchObject({ method: 'GET', path: '/api/v2/version', status: 200 });
  });
});
