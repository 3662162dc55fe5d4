import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { madeUpLabel, madeUpLabels } from '../../../test/fixtures/openfda/made-up-labels.js';
import { madeUpApplication } from '../../../test/fixtures/openfda/made-up-listings.js';
import { FakeOpenFda } from '../../../test/support/fake-openfda.js';
import type { Fault } from '../../../test/support/fault.js';
import { QuickTiming } from '../../../test/support/quick-timing.js';
import { valueAt } from '../../common/field-map.js';
import { HttpClient } from '../../common/http-client.js';
import { UpstreamError } from '../../common/upstream-error.js';
import type { FollowedDrug, Question } from '../../model/question.js';
import type { Answer, Exchange } from '../reference-source.js';
import { OpenFdaSource } from './source.js';

const KEY = 'made-up-key-0123456789';
const running: FakeOpenFda[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((fake) => fake.stop()));
});

function drug(drugId: string, identifiers: Record<string, string> = {}, brands: string[] = []): FollowedDrug {
  return {
    drugId,
    names: { preferred: drugId, synonyms: [], brands, codes: [] },
    identifiers: Object.entries(identifiers).map(([system, code]) => ({
      system,
      code,
      label: null,
      origin: 'made up',
    })),
  };
}

const cisplatin = drug('cisplatin', { unii: 'Q20Q21Q62J' });
const sorafenib = drug('sorafenib', { unii: '5T62Q3B36J', 'spl-set-id': 'b50667e4-5ebc-4968-a646-d605058dbef0' }, [
  'Nexavar',
]);

function question(part: string, of: FollowedDrug = cisplatin): Question {
  return { part, about: { kind: 'drug', subject: `drug:${of.drugId}`, drug: of } };
}

type Started = { fake: FakeOpenFda; source: OpenFdaSource; timing: QuickTiming };

async function start(options: { apiKey?: string; maxBodyBytes?: number } = {}): Promise<Started> {
  const fake = await FakeOpenFda.start({ keys: [KEY] });
  running.push(fake);
  const timing = new QuickTiming();
  const { apiKey = null, maxBodyBytes } = options;
  const http = new HttpClient({
    hosts: [{ baseUrl: fake.baseUrl, requestsPerMinute: 100_000 }],
    timing,
    ...(maxBodyBytes === undefined ? {} : { maxBodyBytes }),
  });
  return { fake, source: new OpenFdaSource(http, fake.baseUrl, { apiKey }), timing };
}

const { signal } = new AbortController();
const live = { origin: 'live' } as const;

async function answer({ source }: Started, asked: Question): Promise<Answer> {
  return source.read(asked, await source.ask(asked, signal), live);
}

function keysOf({ records }: Answer): string[] {
  return records.map(({ key }) => key);
}

