import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../src/database/database.js';
import type { SearchBundle } from '../../src/fhir/bundle.js';
import { STATUS_CODES } from '../../src/fhir/research-study-status.js';
import { parseNctId, type NctId } from '../../src/model/identifiers.js';
import { ServingModule } from '../../src/serving.module.js';
import { StudyStore } from '../../src/studies/study.store.js';
import { tablesOf } from '../../src/tables.js';
import { ENGINES, type TestDatabase } from '../support/databases.js';
import { fhirFaults } from '../support/fhir-validator.js';
import { ask, serve, type Answer } from '../support/http.js';
import { Pipeline } from '../support/pipeline.js';
import { asReceived, madeUpRecord } from '../support/studies.js';

const R4 = '/fhir/R4';
const STUDIES = `${R4}/ResearchStudy`;
const NOWHERE = 'http://127.0.0.1:9/api/v2';
/** A real study with several versions, put together from captures. */
const REAL = parseNctId('NCT02576509') as NctId;
/** Made-up numbers: a former one of the real study, a study that recruits today, one that was removed. */
const FORMER = parseNctId('NCT99999901') as NctId;
const OPEN = parseNctId('NCT99999902') as NctId;
const GONE = parseNctId('NCT99999903') as NctId;
const RECEIVED_AT = '2026-11-23T08:00:00.000Z';
const LATER = '2026-11-23T10:00:00.000Z';

type Resource = Record<string, unknown> & { id: string; status?: string };
type Outcome = { resourceType: string; issue: { severity: string; code: string; details: { text: string } }[] };

