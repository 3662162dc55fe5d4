import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { MADE_UP_CONCEPTS } from '../../../test/fixtures/rxnorm/made-up-concepts.js';
import { FakeRxNorm, type FakeConcept } from '../../../test/support/fake-rxnorm.js';
import type { Fault } from '../../../test/support/fault.js';
import { QuickTiming } from '../../../test/support/quick-timing.js';
import { valueAt } from '../../common/field-map.js';
import { HttpClient } from '../../common/http-client.js';
import { UpstreamError } from '../../common/upstream-error.js';
import type { FollowedDrug, Question } from '../../model/question.js';
import type { RxNormConcept } from '../../model/reference-record.js';
import type { Answer, Exchange } from '../reference-source.js';
import { RxNormSource } from './source.js';

const LIVE = { origin: 'live' } as const;
const RECEIVED = '2026-11-24T09:00:00.000Z';
const { signal } = new AbortController();
const running: FakeRxNorm[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((fake) => fake.stop()));
});

type Stated = { name: string; rxcuis?: string[]; uniis?: string[] };

function drugOf({ name, rxcuis = [], uniis = [] }: Stated): FollowedDrug {
  const identifier = (system: string) => (code: string) => ({ system, code, label: null, origin: 'made up' });
  return {
    drugId: name,
    names: { preferred: name, synonyms: [], brands: [], codes: [] },
    identifiers: [...rxcuis.map(identifier('rxnorm')), ...uniis.map(identifier('unii'))],
  };
}

function questionOf(stated: Stated): Question {
  const drug = drugOf(stated);
  return { part: 'concept', about: { kind: 'drug', subject: `drug:${drug.drugId}`, drug } };
}

async function start(concepts: readonly FakeConcept[]): Promise<{ fake: FakeRxNorm; source: RxNormSource }> {
  const fake = await FakeRxNorm.start(concepts);
  running.push(fake);
  const hosts = [{ baseUrl: fake.baseUrl, requestsPerMinute: 100_000 }];
  const http = new HttpClient({ hosts, timing: new QuickTiming(), timeLimits: { silence: 200, total: 2_000 } });
  return { fake, source: new RxNormSource(http, fake.baseUrl) };
}

async function answerTo(source: RxNormSource, stated: Stated): Promise<Answer> {
  const question = questionOf(stated);
  return source.read(question, await source.ask(question, signal), LIVE);
}

function conceptIn({ records }: Answer): RxNormConcept {
  const [record] = records;
  if (record?.data.kind !== 'concept') throw new Error('no concept was read');
  return record.data;
}

