import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { FakePubMed, type MadeUpPublication } from '../../../test/support/fake-pubmed.js';
import type { Fault } from '../../../test/support/fault.js';
import { QuickTiming } from '../../../test/support/quick-timing.js';
import { valueAt } from '../../common/field-map.js';
import { HttpClient } from '../../common/http-client.js';
import { UpstreamError } from '../../common/upstream-error.js';
import type { Question } from '../../model/question.js';
import type { Answer, Exchange } from '../reference-source.js';
import { PubMedSource } from './source.js';

const KEY = 'made-up-key-0123456789';
const { signal } = new AbortController();
const running: FakePubMed[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((pubmed) => pubmed.stop()));
});

/** A recorded answer of the real service. */
function recordedText(file: string): string {
  return readFileSync(new URL(`../../../test/fixtures/pubmed/${file}`, import.meta.url), 'utf8');
}

function recorded(file: string): unknown {
  return JSON.parse(recordedText(`${file}.json`)) as unknown;
}

async function start(
  publications: readonly MadeUpPublication[] = [],
  contact: string | null = null,
): Promise<{ pubmed: FakePubMed; source: PubMedSource }> {
  const pubmed = await FakePubMed.start(publications);
  running.push(pubmed);
  const hosts = [{ baseUrl: pubmed.baseUrl, requestsPerMinute: 100_000 }];
  const http = new HttpClient({ hosts, timing: new QuickTiming(), timeLimits: { silence: 1_000, total: 10_000 } });
  return { pubmed, source: new PubMedSource(http, pubmed.baseUrl, { apiKey: KEY, contact }) };
}

function ofStudy(part: string, nctId = 'NCT00000007'): Question {
  return { part, about: { kind: 'study', subject: `study:${nctId}`, nctId } };
}

function ofTerms(...terms: string[]): Question {
  return { part: 'candidates', about: { kind: 'search', subject: 'claim:a-guide/a-claim', terms } };
}

function ofPublication(identifier: string): Question {
  return { part: 'citation', about: { kind: 'publication', subject: `publication:${identifier}`, identifier } };
}

async function answerTo(source: PubMedSource, question: Question): Promise<Answer & { exchanges: Exchange[] }> {
  const exchanges = await source.ask(question, signal);
  return { ...source.read(question, exchanges, { origin: 'live' }), exchanges };
}

function keysOf({ records }: Answer): string[] {
  return records.map(({ key }) => key);
}

async function failureOf(source: PubMedSource, question: Question): Promise<UpstreamError> {
  const outcome = await source.ask(question, signal).catch((error: unknown) => error);
  if (!(outcome instanceof UpstreamError)) throw new Error(`expected a failure; got ${JSON.stringify(outcome)}`);
  return outcome;
}

/** Exchanges as they would have reached us. */
function exchangesOf(search: unknown, summaries?: unknown): Exchange[] {
  const receivedAt = '2026-08-20T09:11:32.000Z';
  const stated = valueAt(search, '/esearchresult/retmax');
  const retmax = typeof stated === 'string' ? stated : '200';
  const first = { path: `/esearch.fcgi?term=x&retmax=${retmax}`, status: 200, body: search, receivedAt };
  return summaries === undefined ? [first] : [first, { ...first, path: '/esummary.fcgi?id=1', body: summaries }];
}