describe.each(ENGINES)('FHIR R4 on $engine', ({ create }) => {
  let files: TestDatabase;
  let pipeline: Pipeline;
  let app: NestFastifyApplication;
  let base: string;
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
    ask(base, path, headers, method);
  /** The resource under an address; it must be valid and of the right media type. */
  const resource = async <T = Resource>(path: string, headers: Record<string, string> = {}): Promise<T> => {
    const answer = await get(path, headers);
    expect([path, answer.status]).toEqual([path, 200]);
    expect(answer.headers['content-type']).toBe('application/fhir+json; charset=utf-8');
    expect(fhirFaults(answer.json() as object)).toEqual([]);
    return answer.json() as T;
  };
  const search = (query = ''): Promise<SearchBundle> => resource<SearchBundle>(`${STUDIES}?${query}`);
  const outcome = async (path: string, status: number, headers: Record<string, string> = {}): Promise<Outcome> => {
    const answer = await get(path, headers);
    expect([path, answer.status]).toEqual([path, status]);
    expect(answer.headers['content-type']).toBe('application/fhir+json; charset=utf-8');
    expect(fhirFaults(answer.json() as object)).toEqual([]);
    return answer.json() as Outcome;
  };
  const found = ({ entry }: SearchBundle): Resource[] =>
    (entry ?? []).map((each) => each.resource as unknown as Resource);
  const linkTo = ({ link }: SearchBundle, relation: string): string | undefined =>
    link?.find((each) => each.relation === relation)?.url;

  beforeAll(async () => {
    files = await create();
    pipeline = await Pipeline.open({ database: files, registryUrl: NOWHERE, environment: { SNAPSHOT: 'bundled' } });
    await pipeline.start();
    const phases = { designModule: { phases: ['PHASE1', 'PHASE2'] } };
    const sites = {
      contactsLocationsModule: { locations: [{ city: 'Lyon', country: 'France' }] },
      armsInterventionsModule: { interventions: [{ type: 'DRUG', name: 'Made-upinib' }] },
    };
    const store = new StudyStore();
    await pipeline.database.write(async (tx) => {
      const open = madeUpRecord(OPEN, { ...phases, protocolSection: sites });
      await store.upsertMany(
        tx,
        [open, madeUpRecord(GONE)].map((raw) => asReceived(raw, 'live', RECEIVED_AT)),
        1,
      );
      await store.saveAlias(tx, FORMER, REAL);
      await store.markGone(tx, [GONE], LATER);
    });
    const database = await Database.openReader(files.target, tablesOf);
    ({ app, base } = await serve(ServingModule.on({ config: pipeline.config, database, clock: pipeline.clock })));
  });

  afterAll(async () => {
    await app.close();
    await pipeline.close();
    await files.drop();
  });

  describe('the CapabilityStatement', () => {
    it('names what there is, and every search parameter it names works', async () => {
      const statement = await resource<{
        fhirVersion: string;
        implementation: { url: string };
        rest: { resource: { type: string; searchParam: { name: string }[] }[] }[];
      }>(`${R4}/metadata`);
      expect([statement.fhirVersion, statement.implementation.url]).toEqual(['4.0.1', `${base}${R4}`]);
      const values: Record<string, string> = {
        _id: OPEN,
        _lastUpdated: 'ge2026',
        identifier: OPEN,
        status: 'active',
        phase: 'phase-1-phase-2',
        location: 'France',
        condition: '%22made-up%20condition%22',
        intervention: 'made-upinib',
        title: 'made-up',
        keyword: 'Lyon',
      };
      const [study, provenance] = statement.rest[0]!.resource;
      for (const { name } of study!.searchParam) {
        expect([name, found(await search(`${name}=${values[name] ?? ''}&_count=200`)).map(({ id }) => id)]).toEqual([
          name,
          expect.arrayContaining([OPEN]),
        ]);
      }
      expect(provenance).toMatchObject({ type: 'Provenance', searchParam: [{ name: 'target', type: 'reference' }] });
    });
  });

  describe('one study', () => {
    it('that was put together from captures is shown with its status as last known, never as open', async () => {
      const study = await resource(`${STUDIES}/${REAL}`);
      expect(study).toMatchObject({ resourceType: 'ResearchStudy', id: REAL, status: 'completed' });
      expect(JSON.stringify(study['extension'])).toContain('"isLastKnownOnly","valueBoolean":true');
      expect(JSON.stringify(study['meta'])).toContain('no medical advice');
    });

    it('that recruits today is active, with both phases as one code', async () => {
      const study = await resource(`${STUDIES}/${OPEN}`);
      expect(study).toMatchObject({ status: 'active', meta: { lastUpdated: RECEIVED_AT } });
      expect(JSON.stringify(study['phase'])).toContain('"phase-1-phase-2"');
    });

    it.each([
      [FORMER, REAL],
      [OPEN.toLowerCase(), OPEN],
    ])('%s moved to %s', async (given, canonical) => {
      const answer = await get(`${STUDIES}/${given}`);
      expect([answer.status, answer.headers.location]).toEqual([301, `${STUDIES}/${canonical}`]);
    });

    it('that was removed is gone, and an unknown one is not found', async () => {
      expect((await outcome(`${STUDIES}/${GONE}`, 410)).issue).toMatchObject([{ severity: 'error', code: 'deleted' }]);
      for (const id of ['NCT99999999', 'made-up', 'x'.repeat(65)]) {
        expect((await outcome(`${STUDIES}/${id}`, 404)).issue).toMatchObject([{ code: 'not-found' }]);
      }
    });

    it('can be kept and asked about again, by HEAD and packed too', async () => {
      const first = await get(`${STUDIES}/${REAL}`);
      const etag = first.headers.etag ?? '';
      expect(first.headers['cache-control']).toContain('max-age=60');
      expect(first.headers.vary).toContain('Prefer');
      expect((await get(`${STUDIES}/${REAL}`, { 'if-none-match': etag })).status).toBe(304);
      const head = await get(`${STUDIES}/${REAL}`, {}, 'HEAD');
      expect([head.status, head.headers.etag, head.text]).toEqual([200, etag, '']);
      const packed = await get(`${STUDIES}/${REAL}`, { 'accept-encoding': 'gzip' });
      expect([packed.headers['content-encoding'], packed.headers.etag === etag]).toEqual(['gzip', false]);
    });
  });

  describe('a search', () => {
    it('is paged by its links to the end without loss or doubles', async () => {
      const ids: string[] = [];
      let url: string | undefined = `${base}${STUDIES}?_count=50`;
      let total: number | undefined;
      while (url !== undefined) {
        expect(url.startsWith(`${base}${STUDIES}?`)).toBe(true);
        const page: SearchBundle = await resource<SearchBundle>(url.slice(base.length));
        expect(linkTo(page, 'self')).toBe(url);
        ids.push(...found(page).map(({ id }) => id));
        for (const { fullUrl, resource: each } of page.entry ?? []) {
          expect(fullUrl).toBe(`${base}${STUDIES}/${each.id!}`);
        }
        total = page.total;
        url = linkTo(page, 'next');
      }
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBe(total);
      expect(ids).toContain(OPEN);
      expect(ids).not.toContain(GONE);
    });

    it('by a code of status finds exactly the resources that show it', async () => {
      const all = found(await search('_count=200'));
      expect(all.length).toBeGreaterThan(90);
      for (const code of STATUS_CODES) {
        const shown = all.filter(({ status }) => status === code).map(({ id }) => id);
        expect([code, found(await search(`status=${code}&_count=200`)).map(({ id }) => id)]).toEqual([code, shown]);
      }
      expect(all.filter(({ status }) => status === 'active').map(({ id }) => id)).toContain(OPEN);
      expect(all.filter(({ status }) => status === undefined).length).toBeGreaterThan(10);
    });

    it('by a status of the registry finds its word however old', async () => {
      const recruiting = await search('status=RECRUITING&_count=200');
      expect(recruiting.total).toBeGreaterThan(20);
      for (const study of found(recruiting)) {
        expect(JSON.stringify(study['extension'])).toContain('"code":"RECRUITING"');
      }
    });

    it('by phase finds it alone or together, and two together by their code', async () => {
      const [both, second] = [
        await search('phase=phase-1-phase-2&_count=200'),
        await search('phase=PHASE2&_count=200'),
      ];
      const ids = found(second).map(({ id }) => id);
      expect(found(both).every(({ id }) => ids.includes(id))).toBe(true);
      expect([both.total! > 1, second.total! > both.total!]).toEqual([true, true]);
      for (const study of found(both)) expect(JSON.stringify(study['phase'])).toContain('"phase-1-phase-2"');
    });

    it('by words looks where the registry looks, under every name of a thing, commas meaning "or"', async () => {
      const total = async (query: string) => (await search(`${query}&_summary=count`)).total ?? 0;
      const [hcc, named, either, liver] = await Promise.all([
        total('condition=HCC'),
        total('condition=hepatocellular%20carcinoma'),
        total('condition=HCC,no-such-condition'),
        total('condition=HCC&intervention=nivolumab'),
      ]);
      expect(hcc).toBeGreaterThan(0);
      expect([named, either]).toEqual([hcc, hcc]);
      expect(liver).toBeLessThan(hcc);
      expect((await outcome(`${STUDIES}?condition=%22open`, 400)).issue[0]?.details.text).toContain('condition');
    });

    it('by country, number and time of receipt narrows further with each parameter', async () => {
      const france = await search('location=france&_count=200');
      for (const study of found(france)) expect(study['location']).toContainEqual({ text: 'France' });
      expect(found(await search(`location=France&_id=${OPEN},${REAL}&_lastUpdated=lt2026-11-24`))).toMatchObject([
        { id: OPEN },
      ]);
      expect(
        found(await search('_lastUpdated=ge2026-11-23T08:00:00Z&_lastUpdated=le2026-11-23&_count=200')),
      ).toMatchObject([{ id: OPEN }]);
      expect((await search('location=Nowhere')).total).toBe(0);
      expect(found(await search(`identifier=https://clinicaltrials.gov%7C${FORMER}`))).toMatchObject([{ id: REAL }]);
    });

    it('can just count', async () => {
      const { total } = await search();
      for (const query of ['_summary=count', '_count=0']) {
        const counted = await search(query);
        expect([counted.total, counted.entry, linkTo(counted, 'next')]).toEqual([total, undefined, undefined]);
      }
    });

    it('refuses what it does not know, naming what it knows, unless asked to be lenient', async () => {
      const refused = await outcome(`${STUDIES}?nonsense=1&status=completed`, 400);
      expect(refused.issue).toMatchObject([{ severity: 'error', code: 'invalid' }]);
      expect(refused.issue[0]?.details.text).toMatch(/nonsense.*_lastUpdated.*status/);
      const lenient = await resource<SearchBundle>(`${STUDIES}?nonsense=1&status=completed`, {
        prefer: 'handling=lenient',
      });
      expect(lenient.total).toBe((await search('status=completed')).total);
      expect(linkTo(lenient, 'self')).toBe(`${base}${STUDIES}?status=completed`);
      expect(lenient.entry?.at(-1)).toMatchObject({
        search: { mode: 'outcome' },
        resource: { issue: [{ severity: 'warning', details: { text: expect.stringContaining('nonsense') } }] },
      });
    });

    it('names every wrong value at once', async () => {
      const { issue } = await outcome(`${STUDIES}?status=open&_count=999&_lastUpdated=yesterday`, 400);
      expect(issue.map(({ details }) => details.text.split(':')[0])).toEqual(['status', '_lastUpdated', '_count']);
    });

    it('refuses a cursor of another search, a damaged one and one made up', async () => {
      const next = new URL(linkTo(await search('_count=5'), 'next') ?? '').searchParams.get('_cursor') ?? '';
      const [mark] = JSON.parse(Buffer.from(next, 'base64url').toString()) as [string];
      const made = [
        [7, 1e12],
        ['\0', 1],
        ['some day', 1],
        ['2020', -1],
      ].map((position) => Buffer.from(JSON.stringify([mark, ...position])).toString('base64url'));
      const cursors = [...made, 'x'].map((cursor) => `_cursor=${cursor}`);
      for (const query of [`status=completed&_cursor=${next}`, ...cursors]) {
        expect((await outcome(`${STUDIES}?${query}`, 400)).issue[0]?.details.text).toContain('_cursor');
      }
    });
  });

  describe('provenance', () => {
    it('names the source, the day and the way of every version of a study', async () => {
      const bundle = await resource<SearchBundle>(`${R4}/Provenance?target=ResearchStudy/${REAL}`);
      expect(bundle.total).toBe(5);
      const [newest] = found(bundle);
      expect(newest).toMatchObject({
        id: `${REAL}-5`,
        target: [{ reference: `ResearchStudy/${REAL}` }],
        activity: { text: expect.stringContaining('captures') },
        entity: [{ role: 'source', what: { identifier: { value: REAL } } }],
      });
      expect(await resource(`${R4}/Provenance/${REAL}-5`)).toEqual(newest);
    });

    it('takes the absolute address of a study, and finds nothing for an unknown one', async () => {
      expect((await resource<SearchBundle>(`${R4}/Provenance?target=${base}${STUDIES}/${OPEN}`)).total).toBe(1);
      expect((await resource<SearchBundle>(`${R4}/Provenance?target=ResearchStudy/NCT99999999`)).total).toBe(0);
    });

    it('needs a study, and knows only ids of versions', async () => {
      for (const query of ['', '?target=Patient/1']) {
        expect((await outcome(`${R4}/Provenance${query}`, 400)).issue[0]?.details.text).toContain('target');
      }
      for (const id of [`${REAL}-6`, REAL, 'made-up', `${REAL}-0`]) await outcome(`${R4}/Provenance/${id}`, 404);
    });
  });

  describe('media types and errors', () => {
    it.each([
      [{ accept: 'application/fhir+json' }, ''],
      [{ accept: 'application/json' }, ''],
      [{ accept: 'text/html,*/*;q=0.8' }, ''],
      [{ accept: 'application/fhir+xml' }, '?_format=json'],
      [{}, '?_format=application/fhir%2Bjson'],
    ])('%j%s is served', async (headers, query) => {
      await resource(`${STUDIES}/${REAL}${query}`, headers as Record<string, string>);
    });

    it.each([
      [{ accept: 'application/fhir+xml' }, ''],
      [{ accept: 'application/fhir+json; fhirVersion=5.0' }, ''],
      [{}, '?_format=xml'],
    ])('%j%s is refused with 406', async (headers, query) => {
      const { issue } = await outcome(`${STUDIES}/${REAL}${query}`, 406, headers);
      expect(issue).toMatchObject([{ code: 'not-supported', details: { text: expect.stringContaining('fhir+json') } }]);
    });

    it('are OperationOutcomes for unknown addresses, wrong methods and unreadable ones too', async () => {
      expect((await outcome(`${R4}/Patient/1`, 404)).issue).toMatchObject([{ code: 'not-found' }]);
      expect((await outcome('/fhir', 404)).resourceType).toBe('OperationOutcome');
      expect((await outcome(`${STUDIES}/%00`, 400)).issue).toMatchObject([{ code: 'invalid' }]);
      const post = await get(STUDIES, {}, 'POST');
      expect([post.status, post.headers.allow, post.json()]).toEqual([
        405,
        'GET, HEAD',
        expect.objectContaining({ resourceType: 'OperationOutcome' }),
      ]);
      expect((await get('/fhirs')).headers['content-type']).toContain('application/problem+json');
    });

    it('are described in OpenAPI with the media type of FHIR', async () => {
      const { paths } = (await get('/openapi.json')).json() as {
        paths: Record<string, { get: { responses: Record<string, { content?: Record<string, unknown> }> } }>;
      };
      const ours = Object.keys(paths).filter((path) => path.startsWith('/fhir/'));
      expect(ours.length).toBe(5);
      for (const path of ours) {
        for (const [status, { content }] of Object.entries(paths[path]!.get.responses)) {
          // Where the head of a request could not be read, nobody knows that it was meant for FHIR.
          const unread: Record<string, string[] | undefined> = {
            400: ['application/fhir+json', 'application/problem+json'],
            431: ['application/problem+json'],
          };
          const expected = unread[status] ?? ['application/fhir+json'];
          expect([status, Object.keys(content ?? { 'application/fhir+json': null })]).toEqual([status, expected]);
        }
      }
    });
  });

  it('keeps its bytes while time goes by', async () => {
    const paths = [`${STUDIES}?_count=200`, `${R4}/metadata`, `${R4}/Provenance?target=ResearchStudy/${REAL}`];
    const etags = async () => Promise.all(paths.map(async (path) => (await get(path)).headers.etag));
    const before = await etags();
    pipeline.clock.set('2026-11-24T21:30:00.000Z');
    expect(await etags()).toEqual(before);
  });
});