function recorded(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../test/fixtures/rxnorm/${name}.json`, import.meta.url), 'utf8'));
}

/** Recorded bodies about aspirin; no history status was ever recorded, so that one is made up. */
function aspirinExchanges(): Exchange[] {
  const relas = 'relas=has_epc+has_moa+has_pe';
  const bodies: Record<string, unknown> = {
    '/rxcui/1191/historystatus.json': { rxcuiStatusHistory: { metaData: { status: 'Active' } } },
    '/rxcui/1191/properties.json': recorded('properties_aspirin'),
    '/rxcui/1191/allProperties.json?prop=codes': recorded('allProperties_codes_aspirin'),
    '/rxcui/1191/related.json?tty=BN+PIN': recorded('related_empty'),
    '/rxclass/class/byRxcui.json?rxcui=1191&relaSource=ATC': recorded('rxclass_byRxcui_aspirin_ATC'),
    [`/rxclass/class/byRxcui.json?rxcui=1191&relaSource=FDASPL&${relas}`]: recorded('rxclass_empty'),
    [`/rxclass/class/byRxcui.json?rxcui=1191&relaSource=DAILYMED&${relas}`]: recorded('rxclass_empty'),
    [`/rxclass/class/byRxcui.json?rxcui=1191&relaSource=MEDRT&${relas}`]: recorded('rxclass_empty'),
  };
  return Object.entries(bodies).map(([path, body]) => ({ path, status: 200, body, receivedAt: RECEIVED }));
}

/** The exchanges with another body for one path. */
function withBody(exchanges: Exchange[], path: string, body: unknown): Exchange[] {
  if (!exchanges.some((one) => one.path.includes(path))) throw new Error(`${path} was not asked`);
  return exchanges.map((one) => (one.path.includes(path) ? { ...one, body } : one));
}

const offline = new RxNormSource(new HttpClient({ hosts: [] }), 'http://127.0.0.1:9');
const aspirin = questionOf({ name: 'aspirin', rxcuis: ['1191'], uniis: ['R16CO5Y76E'] });

describe('reading recorded answers', () => {
  it('maps aspirin, without the class of a combination with it', () => {
    const answer = offline.read(aspirin, aspirinExchanges(), LIVE);
    expect(answer).toMatchObject({ total: 1, isComplete: true, rejections: [], notes: [], sourceUpdatedAt: null });
    expect(answer.records[0]).toMatchObject({
      key: '1191',
      url: 'https://mor.nlm.nih.gov/RxNav/search?searchBy=RXCUI&searchTerm=1191',
      retrievedAt: RECEIVED,
      origin: 'live',
      problems: [],
    });
    expect(conceptIn(answer)).toEqual({
      kind: 'concept',
      rxcui: '1191',
      name: 'aspirin',
      tty: 'IN',
      status: 'Active',
      formerRxcuis: [],
      brands: [],
      preciseIngredients: [],
      uniis: ['R16CO5Y76E'],
      preciseUniis: [],
      atcCodes: ['A01AD05', 'B01AC06', 'N02BA01'],
      classes: [
        { id: 'A01AD', name: 'Other agents for local oral treatment', type: 'ATC1-4', relaSource: 'ATC' },
        { id: 'B01AC', name: 'Platelet aggregation inhibitors excl. heparin', type: 'ATC1-4', relaSource: 'ATC' },
        { id: 'N02BA', name: 'Salicylic acid and derivatives', type: 'ATC1-4', relaSource: 'ATC' },
      ],
    });
  });

  it('has a pointer to every field, and each leads into the raw record', () => {
    const answer = offline.read(aspirin, aspirinExchanges(), LIVE);
    const raw = answer.records[0]?.raw;
    const { kind, ...fields } = conceptIn(answer);
    expect(kind).toBe('concept');
    expect(Object.keys(offline.pointers.concept).sort()).toEqual(Object.keys(fields).sort());
    const pointers = Object.values(offline.pointers.concept);
    expect(pointers.filter((pointer) => valueAt(raw, pointer) === undefined)).toEqual([]);
    expect(valueAt(raw, offline.pointers.concept['name'] ?? '')).toBe('aspirin');
  });

  it('gives the same answer in any order of exchanges and of lists', () => {
    const exchanges = aspirinExchanges();
    const answer = offline.read(aspirin, exchanges, LIVE);
    expect(offline.read(aspirin, [...exchanges].reverse(), LIVE)).toEqual(answer);
    const codes = recorded('allProperties_codes_aspirin') as { propConceptGroup: { propConcept: unknown[] } };
    const turned = { propConceptGroup: { propConcept: [...codes.propConceptGroup.propConcept].reverse() } };
    const other = offline.read(aspirin, withBody(exchanges, 'prop=codes', turned), LIVE);
    expect(conceptIn(other)).toEqual(conceptIn(answer));
    expect(other.records[0]?.contentHash).toBe(answer.records[0]?.contentHash);
  });

  it.each([
    ['a label more among the codes', 'SPL_SET_ID', 'made-up-set-id', true],
    ['another substance code', 'UNII_CODE', 'MADEUP0001', false],
    ['another ATC code', 'ATC', 'Z99ZZ99', false],
  ])('%s leaves the hash the same: %s %s %p', (_, propName, propValue, isSame) => {
    const codes = recorded('allProperties_codes_aspirin') as { propConceptGroup: { propConcept: unknown[] } };
    const more = {
      propConceptGroup: { propConcept: [...codes.propConceptGroup.propConcept, { propName, propValue }] },
    };
    const [before] = offline.read(aspirin, aspirinExchanges(), LIVE).records;
    const [after] = offline.read(aspirin, withBody(aspirinExchanges(), 'prop=codes', more), LIVE).records;
    expect(after?.contentHash === before?.contentHash).toBe(isSame);
  });

  it('leaves out an odd element, reports it and keeps the rest', () => {
    const conceptGroup = [
      {
        tty: 'BN',
        conceptProperties: [{ rxcui: '2' }, { rxcui: '1', name: 'Made-up\u0000brand' }],
      },
      { tty: 'PIN', conceptProperties: null },
    ];
    const body = { relatedGroup: { rxcui: null, conceptGroup } };
    const answer = offline.read(aspirin, withBody(aspirinExchanges(), 'BN+PIN', body), LIVE);
    expect(conceptIn(answer)).toMatchObject({ brands: [{ rxcui: '1', name: 'Made-upbrand' }], preciseIngredients: [] });
    expect(answer.records[0]?.problems[0]).toMatchObject({
      pointer: '/related/relatedGroup/conceptGroup/0/conceptProperties/0/name',
    });
  });

  it('asks for the codes of no salt whose number is none', async () => {
    const { fake, source } = await start([INGREDIENT]);
    const salts = ['../rxcui', '7', '%2e%2e', '123456789'].map((rxcui) => ({ rxcui, name: `Made-up salt ${rxcui}` }));
    const body = { relatedGroup: { conceptGroup: [{ tty: 'PIN', conceptProperties: salts }] } };
    fake.fault({ fault: { kind: 'json', body }, path: 'tty=BN' });
    await source.ask(questionOf({ name: 'madeupinib', rxcuis: ['100'], uniis: ['MADEUP0001'] }), signal);
    const asked = fake.requests.map(({ path }) => path).filter((path) => path.includes('allProperties'));
    expect(asked).toEqual(['/REST/rxcui/100/allProperties.json', '/REST/rxcui/7/allProperties.json']);
  });

  it('takes no relation but membership for a class', () => {
    const row = (rela: string, classId: string, rxcui = '1191') => ({
      minConcept: { rxcui, name: 'aspirin', tty: 'IN' },
      rela,
      relaSource: 'MEDRT',
      rxclassMinConceptItem: { classId, className: classId, classType: 'MOA' },
    });
    const rows = [row('ci_moa', 'not-with-it'), row('has_MoA', 'own'), row('has_moa', 'of-another', '7')];
    const body = { rxclassDrugInfoList: { rxclassDrugInfo: rows } };
    const answer = offline.read(aspirin, withBody(aspirinExchanges(), 'MEDRT', body), LIVE);
    expect(conceptIn(answer).classes.filter(({ type }) => type === 'MOA')).toEqual([
      { id: 'own', name: 'own', type: 'MOA', relaSource: 'MEDRT' },
    ]);
  });

  it.each<[string, (exchanges: Exchange[]) => Exchange[]]>([
    ['nothing', () => []],
    ['one answer missing', (all) => all.slice(0, -1)],
    ['a list in place of an object', (all) => withBody(all, 'properties.json', [])],
    ['another object', (all) => withBody(all, 'MEDRT', { message: 'maintenance' })],
    [
      'another concept',
      (all) => withBody(all, '1191/properties', { properties: { rxcui: '7', name: 'x', tty: 'IN' } }),
    ],
    ['no codes of an active concept', (all) => withBody(all, 'prop=codes', {})],
    [
      'an unreadable substance code',
      (all) => withBody(all, 'prop=codes', { propConceptGroup: { propConcept: [{ propName: 'UNII_CODE' }] } }),
    ],
    ['too much', (all) => withBody(all, 'MEDRT', { rxclassDrugInfoList: { filler: 'x'.repeat(2 * 1024 * 1024) } })],
    ['too deep', (all) => withBody(all, 'MEDRT', { rxclassDrugInfoList: { deep: deep(50_000) } })],
  ])('rejects %s, and does not say that there is nothing', (_, change) => {
    const answer = offline.read(aspirin, change(aspirinExchanges()), LIVE);
    expect(answer).toMatchObject({ records: [], total: null, isComplete: false });
    expect(answer.rejections).toHaveLength(1);
  });

  it('is not asked about anything but drugs', async () => {
    const question: Question = { part: 'concept', about: { kind: 'search', subject: 'claim:a/b', terms: ['x'] } };
    expect(await offline.ask(question, signal)).toEqual([]);
    expect(offline.read(question, [], LIVE)).toMatchObject({ records: [], total: null });
  });
});

function deep(levels: number): unknown {
  let value: unknown = null;
  for (let level = 0; level < levels; level++) value = { value };
  return value;
}

const INGREDIENT: FakeConcept = { rxcui: '100', name: 'madeupinib', tty: 'IN', uniis: ['MADEUP0001'] };
const OTHER: FakeConcept = { rxcui: '300', name: 'otherinib', tty: 'IN', uniis: ['MADEUP0003'] };
const SALT: FakeConcept = {
  rxcui: '200',
  name: 'madeupinib tosylate',
  tty: 'PIN',
  uniis: ['MADEUP0002'],
  ingredients: ['100'],
};
const BRAND_OF_TWO: FakeConcept = { rxcui: '400', name: 'Twobrand', tty: 'BN', ingredients: ['100', '300'] };
const WITHOUT_UNII: FakeConcept = { rxcui: '500', name: 'plaininib', tty: 'IN' };

type IdentityCase = {
  what: string;
  stated: Stated;
  change?: (fake: FakeRxNorm) => void;
  rxcui: string | null;
  former?: string[];
  note: RegExp | null;
};

const IDENTITY: IdentityCase[] = [
  {
    what: 'a stated number in use',
    stated: { name: 'x', rxcuis: ['100'], uniis: ['madeup0001'] },
    rxcui: '100',
    note: null,
  },
  { what: 'a stated number without a UNII', stated: { name: 'x', rxcuis: ['100'] }, rxcui: '100', note: null },
  {
    what: 'a remapped number',
    stated: { name: 'x', rxcuis: ['1'], uniis: ['MADEUP0001'] },
    change: (fake) => {
      fake.remap('1', '100');
    },
    rxcui: '100',
    former: ['1'],
    note: /remapped RxCUI 1 to 100/,
  },
  {
    what: 'a number remapped twice',
    stated: { name: 'x', rxcuis: ['1'] },
    change: (fake) => {
      fake.remap('1', '2');
      fake.remap('2', '100');
    },
    rxcui: '100',
    former: ['1', '2'],
    note: /RxCUI 1 to 2 to 100/,
  },
  {
    what: 'a number remapped to several, of which one is active',
    stated: { name: 'x', rxcuis: ['1'] },
    change: (fake) => {
      fake.retire('300', 'Obsolete');
      fake.remap('1', '300', '100');
    },
    rxcui: '100',
    former: ['1'],
    note: /remapped/,
  },
  {
    what: 'a number remapped to several',
    stated: { name: 'x', rxcuis: ['1'] },
    change: (fake) => {
      fake.remap('1', '300', '100');
    },
    rxcui: null,
    note: /not to a single concept/,
  },
  {
    what: 'numbers remapped in a circle',
    stated: { name: 'madeupinib', rxcuis: ['1'] },
    change: (fake) => {
      fake.remap('1', '2');
      fake.remap('2', '1');
    },
    rxcui: null,
    note: /RxCUI 1 to 2 in a circle/,
  },
  {
    what: 'a number remapped to itself',
    stated: { name: 'x', rxcuis: ['1'] },
    change: (fake) => {
      fake.remap('1', '1');
    },
    rxcui: null,
    note: /in a circle/,
  },
  {
    what: 'a chain without end',
    stated: { name: 'x', rxcuis: ['1'] },
    change: (fake) => {
      for (let n = 1; n < 20; n++) fake.remap(String(n), String(n + 1));
    },
    rxcui: null,
    note: /and further/,
  },
  {
    what: 'a retired number with a UNII that is known',
    stated: { name: 'x', rxcuis: ['1'], uniis: ['MADEUP0001'] },
    change: (fake) => {
      fake.retire('1');
    },
    rxcui: '100',
    note: /status of RxCUI 1 is NotCurrent.*found by what the guide states as UNII \(MADEUP0001\)/s,
  },
  {
    what: 'a retired number alone: its name would lead to another number',
    stated: { name: 'madeupinib', rxcuis: ['1'] },
    change: (fake) => {
      fake.retire('1');
    },
    rxcui: null,
    note: /NotCurrent.*no ingredient for RxCUI 1\. With an RxCUI stated/s,
  },
  { what: 'a number that never was', stated: { name: 'x', rxcuis: ['9'] }, rxcui: null, note: /RxCUI 9 is Unknown/ },
  {
    what: 'what is no number',
    stated: { name: 'x', rxcuis: ['1/../2'] },
    rxcui: null,
    note: /"1\/\.\.\/2" is no RxCUI/,
  },
  {
    what: 'an obsolete ingredient',
    stated: { name: 'x', rxcuis: ['100'] },
    change: (fake) => {
      fake.retire('100', 'Obsolete');
    },
    rxcui: '100',
    note: /status of RxCUI 100 is Obsolete/,
  },
  {
    what: 'the number of a salt',
    stated: { name: 'x', rxcuis: ['200'] },
    rxcui: '100',
    note: /200 is madeupinib tosylate \(PIN\)/,
  },
  {
    what: 'the number of a salt, with its UNII',
    stated: { name: 'x', rxcuis: ['200'], uniis: ['MADEUP0002'] },
    rxcui: '100',
    note: /PIN/,
  },
  {
    what: 'the number of a brand of two',
    stated: { name: 'x', rxcuis: ['400'] },
    rxcui: null,
    note: /Twobrand, BN\) and leads to no single one/,
  },
  {
    what: 'numbers of the ingredient and its salt',
    stated: { name: 'x', rxcuis: ['200', '100'] },
    rxcui: '100',
    note: /PIN/,
  },
  {
    what: 'numbers of two ingredients',
    stated: { name: 'x', rxcuis: ['300', '100'] },
    rxcui: null,
    note: /several ingredients of RxNorm \(100, 300\)/,
  },
  {
    what: 'a UNII',
    stated: { name: 'x', uniis: ['MADEUP0001'] },
    rxcui: '100',
    note: /found by what the guide states as UNII \(MADEUP0001\)/,
  },
  {
    what: 'the UNII of a salt',
    stated: { name: 'x', uniis: ['MADEUP0002'] },
    rxcui: '100',
    note: /PIN.*found by what the guide states as UNII/s,
  },
  {
    what: 'the UNIIs of both',
    stated: { name: 'x', uniis: ['MADEUP0001', 'MADEUP0002'] },
    rxcui: '100',
    note: /found by what the guide states as UNII/,
  },
  { what: 'a name', stated: { name: 'MadeUpInib' }, rxcui: '100', note: /name "MadeUpInib" only/ },
  {
    what: 'a name, with a UNII that RxNorm has nowhere',
    stated: { name: 'plaininib', uniis: ['MADEUP0009'] },
    rxcui: '500',
    note: /by the name/,
  },
  {
    what: 'a name whose UNII differs',
    stated: { name: 'madeupinib', uniis: ['MADEUP0009'] },
    rxcui: null,
    note: /madeupinib \(RxCUI 100\) has UNII MADEUP0001, the guide states MADEUP0009; it was not taken/,
  },
  {
    what: 'a stated number whose UNII differs',
    stated: { name: 'madeupinib', rxcuis: ['100'], uniis: ['MADEUP0003'] },
    rxcui: null,
    note: /has UNII MADEUP0001, the guide states MADEUP0003/,
  },
  {
    what: 'a remapped number whose UNII differs',
    stated: { name: 'x', rxcuis: ['1'], uniis: ['MADEUP0003'] },
    change: (fake) => {
      fake.remap('1', '100');
    },
    rxcui: null,
    note: /not taken/,
  },
  {
    what: 'a name of two ingredients',
    stated: { name: 'twin' },
    change: (fake) => {
      fake.put({ ...INGREDIENT, otherNames: ['twin'] });
      fake.put({ ...OTHER, otherNames: ['twin'] });
    },
    rxcui: null,
    note: /several ingredients/,
  },
  {
    what: 'a name of too many concepts',
    stated: { name: 'crowd' },
    change: (fake) => {
      for (let n = 600; n < 611; n++) fake.put({ rxcui: String(n), name: 'crowd', tty: 'IN' });
    },
    rxcui: null,
    note: /11 concepts for it, too many/,
  },
  {
    what: 'nothing known',
    stated: { name: 'nosuchinib', uniis: ['MADEUP0009'] },
    rxcui: null,
    note: /no ingredient for UNII MADEUP0009, the name "nosuchinib"\.$/,
  },
];

describe('identity', () => {
  it.each(IDENTITY)('$what', async ({ stated, change, rxcui, former, note }) => {
    const { fake, source } = await start([INGREDIENT, OTHER, SALT, BRAND_OF_TWO, WITHOUT_UNII]);
    change?.(fake);
    const question = questionOf(stated);
    const exchanges = await source.ask(question, signal);
    const answer = source.read(question, exchanges, LIVE);
    expect(answer).toMatchObject({ total: rxcui === null ? 0 : 1, isComplete: true, rejections: [] });
    expect(answer.records.map(({ key }) => key)).toEqual(rxcui === null ? [] : [rxcui]);
    if (rxcui !== null) expect(conceptIn(answer).formerRxcuis).toEqual(former ?? []);
    if (note === null) expect(answer.notes).toEqual([]);
    else expect(answer.notes.join('\n')).toMatch(note);
    expect(source.read(question, [...exchanges].reverse(), LIVE)).toEqual(answer);
    expect(new Set(exchanges.map(({ path }) => path)).size).toBe(exchanges.length);
  });

  it('keeps the history of a former number with the record', async () => {
    const { fake, source } = await start([INGREDIENT]);
    fake.remap('1', '100');
    const { records } = await answerTo(source, { name: 'x', rxcuis: ['1'] });
    expect(valueAt(records[0]?.raw, '/former/1/rxcuiStatusHistory/metaData/status')).toBe('Remapped');
    const [direct] = (await answerTo(source, { name: 'x', rxcuis: ['100'] })).records;
    expect(direct?.contentHash).not.toBe(records[0]?.contentHash);
  });

  it('describes a single successor that is sent as an object', () => {
    const history = (status: string, remappedConcept?: unknown) => ({
      rxcuiStatusHistory: { metaData: { status }, derivedConcepts: { remappedConcept } },
    });
    const former: Exchange = {
      path: '/rxcui/7/historystatus.json',
      status: 200,
      body: history('Remapped', { remappedRxCui: '1191' }),
      receivedAt: RECEIVED,
    };
    const question = questionOf({ name: 'aspirin', rxcuis: ['7'] });
    const answer = offline.read(question, [former, ...aspirinExchanges()], LIVE);
    expect(conceptIn(answer)).toMatchObject({ rxcui: '1191', formerRxcuis: ['7'] });
  });
});

describe('the made-up concepts of the guide', () => {
  it('resolve by the codes the guide states, with brands, salts and classes of their own', async () => {
    const { source } = await start(MADE_UP_CONCEPTS);
    const sorafenib = await answerTo(source, { name: 'sorafenib', uniis: ['9ZOQ3TZI87', '5T62Q3B36J'] });
    expect(conceptIn(sorafenib)).toMatchObject({
      name: 'sorafenib',
      brands: [{ name: 'Nexavar' }],
      preciseIngredients: [{ name: 'sorafenib tosylate' }],
      preciseUniis: ['5T62Q3B36J'],
      atcCodes: ['L01EX02'],
    });
    const nivolumab = conceptIn(
      await answerTo(source, { name: 'nivolumab', rxcuis: ['1597876'], uniis: ['31YO63LBSN'] }),
    );
    expect(nivolumab.classes.map(({ type, relaSource }) => `${type} ${relaSource}`)).toEqual([
      'ATC1-4 ATC',
      'EPC DAILYMED',
      'EPC FDASPL',
      'MOA FDASPL',
      'MOA MEDRT',
    ]);
  });
});

describe('faults', () => {
  const stated: Stated = { name: 'madeupinib', rxcuis: ['100'], uniis: ['MADEUP0001'] };
  const calls = ['historystatus', '/properties', 'allProperties', 'related', 'relaSource=ATC', 'relaSource=MEDRT'];
  const strange: [string, unknown][] = [
    ['another object', { message: 'down for maintenance' }],
    ['a list', []],
    ['null', null],
    ['a text', 'ok'],
    [
      'a root of another type',
      { rxcuiStatusHistory: 1, properties: [], propConceptGroup: '', relatedGroup: 1, rxclassDrugInfoList: true },
    ],
  ];

  it.each(calls.flatMap((path) => strange.map(([what, body]) => ({ path, what, body }))))(
    '$what in answer to $path is an error, never "nothing found"',
    async ({ path, body }) => {
      const { fake, source } = await start([INGREDIENT]);
      fake.fault({ fault: { kind: 'json', body }, path, times: 9 });
      await expect(source.ask(questionOf(stated), signal)).rejects.toMatchObject({
        name: 'UpstreamError',
        kind: 'contract',
      });
    },
  );

  it.each([
    ['the name', '/rxcui.json?name', { name: 'madeupinib' }],
    ['the UNII', '/rxcui.json?idtype', { name: 'x', uniis: ['MADEUP0001'] }],
  ])('an empty object is no answer to a search by %s', async (_, path, asked) => {
    const { fake, source } = await start([INGREDIENT]);
    fake.fault({ fault: { kind: 'json', body: {} }, path, times: 9 });
    await expect(source.ask(questionOf(asked), signal)).rejects.toMatchObject({ kind: 'contract' });
  });

  it.each(['/properties', 'allProperties'])(
    'nothing in answer to %s about an active concept is an error',
    async (path) => {
      const { fake, source } = await start([INGREDIENT]);
      fake.fault({ fault: { kind: 'json', body: {} }, path, times: 9 });
      await expect(source.ask(questionOf(stated), signal)).rejects.toMatchObject({ kind: 'contract' });
    },
  );

  it.each<[string, Fault, string]>([
    ['403 without a page', { kind: 'text', status: 403, body: 'Forbidden' }, 'rate-limited'],
    ['403 with a page', { kind: 'forbidden-html' }, 'rate-limited'],
    ['429', { kind: 'too-many-requests' }, 'rate-limited'],
    ['404', { kind: 'text', status: 404, body: 'Not found' }, 'http'],
    ['500', { kind: 'server-error' }, 'http'],
    ['a page', { kind: 'html' }, 'html'],
    ['a cut body', { kind: 'cut', how: 'json' }, 'malformed'],
    ['silence', { kind: 'stall' }, 'timeout'],
    ['XML', { kind: 'text', status: 200, body: '<rxnormdata/>' }, 'malformed'],
  ])('%s that lasts is an error', async (_, fault, kind) => {
    const { fake, source } = await start([INGREDIENT]);
    fake.fault({ fault, path: 'related', times: 99 });
    const failure = await source.ask(questionOf(stated), signal).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UpstreamError);
    expect(failure).toMatchObject({ kind });
  });

  it.each<Fault>([{ kind: 'text', status: 403, body: 'Forbidden' }, { kind: 'forbidden-html' }])(
    'does not ask again at once when it was refused with 403, as $kind',
    async (fault) => {
      const { fake, source } = await start([INGREDIENT]);
      fake.fault({ fault });
      await expect(source.ask(questionOf(stated), signal)).rejects.toThrow('403');
      expect(fake.requests).toHaveLength(1);
    },
  );

  it('recovers from passing faults within one question', async () => {
    const { fake, source } = await start([INGREDIENT]);
    fake.fault({ fault: { kind: 'server-error' }, path: 'related' });
    fake.fault({ fault: { kind: 'cut', how: 'connection' }, path: 'prop=codes' });
    fake.fault({ fault: { kind: 'html' }, path: 'relaSource=ATC' });
    expect((await answerTo(source, stated)).records).toHaveLength(1);
  });

  it('rejects a record of 10 MB', async () => {
    const { fake, source } = await start([INGREDIENT]);
    const body = { rxclassDrugInfoList: { rxclassDrugInfo: [], filler: 'x'.repeat(10_000_000) } };
    fake.fault({ fault: { kind: 'json', body }, path: 'MEDRT' });
    expect(await answerTo(source, stated)).toMatchObject({ records: [], total: null, rejections: [{ key: null }] });
  });

  it('stops when it is told to', async () => {
    const { source } = await start([INGREDIENT]);
    await expect(source.ask(questionOf(stated), AbortSignal.abort())).rejects.toMatchObject({ kind: 'aborted' });
  });
});