describe('publications and mentions of a study', () => {
  const publications: MadeUpPublication[] = [
    { pmid: '30', title: 'Both', nctIds: ['NCT00000007'], abstract: 'Registered as NCT00000007.' },
    { pmid: '9', title: 'States it only', nctIds: ['NCT00000007', 'NCT00000008'] },
    { pmid: '200', title: 'Names it only (NCT00000007)' },
    { pmid: '4', title: 'Another study', nctIds: ['NCT00000008'] },
  ];

  it('keeps apart who states the number and who names it', async () => {
    const { source } = await start(publications);
    const stated = await answerTo(source, ofStudy('publications'));
    const named = await answerTo(source, ofStudy('mentions'));
    expect([keysOf(stated), keysOf(named)]).toEqual([
      ['9', '30'],
      ['30', '200'],
    ]);
    expect(stated).toMatchObject({ total: 2, isComplete: true, rejections: [], notes: [], sourceUpdatedAt: null });
  });

  it('asks with one search and one request for summaries, naming itself', async () => {
    const { pubmed, source } = await start(publications, 'someone@example.org');
    await source.ask(ofStudy('publications'), signal);
    expect(pubmed.requests.map(({ path, query }) => [path, query])).toEqual([
      [
        '/entrez/eutils/esearch.fcgi',
        {
          ...{ db: 'pubmed', retmode: 'json', tool: 'trialweave', email: 'someone@example.org', api_key: KEY },
          ...{ term: 'NCT00000007[si]', retmax: '200' },
        },
      ],
      [
        '/entrez/eutils/esummary.fcgi',
        {
          ...{ db: 'pubmed', retmode: 'json', tool: 'trialweave', email: 'someone@example.org', api_key: KEY },
          id: '9,30',
        },
      ],
    ]);
  });

  it('sends no mail address that is none', async () => {
    const { pubmed, source } = await start([], 'https://example.org');
    await source.ask(ofStudy('publications'), signal);
    expect(pubmed.requests.map(({ query }) => 'email' in query)).toEqual([false]);
  });

  it('takes zero hits for an answer and asks nothing more', async () => {
    const { pubmed, source } = await start(publications);
    const answer = await answerTo(source, ofStudy('publications', 'NCT00000099'));
    expect(answer).toMatchObject({ records: [], rejections: [], total: 0, isComplete: true, notes: [] });
    expect(pubmed.requests).toHaveLength(1);
  });

  it('asks for 200 at most and says that there are more', async () => {
    const many = Array.from({ length: 230 }, (_, n) => ({ pmid: String(n + 1), nctIds: ['NCT00000007'] }));
    const { pubmed, source } = await start(many);
    const answer = await answerTo(source, ofStudy('publications'));
    expect(answer).toMatchObject({ total: 230, isComplete: false });
    expect(answer.records).toHaveLength(200);
    expect(pubmed.requests.map(({ query }) => 'retstart' in query)).toEqual([false, false]);
  });

  it('asks nothing about what is no registry number', async () => {
    const { pubmed, source } = await start();
    const answer = await answerTo(source, ofStudy('mentions', 'NCT1[si] OR cancer'));
    expect([pubmed.requests.length, answer.total, answer.notes.length]).toEqual([0, 0, 1]);
  });
});

