import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { FakeRegistry, loadRealStudies } from '../../../test/support/fake-registry.js';
import { QuickTiming } from '../../../test/support/quick-timing.js';
import { HttpClient } from '../../common/http-client.js';
import type { Study } from '../../model/study.js';
import type { Following, PullScope, SourcePage } from '../source.js';
import { ClinicalTrialsGovSource } from './source.js';

const CONDITIONS = ['carcinoma, hepatocellular', 'hepatocellular carcinoma', 'liver neoplasms', 'liver cancer'];
const running: FakeRegistry[] = [];
let real: unknown[] = [];
beforeAll(async () => {
  real = await loadRealStudies();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((registry) => registry.stop()));
});

/** A made-up record. */
function madeUp(n: number): unknown {
  const nctId = `NCT${String(n).padStart(8, '0')}`;
  return {
    protocolSection: {
      identificationModule: { nctId, briefTitle: `Made up ${String(n)}` },
      statusModule: { lastUpdatePostDateStruct: { date: '2020-01-01' } },
      conditionsModule: { conditions: ['madeupitis'] },
    },
  };
}

function someMadeUp(count: number): unknown[] {
  return Array.from({ length: count }, (_, n) => madeUp(n + 1));
}

async function start(
  studies: unknown[],
  options: { pageSize?: number; maxBodyBytes?: number } = {},
): Promise<{ registry: FakeRegistry; source: ClinicalTrialsGovSource }> {
  const registry = await FakeRegistry.start(studies);
  running.push(registry);
  const hosts = [{ baseUrl: registry.baseUrl, requestsPerMinute: 100_000 }];
  const { pageSize, maxBodyBytes } = options;
  const http = new HttpClient({
    hosts,
    timing: new QuickTiming(),
    timeLimits: { silence: 30_000, total: 60_000 },
    ...(maxBodyBytes === undefined ? {} : { maxBodyBytes }),
  });
  const source = new ClinicalTrialsGovSource(http, registry.baseUrl, pageSize === undefined ? {} : { pageSize });
  return { registry, source };
}

type Wish = { scope?: PullScope; following?: Partial<Following>; cursor?: string | null };
const everything: Following = { everything: true, conditions: [], keys: [] };

async function pull(source: ClinicalTrialsGovSource, wish: Wish, stopAfter = Infinity): Promise<SourcePage<Study>[]> {
  const pages: SourcePage<Study>[] = [];
  const { scope = { kind: 'full' }, following = everything, cursor = null } = wish;
  const request = { scope, following: { everything: false, conditions: [], keys: [], ...following }, cursor };
  for await (const page of source.pull({ ...request, signal: new AbortController().signal })) {
    pages.push(page);
    if (pages.length >= stopAfter) break;
  }
  return pages;
}

function keysOf(pages: SourcePage<Study>[]): string[] {
  return pages.flatMap((page) => page.records.map((record) => record.key));
}

const { signal } = new AbortController();

