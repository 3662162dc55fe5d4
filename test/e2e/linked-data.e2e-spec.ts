import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../src/database/database.js';
import * as linked from '../../src/linked-data/linked-data.types.js';
import { parseNctId, type NctId } from '../../src/model/identifiers.js';
import type { Publication } from '../../src/model/reference-record.js';
import { ReferenceStore } from '../../src/references/reference.store.js';
import { ServingModule } from '../../src/serving.module.js';
import { StudyStore } from '../../src/studies/study.store.js';
import { tablesOf } from '../../src/tables.js';
import { ENGINES, type TestDatabase } from '../support/databases.js';
import { ask, serve, type Answer } from '../support/http.js';
import { linkedDataFaults } from '../support/linked-data.js';
import { Pipeline } from '../support/pipeline.js';
import { madeUpPublications } from '../support/served-records.js';
import { asReceived, madeUpRecord } from '../support/studies.js';

const LINKED = 'application/ld+json';
const NOWHERE = 'http://127.0.0.1:9/api/v2';
/** A real study with several versions, put together from captures. */
const REAL = parseNctId('NCT02576509') as NctId;
/** Made-up numbers: a former one of the real study, a study that recruits today, one that was removed. */
const FORMER = parseNctId('NCT99999901') as NctId;
const OPEN = parseNctId('NCT99999902') as NctId;
const GONE = parseNctId('NCT99999903') as NctId;
const RECEIVED_AT = '2026-11-23T08:00:00.000Z';
/** A made-up publication. */
const PAPER: Publication = {
  kind: 'publication',
  pmid: '99999901',
  title: 'A made-up publication.',
  journal: null,
  publishedOn: '2026-02',
  authors: ['Nobody N'],
  doi: null,
  pmcid: null,
  publicationTypes: ['Journal Article', 'Retracted Publication'],
  languages: ['eng'],
};
const SCHEMAS = { trials: linked.linkedStudy, drugs: linked.linkedDrug, publications: linked.linkedPublication };

type Document = Record<string, unknown> & { '@id': string; '@type': string };