describe('candidates for a claim', () => {
  const publications: MadeUpPublication[] = [
    { pmid: '1', title: 'Radiotherapy for liver cancer.', journal: 'Journal of Made-up Oncology : the journal' },
    { pmid: '2', title: 'Radiotherapy for liver cancer.', journal: 'Another journal', abstract: 'Targeted therapy.' },
    { pmid: '3', title: 'Radiotherapy.', abstract: 'Targeted therapy.' },
  ];
  const TERMS = ['radiotherapy', 'targeted therapy', 'liver cancer', 'Journal of Made-up Oncology'];

  it('finds what has every term, the name of its journal among them', async () => {
    const { pubmed, source } = await start(publications);
    const answer = await answerTo(source, ofTerms('radiotherapy', 'Liver  "cancer"', 'Journal of Made-up Oncology'));
    expect(answer).toMatchObject({ total: 1, isComplete: true, notes: [] });
    expect(keysOf(answer)).toEqual(['1']);
    expect(pubmed.requests[0]?.query).toMatchObject({
      term: '("radiotherapy"[tiab] OR "radiotherapy"[ta]) AND ("Liver cancer"[tiab] OR "Liver cancer"[ta]) AND ("Journal of Made-up Oncology"[tiab] OR "Journal of Made-up Oncology"[ta])',
      sort: 'relevance',
      retmax: '10',
    });
  });

  it('lets any one term go when nothing has them all, and says so', async () => {
    const { pubmed, source } = await start(publications);
    const answer = await answerTo(source, ofTerms(...TERMS));
    expect(keysOf(answer)).toEqual(['1', '2']);
    expect(answer.notes).toEqual(['No publication has all the terms; these have all but one of them.']);
    expect(pubmed.requests.map(({ path }) => path.slice(-13))).toEqual([
      '/esearch.fcgi',
      '/esearch.fcgi',
      'esummary.fcgi',
    ]);
  });

  it.each([
    ['two terms', ['radiotherapy', 'nothing such'], 1],
    ['terms too long to be sent twice', ['a', 'b', 'c'].map((letter) => letter.repeat(700)), 1],
    ['terms that are nowhere', ['nothing', 'such', 'here'], 2],
  ])('searches no further for %s', async (_, terms, requests) => {
    const { pubmed, source } = await start(publications);
    expect(await answerTo(source, ofTerms(...terms))).toMatchObject({
      records: [],
      total: 0,
      isComplete: true,
      notes: [],
    });
    expect(pubmed.requests).toHaveLength(requests);
  });

  it('says nothing of a claim without terms', async () => {
    const { pubmed, source } = await start();
    expect(await answerTo(source, ofTerms('" "'))).toMatchObject({ records: [], total: null, isComplete: false });
    expect(pubmed.requests).toEqual([]);
  });

  it('names the terms that PubMed dropped, as a recorded search did', async () => {
    const { source } = await start();
    const { notes, total } = source.read(ofTerms('APC', 'p.E1317Q'), exchangesOf(recorded('esearch_term_dropped')), {
      origin: 'live',
    });
    expect([total, notes]).toEqual([40_362, ['PubMed did not search for "p.E1317Q" as it stands.']]);
  });

  it('finds no fault with a recorded search that was done as asked', async () => {
    const { source } = await start();
    const search = exchangesOf(recorded('esearch_two_terms'));
    expect(source.read(ofTerms('pten', 'D326N'), search, { origin: 'live' })).toMatchObject({ total: 3, notes: [] });
  });
});

describe('a stated publication', () => {
  const publications: MadeUpPublication[] = [
    { pmid: '17', doi: '10.1000/Made.Up(17)' },
    { pmid: '18', doi: '10.1000/made.up.18' },
  ];

  it.each([
    ['pmid:17', '17[uid]'],
    ['pmid:00000017', '17[uid]'],
    ['doi:10.1000/made.up(17)', '"10.1000/made.up(17)"[doi]'],
  ])('is found by %s', async (identifier, term) => {
    const { pubmed, source } = await start(publications);
    const answer = await answerTo(source, ofPublication(identifier));
    expect(keysOf(answer)).toEqual(['17']);
    expect(answer).toMatchObject({ total: 1, isComplete: true, notes: [] });
    expect(pubmed.requests[0]?.query['term']).toBe(term);
  });

  it.each([
    ['pmid:99', 1, 'PubMed has no publication with the number 99.'],
    ['doi:10.1000/none', 1, 'PubMed has no publication with the DOI 10.1000/none.'],
    ['pmid:123456789', 0, 'pmid:123456789 is neither a PubMed id nor a DOI.'],
    ['pmid:ABC123', 0, 'pmid:ABC123 is neither a PubMed id nor a DOI.'],
  ])('is missing for certain under %s', async (identifier, requests, note) => {
    const { pubmed, source } = await start(publications);
    const answer = await answerTo(source, ofPublication(identifier));
    expect(answer).toMatchObject({ records: [], rejections: [], total: 0, isComplete: true, notes: [note] });
    expect(pubmed.requests).toHaveLength(requests);
  });

  it('is not missing when only its summary cannot be had', async () => {
    const { pubmed, source } = await start(publications);
    const body = { result: { uids: ['17'], '17': { uid: '17', error: 'cannot get document summary' } } };
    pubmed.fault({ fault: { kind: 'json', body }, path: 'esummary' });
    const answer = await answerTo(source, ofPublication('pmid:17'));
    expect(answer).toMatchObject({ records: [], total: 1, isComplete: false, notes: [] });
    expect(answer.rejections.map(({ key }) => key)).toEqual(['17']);
  });

  it('is not another one that a search for parts of its DOI found', async () => {
    const { pubmed, source } = await start(publications);
    const esearchresult = { count: '2', idlist: ['17', '18'] };
    pubmed.fault({ fault: { kind: 'json', body: { esearchresult } }, path: 'esearch' });
    const answer = await answerTo(source, ofPublication('doi:10.1000/made.up.18'));
    expect(keysOf(answer)).toEqual(['18']);
    expect(answer).toMatchObject({ total: 1, isComplete: true });
    expect(answer.notes).toEqual(['PubMed also found publications with another DOI, which were left out.']);
  });
});