describe('pull', () => {
  it('reads every real study exactly once, with the count and a cursor on all pages but the last', async () => {
    const { registry, source } = await start(real);
    const pages = await pull(source, {});
    expect(keysOf(pages).sort()).toEqual(registry.nctIds.sort());
    expect(pages.map(({ records, cursor, total }) => [records.length, cursor !== null, total])).toEqual([
      [500, true, 1486],
      [500, true, 1486],
      [486, false, 1486],
    ]);
    expect(
      registry.requests.map(({ query }) => [query['pageSize'], query['countTotal'], 'pageToken' in query]),
    ).toEqual([
      ['500', 'true', false],
      ['500', undefined, true],
      ['500', undefined, true],
    ]);
  });

  it('follows conditions and single numbers, one list after the other', async () => {
    const { registry, source } = await start(real, { pageSize: 15 });
    const outside = registry.nctIds
      .filter((nctId) => !JSON.stringify(registry.study(nctId)).includes('iver'))
      .slice(0, 3);
    const pages = await pull(source, { following: { conditions: CONDITIONS, keys: outside } });
    const keys = keysOf(pages);
    expect(pages.length).toBeGreaterThan(2);
    expect(keys.length).toBeGreaterThan(20);
    expect(keys.slice(-3).sort()).toEqual([...outside].sort());
    expect(pages[0]?.total).toBeNull();
    expect(pages.at(-1)).toMatchObject({ total: keys.length, cursor: null });
  });

  it('asks for what was posted since a day only', async () => {
    const { registry, source } = await start(someMadeUp(30));
    registry.edit('NCT00000007', (study) => {
      study['hasResults'] = true;
    });
    const day = (await source.dataVersion(signal)).slice(0, 10);
    const pages = await pull(source, { scope: { kind: 'changedSince', since: day } });
    expect(keysOf(pages)).toEqual(['NCT00000007']);
    expect(pages[0]?.records[0]).toMatchObject({ sourceUpdatedAt: day, dataDate: day, data: { hasResults: true } });
  });

  it('goes on where a cursor points, also in the second list', async () => {
    const { source } = await start(someMadeUp(25), { pageSize: 10 });
    const following = { conditions: ['madeupitis'], keys: ['NCT00000001', 'NCT00000002'] };
    const whole = await pull(source, { following });
    expect(whole.map(({ records }) => records.length)).toEqual([10, 10, 5, 2]);
    for (const [n, page] of whole.slice(0, -1).entries()) {
      const rest = await pull(source, { following, cursor: page.cursor });
      expect(keysOf(rest)).toEqual(keysOf(whole.slice(n + 1)));
      expect(rest.at(-1)?.total).toBe(27);
    }
  });

  it('starts afresh when the cursor belongs to another pull or is none', async () => {
    const { source } = await start(someMadeUp(15), { pageSize: 10 });
    const [first] = await pull(source, {}, 1);
    const following = { conditions: ['madeupitis'] };
    expect(keysOf(await pull(source, { following, cursor: first?.cursor ?? null }))).toHaveLength(15);
    expect(keysOf(await pull(source, { cursor: 'not a cursor' }))).toHaveLength(15);
  });

  it('takes an empty page that carries a token for no end', async () => {
    const { registry, source } = await start(someMadeUp(25), { pageSize: 10 });
    registry.fault({ fault: { kind: 'empty-page' }, request: 2 });
    const pages = await pull(source, {});
    expect(pages.map(({ records }) => records.length)).toEqual([10, 0, 10, 5]);
  });

  it('reads on after a last page that is exactly full', async () => {
    const { source } = await start(someMadeUp(20), { pageSize: 10 });
    const pages = await pull(source, {});
    expect(pages.map(({ records, cursor }) => [records.length, cursor !== null])).toEqual([
      [10, true],
      [10, true],
      [0, false],
    ]);
  });

  it('starts a list again, once, when the data moved on and the token expired', async () => {
    const { registry, source } = await start(someMadeUp(25), { pageSize: 10 });
    const [first] = await pull(source, {}, 1);
    registry.edit('NCT00000003', () => undefined);
    const pages = await pull(source, { cursor: first?.cursor ?? null });
    expect(keysOf(pages)).toHaveLength(25);
    registry.fault({ fault: { kind: 'expired-token' }, path: 'pageToken', times: 100 });
    await expect(pull(source, {})).rejects.toMatchObject({ kind: 'http', status: 400 });
  });

  it('hands a bad record on as a rejection and the rest as records', async () => {
    const { registry, source } = await start(someMadeUp(5));
    registry.fault({ fault: { kind: 'malformed-record', index: 2, record: { protocolSection: 'gone wrong' } } });
    const [page] = await pull(source, {});
    expect(page?.records.map(({ key }) => key)).toEqual(['NCT00000001', 'NCT00000002', 'NCT00000004', 'NCT00000005']);
    expect(page?.rejections).toMatchObject([{ key: null, raw: { protocolSection: 'gone wrong' } }]);
  });

  it('reports an unknown enum value with the record', async () => {
    const { registry, source } = await start(someMadeUp(2));
    registry.edit('NCT00000001', (study) => {
      Object.assign(study['protocolSection'] as object, { designModule: { studyType: 'DAYDREAM' } });
    });
    const [page] = await pull(source, {});
    expect(page?.records.map(({ data, problems }) => [data.studyType, problems.length])).toEqual([
      [null, 1],
      [null, 0],
    ]);
  });

  it('fails when a list ends before its own count', async () => {
    const { registry, source } = await start(someMadeUp(25), { pageSize: 10 });
    registry.fault({ fault: { kind: 'json', body: { studies: [] } }, request: 2 });
    await expect(pull(source, {})).rejects.toMatchObject({
      kind: 'contract',
      message: expect.stringContaining('10 of 25') as unknown,
    });
  });

  it('fails when pages lead nowhere', async () => {
    const { registry, source } = await start(someMadeUp(25), { pageSize: 10 });
    registry.fault({ fault: { kind: 'json', body: { studies: [], nextPageToken: 'again' } }, times: 500 });
    await expect(pull(source, {})).rejects.toMatchObject({ kind: 'contract' });
    expect(registry.requests.length).toBeLessThan(5);
  });

  it.each([[[]], ['text'], [{}], [{ studies: 'none' }], [{ studies: [], nextPageToken: 7 }]])(
    'fails on a page of the form %j',
    async (body) => {
      const { registry, source } = await start(someMadeUp(1));
      registry.fault({ fault: { kind: 'json', body }, times: 100 });
      await expect(pull(source, {})).rejects.toMatchObject({ kind: 'contract' });
    },
  );

  it('asks for smaller pages when one is too large', async () => {
    const { registry, source } = await start(someMadeUp(100), { pageSize: 100, maxBodyBytes: 10_000 });
    const pages = await pull(source, {});
    expect(keysOf(pages)).toHaveLength(100);
    expect(registry.requests.map(({ query }) => query['pageSize'])).toEqual(['100', '25', '25', '25', '25', '25']);
  });

  it('gets through a run of mixed faults without losing or doubling a study', async () => {
    const { registry, source } = await start(someMadeUp(95), { pageSize: 10 });
    registry.fault({ fault: { kind: 'server-error' }, request: 2 });
    registry.fault({ fault: { kind: 'cut', how: 'connection' }, request: 4 });
    registry.fault({ fault: { kind: 'html' }, request: 6 });
    registry.fault({ fault: { kind: 'too-many-requests', retryAfter: '1' }, request: 8 });
    registry.fault({ fault: { kind: 'json', body: [] }, request: 10 });
    expect(keysOf(await pull(source, {}))).toEqual(registry.nctIds);
  });

  it('finds a study under its present number when asked for a former one', async () => {
    const { registry, source } = await start(someMadeUp(3));
    registry.alias('NCT00000009', 'NCT00000002');
    const [page] = await pull(source, { scope: { kind: 'keys', keys: ['NCT00000009', 'NCT00000003'] } });
    expect(page?.records.map(({ data }) => [data.nctId, data.nctIdAliases])).toEqual([
      ['NCT00000002', ['NCT00000009']],
      ['NCT00000003', []],
    ]);
  });

  it('rejects keys that are no NCT numbers and asks for the others', async () => {
    const { source } = await start(someMadeUp(3));
    const pages = await pull(source, { scope: { kind: 'keys', keys: ['NCT00000001', 'wrong'] } });
    expect(pages.flatMap(({ rejections }) => rejections)).toMatchObject([{ key: 'wrong' }]);
    expect(keysOf(pages)).toEqual(['NCT00000001']);
  });

  it('yields one empty page when nothing is followed, and asks nothing', async () => {
    const { registry, source } = await start(someMadeUp(3));
    const pages = await pull(source, { following: { everything: false } });
    expect(pages).toEqual([{ records: [], rejections: [], cursor: null, total: 0 }]);
    expect(registry.requests).toHaveLength(0);
  });

  it('stops when it is given up', async () => {
    const { source } = await start(someMadeUp(25), { pageSize: 10 });
    const controller = new AbortController();
    const request = {
      scope: { kind: 'full' },
      following: everything,
      cursor: null,
      signal: controller.signal,
    } as const;
    const reading = (async () => {
      for await (const page of source.pull(request)) if (page.records.length > 0) controller.abort();
    })();
    await expect(reading).rejects.toMatchObject({ kind: 'aborted' });
  });
});