function recorded(name: string): { results: unknown[] } {
  const url = new URL(`../../../test/fixtures/openfda/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as { results: unknown[] };
}

/** Copies of a made-up label under other set ids, each newer than the one before. */
function madeUpCopies(count: number, change: Record<string, unknown> = {}): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, n) => ({
    ...madeUpLabel('sorafenib'),
    set_id: `00000000-0000-4000-8000-1000000000${String(n).padStart(2, '0')}`,
    effective_time: `202401${String(n + 1).padStart(2, '0')}`,
    ...change,
  }));
}

/** The label as it is where FDA could not add its block of names and codes. */
function withoutCodes(label: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(label).filter(([name]) => name !== 'openfda'));
}

describe('labels', () => {
  it('come with one request where the source has few', async () => {
    const started = await start();
    started.fake.put('label', ...madeUpLabels());
    const found = await answer(started, question('labels', sorafenib));
    expect(keysOf(found)).toEqual(['b50667e4-5ebc-4968-a646-d605058dbef0']);
    expect(found).toMatchObject({
      total: 1,
      isComplete: true,
      notes: [],
      rejections: [],
      sourceUpdatedAt: '2026-08-11',
    });
    expect(found.records[0]).toMatchObject({ origin: 'live', dataDate: '2026-08-11', sourceUpdatedAt: '2023-08-01' });
    expect(started.fake.requests).toHaveLength(1);
  });

  it('are those the guide names and the newest where the source has many, each once, in the order of their keys', async () => {
    const started = await start();
    const [first, ...others] = madeUpCopies(30, { openfda: { unii: ['5T62Q3B36J'] } });
    started.fake.put(
      'label',
      madeUpLabel('sorafenib'),
      { ...first, openfda: { brand_name: ['NEXAVAR'], unii: ['x'] } },
      ...others,
    );
    const found = await answer(started, question('labels', sorafenib));
    expect(started.fake.requests.map(({ status }) => status)).toEqual([200, 200, 200, 404]);
    expect(keysOf(found)).toEqual([...keysOf(found)].sort());
    expect(keysOf(found)).toHaveLength(12);
    expect(keysOf(found)).toEqual(
      expect.arrayContaining([
        'b50667e4-5ebc-4968-a646-d605058dbef0',
        '00000000-0000-4000-8000-100000000000',
        '00000000-0000-4000-8000-100000000029',
      ]),
    );
    expect(found).toMatchObject({
      total: 31,
      isComplete: false,
      notes: ['openFDA counts 31, of which 12 were read.'],
    });
  });

  it('without the block of codes are found by name, which is said', async () => {
    const started = await start();
    const bare = withoutCodes(madeUpLabel('cisplatin'));
    started.fake.put('label', bare, madeUpLabel('sorafenib'));
    const found = await answer(started, question('labels'));
    expect(keysOf(found)).toEqual([bare['set_id']]);
    expect(found.notes).toEqual(['1 of 1 state no code of a substance and were found by name only.']);
  });

  it('that the guide names are not "found by name only", and one without a block is not lost behind thirty others', async () => {
    const started = await start();
    const bare = withoutCodes(madeUpLabel('sorafenib'));
    const nameless = { ...bare, set_id: 'old', effective_time: '19990101' };
    started.fake.put('label', bare, nameless, ...madeUpCopies(30));
    const found = await answer(started, question('labels', sorafenib));
    expect(keysOf(found)).toEqual(expect.arrayContaining([bare['set_id'], 'old']));
    expect(found.notes).toContain('1 of 12 state no code of a substance and were found by name only.');
  });
});

describe('the other lists', () => {
  it('applications: real ones for cisplatin, all and nothing else', async () => {
    const started = await start();
    started.fake.put('drugsfda', ...recorded('drugsfda/cisplatin_20231115').results);
    started.fake.put('drugsfda', ...recorded('drugsfda/imatinib_20260811.min').results);
    const found = await answer(started, question('applications'));
    expect(keysOf(found)).toEqual(['ANDA074656', 'ANDA074735', 'ANDA075036', 'ANDA206774', 'ANDA207323', 'NDA018057']);
    expect(found).toMatchObject({ total: 6, isComplete: true, rejections: [], notes: [] });
  });

  it('applications without the block of codes, by their products', async () => {
    const started = await start();
    const bare = { application_number: 'NDA900001', products: [{ active_ingredients: [{ name: 'CISPLATIN' }] }] };
    started.fake.put('drugsfda', bare);
    expect(keysOf(await answer(started, question('applications')))).toEqual(['NDA900001']);
  });

  it('recalls: by code, and by description where there is no code', async () => {
    const started = await start();
    started.fake.put('enforcement', ...recorded('enforcement/sample_20260128.trim').results);
    const bySubstance = await answer(started, question('recalls', drug('madeup', { unii: '6E8ZO8LRNM' })));
    expect(keysOf(bySubstance)).toEqual(['D-0247-2026']);
    const byWords = await answer(started, question('recalls', drug('semaglutide')));
    expect([keysOf(byWords), byWords.notes]).toEqual([
      ['D-0115-2026'],
      ['1 of 1 state no code of a substance and were found by name only.'],
    ]);
  });

  it('recalls beyond the first hundred are counted', async () => {
    const started = await start();
    const [, raw] = recorded('enforcement/sample_20260128.trim').results as Record<string, unknown>[];
    const many = Array.from({ length: 120 }, (_, n) => ({ ...raw, recall_number: `D-${String(n)}-MADEUP` }));
    started.fake.put('enforcement', ...many);
    const found = await answer(started, question('recalls', drug('trazodone')));
    expect([found.records.length, found.total, found.isComplete]).toEqual([100, 120, false]);
  });

  it.each([
    ['read to their end', 230, 230, 3, true],
    ['read up to five hundred', 620, 500, 5, false],
  ])('applications without an order are %s', async (_how, held, read, requests, isComplete) => {
    const started = await start();
    const many = Array.from({ length: held }, (_, n) => ({
      ...madeUpApplication('cisplatin'),
      application_number: `ANDA${String(900_000 + n)}`,
    }));
    started.fake.put('drugsfda', ...many);
    const found = await answer(started, question('applications'));
    expect([found.records.length, found.total, found.isComplete]).toEqual([read, held, isComplete]);
    expect(started.fake.requests).toHaveLength(requests);
    expect(found.notes.join()).toContain(
      isComplete ? '' : `openFDA counts ${String(held)}, of which ${String(read)} were read.`,
    );
  });

  it('applications that moved from page to page while they were read are not called complete', async () => {
    const started = await start();
    const page = (skip: number, from: number): object => ({
      meta: { results: { skip, limit: 100, total: 150 } },
      results: Array.from({ length: skip === 0 ? 100 : 50 }, (_, n) => ({
        ...madeUpApplication('cisplatin'),
        application_number: `ANDA${String(900_000 + from + n)}`,
      })),
    });
    started.fake.fault({ fault: { kind: 'json', body: page(0, 0) }, request: 1 });
    started.fake.fault({ fault: { kind: 'json', body: page(100, 99) }, request: 2 });
    const found = await answer(started, question('applications'));
    expect([found.records.length, found.total, found.isComplete]).toEqual([149, 150, false]);
    expect(found.notes.join()).toContain('moved while it was read');
  });

  it('shortages: by the name on the list', async () => {
    const started = await start();
    started.fake.put('shortages', ...recorded('shortages/sample_20260812.lowtrust').results);
    const found = await answer(started, question('shortages', drug('amoxicillin')));
    expect([keysOf(found), found.total, found.isComplete]).toEqual([['61314-531-64'], 1, true]);
  });

  it('products: by ingredient', async () => {
    const started = await start();
    started.fake.put(
      'ndc',
      { product_ndc: '99999-1', active_ingredients: [{ name: 'CISPLATIN' }] },
      { product_ndc: '99999-2' },
    );
    expect(keysOf(await answer(started, question('products')))).toEqual(['99999-1']);
  });
});

describe('reports', () => {
  function report(...reactions: string[]): unknown {
    const drugs = [{ medicinalproduct: 'CISPLATIN', openfda: { unii: ['Q20Q21Q62J'] } }];
    return { patient: { drug: drugs, reaction: reactions.map((reactionmeddrapt) => ({ reactionmeddrapt })) } };
  }

  it('are counts of reports and of the reactions they name', async () => {
    const started = await start();
    started.fake.put('event', report('NAUSEA', 'FATIGUE'), report('NAUSEA'), { patient: {} });
    const found = await answer(started, question('reports'));
    expect(found).toMatchObject({ total: 1, isComplete: true, rejections: [], sourceUpdatedAt: '2026-08-11' });
    expect(found.notes[0]).toContain('neither how often something happens nor that the drug caused it');
    const [record] = found.records;
    expect(record?.data).toEqual({
      kind: 'report-counts',
      drugId: 'cisplatin',
      totalReports: 2,
      reactions: [
        { term: 'NAUSEA', count: 2 },
        { term: 'FATIGUE', count: 1 },
      ],
    });
    expect(record).toMatchObject({ key: 'cisplatin', dataDate: '2026-08-11', sourceUpdatedAt: null });
    expect(record?.url).toMatch(/^https:\/\/api\.fda\.gov\/drug\/event\.json\?search=/);
    expect(valueAt(record?.raw, started.source.pointers['report-counts']['totalReports'] ?? '')).toBe(2);
  });

  it('keep their hash when only the date of the data moves', async () => {
    const started = await start();
    started.fake.put('event', report('NAUSEA'));
    const [before] = (await answer(started, question('reports'))).records;
    started.fake.lastUpdated = '2026-08-12';
    const [after] = (await answer(started, question('reports'))).records;
    expect(after?.contentHash).toBe(before?.contentHash);
    started.fake.put('event', report('NAUSEA'));
    expect((await answer(started, question('reports'))).records[0]?.contentHash).not.toBe(before?.contentHash);
  });

  it('without any reaction named are a number alone', async () => {
    const started = await start();
    started.fake.put('event', report());
    const [record] = (await answer(started, question('reports'))).records;
    expect(record).toMatchObject({ data: { totalReports: 1, reactions: [] }, problems: [] });
  });

  it('are read from a real body of another search, which says nothing of the whole', async () => {
    const { source } = await start();
    const body = recorded('event/count_pembrolizumab_reaction_20260811');
    const path = '/drug/event.json?search=x&count=patient.reaction.reactionmeddrapt.exact&limit=1';
    const exchange = { path, status: 200, body, receivedAt: '2026-08-11T22:53:39.000Z' };
    const found = source.read(question('reports', drug('pembrolizumab')), [exchange], { origin: 'bundled' });
    expect(found).toMatchObject({ total: 1, isComplete: false, sourceUpdatedAt: '2026-07-30' });
    expect(found.notes.at(-1)).toContain('another search');
    expect(found.records[0]).toMatchObject({
      origin: 'bundled',
      data: { totalReports: null, reactions: [{ term: 'MALIGNANT NEOPLASM PROGRESSION', count: 12016 }] },
      problems: [{ field: 'totalReports' }],
    });
  });
});

describe('nothing found', () => {
  it.each(['labels', 'applications', 'recalls', 'shortages', 'reports', 'products'])(
    'of %s is an answer',
    async (part) => {
      const found = await answer(await start(), question(part));
      expect(found).toEqual({
        records: [],
        rejections: [],
        total: 0,
        isComplete: true,
        notes: [],
        sourceUpdatedAt: null,
      });
    },
  );

  it('is not said where nothing could be asked', async () => {
    const started = await start();
    const found = await answer(started, question('labels', drug('薬')));
    expect(found).toMatchObject({
      total: null,
      isComplete: false,
      notes: [expect.stringContaining('not asked'), expect.any(String)],
    });
    expect(started.fake.requests).toEqual([]);
  });

  it('is not said of the answer to another search', async () => {
    const { source } = await start();
    const exchange = {
      path: '/drug/label.json?search=x',
      status: 404,
      body: recorded('errors/NOT_FOUND_20260811'),
      receivedAt: '',
    };
    expect(source.read(question('labels'), [exchange], live)).toMatchObject({ total: null, isComplete: false });
  });
});

describe('an upstream that fails', () => {
  const gateway404 = JSON.stringify({
    error: { code: 'NOT_FOUND', message: 'The requested URL was not found on this server.' },
  });
  const faults: [string, Fault, Partial<UpstreamError>][] = [
    ['429', { kind: 'too-many-requests' }, { kind: 'rate-limited', status: 429, attempts: 5 }],
    ['429 with Retry-After', { kind: 'too-many-requests', retryAfter: '7' }, { kind: 'rate-limited', retryAfter: 7 }],
    ['403 and a page', { kind: 'forbidden-html' }, { kind: 'html', status: 403 }],
    ['200 and a page', { kind: 'html' }, { kind: 'html', status: 200 }],
    ['500', { kind: 'server-error' }, { kind: 'http', status: 500, attempts: 5 }],
    ['a cut body', { kind: 'cut', how: 'json' }, { kind: 'malformed' }],
    ['a cut connection', { kind: 'cut', how: 'connection' }, { kind: 'network' }],
    ['a cut packed body', { kind: 'cut', how: 'gzip' }, { kind: 'malformed' }],
    ['a body of another type', { kind: 'json', body: [1, 2] }, { kind: 'contract', status: 200 }],
    ['results of another type', { kind: 'json', body: { results: { a: 1 } } }, { kind: 'contract' }],
    [
      'an error with 200',
      { kind: 'json', body: { error: { code: 'NOT_FOUND', message: 'No matches found!' } } },
      { kind: 'contract' },
    ],
    ['an empty list', { kind: 'json', body: { meta: {}, results: [] } }, { kind: 'contract' }],
    [
      'a 404 of the gateway',
      { kind: 'text', status: 404, body: gateway404 },
      { kind: 'contract', status: 404, attempts: 1 },
    ],
    ['a 404 that is no JSON', { kind: 'text', status: 404, body: 'Not found' }, { kind: 'contract', status: 404 }],
    [
      '400',
      { kind: 'text', status: 400, body: '{"error":{"code":"BAD_REQUEST"}}' },
      { kind: 'http', status: 400, attempts: 1 },
    ],
  ];

  async function failure(started: Started, part: string): Promise<UpstreamError> {
    const outcome: unknown = await started.source.ask(question(part), signal).catch((error: unknown) => error);
    if (!(outcome instanceof UpstreamError)) {
      throw new Error(`expected an UpstreamError; found ${JSON.stringify(outcome)}`);
    }
    return outcome;
  }

  it.each(faults)('with %s is an error, never an empty answer, and recovers', async (_what, fault, expected) => {
    const started = await start();
    started.fake.put('label', madeUpLabel('cisplatin'));
    started.fake.put('event', { patient: { drug: [{ medicinalproduct: 'cisplatin' }] } });
    for (const part of ['labels', 'reports']) {
      started.fake.fault({ fault, times: 10 });
      expect(await failure(started, part)).toMatchObject(expected);
      started.fake.faults.clear();
      expect((await answer(started, question(part))).records).toHaveLength(1);
    }
  });

  it('once is asked again, when it wants to be', async () => {
    const started = await start();
    started.fake.put('label', madeUpLabel('cisplatin'));
    started.fake.fault({ fault: { kind: 'too-many-requests', retryAfter: '7' } });
    expect((await answer(started, question('labels'))).total).toBe(1);
    expect(started.timing.pauses).toContain(7_000);
  });

  it('with the second of two requests fails as a whole', async () => {
    const started = await start();
    started.fake.put('event', { patient: { drug: [{ medicinalproduct: 'cisplatin' }] } });
    started.fake.fault({ fault: { kind: 'server-error' }, path: 'count=', times: 10 });
    expect((await failure(started, 'reports')).status).toBe(500);
  });

  it('with a body beyond all measure is an error', async () => {
    const started = await start({ maxBodyBytes: 100_000 });
    started.fake.fault({ fault: { kind: 'oversized', bytes: 200_000 } });
    expect(await failure(started, 'labels')).toMatchObject({ kind: 'too-large' });
  });

  it('with one monstrous record loses that record only', async () => {
    const started = await start();
    const monster = { ...madeUpLabel('cisplatin'), set_id: 'monster', description: ['x'.repeat(10 * 1024 * 1024)] };
    started.fake.put('label', madeUpLabel('cisplatin'), monster);
    const found = await answer(started, question('labels'));
    expect(keysOf(found)).toEqual([madeUpLabel('cisplatin')['set_id']]);
    expect(found.rejections).toMatchObject([{ key: 'monster', raw: null }]);
    expect(found).toMatchObject({ total: 2, isComplete: false });
  });

  it('with an odd record keeps the others', async () => {
    const started = await start();
    started.fake.put('label', madeUpLabel('cisplatin'), { ...madeUpLabel('cisplatin'), set_id: 'other' });
    started.fake.fault({ fault: { kind: 'malformed-record', index: 0, record: { set_id: 12 } } });
    const found = await answer(started, question('labels'));
    expect([found.records.length, found.rejections.length, found.isComplete]).toEqual([1, 1, false]);
  });
});

describe('the key', () => {
  it('goes with every request and stays out of what comes back', async () => {
    const started = await start({ apiKey: KEY });
    started.fake.put('label', madeUpLabel('cisplatin'));
    const exchanges = await started.source.ask(question('labels'), signal);
    expect(started.fake.requests.map(({ query }) => query['api_key'])).toEqual([KEY]);
    const found = started.source.read(question('labels'), exchanges, live);
    expect(JSON.stringify([exchanges, found])).not.toContain(KEY);
    const { source: keyless } = await start();
    expect(exchanges.map(({ path }) => path)).toEqual(
      (await keyless.ask(question('labels'), signal)).map(({ path }) => path),
    );
  });

  it('that is not accepted is named as the reason, without being shown', async () => {
    const started = await start({ apiKey: 'made-up-wrong-key' });
    const error = (await started.source
      .ask(question('labels'), signal)
      .catch((thrown: unknown) => thrown)) as UpstreamError;
    expect(error).toMatchObject({ kind: 'http', status: 403, attempts: 1 });
    expect(error.message).toContain('403 API_KEY_INVALID: the key in OPENFDA_API_KEY is not accepted');
    expect(shown(error)).not.toContain('made-up-wrong-key');
  });

  it.each<[string, Fault]>([
    ['an error', { kind: 'text', status: 400, body: `{"error":{"message":"not with ${KEY}"}}` }],
    ['a 404 of the gateway', { kind: 'text', status: 404, body: `no such address: /drug?api_key=${KEY}` }],
    [
      'a 404 that finds nothing',
      {
        kind: 'text',
        status: 404,
        body: `{"error":{"code":"NOT_FOUND","message":"No matches found!","key":"${KEY}"}}`,
      },
    ],
    ['a redirect to itself', { kind: 'redirect', status: 302, location: `/drug/label.json?api_key=${KEY}&x=1` }],
    ['a redirect elsewhere', { kind: 'redirect', status: 302, location: `https://example.org/?api_key=${KEY}` }],
    ['data', { kind: 'json', body: { results: [{ set_id: KEY }] } }],
  ])('is not shown when %s repeats it', async (_what, fault) => {
    const started = await start({ apiKey: KEY });
    started.fake.fault({ fault, times: 10 });
    const error: unknown = await started.source.ask(question('labels'), signal).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UpstreamError);
    expect(shown(error)).not.toContain(KEY);
  });

  function shown(error: unknown): string {
    const { message, stack, ...rest } = error as Error;
    return `${message} ${stack ?? ''} ${JSON.stringify(rest)}`;
  }
});