describe('reading', () => {
  const receipt = { origin: 'live' } as const;

  it('reads a recorded record field by field', async () => {
    const { source } = await start();
    const exchanges = exchangesOf(recorded('esearch_one'), recorded('esummary_one'));
    const [record] = source.read(ofPublication('pmid:31452104'), exchanges, receipt).records;
    expect(record).toMatchObject({
      key: '31452104',
      url: 'https://pubmed.ncbi.nlm.nih.gov/31452104/',
      retrievedAt: '2026-08-20T09:11:32.000Z',
      sourceUpdatedAt: null,
      dataDate: null,
      origin: 'live',
      problems: [],
      raw: { uid: '31452104', sortpubdate: '2019/01/01 00:00' },
    });
    expect(record?.data).toEqual({
      kind: 'publication',
      pmid: '31452104',
      title: 'Molegro Virtual Docker for Docking.',
      journal: 'Methods in molecular biology (Clifton, N.J.)',
      publishedOn: '2019',
      authors: ['Bitencourt-Ferreira G', 'de Azevedo WF Jr'],
      doi: '10.1007/978-1-4939-9752-7_10',
      pmcid: null,
      publicationTypes: ['Journal Article', "Research Support, Non-U.S. Gov't"],
      languages: ['eng'],
    });
    expect(Object.keys(source.pointers.publication).sort()).toEqual(
      Object.keys(record?.data ?? {})
        .filter((field) => field !== 'kind')
        .sort(),
    );
  });

  it('does not depend on the order of the exchanges, nor on that of the ids', async () => {
    const { source } = await start([
      { pmid: '10', nctIds: ['NCT00000007'] },
      { pmid: '9', nctIds: ['NCT00000007'] },
    ]);
    const question = ofStudy('publications');
    const exchanges = await source.ask(question, signal);
    const straight = source.read(question, exchanges, receipt);
    expect(source.read(question, [...exchanges].reverse(), receipt)).toEqual(straight);
    expect(keysOf(straight)).toEqual(['9', '10']);
  });

  it('does not take a count of citing articles for a change', async () => {
    const { pubmed, source } = await start([{ pmid: '17' }]);
    const hashes: (string | undefined)[] = [];
    for (const change of [{}, { pmcrefcount: 12 }, { pubtype: ['Retracted Publication'] }]) {
      const answer = await answerTo(source, ofPublication('pmid:17'));
      pubmed.putSummary({ ...(answer.records[0]?.raw as object), ...change });
      hashes.push((await answerTo(source, ofPublication('pmid:17'))).records[0]?.contentHash);
    }
    expect([hashes[0] === hashes[1], hashes[1] === hashes[2]]).toEqual([true, false]);
  });

  it.each([
    ['no title', { uid: '1' }],
    ['a blank title', { uid: '1', title: '<i> </i>' }],
    ['another number', { uid: '2', title: 'Made up' }],
    ['no object', 'text'],
    ['too much', { uid: '1', title: 'x'.repeat(2 * 1024 * 1024) }],
    ['nothing', undefined],
    ['an error in place of a record', { uid: '1', error: 'cannot get document summary' }],
    ['too deep a nest', { uid: '1', title: 'Made up', history: nest(20_000) }],
  ])('rejects a record with %s and keeps the one beside it', async (_, bad) => {
    const { source } = await start();
    const result = { uids: ['1', '3'], '1': bad, '3': { uid: '3', title: 'Made up' } };
    const exchanges = exchangesOf({ esearchresult: { count: '2', idlist: ['1', '3'] } }, { result });
    const answer = source.read(ofStudy('publications'), exchanges, receipt);
    expect(keysOf(answer)).toEqual(['3']);
    expect(answer.rejections.map(({ key }) => key)).toEqual(['1']);
    expect(answer).toMatchObject({ total: 2, isComplete: false });
  });

  it('keeps a record with an odd field, tells which, and takes U+0000 out', async () => {
    const { source } = await start();
    const odd = { uid: '1', title: 'Made\0 up', pubdate: '1998 Dec-1999 Jan', authors: [{ name: 'A' }, {}], lang: 3 };
    const exchanges = exchangesOf(
      { esearchresult: { count: '1', idlist: ['1'] } },
      { result: { uids: ['1'], '1': odd } },
    );
    const [record] = source.read(ofStudy('publications'), exchanges, receipt).records;
    expect(record?.data).toMatchObject({ title: 'Made up', publishedOn: null, authors: ['A'], languages: [] });
    expect(record?.problems.map(({ field }) => field)).toEqual(['publishedOn', 'authors.1', 'languages']);
  });

  it.each([
    ['nothing', []],
    ['a strange search', exchangesOf({ esearchresult: {} })],
    ['an error', exchangesOf(recorded('error_429'))],
    ['a text', exchangesOf('<html>')],
    ['another service', [{ path: '/efetch.fcgi?id=1', status: 200, body: {}, receivedAt: '2026-08-20T00:00:00.000Z' }]],
  ])('never takes %s for "nothing found"', async (_, exchanges: Exchange[]) => {
    const { source } = await start();
    const answer = source.read(ofStudy('publications'), exchanges, receipt);
    expect(answer).toMatchObject({ records: [], total: null, isComplete: false });
    expect(answer.rejections).toHaveLength(exchanges.length);
  });
});