describe('dataVersion', () => {
  it('is the time of the last refresh', async () => {
    const { registry, source } = await start([]);
    registry.setDataTimestamp('2026-08-20T09:00:05');
    await expect(source.dataVersion(signal)).resolves.toBe('2026-08-20T09:00:05');
  });

  it('is not made up when the registry does not tell', async () => {
    const { registry, source } = await start([]);
    registry.fault({ fault: { kind: 'json', body: { apiVersion: '2.0.5' } }, times: 100 });
    await expect(source.dataVersion(signal)).rejects.toMatchObject({ kind: 'contract' });
  });
});

describe('lookup', () => {
  it('finds a study', async () => {
    const { source } = await start(someMadeUp(3));
    await expect(source.lookup('nct00000002', signal)).resolves.toMatchObject({
      kind: 'found',
      record: { key: 'NCT00000002', origin: 'live', data: { briefTitle: 'Made up 2' } },
    });
  });

  it('tells the present number of a former one', async () => {
    const { registry, source } = await start(someMadeUp(3));
    registry.alias('NCT00000009', 'NCT00000002');
    const alias = { kind: 'alias', canonicalKey: 'NCT00000002' };
    await expect(source.lookup('NCT00000009', signal)).resolves.toEqual(alias);
    registry.fault({ fault: { kind: 'json', body: registry.study('NCT00000002') } });
    await expect(source.lookup('NCT00000009', signal)).resolves.toEqual(alias);
  });

  it('tells that a study is gone only when the registry says so itself', async () => {
    const { registry, source } = await start(someMadeUp(3));
    registry.remove('NCT00000002');
    await expect(source.lookup('NCT00000002', signal)).resolves.toEqual({ kind: 'gone' });
    registry.fault({ fault: { kind: 'forbidden-html' }, times: 100 });
    await expect(source.lookup('NCT00000003', signal)).rejects.toMatchObject({ kind: 'html' });
  });

  it('hands on what cannot be read', async () => {
    const { registry, source } = await start(someMadeUp(1));
    registry.fault({ fault: { kind: 'json', body: { protocolSection: {} } } });
    await expect(source.lookup('NCT00000001', signal)).resolves.toMatchObject({ kind: 'rejected' });
  });

  it('fails on a number the registry refuses, and on a move that leads nowhere', async () => {
    const { registry, source } = await start([]);
    await expect(source.lookup('NCT00000000', signal)).rejects.toMatchObject({
      status: 400,
      excerpt: 'Parameter `nctId` has incorrect format',
    });
    registry.fault({ fault: { kind: 'redirect', status: 301, location: '/api/v2/studies/NCT00000001' } });
    await expect(source.lookup('NCT00000001', signal)).rejects.toMatchObject({ kind: 'contract' });
  });
});

describe('pointers', () => {
  it('tell where a field stands in the raw record', async () => {
    const { source } = await start([]);
    expect(source.pointers.overallStatus).toBe('/protocolSection/statusModule/overallStatus');
  });
});
