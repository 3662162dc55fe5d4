import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../src/database/database.js';
import { EXAMPLES } from '../../src/http/examples.js';
import { ServingModule } from '../../src/serving.module.js';
import { tablesOf } from '../../src/tables.js';
import { LANGUAGE, LANGUAGES } from '../../src/words/languages.js';
import { Say } from '../../src/words/say.js';
import { ENGINES } from '../support/databases.js';
import { FORMER, serveEveryState } from '../support/every-state.js';
import { htmlFaults, linkedDataIn } from '../support/html.js';
import { ask, serve, type Answer } from '../support/http.js';
import { linkedDataFaults } from '../support/linked-data.js';

const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
const { guideId, entryId, nctId } = EXAMPLES;
const GUIDE = `/guides/${guideId}`;
const PAGES = ['/', GUIDE, `${GUIDE}/${entryId}`, `${GUIDE}/checkmate-459`, '/trials', `/trials/${nctId}`, '/status'];

const [sqlite] = ENGINES.filter(({ engine }) => engine === 'sqlite');

describe('the pages', () => {
  let state: Awaited<ReturnType<typeof serveEveryState>>;
  let app: NestFastifyApplication;
  let base: string;
  const get = (path: string, headers: Record<string, string> = BROWSER, method = 'GET'): Promise<Answer> =>
    ask(base, path, headers, method);

  beforeAll(async () => {
    state = await serveEveryState(sqlite!.create);
    const { config, clock } = state.service.pipeline;
    const database = await Database.openReader(config.database, tablesOf);
    const module = ServingModule.on({ config, database, clock });
    ({ app, base } = await serve(module, {}, () => database.state()));
  });

  afterAll(async () => {
    await app.close();
    await state.stop();
  });

  it.each(PAGES)('%s is sound HTML with nothing inline, and says that it is no medical advice', async (path) => {
    const page = await get(path);
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(htmlFaults(page.text)).toEqual([]);
    expect(page.text).not.toMatch(/\sstyle=|\son\w+=|<style|javascript:/i);
    expect(page.text.match(/<script(?![^>]*(?:\ssrc=|application\/ld\+json))/g)).toBeNull();
    expect(page.text).toContain(Say.in('en').text('disclaimer.text'));
    expect(page.headers['content-security-policy']).not.toContain('unsafe');
    expect(page.headers['referrer-policy']).toBe('no-referrer');
  });

  it.each(LANGUAGE)('speak %s, with the English beside what matters while nobody has reviewed it', async (language) => {
    const say = Say.in(language);
    for (const path of PAGES) {
      const { status, text } = await get(`${path}?lang=${language}`);
      expect(status).toBe(200);
      expect(text).toContain(`<html lang="${language}" dir="${LANGUAGES[language].direction}">`);
      expect(text).toContain(say.text('disclaimer.title'));
      expect(text.includes(say.text('draft.title'))).toBe(!say.isReviewed);
      expect(text).toContain(Say.in('en').text('disclaimer.text'));
      // One of each direction: the markup is the same in all.
      if (['en', 'ar'].includes(language)) expect(htmlFaults(text)).toEqual([]);
    }
  });

  it('name their one true address, the same in other languages, and a picture', async () => {
    const { text } = await get('/status?lang=ar');
    expect(text).toContain(`<link rel="canonical" href="${base}/status?lang=ar"/>`);
    for (const language of LANGUAGE) expect(text).toContain(`hreflang="${language}"`);
    expect(text).toContain(`hreflang="x-default" href="${base}/status"`);
    const picture = /property="og:image" content="([^"]+)"/.exec(text)?.[1] ?? '';
    expect(picture.startsWith(base)).toBe(true);
    const card = await get(picture.slice(base.length), {});
    expect([card.status, card.headers['content-type'], card.headers['cache-control']]).toEqual([
      200,
      'image/png',
      'public, max-age=31536000, immutable',
    ]);
  });

  it.each([GUIDE, `${GUIDE}/${entryId}`, '/trials?statusGroup=ended'])(
    '%s names what may be pasted elsewhere, in its head and in a header, also when it was kept',
    async (path) => {
      for (const { text, headers } of [await get(path), await get(path)]) {
        const address =
          /type="application\/json\+oembed" href="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
        expect(headers['link']).toBe(`<${address}>; rel="alternate"; type="application/json+oembed"`);
        const answer = await get(address.slice(base.length), {});
        expect([answer.status, answer.json()]).toMatchObject([200, { type: 'rich', version: '1.0' }]);
      }
    },
  );

  it('load only files that exist', async () => {
    const pages = await Promise.all(PAGES.map((path) => get(path)));
    const files = new Set(
      pages.flatMap(({ text }) => [...text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path)),
    );
    expect(files.size).toBeGreaterThan(1);
    for (const path of files) expect((await get(path, {})).status).toBe(200);
  });

  it('lead nowhere that does not exist', async () => {
    const pages = await Promise.all(PAGES.map((path) => get(path)));
    const links = new Set(
      pages.flatMap(({ text }) =>
        [...text.matchAll(/<a [^>]*href="(\/[^"]*)"/g)].map(([, path = '']) => path.replaceAll('&amp;', '&')),
      ),
    );
    expect(links.size).toBeGreaterThan(60);
    const broken: string[] = [];
    for (const path of links) if ((await get(path, {})).status !== 200) broken.push(path);
    expect(broken).toEqual([]);
  });

  it.each(PAGES.filter((path) => path !== '/status' && path !== '/trials'))(
    '%s tells machines what it is about',
    async (path) => {
      const blocks = linkedDataIn((await get(path)).text);
      expect(blocks).toHaveLength(1);
      for (const block of blocks) expect(await linkedDataFaults(block)).toEqual([]);
    },
  );

  it('keep an answer until the data changes, and give it again as 304', async () => {
    const first = await get(GUIDE);
    const again = await get(GUIDE);
    expect(again.text).toBe(first.text);
    expect(again.headers.etag).toBe(first.headers.etag);
    expect((await get(GUIDE, { ...BROWSER, 'if-none-match': first.headers.etag ?? '' })).status).toBe(304);
    const otherHost = await get(GUIDE, { ...BROWSER, host: 'guide.example' });
    expect(otherHost.text).toContain('<link rel="canonical" href="http://guide.example/guides/');
    const head = await get(GUIDE, BROWSER, 'HEAD');
    expect([head.status, head.bytes.length, head.headers.etag]).toEqual([200, 0, first.headers.etag]);
  });

  describe('of a search', () => {
    it('take a form as browsers send it, with its empty fields', async () => {
      const { status, text } = await get(
        '/trials?q=&entry=&statusGroup=ended&country=&age=60&phase=&near=&radius=&lang=',
      );
      expect(status).toBe(200);
      expect(text).toContain('<option value="ended" selected>');
      expect(text).toMatch(/name="age"[^>]*value="60"/);
    });

    it('lead from page to page through every study once', async () => {
      const seen: string[] = [];
      for (let path: string | undefined = '/trials?limit=30'; path !== undefined;) {
        const { text } = await get(path);
        seen.push(
          ...[...text.matchAll(/<h3 class="trial-title"><a href="\/trials\/(NCT\d{8})"/g)].map(([, id = '']) => id),
        );
        path = /rel="next" href="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
      }
      const { page } = (await get('/v1/trials', {})).json() as { page: { totalCount: number } };
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toHaveLength(page.totalCount);
    });

    it('keep the language, the filters and a country that nothing was found in', async () => {
      const { text } = await get('/trials?lang=de&country=Atlantis&limit=5');
      expect(text).toContain('<input type="hidden" name="lang" value="de"/>');
      expect(text).toContain('<option value="Atlantis" selected>Atlantis</option>');
      expect(text).toContain(Say.in('de').text('search.none'));
      expect(text).toContain('name="robots" content="noindex"');
    });

    it('show every filter that limits them, and send it along with the form', async () => {
      const { text } = await get(
        '/trials?entry=NIVOLUMAB&near=48.85,2.35&radius=75km&phase=phase2,PHASE3&condition=liver&status=RECRUITING&status=COMPLETED&sort=relevance&limit=7',
      );
      expect(htmlFaults(text)).toEqual([]);
      const selected = [...text.matchAll(/<option value="([^"]*)" selected/g)].map(([, value]) => value);
      expect(selected).toEqual([`${guideId}/${entryId}`, 'PHASE2', '75km']);
      const hidden = [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]+)"/g)];
      expect(hidden.map(([, name, value]) => `${name ?? ''}=${value ?? ''}`).sort()).toEqual([
        'condition=liver',
        'limit=7',
        'phase=PHASE3',
        'sort=relevance',
        'status=COMPLETED',
        'status=RECRUITING',
      ]);
      expect(text).toContain('status: RECRUITING, COMPLETED</bdi>');
      const removals = [...text.matchAll(/<a href="([^"]+)" aria-label="Remove \u2068(\w+): /g)].map(
        ([, href = '', name = '']) => [name, new URL(href.replaceAll('&amp;', '&'), base)] as const,
      );
      expect(removals.map(([name]) => name).sort()).toEqual(['condition', 'limit', 'phase', 'sort', 'status']);
      for (const [name, { pathname, search, searchParams }] of removals) {
        expect(searchParams.getAll(name)).toEqual(name === 'phase' ? ['phase2'] : []);
        expect((await get(`${pathname}${search}`)).status).toBe(200);
      }
    });

    it('show a guide that limits them only where no entry is named with it', async () => {
      const guide = `<input type="hidden" name="guide" value="${guideId}"/>`;
      expect((await get(`/trials?guide=${guideId}`)).text).toContain(guide);
      const both = await get(`/trials?guide=${guideId}&entry=${entryId}`);
      expect(both.text).not.toContain(guide);
      expect(both.text).toContain(`<option value="${guideId}/${entryId}" selected>`);
    });

    it('offer countries however many studies there are, and only those that exist', async () => {
      const { text } = await get('/trials?q=nothing-like-this');
      const countries = /<select id="f-country".*?<\/select>/s.exec(text)?.[0] ?? '';
      expect(countries).toContain('<option value="France">France</option>');
    });

    it('name nothing to paste elsewhere where a listing would show other studies', async () => {
      const { text, headers } = await get('/trials?statusGroup=ended&phase=PHASE2');
      expect(text).not.toContain('application/json+oembed');
      expect(headers).not.toHaveProperty('link');
      const url = encodeURIComponent(`${base}/trials?statusGroup=ended&phase=PHASE2`);
      expect((await get(`/oembed?url=${url}`, {})).status).toBe(404);
    });

    it.each(['near=48.85,2.35', 'age=60', 'sex=FEMALE', 'q=nivolumab'])(
      'leave what somebody says of themselves to no shared cache: %s',
      async (query) => {
        for (let round = 0; round < 2; round += 1) {
          expect((await get(`/trials?${query}`)).headers['cache-control']).toBe('private, max-age=60');
        }
        expect((await get('/trials?age=&q=&statusGroup=ended')).headers['cache-control']).toMatch(/^public/);
      },
    );

    it('write back what was asked for as text', async () => {
      const { status, text } = await get(`/trials?q=${encodeURIComponent('<script>alert</script>')}`);
      expect(status).toBe(200);
      expect(text).toContain('value="&lt;script>alert&lt;/script>"');
    });
  });

  describe('of errors', () => {
    it.each([
      ['/trails', 404, 'error.notFound'],
      ['/guides/nothing', 404, 'error.notFound'],
      [`${GUIDE}/nothing`, 404, 'error.notFound'],
      ['/trials/NCT00000000', 404, 'error.notFound'],
      ['/trials?age=old', 400, 'error.badRequest'],
      ['/trials?q=%3Cscript%3E&colour=red', 400, 'error.badRequest'],
      ['/status?lang=tlh', 400, 'error.badRequest'],
    ] as const)('say in plain words what is wrong with %s', async (path, status, key) => {
      const page = await get(path);
      expect([page.status, page.headers['content-type']]).toEqual([status, 'text/html; charset=utf-8']);
      expect(page.headers['cache-control']).toBe('no-store');
      expect(page.text).toContain(Say.in('en').text(key));
      expect(page.text).not.toContain('<script>');
      expect(htmlFaults(page.text)).toEqual([]);
    });

    it.each(['//evil.example/x', '/\\evil.example/x', '/%5Cevil.example/x', '/a%20b'])(
      'lead to no other site from %s',
      async (path) => {
        const { status, text } = await get(path);
        expect(status).toBe(404);
        expect(text).toContain('<a href="/?lang=de" lang="de"');
        expect(text).not.toContain('evil.example');
      },
    );

    it('say nothing that an address put into their mouth', async () => {
      const asked = encodeURIComponent('Call +1 555 0100');
      for (const path of [`/guides/${asked}`, `${GUIDE}/${asked}`, `/${asked}`]) {
        expect((await get(path)).text).not.toContain('555');
      }
    });

    it('are problems for who reads no pages, and under the API for everybody', async () => {
      expect((await get('/trials?age=old', { accept: '*/*' })).headers['content-type']).toMatch(
        /^application\/problem\+json/,
      );
      expect((await get('/v1/trials?age=old')).headers['content-type']).toMatch(/^application\/problem\+json/);
      expect((await get('/fhir/R4/ResearchStudy/x')).headers['content-type']).toMatch(/^application\/fhir\+json/);
    });

    it('lead from a former number to the study, and keep what a removed one last said', async () => {
      const moved = await get(`/trials/${FORMER}?lang=de`);
      expect([moved.status, moved.headers.location]).toEqual([301, `/trials/${nctId}?lang=de`]);
      const gone = await get(`/trials/${state.gone}`);
      expect(gone.status).toBe(410);
      expect(gone.text).toContain(Say.in('en').text('error.gone.text'));
    });
  });

  it('are all in the sitemap, which robots.txt names', async () => {
    expect((await get('/robots.txt', {})).text).toContain(`Sitemap: ${base}/sitemap.xml`);
    const { text, headers } = await get('/sitemap.xml', {});
    expect(headers['content-type']).toBe('application/xml; charset=utf-8');
    const named = [...text.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = '']) => address.slice(base.length));
    expect(named).toEqual(expect.arrayContaining(PAGES));
    expect(new Set(named).size).toBe(named.length);
    expect(named).not.toContain(`/trials/${state.gone}`);
  });
});