describe.each(ENGINES)('linked data on $engine', ({ create }) => {
  let files: TestDatabase;
  let pipeline: Pipeline;
  let app: NestFastifyApplication;
  let base: string;
  const get = (path: string, accept?: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
    ask(base, path, accept === undefined ? headers : { accept, ...headers }, method);
  /** The document under an address; it must be good JSON-LD of schema.org, as described, and name itself by its address. */
  const document = async (path: string): Promise<Document> => {
    const answer = await get(path, LINKED);
    expect([path, answer.status, answer.headers['content-type']]).toEqual([path, 200, `${LINKED}; charset=utf-8`]);
    const found = answer.json() as Document;
    expect([path, await linkedDataFaults(found)]).toEqual([path, []]);
    expect(SCHEMAS[path.split('/')[2] as keyof typeof SCHEMAS].parse(found)).toEqual(found);
    expect(found['@id']).toBe(`${base}${path}`);
    return found;
  };
  /** Every item of a list. */
  const listed = async <T>(path: string): Promise<T[]> => ((await get(path)).json() as { data: T[] }).data;

  beforeAll(async () => {
    files = await create();
    pipeline = await Pipeline.open({ database: files, registryUrl: NOWHERE, environment: { SNAPSHOT: 'bundled' } });
    await pipeline.start();
    const store = new StudyStore();
    const answers = new ReferenceStore(pipeline.clock);
    await pipeline.database.write(async (tx) => {
      const records = [madeUpRecord(OPEN), madeUpRecord(GONE)].map((raw) => asReceived(raw, 'live', RECEIVED_AT));
      await store.upsertMany(tx, records, 1);
      await store.saveAlias(tx, FORMER, REAL);
      await store.markGone(tx, [GONE], '2026-11-23T10:00:00.000Z');
      const papers = madeUpPublications([PAPER]);
      await answers.saveAnswer(tx, { source: 'pubmed', subject: `study:${OPEN}`, part: 'publications' }, papers, {
        origin: 'live',
        subjectHash: null,
      });
    });
    const database = await Database.openReader(files.target, tablesOf);
    ({ app, base } = await serve(ServingModule.on({ config: pipeline.config, database, clock: pipeline.clock })));
  });

  afterAll(async () => {
    await app.close();
    await pipeline.close();
    await files.drop();
  });

  it('is there for each drug of the guide', async () => {
    const drugs = await listed<{ drugId: string; name: string }>('/v1/drugs?limit=200');
    expect(drugs.length).toBe(9);
    for (const { drugId, name } of drugs) {
      const found = await document(`/v1/drugs/${drugId}`);
      expect(found).toMatchObject({ '@type': 'Drug', name });
      expect(found['code']).toContainEqual(expect.objectContaining({ codingSystem: 'UNII' }));
    }
  });

  it('is there for shipped studies, with no status that is only last known', async () => {
    const studies = await listed<{ nctId: string }>('/v1/trials?scope=all&limit=200');
    expect(studies.length).toBeGreaterThan(90);
    for (const { nctId } of studies) await document(`/v1/trials/${nctId}`);
    expect(await document(`/v1/trials/${REAL}`)).toMatchObject({
      '@type': 'MedicalTrial',
      status: { '@id': 'schema:Completed' },
      subjectOf: { usageInfo: { text: expect.stringContaining('no medical advice') } },
    });
    expect((await document(`/v1/trials/${OPEN}`))['status']).toEqual({ '@id': 'schema:Recruiting' });
  });

  it('is there for publications, and says that one was retracted', async () => {
    expect(await document(`/v1/publications/${PAPER.pmid}`)).toMatchObject({
      '@type': 'ScholarlyArticle',
      creativeWorkStatus: 'Retracted',
      about: [{ '@id': `${base}/v1/trials/${OPEN}` }],
    });
  });

  it.each([`/v1/trials/${REAL}`, '/v1/drugs/sorafenib', `/v1/publications/${PAPER.pmid}`])(
    'and JSON are two representations of %s',
    async (path) => {
      const [plain, other] = [await get(path), await get(path, `${LINKED}, application/json;q=0.9`)];
      expect(plain.headers['content-type']).toBe('application/json; charset=utf-8');
      expect(plain.json()).toMatchObject({ data: {}, meta: {} });
      expect(other.headers['content-type']).toBe(`${LINKED}; charset=utf-8`);
      expect(plain.headers.etag).not.toBe(other.headers.etag);
      expect([plain.headers.vary, other.headers.vary]).toEqual(['Accept, Accept-Encoding', 'Accept, Accept-Encoding']);
      for (const [accept, { headers }] of [['*/*', plain] as const, [LINKED, other] as const]) {
        const head = await get(path, accept, {}, 'HEAD');
        expect([head.status, head.headers.etag, head.bytes.length]).toEqual([200, headers.etag, 0]);
        const same = await get(path, accept, { 'if-none-match': headers.etag ?? '' });
        expect([same.status, same.bytes.length]).toEqual([304, 0]);
      }
      expect((await get(path, LINKED, { 'if-none-match': plain.headers.etag ?? '' })).status).toBe(200);
      const refused = await get(path, 'text/turtle');
      expect([refused.status, refused.headers['content-type']]).toEqual([
        406,
        'application/problem+json; charset=utf-8',
      ]);
      expect(refused.json()).toMatchObject({
        type: '/problems/not-acceptable',
        detail: expect.stringContaining(LINKED),
      });
    },
  );

  it.each<[string, number, string | undefined]>([
    [`/v1/trials/${FORMER}`, 301, `/v1/trials/${REAL}`],
    ['/v1/drugs/SORAFENIB', 301, '/v1/drugs/sorafenib'],
    [`/v1/trials/${GONE}`, 410, undefined],
    ['/v1/trials/NCT99999999', 404, undefined],
    ['/v1/trials/none', 400, undefined],
    ['/v1/publications/99999999', 404, undefined],
    [`/v1/trials/${REAL}?colour=blue`, 400, undefined],
  ])('of %s is refused or moved as JSON is: %i', async (path, status, location) => {
    const [plain, other] = [await get(path), await get(path, LINKED)];
    expect([plain.status, other.status, other.headers.location]).toEqual([status, status, location]);
    expect(other.headers['content-type']).toBe(plain.headers['content-type']);
    expect(other.text).toBe(plain.text);
  });

  it('names itself by the host it was asked at, and asks for one that can be read', async () => {
    const named = await get(`/v1/trials/${REAL}`, LINKED, { host: 'trials.example' });
    expect(named.json()).toMatchObject({ '@id': `http://trials.example/v1/trials/${REAL}` });
    const odd = await get(`/v1/trials/${REAL}`, LINKED, { host: 'not a host' });
    expect([odd.status, (odd.json() as { type: string }).type]).toEqual([400, '/problems/bad-request']);
    expect((await get(`/v1/trials/${REAL}`, undefined, { host: 'not a host' })).status).toBe(200);
  });

  it('is described in the OpenAPI document', async () => {
    const { paths, components } = (await get('/openapi.json')).json() as {
      paths: Record<string, { get: { responses: Record<string, { content?: Record<string, { schema: unknown }> }> } }>;
      components: { schemas: Record<string, unknown> };
    };
    for (const [path, name] of [
      ['/v1/trials/{nctId}', 'LinkedStudy'],
      ['/v1/drugs/{drugId}', 'LinkedDrug'],
      ['/v1/publications/{pmid}', 'LinkedPublication'],
    ] as const) {
      const responses = paths[path]?.get.responses;
      expect(responses?.['200']?.content?.[LINKED]?.schema).toEqual({ $ref: `#/components/schemas/${name}` });
      expect(components.schemas).toHaveProperty(name);
      expect(responses).toHaveProperty('406');
    }
  });
});