/** A list in a list in a list. */
function nest(depth: number): unknown {
  let value: unknown = [];
  for (let n = 0; n < depth; n++) value = [value];
  return value;
}

describe('answers that are not to be believed', () => {
  const search = (esearchresult: object): unknown => ({ header: { type: 'esearch' }, esearchresult });

  it.each([
    ['an error', search({ ERROR: 'Search Backend failed: made up' })],
    ['an error at the top', { error: 'API rate limit exceeded', 'api-key': KEY, count: '11', limit: '10' }],
    ['no result', {}],
    ['no list', search({ count: '0' })],
    ['no count', search({ idlist: [] })],
    ['a count that is no number', search({ count: 'many', idlist: [] })],
    ['a number that is no PubMed id', search({ count: '1', idlist: ['ABC123'] })],
    ['hits without a list of them', search({ count: '12', idlist: [] })],
    [
      'fewer ids than hits and asked for',
      search({ count: '37', idlist: Array.from({ length: 20 }, (_, n) => String(n + 1)) }),
    ],
    ['the same id again in place of others', search({ count: '2', idlist: ['1', '1'] })],
    ['more ids than hits', search({ count: '1', idlist: ['1', '2'] })],
    ['a field that was left out', search({ count: '1', idlist: ['1'], errorlist: { fieldsnotfound: ['si'] } })],
    [
      'hits for what was not found',
      search({ count: '1', idlist: ['1'], errorlist: { phrasesnotfound: ['NCT00000007[si]'] } }),
    ],
  ])('are a failure: a search with %s', async (_, body) => {
    const { pubmed, source } = await start();
    pubmed.fault({ fault: { kind: 'json', body }, times: 9 });
    const error = await failureOf(source, ofStudy('publications'));
    expect(error.kind).toBe('contract');
    expect(error.message).not.toContain(KEY);
  });

  it.each([
    ['a recorded error', recorded('esummary_no_number')],
    ['no result', {}],
    ['no list', { result: {} }],
    ['an empty list', { result: { uids: [] } }],
  ])('are a failure: summaries with %s', async (_, body) => {
    const { pubmed, source } = await start([{ pmid: '1', nctIds: ['NCT00000007'] }]);
    pubmed.fault({ fault: { kind: 'json', body }, path: 'esummary', times: 9 });
    expect((await failureOf(source, ofStudy('publications'))).kind).toBe('contract');
  });

  it('takes a number that is not in the index for zero hits', async () => {
    const { pubmed, source } = await start();
    const errorlist = { phrasesnotfound: ['NCT00000007[si]'], fieldsnotfound: [] };
    pubmed.fault({ fault: { kind: 'json', body: search({ count: '0', idlist: [], errorlist }) } });
    expect(await answerTo(source, ofStudy('publications'))).toMatchObject({ total: 0, isComplete: true });
  });

  it('asks again after a bad answer', async () => {
    const { pubmed, source } = await start([{ pmid: '1', nctIds: ['NCT00000007'] }]);
    pubmed.fault({ fault: { kind: 'json', body: search({ ERROR: 'made up' }) } });
    expect(keysOf(await answerTo(source, ofStudy('publications')))).toEqual(['1']);
  });
});

