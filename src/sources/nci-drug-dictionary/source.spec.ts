import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { FakeNciDrugDictionary } from '../../../test/support/fake-nci-drug-dictionary.js';
import type { Fault } from '../../../test/support/fault.js';
import { QuickTiming } from '../../../test/support/quick-timing.js';
import { valueAt } from '../../common/field-map.js';
import { HttpClient } from '../../common/http-client.js';
import { UpstreamError } from '../../common/upstream-error.js';
import type { Question } from '../../model/question.js';
import type { DictionaryTerm } from '../../model/reference-record.js';
import type { Answer, Exchange } from '../reference-source.js';
import { prettyUrlNameOf } from './contract.js';
import { NciDrugDictionarySource } from './source.js';

const LIVE = { origin: 'live' } as const;
const RECEIVED = '2026-11-24T09:00:00.000Z';
const { signal } = new AbortController();
const running: FakeNciDrugDictionary[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((fake) => fake.stop()));
});

type Stated = { name: string; synonyms?: string[]; brands?: string[]; codes?: string[] };

function questionOf({ name, synonyms = [], brands = [], codes = [] }: Stated): Question {
  const identifiers = codes.map((code) => ({ system: 'ncit', code, label: null, origin: 'made up' }));
  const names = { preferred: name, synonyms, brands, codes: [] };
  return { part: 'term', about: { kind: 'drug', subject: `drug:${name}`, drug: { drugId: name, names, identifiers } } };
}

