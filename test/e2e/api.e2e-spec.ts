import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { OPERATIONS } from '../../src/api/openapi-document.js';
import { Database } from '../../src/database/database.js';
import { parseNctId, type NctId } from '../../src/model/identifiers.js';
import { ServingModule } from '../../src/serving.module.js';
import { ReleaseMaker } from '../../src/snapshot/releases/release-maker.service.js';
import { StudyStore } from '../../src/studies/study.store.js';
import { tablesOf } from '../../src/tables.js';
import { ENGINES, type TestDatabase } from '../support/databases.js';
import { FakeReferences } from '../support/fake-references.js';
import { ask, serve, type Answer } from '../support/http.js';
import { Pipeline } from '../support/pipeline.js';

const GUIDE = '/v1/guides/stage-4-liver-cancer';
const NOWHERE = 'http://127.0.0.1:9/api/v2';
/** Made-up number that the tests file as a former number of a real study. */
const FORMER = parseNctId('NCT99999901') as NctId;
const REAL = parseNctId('NCT02576509') as NctId;
/** A made-up publication that states the number of a real study. */
const PUBLICATION = { pmid: '99000001', title: 'Made-up publication', nctIds: [REAL] };

type Item = Record<string, unknown> & { nctId: string };
type List = {
  data: Item[];
  page: { nextCursor: string | null; totalCount: number; totalIsExact: boolean };
  meta: Record<string, unknown>;
};
type Problem = { type: string; status: number; errors: { parameter: string; detail: string; allowed?: string[] }[] };