describe('upsets', () => {
  const tooMany = recordedText('error_429.json').replace('[redacted capture-host IP]', KEY);

  it.each<[string, Fault, string]>([
    ['429 in JSON that repeats the key', { kind: 'text', status: 429, body: tooMany }, 'rate-limited'],
    ['429 with Retry-After', { kind: 'too-many-requests', retryAfter: '1' }, 'rate-limited'],
    [
      '400 that repeats the key',
      { kind: 'text', status: 400, body: `{"error":"API key invalid","api-key":"${KEY}"}` },
      'http',
    ],
    ['403 with a page', { kind: 'forbidden-html' }, 'html'],
    ['200 with a page', { kind: 'html' }, 'html'],
    ['500', { kind: 'server-error' }, 'http'],
    ['a body cut in its JSON', { kind: 'cut', how: 'json' }, 'malformed'],
    ['a body cut in its packing', { kind: 'cut', how: 'gzip' }, 'malformed'],
    ['a connection that breaks off', { kind: 'cut', how: 'connection' }, 'network'],
    ['silence', { kind: 'stall' }, 'timeout'],
    ['the recorded page of a redirect', { kind: 'text', status: 200, body: recordedText('redirect_301.html') }, 'html'],
    [
      'a raw line break in an error',
      { kind: 'text', status: 200, body: '{"esearchresult":{"ERROR":"a\nb"}}' },
      'malformed',
    ],
    ['a redirect to another host', { kind: 'redirect', status: 301, location: 'https://example.org/' }, 'http'],
  ])('fails with %s, then recovers, and never shows the key', async (_, fault, kind) => {
    const { pubmed, source } = await start([{ pmid: '1', nctIds: ['NCT00000007'] }], 'someone@example.org');
    pubmed.fault({ fault, times: 9 });
    const error = await failureOf(source, ofStudy('publications'));
    expect(error.kind).toBe(kind);
    expect(JSON.stringify([error, error.message, error.stack])).not.toMatch(/made-up-key|someone|api_key/);
    pubmed.faults.clear();
    const answer = await answerTo(source, ofStudy('publications'));
    expect(keysOf(answer)).toEqual(['1']);
    expect(JSON.stringify(answer.exchanges)).not.toMatch(/made-up-key|someone|api_key/);
  });

  it('follows a redirect on the host, and finds the page there', async () => {
    const { pubmed, source } = await start();
    pubmed.fault({ fault: { kind: 'redirect', status: 301, location: '/moved.html' } });
    pubmed.fault({ fault: { kind: 'html' }, path: '/moved.html', times: 9 });
    pubmed.fault({ fault: { kind: 'redirect', status: 301, location: '/moved.html' }, times: 9 });
    const error = await failureOf(source, ofStudy('publications'));
    expect([error.kind, error.message.includes(KEY)]).toEqual(['html', false]);
  });

  it('takes no endless body', async () => {
    const { pubmed, source } = await start();
    pubmed.fault({ fault: { kind: 'oversized', bytes: 17 * 1024 * 1024 }, times: 9 });
    expect((await failureOf(source, ofStudy('publications'))).kind).toBe('too-large');
  });
});