describe('read', () => {
  const receivedAt = '2026-11-24T09:00:00.000Z';
  const PATHS = ['label', 'drugsfda', 'enforcement', 'shortages', 'event', 'ndc']
    .map((endpoint) => `/drug/${endpoint}.json`)
    .concat('/drug/event.json?count=x');
  const bodies: unknown[] = [
    null,
    7,
    'text',
    '<html></html>',
    [],
    {},
    { results: null },
    { results: [null, 1, 'x', [], {}] },
    true,
  ];

  it.each(['labels', 'applications', 'recalls', 'shortages', 'reports', 'products', 'none'])(
    'of %s never throws and never takes what it cannot read for nothing',
    async (part) => {
      const { source } = await start();
      const [asked] = part === 'none' ? [] : await source.ask(question(part), signal);
      const own = asked?.path ?? '';
      for (const body of bodies) {
        for (const status of [200, 404]) {
          for (const path of ['', own, ...PATHS]) {
            const found = source.read(question(part), [{ path, status, body, receivedAt }], live);
            expect([found.total === 0, found.isComplete]).toEqual([false, false]);
          }
        }
      }
    },
  );

  it('refuses a part of a record that is nested too deeply and keeps the rest', async () => {
    const { source } = await start();
    const deep = JSON.parse(`{"set_id":"deep","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`) as unknown;
    const body = { results: [deep, madeUpLabel('cisplatin')] };
    const found = source.read(question('labels'), [{ path: '/drug/label.json', status: 200, body, receivedAt }], live);
    expect([found.records.length, found.rejections[0]?.key]).toEqual([1, 'deep']);
  });

  it('does not depend on the order of exchanges or of the records in them', async () => {
    const started = await start();
    started.fake.put('label', ...madeUpCopies(30), madeUpLabel('sorafenib'));
    const asked = question('labels', sorafenib);
    const exchanges = await started.source.ask(asked, signal);
    expect(exchanges.length).toBeGreaterThan(2);
    const turned = [...exchanges].reverse().map((exchange) => {
      const results = valueAt(exchange.body, '/results');
      const body = Array.isArray(results)
        ? { ...(exchange.body as object), results: [...(results as unknown[])].reverse() }
        : exchange.body;
      return { ...exchange, body } satisfies Exchange;
    });
    expect(started.source.read(asked, turned, live)).toEqual(started.source.read(asked, exchanges, live));
  });

  it('keeps the newest of two records under one key', async () => {
    const { source } = await start();
    const rows = ['01/02/2026', '03/04/2026', '02/03/2026'].map((update_date) => ({
      package_ndc: '1-2-3',
      update_date,
    }));
    for (const results of [rows, [...rows].reverse()]) {
      const found = source.read(
        question('shortages'),
        [{ path: '/drug/shortages.json', status: 200, body: { results }, receivedAt }],
        live,
      );
      expect(found.records.map(({ sourceUpdatedAt }) => sourceUpdatedAt)).toEqual(['2026-03-04']);
      expect(found.notes).toContain('2 older of several entries for the same thing were left out.');
    }
  });
});

describe('the source', () => {
  it('says whose data it brings and that no medical decision rests on them', async () => {
    const { source } = await start();
    expect(source.about.attribution).toContain('https://open.fda.gov/terms/');
    expect(source.about.attribution).toContain('not validated');
    expect(source.parts.every(({ about }) => about === 'drug')).toBe(true);
  });

  it('has pointers that lead to the values it read', async () => {
    const { source } = await start();
    const raw = madeUpLabel('sorafenib');
    const path = '/drug/label.json';
    const { records } = source.read(
      question('labels'),
      [{ path, status: 200, body: { results: [raw] }, receivedAt: '' }],
      live,
    );
    const texts = [
      'indications',
      'adverseReactions',
      'pharmClassEpc',
      'brandNames',
      'uniis',
      'warningsAndCautions',
      'setId',
      'version',
    ];
    for (const field of texts) {
      expect(valueAt(raw, source.pointers.label[field] ?? 'none')).toEqual(valueAt(records[0]?.data, `/${field}`));
    }
  });

  it('is not to be asked for what it has not', async () => {
    const { source } = await start();
    await expect(source.ask(question('none'), signal)).rejects.toThrow('cannot be asked for "none"');
  });
});