function recorded(name: string): unknown {
  const file = new URL(`../../../test/fixtures/nci-drug-dictionary/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** A made-up term in the service's shape. */
function madeUpTerm(termId: number, name: string, more: object = {}): object {
  return {
    aliases: [],
    definition: { html: 'Made <b>up</b>', text: 'Made up' },
    drugInfoSummaryLink: null,
    nciConceptId: `C${String(termId)}`,
    nciConceptName: name,
    termId,
    name,
    firstLetter: name.slice(0, 1),
    type: 'DrugTerm',
    termNameType: 'PreferredName',
    prettyUrlName: name.replaceAll(' ', '-'),
    ...more,
  };
}

async function start(
  terms: readonly unknown[],
): Promise<{ fake: FakeNciDrugDictionary; source: NciDrugDictionarySource }> {
  const fake = await FakeNciDrugDictionary.start(terms);
  running.push(fake);
  const hosts = [{ baseUrl: fake.baseUrl, requestsPerMinute: 100_000 }];
  const http = new HttpClient({ hosts, timing: new QuickTiming(), timeLimits: { silence: 1_000, total: 10_000 } });
  return { fake, source: new NciDrugDictionarySource(http, fake.baseUrl) };
}

async function answerTo(source: NciDrugDictionarySource, stated: Stated): Promise<Answer> {
  const question = questionOf(stated);
  const exchanges = await source.ask(question, signal);
  const answer = source.read(question, exchanges, LIVE);
  expect(source.read(question, [...exchanges].reverse(), LIVE)).toEqual(answer);
  return answer;
}

function termIn({ records }: Answer): DictionaryTerm {
  const [record] = records;
  if (record?.data.kind !== 'term') throw new Error('no term was read');
  return record.data;
}

function exchange(path: string, body: unknown, status = 200): Exchange {
  return { path, status, body, receivedAt: RECEIVED };
}

const offline = new NciDrugDictionarySource(new HttpClient({ hosts: [] }), 'http://127.0.0.1:9');

describe('reading recorded bodies', () => {
  it('maps nivolumab', () => {
    const body = recorded('nivolumab');
    const question = questionOf({ name: 'nivolumab', codes: ['C68814'] });
    const answer = offline.read(question, [exchange('/Drugs/nivolumab', body)], { origin: 'bundled' });
    expect(answer).toMatchObject({ total: 1, isComplete: true, notes: [], rejections: [], sourceUpdatedAt: null });
    expect(answer.records[0]).toMatchObject({
      key: '539733',
      url: 'https://www.cancer.gov/publications/dictionaries/cancer-drug/def/nivolumab',
      retrievedAt: RECEIVED,
      origin: 'bundled',
      problems: [],
    });
    expect(answer.records[0]?.raw).toBe(body);
    expect(termIn(answer)).toMatchObject({
      kind: 'term',
      termId: '539733',
      name: 'nivolumab',
      nciConceptId: 'C68814',
      nciConceptName: 'Nivolumab',
      prettyUrlName: 'nivolumab',
      summaryUrl: 'https://www.cancer.gov/about-cancer/treatment/drugs/nivolumab',
    });
    expect(termIn(answer).definition).toContain('binds to and blocks the activation of PD-1');
    expect(termIn(answer).aliases).toContainEqual({ type: 'USBrandName', name: 'Opdivo' });
  });

  it.each([
    ['pembrolizumab', 'C106432', '695789'],
    ['bevacizumab', 'C2039', '43234'],
    ['atezolizumab', 'C106250', '702758'],
  ])('maps %s without a problem, every pointer leading into the body', (name, code, key) => {
    const body = recorded(name);
    const { records } = offline.read(questionOf({ name, codes: [code] }), [exchange(`/Drugs/${name}`, body)], LIVE);
    expect(records[0]).toMatchObject({ key, problems: [] });
    const { kind, ...fields } = termIn({ records } as Answer);
    expect(kind).toBe('term');
    expect(Object.keys(offline.pointers.term).sort()).toEqual(Object.keys(fields).sort());
    expect(Object.values(offline.pointers.term).filter((at) => valueAt(body, at) === undefined)).toEqual([]);
  });

  it('takes a term from a recorded search, with what is null there empty', () => {
    const exchanges = [
      exchange('/Drugs/palbociclib', { Message: 'No result found.' }, 404),
      exchange(
        '/Drugs/search?query=palbociclib&matchType=Begins&size=200&from=0',
        recorded('name-match-begin-exact-preferred'),
      ),
    ];
    expect(termIn(offline.read(questionOf({ name: 'palbociclib' }), exchanges, LIVE)).termId).toBe('454586');
    const alias = [
      exchange('/Drugs/72559-06-9', { Message: 'No result found.' }, 404),
      exchange(
        '/Drugs/search?query=72559-06-9&matchType=Begins&size=200&from=0',
        recorded('name-match-begin-exact-alias'),
      ),
    ];
    const byAlias = offline.read(questionOf({ name: '72559-06-9', codes: ['C1408'] }), alias, LIVE);
    expect(termIn(byAlias)).toMatchObject({ name: 'rifabutin', summaryUrl: null });
  });

  it('reports an odd field and keeps the rest, without U+0000 and without the HTML', () => {
    const body = madeUpTerm(1, 'madeupinib', {
      aliases: [{ type: 'CodeName' }, { type: 'CodeName', name: 'MU\u0000-1' }],
      definition: { html: '<script>alert(1)</script>', text: null },
      drugInfoSummaryLink: { uri: 'javascript:alert(1)', text: 'x' },
      nciConceptName: 7,
    });
    const answer = offline.read(
      questionOf({ name: 'madeupinib', codes: ['C1'] }),
      [exchange('/Drugs/madeupinib', body)],
      LIVE,
    );
    expect(termIn(answer)).toMatchObject({
      aliases: [{ type: 'CodeName', name: 'MU-1' }],
      definition: null,
      summaryUrl: null,
      nciConceptName: null,
    });
    expect(JSON.stringify(termIn(answer))).not.toContain('script');
    expect(answer.records[0]?.problems.map(({ field }) => field).sort()).toEqual([
      'aliases.0',
      'aliases.0.name',
      'nciConceptName',
      'summaryUrl',
    ]);
  });

  it.each<[string, Exchange[]]>([
    ['nothing', []],
    ['a missing search', [exchange('/Drugs/madeupinib', { Message: 'No result found.' }, 404)]],
    ['another 404', [exchange('/Drugs/madeupinib', 'Not found', 404)]],
    ['a list', [exchange('/Drugs/madeupinib', [])]],
    ['a term without a name', [exchange('/Drugs/madeupinib', madeUpTerm(1, ' '))]],
    ['too much', [exchange('/Drugs/madeupinib', madeUpTerm(1, 'madeupinib', { filler: 'x'.repeat(2 * 1024 * 1024) }))]],
    ['too deep', [exchange('/Drugs/madeupinib', madeUpTerm(1, 'madeupinib', { deep: deep(50_000) }))]],
  ])('rejects %s, and does not say that there is nothing', (_, exchanges) => {
    const answer = offline.read(questionOf({ name: 'madeupinib' }), exchanges, LIVE);
    expect(answer).toMatchObject({ records: [], total: null, isComplete: false });
    expect(answer.rejections).toHaveLength(1);
  });

  it('is not asked about anything but drugs', async () => {
    const question: Question = { part: 'term', about: { kind: 'search', subject: 'claim:a/b', terms: ['x'] } };
    expect(await offline.ask(question, signal)).toEqual([]);
    expect(offline.read(question, [], LIVE)).toMatchObject({ records: [], total: null });
  });
});

function deep(levels: number): unknown {
  let value: unknown = null;
  for (let level = 0; level < levels; level++) value = { value };
  return value;
}

describe('the name of a page', () => {
  it.each([
    ['nivolumab', 'nivolumab'],
    ['letrozole/palbociclib regimen', 'letrozole-palbociclib-regimen'],
    ['CD40 agonist monoclonal antibody CP-870,893', 'cd40-agonist-monoclonal-antibody-cp-870893'],
    ['monoclonal antibody A27.15', 'monoclonal-antibody-a2715'],
    ['5-fluorouracil', '5-fluorouracil'],
    ['9877', null],
    ['Search', null],
    ['αβ', null],
  ])('of %s is %s', (name, prettyUrlName) => {
    expect(prettyUrlNameOf(name)).toBe(prettyUrlName);
  });
});

describe('choosing the term', () => {
  const salt = madeUpTerm(2, 'madeupinib tosylate', { aliases: [{ type: 'Synonym', name: 'Madeup  Salt' }] });
  const regimen = madeUpTerm(3, 'madeupinib/otherinib regimen', {
    aliases: [{ type: 'USBrandName', name: 'Twobrand' }],
  });
  const plain = madeUpTerm(1, 'madeupinib');
  const uncoded = madeUpTerm(4, 'madeupinib', { nciConceptId: null });
  const twin = madeUpTerm(5, 'madeupinib twin', { aliases: [{ type: 'Synonym', name: 'madeupinib' }] });
  const triplet = madeUpTerm(6, 'madeupinib triplet', { aliases: [{ type: 'Synonym', name: 'MADEUPINIB' }] });
  const aliasTerm = { ...plain, type: 'DrugAlias' };

  it.each<{ what: string; terms: object[]; stated: Stated; key: string | null; note: RegExp | null; requests: number }>(
    [
      {
        what: 'by name and code',
        terms: [plain, salt],
        stated: { name: 'Madeupinib', codes: ['c1'] },
        key: '1',
        note: null,
        requests: 1,
      },
      {
        what: 'by name only',
        terms: [plain],
        stated: { name: 'madeupinib' },
        key: '1',
        note: /found by name only/,
        requests: 1,
      },
      {
        what: 'by name, without a code of its own',
        terms: [uncoded],
        stated: { name: 'madeupinib', codes: ['C1'] },
        key: '4',
        note: /found by name only/,
        requests: 1,
      },
      {
        what: 'not against a stated code',
        terms: [plain],
        stated: { name: 'madeupinib', codes: ['C9'] },
        key: null,
        note: /"madeupinib" is concept C1, the guide states C9; it was not taken/,
        requests: 2,
      },
      {
        what: 'by a stated synonym',
        terms: [salt],
        stated: { name: 'madeupinib', synonyms: ['madeupinib tosylate'], codes: ['C1', 'C2'] },
        key: '2',
        note: null,
        requests: 2,
      },
      {
        what: 'by an alias that is a stated synonym',
        terms: [salt],
        stated: { name: 'madeupinib', synonyms: ['madeup salt'] },
        key: '2',
        note: /by name only/,
        requests: 2,
      },
      {
        what: 'not a salt that is not stated',
        terms: [salt],
        stated: { name: 'madeupinib' },
        key: null,
        note: /asked for "madeupinib" by name and by terms/,
        requests: 2,
      },
      {
        what: 'not by a brand, which may hold more',
        terms: [regimen],
        stated: { name: 'madeupinib', brands: ['Twobrand'] },
        key: null,
        note: /asked for/,
        requests: 2,
      },
      {
        what: 'by an alias',
        terms: [twin],
        stated: { name: 'madeupinib' },
        key: '5',
        note: /by name only/,
        requests: 2,
      },
      {
        what: 'not one of two aliases',
        terms: [twin, triplet],
        stated: { name: 'madeupinib' },
        key: null,
        note: /Several terms .*"madeupinib triplet", "madeupinib twin"/,
        requests: 2,
      },
      {
        what: 'one of two aliases by its code',
        terms: [twin, triplet],
        stated: { name: 'madeupinib', codes: ['C6'] },
        key: '6',
        note: /twin" is concept C5/,
        requests: 2,
      },
      {
        what: 'not what is no term',
        terms: [aliasTerm],
        stated: { name: 'madeupinib' },
        key: null,
        note: /asked for/,
        requests: 2,
      },
      {
        what: 'not from an empty dictionary',
        terms: [],
        stated: { name: 'madeupinib' },
        key: null,
        note: /asked for/,
        requests: 2,
      },
      {
        what: 'not by a number, which is an id',
        terms: [plain],
        stated: { name: '1' },
        key: null,
        note: /asked for/,
        requests: 1,
      },
    ],
  )('$what', async ({ terms, stated, key, note, requests }) => {
    const { fake, source } = await start(terms);
    const answer = await answerTo(source, stated);
    expect(answer).toMatchObject({ total: key === null ? 0 : 1, isComplete: true, rejections: [] });
    expect(answer.records.map((record) => record.key)).toEqual(key === null ? [] : [key]);
    if (note === null) expect(answer.notes).toEqual([]);
    else expect(answer.notes.join('\n')).toMatch(note);
    expect(fake.requests).toHaveLength(requests);
  });

  it('says when there were more terms than were looked at', async () => {
    const crowd = Array.from({ length: 205 }, (_, n) => madeUpTerm(1_000 + n, `madeupinib ${String(n)}`));
    const { source } = await start(crowd);
    const answer = await answerTo(source, { name: 'madeupinib' });
    expect(answer).toMatchObject({ records: [], total: 0, isComplete: false });
    expect(answer.notes.at(-1)).toMatch(/^5 further terms/);
  });
});

describe('faults', () => {
  const stated: Stated = { name: 'nivolumab', codes: ['C68814'] };

  it.each<[string, Fault, string]>([
    ['403 with a page', { kind: 'forbidden-html' }, 'html'],
    ['403', { kind: 'text', status: 403, body: 'Forbidden' }, 'http'],
    ['429', { kind: 'too-many-requests', retryAfter: '1' }, 'rate-limited'],
    ['500', { kind: 'server-error' }, 'http'],
    ['404 of another kind', { kind: 'text', status: 404, body: 'Not found' }, 'contract'],
    ['404 with another message', { kind: 'text', status: 404, body: '{"Message":"No such route"}' }, 'contract'],
    ['404 with a page', { kind: 'text', status: 404, body: '<!doctype html><p>Gone' }, 'html'],
    ['400', { kind: 'text', status: 400, body: '{"Message":"Not a valid ID."}' }, 'http'],
    ['a page', { kind: 'html' }, 'html'],
    ['a cut body', { kind: 'cut', how: 'json' }, 'malformed'],
    ['silence', { kind: 'stall' }, 'timeout'],
    ['another object', { kind: 'json', body: { message: 'down for maintenance' } }, 'contract'],
    ['an empty object', { kind: 'json', body: {} }, 'contract'],
    ['a list', { kind: 'json', body: [] }, 'contract'],
    ['null', { kind: 'json', body: null }, 'contract'],
    ['an id as a text', { kind: 'json', body: { termId: '1', name: 'nivolumab', type: 'DrugTerm' } }, 'contract'],
  ])('%s that lasts is an error, at the page as in the search', async (_, fault, kind) => {
    for (const path of ['/Drugs/nivolumab', '/Drugs/search']) {
      const { fake, source } = await start([]);
      fake.fault({ fault, path, times: 99 });
      const failure = await source.ask(questionOf(stated), signal).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(UpstreamError);
      expect(failure).toMatchObject({ kind });
    }
  });

  it('recovers from passing faults within one question', async () => {
    const { fake, source } = await start([recorded('nivolumab')]);
    fake.fault({ fault: { kind: 'server-error' } });
    fake.fault({ fault: { kind: 'cut', how: 'gzip' } });
    expect((await answerTo(source, stated)).records).toHaveLength(1);
    expect(fake.requests.map(({ status }) => status)).toEqual([500, 200, 200]);
  });

  it('rejects a record of 10 MB', async () => {
    const { fake, source } = await start([]);
    const body = madeUpTerm(1, 'nivolumab', { nciConceptId: 'C68814', filler: 'x'.repeat(10_000_000) });
    fake.fault({ fault: { kind: 'json', body } });
    expect(await answerTo(source, stated)).toMatchObject({ records: [], total: null, rejections: [{ key: null }] });
  });
});