describe.each(ENGINES)('the API on $engine', ({ create }) => {
  let dir: string;
  let files: TestDatabase;
  let references: FakeReferences;
  let pipeline: Pipeline;
  let app: NestFastifyApplication;
  let base: string;
  /** A real study that the tests mark as removed. */
  let gone: NctId;
  const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> => ask(base, path, headers);
  const list = async (path: string): Promise<List> => (await get(path)).json() as List;
  const problem = async (path: string): Promise<Problem> => (await get(path)).json() as Problem;

  beforeAll(async () => {
    files = await create();
    references = await FakeReferences.start();
    references.pubmed.put(PUBLICATION);
    dir = await mkdtemp(join(tmpdir(), 'trialweave-'));
    const environment = { SNAPSHOT: 'bundled', DATA_DIR: dir, ...references.environment };
    pipeline = await Pipeline.open({ database: files, registryUrl: NOWHERE, environment });
    await pipeline.start();
    await pipeline.sync({ source: 'pubmed' });
    await pipeline.context.get(ReleaseMaker).make(true, { madeBy: 'a test', disclaimer: 'Made-up disclaimer' });
    const [last] = await pipeline.database.read.query<{ nct_id: NctId }[]>(
      'SELECT nct_id FROM study ORDER BY id DESC LIMIT 1',
    );
    gone = last!.nct_id;
    await pipeline.database.write(async (tx) => {
      await new StudyStore().saveAlias(tx, FORMER, REAL);
      await new StudyStore().markGone(tx, [gone], '2026-11-23T10:00:00.000Z');
    });
    const database = await Database.openReader(files.target, tablesOf);
    ({ app, base } = await serve(ServingModule.on({ config: pipeline.config, database, clock: pipeline.clock })));
  });

  afterAll(async () => {
    await app.close();
    await pipeline.close();
    await references.stop();
    await files.drop();
    await rm(dir, { recursive: true, force: true });
  });

  describe('every operation', () => {
    /** An address of the operation that exists. */
    const pathOf = (path: string): string =>
      path
        .replace('{guideId}', 'stage-4-liver-cancer')
        .replace('{entryId}', 'nivolumab')
        .replace('{nctId}', REAL)
        .replace('{drugId}', 'pembrolizumab')
        .replace('{pmid}', PUBLICATION.pmid)
        .replace('{releaseId}', '000001')
        .replace('{file}', 'studies.ndjson.gz')
        .replace('{id}', 'clinicaltrials-gov')
        .replace('{code}', 'bad-parameter')
        .replace(/^\/oembed$/, '/oembed?url=/trials');
    /** Those under FHIR answer in its own form; fhir.e2e-spec.ts asks them. */
    const operations = OPERATIONS.filter(({ tag }) => tag !== 'fhir');
    const answerOf = new Map(OPERATIONS.map(({ id, answer }) => [id, answer]));

    it.each(operations.map(({ id, path, caching }) => [id, path, caching] as const))(
      '%s answers exactly what its description says',
      async (id, path, caching) => {
        const answer = await get(pathOf(path));
        const { mediaType, schema } = answerOf.get(id)!;
        const [type, charset] = String(answer.headers['content-type']).split(/; ?/);
        const isText = mediaType !== 'application/gzip';
        expect([answer.status, type, charset]).toEqual([200, mediaType, isText ? 'charset=utf-8' : undefined]);
        if (schema && mediaType === 'application/json') expect(strictly(schema, answer.json())).toEqual([]);
        expect(answer.headers.etag === undefined).toBe(caching === 'never');
        if (caching !== 'never') {
          expect((await get(pathOf(path), { 'if-none-match': answer.headers.etag ?? '' })).status).toBe(304);
        }
      },
    );

    it.each(operations.map(({ path }) => path))('%s refuses a parameter it does not know', async (path) => {
      const asked = pathOf(path);
      const answer = await get(`${asked}${asked.includes('?') ? '&' : '?'}nonsense=1`);
      expect(answer.status).toBe(400);
      expect((answer.json() as Problem).errors).toMatchObject([{ parameter: 'nonsense' }]);
    });
  });

  describe('OpenAPI', () => {
    type Document = {
      openapi: string;
      paths: Record<string, { get: { responses: Record<string, unknown> } }>;
      components: { schemas: Record<string, unknown> };
    };

    it('describes every route there is, and no other', async () => {
      const { paths, openapi } = (await get('/openapi.json')).json() as Document;
      expect(openapi).toBe('3.1.0');
      const routes = app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
      for (const path of Object.keys(paths)) {
        const last =
          path
            .replace(/\{(\w+)\}/g, ':$1')
            .split('/')
            .at(-1) ?? '';
        expect(routes).toContain(`${last} (GET, HEAD)`);
      }
      expect(Object.keys(paths).sort()).toEqual(OPERATIONS.map(({ path }) => path).sort());
    });

    it('points only at parts it has', async () => {
      const document = (await get('/openapi.json')).json() as Document;
      const references = JSON.stringify(document).match(/"\$ref":"[^"]+"/g) ?? [];
      expect(references.length).toBeGreaterThan(50);
      for (const reference of new Set(references)) {
        const steps = reference.slice('"$ref":"#/'.length, -1).split('/');
        expect([
          reference,
          steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document),
        ]).not.toContain(undefined);
      }
    });

    it('has a page to read it on, that loads nothing from elsewhere and runs nothing inline', async () => {
      const page = await get('/docs');
      expect(page.headers['content-security-policy']).toContain("script-src 'self'; style-src 'self'");
      expect(page.text).not.toMatch(/<style|style=|<script>|https?:\/\//);
      const assets = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
      expect(assets.length).toBeGreaterThan(3);
      for (const asset of assets) expect([asset, (await get(asset)).status]).toEqual([asset, 200]);
      expect((await get('/docs/assets/package.json')).status).toBe(404);
    });
  });

  describe('guides', () => {
    it('show the claim that has aged, with its evidence and its history', async () => {
      const claims = await list(`${GUIDE}/claims?verdict=outdated`);
      const claim = claims.data.find((each) => each['claimId'] === 'checkmate-459-ongoing');
      expect(claim).toMatchObject({ verdict: 'outdated', entryIds: expect.arrayContaining(['checkmate-459']) });
      expect(claim?.['evidence']).toContainEqual(expect.objectContaining({ value: 'COMPLETED', key: REAL }));
      expect((claim?.['history'] as unknown[]).length).toBeGreaterThan(0);
      expect(claims.data.every((each) => each['verdict'] === 'outdated')).toBe(true);
    });

    it('list entries by kind, in pages that fit together', async () => {
      const whole = await list(`${GUIDE}/entries?limit=200`);
      const drugs = await list(`${GUIDE}/entries?kind=drug&limit=200`);
      expect(drugs.data.length).toBe(9);
      expect(drugs.data.every((entry) => entry['kind'] === 'drug')).toBe(true);
      const ids: unknown[] = [];
      let cursor: string | null = null;
      do {
        const page: List = await list(`${GUIDE}/entries?limit=4${cursor === null ? '' : `&cursor=${cursor}`}`);
        ids.push(...page.data.map((entry) => entry['entryId']));
        cursor = page.page.nextCursor;
      } while (cursor !== null);
      expect(ids).toEqual(whole.data.map((entry) => entry['entryId']));
      expect(whole.page.totalCount).toBe(ids.length);
    });

    it('give an entry its provenance for every leaf when asked for it', async () => {
      const plain = (await get(`${GUIDE}/entries/nivolumab`)).json() as { data: Record<string, unknown> };
      const full = (await get(`${GUIDE}/entries/nivolumab?provenance=full`)).json() as {
        data: Record<string, unknown>;
      };
      expect(plain.data).not.toHaveProperty('provenance');
      const { provenance, ...rest } = full.data;
      expect(rest).toEqual(plain.data);
      expect(provenance).toHaveProperty(['/title']);
    });

    it.each([
      ['/v1/guides/nothing', 'guide-not-found'],
      ['/v1/guides/nothing/entries', 'guide-not-found'],
      ['/v1/guides/nothing/claims', 'guide-not-found'],
      ['/v1/guides/nothing/entries/nivolumab', 'guide-not-found'],
      [`${GUIDE}/entries/nothing`, 'entry-not-found'],
      [`${GUIDE}/entries/nothing/trials`, 'entry-not-found'],
      ['/v1/sources/nothing/runs', 'source-not-found'],
      ['/v1/trials/NCT99999999', 'study-not-found'],
      ['/problems/nothing', 'problem-not-found'],
    ])('answer 404 for %s', async (path, code) => {
      expect(await problem(path)).toMatchObject({ status: 404, type: `/problems/${code}` });
    });
  });

  describe('lists of studies', () => {
    it('of an entry agree with the counts of its record, and show why each study is there', async () => {
      const { data } = (await get(`${GUIDE}/entries/nivolumab`)).json() as {
        data: { trials: { inScope: number; byRole: Record<string, number> } };
      };
      const trials = await list(`${GUIDE}/entries/nivolumab/trials?limit=200`);
      // One study was marked as removed behind the merger's back.
      expect(data.trials.inScope - trials.page.totalCount).toBeLessThanOrEqual(1);
      expect(trials.page.totalCount).toBeGreaterThan(2);
      for (const trial of trials.data) {
        const { role, evidence } = trial['link'] as { role: string; evidence: unknown[] };
        expect([role, evidence.length > 0]).toEqual([expect.any(String), true]);
      }
      const roles = ['subject', 'experimental', 'comparator', 'background', 'observed'];
      const byRole = await Promise.all(
        roles.map((role) => list(`${GUIDE}/entries/nivolumab/trials?role=${role}&limit=200`)),
      );
      for (const [i, { data }] of byRole.entries()) {
        expect(data.filter((trial) => (trial['link'] as { role: string }).role !== roles[i])).toEqual([]);
      }
      expect(byRole.reduce((sum, { page }) => sum + page.totalCount, 0)).toBe(trials.page.totalCount);
    });

    it('name an entry in either way, with the same result', async () => {
      const [short, full, own] = await Promise.all([
        list('/v1/trials?entry=nivolumab'),
        list('/v1/trials?entry=stage-4-liver-cancer/nivolumab'),
        list(`${GUIDE}/entries/nivolumab/trials`),
      ]);
      expect(short.data).toEqual(full.data);
      expect(short.data).toEqual(own.data);
    });

    it('stand in the scope of the guide unless another is asked for', async () => {
      const [guide, related, all] = await Promise.all(
        ['guide', 'related', 'all'].map((scope) => list(`/v1/trials?scope=${scope}&limit=200`)),
      );
      expect(guide!.page.totalCount).toBeLessThan(all!.page.totalCount);
      expect(guide!.page.totalCount).toBeLessThanOrEqual(related!.page.totalCount);
      for (const { conditionScopes } of guide!.data) expect(JSON.stringify(conditionScopes)).toMatch(/primary|basket/);
      expect((await list('/v1/trials')).page.totalCount).toBe(guide!.page.totalCount);
    });

    it('are paged to the end without loss or doubles, under any sort', async () => {
      for (const sort of ['lastUpdate', 'start&order=asc', 'enrollment']) {
        const seen: string[] = [];
        let total: number;
        let cursor: string | null = null;
        do {
          const page: List = await list(
            `/v1/trials?scope=all&limit=200&sort=${sort}${cursor === null ? '' : `&cursor=${cursor}`}`,
          );
          seen.push(...page.data.map(({ nctId }) => nctId));
          total = page.page.totalCount;
          cursor = page.page.nextCursor;
        } while (cursor !== null);
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen.length).toBe(total);
        expect(seen).not.toContain(gone);
      }
    });

    it('refuse a cursor with other filters, a damaged one and one made up', async () => {
      const { page } = await list('/v1/trials?phase=PHASE3');
      const made = Buffer.from(JSON.stringify(['x', { a: 1 }, 'y'])).toString('base64url');
      for (const query of [
        `phase=PHASE2&cursor=${page.nextCursor ?? ''}`,
        `sort=start&phase=PHASE3&cursor=${page.nextCursor ?? ''}`,
        'cursor=%21%21',
        `cursor=${made}`,
      ]) {
        expect((await problem(`/v1/trials?${query}`)).errors).toMatchObject([{ parameter: 'cursor' }]);
      }
      expect((await get(`/v1/trials?phase=phase3&cursor=${page.nextCursor ?? ''}&limit=3`)).status).toBe(200);
    });

    it('refuse cursors whose parts no page ever had, with 400 and not 500', async () => {
      const { page } = await list('/v1/trials');
      const [mark] = JSON.parse(Buffer.from(page.nextCursor ?? '', 'base64url').toString()) as [string];
      for (const position of [
        [null, '2020', 'x'],
        [null, '2020', 1e12],
        [null, 7, 1],
        [null, '2020', 1.5],
        [null, null, -1],
        [null, '2020', null],
        [null, 'some day', 1],
        [1, '2020', 1],
        ['2020', 1],
      ]) {
        const cursor = Buffer.from(JSON.stringify([mark, ...position])).toString('base64url');
        expect((await problem(`/v1/trials?cursor=${cursor}`)).status).toBe(400);
      }
    });

    it('read words in any case, lists by repetition and by commas', async () => {
      const [repeated, commas] = await Promise.all([
        list('/v1/trials?status=COMPLETED&status=TERMINATED&limit=5'),
        list('/v1/trials?status=terminated,completed&limit=5'),
      ]);
      expect(repeated.data).toEqual(commas.data);
      expect(repeated.page).toEqual(commas.page);
      const one = await list(`/v1/trials?ids=${REAL.toLowerCase()},NCT99999999&scope=all`);
      expect(one.data.map(({ nctId }) => nctId)).toEqual([REAL]);
    });

    it('never count a status as open that is only last known', async () => {
      const open = await list('/v1/trials?scope=all&statusGroup=open&limit=200');
      expect(open.data.every((trial) => trial['statusTrusted'] === true && trial['origin'] !== 'assembled')).toBe(true);
      const recruiting = await list('/v1/trials?scope=all&status=RECRUITING&limit=200');
      const untrusted = recruiting.data.filter((trial) => trial['statusTrusted'] === false);
      expect(untrusted.every((trial) => trial['statusGroup'] === 'unknown')).toBe(true);
      expect(recruiting.data.filter((trial) => trial['asOf'] === null && trial['statusTrusted'] === true)).toEqual([]);
    });
  });

  describe('search', () => {
    const total = async (query: string): Promise<number> =>
      (await list(`/v1/trials?scope=all&${query}`)).page.totalCount;

    it('finds names under their other names, in any spelling', async () => {
      const [name, short, british] = await Promise.all(
        ['hepatocellular carcinoma', 'HCC', 'Hepatocellular Cancer'].map((text) =>
          total(`condition=${encodeURIComponent(text)}`),
        ),
      );
      expect(name).toBeGreaterThan(10);
      expect([short, british]).toEqual([name, name]);
      expect(await total('intervention=Opdivo')).toBe(await total('intervention=nivolumab'));
      expect(await total('condition=liver%20tumours')).toBe(await total('condition=LIVER%20tumor'));
    });

    it('joins the areas: every text must be found in its own', async () => {
      const both = await total('condition=liver&intervention=nivolumab');
      expect(both).toBeGreaterThan(0);
      expect(both).toBeLessThan(Math.min(await total('condition=liver'), await total('intervention=nivolumab')));
      expect(await total('title=nivolumab')).toBeLessThanOrEqual(await total('intervention=nivolumab'));
      expect(await total('q=nothingiscalledthis')).toBe(0);
    });

    it('sorts by relevance and says the place, unless another sort is asked for', async () => {
      const found = await list('/v1/trials?scope=all&condition=liver&limit=100');
      const places = found.data.map(({ relevance }) => relevance as number);
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(places[0]).toBe(1);
      const newest = await list('/v1/trials?scope=all&condition=liver&limit=100&sort=lastUpdate');
      expect(newest.data.every(({ relevance }) => relevance === null)).toBe(true);
      expect(newest.data.map(({ nctId }) => nctId).sort()).toEqual(found.data.map(({ nctId }) => nctId).sort());
    });

    it('counts by facet what the filters let pass', async () => {
      const { facets, page } = (await list(
        '/v1/trials?scope=all&intervention=nivolumab&facets=phase,status,entry',
      )) as List & {
        facets: Record<string, { value: string | null; count: number }[]>;
      };
      expect(Object.keys(facets).sort()).toEqual(['entry', 'phase', 'status']);
      expect(facets['status']!.reduce((sum, { count }) => sum + count, 0)).toBe(page.totalCount);
      for (const { value, count } of facets['phase']!) {
        if (value === null) continue;
        expect([value, await total(`intervention=nivolumab&phase=${value}`)]).toEqual([value, count]);
      }
      expect(facets['entry']!.find(({ value }) => value?.endsWith('/nivolumab'))?.count).toBe(
        await total('intervention=nivolumab&entry=nivolumab'),
      );
      expect(((await list('/v1/trials')) as List & { facets: unknown }).facets).toBeNull();
    });

    it('finds studies near a place, nearest first, and says that points are those of cities', async () => {
      const { data } = await list('/v1/trials?scope=all&near=34.05,-118.24&radius=300mi&limit=200');
      type Near = { precision: string; sitesInRadius: number; nearest: { distanceKm: number } };
      const nears = data.map((trial) => trial['near'] as Near);
      expect(nears.length).toBeGreaterThan(1);
      expect(nears.every(({ precision, sitesInRadius }) => precision === 'city' && sitesInRadius > 0)).toBe(true);
      const distances = nears.map(({ nearest }) => nearest.distanceKm);
      expect(distances).toEqual([...distances].sort((a, b) => a - b));
      expect(Math.max(...distances)).toBeLessThanOrEqual(483);
      expect(await total('near=34.05,-118.24&radius=300mi&siteStatus=open')).toBeLessThanOrEqual(nears.length);
    });

    it('is paged by relevance and by distance to the end without loss or doubles', async () => {
      for (const query of ['condition=cancer OR carcinoma', 'near=40,-100&radius=5000km']) {
        const seen: string[] = [];
        for (let cursor = '' as string | null; cursor !== null;) {
          const page: List = await list(
            `/v1/trials?scope=all&limit=9&${encodeURI(query)}${cursor === '' ? '' : `&cursor=${cursor}`}`,
          );
          seen.push(...page.data.map(({ nctId }) => nctId));
          cursor = page.page.nextCursor;
        }
        expect(seen.length).toBe(await total(encodeURI(query)));
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen.length).toBeGreaterThan(9);
      }
    });

    it.each(['condition=liver', 'near=40,-100&radius=5000km'])(
      'refuses made-up cursors of %s with 400',
      async (query) => {
        const { page } = await list(`/v1/trials?scope=all&limit=1&${query}`);
        const [mark] = JSON.parse(Buffer.from(page.nextCursor ?? '', 'base64url').toString()) as [string];
        for (const position of [
          [null, null, 1],
          [1.5, 'x', 1],
          [-1, null, 1],
          ['1', null, 1],
          [1e300, null, 1],
        ]) {
          const cursor = Buffer.from(JSON.stringify([mark, ...position])).toString('base64url');
          expect((await problem(`/v1/trials?scope=all&limit=1&${query}&cursor=${cursor}`)).status).toBe(400);
        }
      },
    );
  });

  describe('wrong parameters', () => {
    it('are all named at once, each with what is allowed', async () => {
      const answer = await problem(
        '/v1/trials?statsu=RECRUITING&status=OPENISH&limit=500&age=old&limit=1&hasResults=yes&updatedSince=2025-02-30',
      );
      expect(answer).toMatchObject({ status: 400, type: '/problems/bad-parameter' });
      const byName = new Map(answer.errors.map((error) => [error.parameter, error]));
      expect([...byName.keys()].sort()).toEqual(
        ['age', 'hasResults', 'limit', 'status', 'statsu', 'updatedSince'].sort(),
      );
      expect(byName.get('statsu')?.detail).toContain('"status"');
      expect(byName.get('status')?.allowed).toContain('RECRUITING');
      expect(byName.get('limit')?.detail).toContain('2 times');
    });

    it.each([
      ['limit=0', 'limit', '1 to 200'],
      ['limit=201', 'limit', '1 to 200'],
      ['limit=1.5', 'limit', '1 to 200'],
      ['status=', 'status', 'Empty'],
      ['offset=20', 'offset', 'Unknown'],
      ['sort=relevance', 'sort', '`condition`'],
      ['sort=distance', 'sort', '`near`'],
      ['sort=newest', 'sort', 'lastUpdate'],
      ['radius=50km', 'radius', '`near`'],
      ['siteStatus=open', 'siteStatus', '`near`'],
      ['near=91,0', 'near', 'a latitude and a longitude'],
      ['near=0,181', 'near', 'a latitude and a longitude'],
      ['near=Paris', 'near', 'a latitude and a longitude'],
      ['near=1,2&radius=0km', 'radius', '1km to 5000km'],
      ['near=1,2&radius=6000km', 'radius', '1km to 5000km'],
      ['near=1,2&radius=50', 'radius', '1km to 5000km'],
      ['facets=colour', 'facets', 'phase'],
      ['q=', 'q', 'words to look for'],
      ['q=%22liver', 'q', 'A quotation mark has no partner (at character 1)'],
      ['condition=NOT%20liver', 'condition', 'NOT takes away'],
      ['intervention=AREA%5BCondition%5Dx', 'intervention', 'Square brackets'],
      ['title=a*', 'title', 'At least 2 letters'],
      ['role=experimental', 'role', '`entry`'],
      ['guide=asthma', 'guide', 'There is no guide "asthma"'],
      ['guide=stage-4-liver-cancer&entry=salbutamol', 'entry', 'There is no entry'],
      ['guide=stage-4-liver-cancer&scope=all', 'scope', 'takes no `guide`'],
      ['entry=nivolumap', 'entry', '"nivolumab"'],
      ['entry=Nivo%20lumab', 'entry', 'Nearest: "nivolumab"'],
      ['ids=NCT1', 'ids', 'NCT and 8 digits'],
      ['age=-1', 'age', '0 to 150'],
      ['startedSince=2025&startedUntil=2024', 'startedUntil', 'nothing can match'],
      ['sex=F', 'sex', 'one of ALL, FEMALE, MALE'],
      ['sex=FEMAL', 'sex', 'Did you mean "FEMALE"'],
      ['minEnrollment=99999999999', 'minEnrollment', '100000000'],
    ])('%s is refused by name', async (query, parameter, hint) => {
      const answer = await problem(`/v1/trials?${query}`);
      expect([answer.status, answer.errors.map((error) => error.parameter)]).toEqual([400, [parameter]]);
      expect(answer.errors[0]?.detail).toContain(hint);
    });

    it('survive hostile text as text', async () => {
      for (const text of ["' OR 1=1 --", '%25', '\\', '"; DROP TABLE study; --', '%00', '💉', '{"$gt":1}']) {
        const answer = await get(`/v1/trials?sponsor=${text.startsWith('%') ? text : encodeURIComponent(text)}`);
        expect([text, [200, 400].includes(answer.status)]).toEqual([text, true]);
      }
      expect((await get('/v1/guides/%00')).status).toBe(400);
      expect((await list('/v1/trials?sponsor=%25')).page.totalCount).toBe(0);
    });
  });

  describe('one study', () => {
    it('is found under its number in any case, with links, scope, history and where each field is from', async () => {
      const { data } = (await get(`/v1/trials/${REAL.toLowerCase()}`)).json() as { data: Record<string, unknown> };
      expect(data).toMatchObject({
        nctId: REAL,
        overallStatus: 'COMPLETED',
        origin: 'assembled',
        statusTrusted: false,
      });
      expect(data['links']).toContainEqual(expect.objectContaining({ entryId: 'checkmate-459', role: 'subject' }));
      expect(data['history']).toMatchObject({ versions: 5 });
      const { pointers } = data['provenance'] as { pointers: Record<string, string> };
      const raw: unknown = (await get(`/v1/trials/${REAL}/raw`)).json();
      const found = pointers['overallStatus']!.split('/')
        .slice(1)
        .reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], raw);
      expect(found).toBe('COMPLETED');
    });

    it('is served as received, byte for byte, packed or not', async () => {
      const plain = await get(`/v1/trials/${REAL}/raw`);
      const packed = await get(`/v1/trials/${REAL}/raw`, { 'accept-encoding': 'gzip' });
      expect(packed.headers['content-encoding']).toBe('gzip');
      expect(gunzipSync(packed.bytes).equals(plain.bytes)).toBe(true);
    });

    it('is sent from a former number to the one it has', async () => {
      for (const rest of ['', '/raw']) {
        const answer = await get(`/v1/trials/${FORMER.toLowerCase()}${rest}`);
        expect([answer.status, answer.headers.location]).toEqual([301, `/v1/trials/${REAL}${rest}`]);
      }
    });

    it('answers 410 with what was last known when the registry removed it', async () => {
      for (const rest of ['', '/raw']) {
        const answer = await get(`/v1/trials/${gone}${rest}`);
        expect(answer.status).toBe(410);
        expect(answer.json()).toMatchObject({
          type: '/problems/study-gone',
          goneAt: '2026-11-23T10:00:00.000Z',
          lastKnown: { nctId: gone },
        });
      }
    });

    it.each(['NCT123', 'NCT0257650X', '2576509', 'NCT025765099'])('answers 400 for %s', async (given) => {
      expect(await problem(`/v1/trials/${given}`)).toMatchObject({ status: 400, errors: [{ parameter: 'nctId' }] });
    });
  });

  describe('changes', () => {
    type Log = {
      data: { id: number; subject: string; kind: string }[];
      page: { nextCursor: string | null; resumeCursor: string; totalCount: number };
    };
    const log = async (query: string): Promise<Log> => (await get(`/v1/changes?${query}`)).json() as Log;

    it('can be read from the start to the end and taken up again later', async () => {
      const subjects: string[] = [];
      const ids: number[] = [];
      let page = await log('limit=200');
      for (;;) {
        subjects.push(...page.data.map((change) => change.subject));
        ids.push(...page.data.map((change) => change.id));
        if (page.page.nextCursor === null) break;
        page = await log(`limit=200&after=${page.page.nextCursor}`);
      }
      expect(ids).toEqual([...ids].sort((a, b) => a - b));
      expect(ids.length).toBe(page.page.totalCount);
      expect(subjects).toEqual(expect.arrayContaining([`study:${REAL}`, 'entry:stage-4-liver-cancer/nivolumab']));
      const later = await log(`after=${page.page.resumeCursor}`);
      expect([later.data, later.page.nextCursor, later.page.resumeCursor]).toEqual([[], null, page.page.resumeCursor]);
    });

    it('can be narrowed to a subject, a kind of subject and a kind of change', async () => {
      const one = await log(`subject=study:${REAL.toLowerCase()}&limit=200`);
      expect(new Set(one.data.map((change) => change.subject))).toEqual(new Set([`study:${REAL}`]));
      const updated = await log('subject=study:&kind=updated&limit=200');
      expect(updated.data.length).toBeGreaterThan(0);
      expect(updated.data.every((change) => change.kind === 'updated' && change.subject.startsWith('study:'))).toBe(
        true,
      );
      expect((await problem('/v1/changes?after=x&kind=moved')).errors.map((error) => error.parameter)).toEqual([
        'after',
        'kind',
      ]);
    });
  });

  describe('what stands in every payload', () => {
    it('names the sources with their state, and a version that content moves and nothing else', async () => {
      const { meta } = await list('/v1/guides');
      expect(meta).toMatchObject({
        disclaimer: expect.stringContaining('no medical advice'),
        sources: [
          { id: 'clinicaltrials-gov', status: 'bundled' },
          { id: 'openfda', status: 'bundled', attribution: expect.stringContaining('not validated') },
          { id: 'rxnorm', status: 'never-synced' },
          { id: 'nci-drug-dictionary', status: 'bundled' },
          { id: 'pubmed', status: 'fresh' },
        ],
      });
      expect(meta['dataVersion']).toMatch(/^\d+$/);
    });

    it('keeps its bytes while time goes by', async () => {
      const before = await Promise.all(
        ['/v1/trials', `${GUIDE}/entries/nivolumab`, `/v1/trials/${REAL}`].map((path) => get(path)),
      );
      pipeline.clock.set('2026-11-24T21:30:00.000Z');
      const after = await Promise.all(
        ['/v1/trials', `${GUIDE}/entries/nivolumab`, `/v1/trials/${REAL}`].map((path) => get(path)),
      );
      expect(after.map((answer) => answer.headers.etag)).toEqual(before.map((answer) => answer.headers.etag));
    });

    it('tells a supervisor that old data is served, and what is old', async () => {
      const { text, status } = await get('/health/ready');
      expect([status, JSON.parse(text)]).toEqual([200, expect.objectContaining({ status: 'ready', fresh: false })]);
    });
  });
});

/** What is wrong with a value by a schema, where what the schema does not name is wrong, too. */
function strictly(schema: z.ZodType, value: unknown): string[] {
  const result = schema.safeParse(value);
  if (!result.success) return result.error.issues.map((issue) => `${issue.path.join('/')}: ${issue.message}`);
  return unnamed(value, result.data, '');
}

/** zod drops what an object schema does not name; whatever is gone was not described. */
function unnamed(given: unknown, kept: unknown, at: string): string[] {
  if (typeof given !== 'object' || given === null) return [];
  return Object.entries(given).flatMap(([name, value]) =>
    Object.hasOwn(kept as object, name)
      ? unnamed(value, (kept as Record<string, unknown>)[name], `${at}/${name}`)
      : [`${at}/${name}: not described`],
  );
}
