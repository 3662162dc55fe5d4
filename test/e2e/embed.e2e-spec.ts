import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import oembetter from 'oembetter';
import { unfurl } from 'unfurl.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listing, type Listing } from '../../src/embed/listing.schema.js';
import { oembed, type Oembed } from '../../src/embed/oembed.schema.js';
import { ENGINES } from '../support/databases.js';
import { MADE_UP, MADE_UP_TITLE, serveForEmbeds } from '../support/embedded-service.js';
import { ask } from '../support/http.js';
import type { ReferencesPipeline } from '../support/references-pipeline.js';
import { discovered, filtered, withLimits } from '../support/wordpress-embed.js';

const GUIDE = 'stage-4-liver-cancer';
const FRAME = `/embed/v1/trials?guide=${GUIDE}&entry=nivolumab`;
type Problem = { type: string; errors: { parameter: string; detail: string }[] };

describe('the scripts of other sites', () => {
  const built = (name: string): Buffer => readFileSync(new URL(`../../dist/widget/${name}`, import.meta.url));

  it('make an element of no more than 10 KB, compressed', () => {
    expect(gzipSync(built('trialweave.js'), { level: 9 }).length).toBeLessThanOrEqual(10 * 1024);
  });

  it.each(['trialweave.js', 'frame-height.js', 'host-frame.js'])(
    '%s makes no markup of texts, runs no texts and keeps nothing',
    (name) => {
      const text = built(name).toString('utf8');
      expect(text.length).toBeGreaterThan(300);
      expect(text).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function/);
      expect(text).not.toMatch(/cookie|localStorage|sessionStorage|indexedDB|sendBeacon/);
    },
  );
});

describe.each(ENGINES)('embeds on $engine', ({ create }) => {
  let service: ReferencesPipeline;
  const listed = async (query: string): Promise<Listing> => service.data<Listing>(`/embed/v1/listing?${query}`);
  const oembedOf = (url: string, more = '') => service.get(`/oembed?url=${encodeURIComponent(url)}${more}`);

  beforeAll(async () => {
    service = await serveForEmbeds(create);
  });
  afterAll(async () => {
    await service.close();
  });

  it('list open studies of an entry as described, the newest first, each with its status and its date', async () => {
    const found = await listed(`guide=${GUIDE}&entry=nivolumab&limit=3`);
    expect(listing.strict().parse(found)).toEqual(found);
    expect(found.trials.map(({ nctId }) => nctId)).toEqual(MADE_UP.slice(1, 4));
    expect(found.trials[0]).toMatchObject({
      title: `${MADE_UP_TITLE} <b>1</b>`,
      url: `${service.base}/trials/${MADE_UP[1] ?? ''}`,
      status: { text: 'Recruiting', tone: 'open', isSure: true },
      phase: 'Phase 2',
      countries: 'Brazil, Canada, France, Italy and 2 more',
      nearest: null,
    });
    expect(found).toMatchObject({
      title: 'Clinical trials: \u2068Nivolumab\u2069',
      notes: [],
      empty: null,
      draft: null,
    });
    expect(found.all).toEqual({
      text: `See all ${String(MADE_UP.length - 1)} trials on Trialweave`,
      url: `${service.base}/trials?guide=${GUIDE}&entry=nivolumab&statusGroup=open`,
    });
    expect(found.legend.items.map(({ term }) => term)).toEqual(['Recruiting', 'Phase 2']);
    expect(found.disclaimer.text.text).toContain('no medical advice');
    expect(found.attribution).toContain('ClinicalTrials.gov');
  });

  it('list by status, country and place, and say how near the nearest site is', async () => {
    expect((await listed('entry=nivolumab&status=ended')).trials.map(({ nctId }) => nctId)).toEqual([MADE_UP[0]]);
    expect((await listed('entry=nivolumab&status=any&limit=50')).trials).toHaveLength(MADE_UP.length);
    expect((await listed('entry=nivolumab&country=portugal')).trials).toEqual([]);
    const near = await listed('entry=nivolumab&near=48.9,2.4&radius=50km&limit=1');
    expect(near.trials[0]?.nearest).toMatch(/^Nearest recruiting site: \u2068Paris, France\u2069, \d km away$/);
  });

  it('leave a place that somebody names to no shared cache', async () => {
    for (const path of ['/embed/v1/listing', '/embed/v1/trials']) {
      const near = await service.get(`${path}?entry=nivolumab&near=48.9,2.4`);
      expect([near.status, near.headers['cache-control']]).toEqual([200, 'private, max-age=60']);
      expect((await service.get(`${path}?entry=nivolumab`)).headers['cache-control']).toMatch(/^public/);
    }
  });

  it('have the words of the language asked for, the English beside what nobody has reviewed, and titles as they are', async () => {
    const found = await listed('entry=nivolumab&lang=ar&limit=1');
    expect(found).toMatchObject({ language: 'ar', direction: 'rtl' });
    expect(found.draft?.english).toContain('has not reviewed');
    expect(found.disclaimer.text.english).toContain('no medical advice');
    expect(found.trials[0]?.title).toContain(MADE_UP_TITLE);
    expect(found.trials[0]?.url).toMatch(/\?lang=ar$/);
  });

  it('say so and lead on where no study fits', async () => {
    const found = await listed('entry=nivolumab&status=paused');
    expect(found.empty?.text).toContain('No trial that fits is known here');
    expect(found.all.url).toBe(`${service.base}/trials?entry=nivolumab`);
  });

  it.each([
    ['guide=asthma', 'guide'],
    ['entry=nivolumap', 'entry'],
    [`guide=${GUIDE}&entry=salbutamol`, 'entry'],
    ['near=91,0', 'near'],
    ['radius=50km', 'radius'],
    ['status=recruiting', 'status'],
    ['limit=51', 'limit'],
    ['theme=pink', 'theme'],
    ['lang=tlh', 'lang'],
    ['colour=red', 'colour'],
  ])('refuse %s by name', async (query, parameter) => {
    const answer = await service.get(`/embed/v1/listing?${query}`);
    expect(answer.status).toBe(400);
    expect((answer.json() as Problem).errors.map((error) => error.parameter)).toEqual([parameter]);
  });

  it('show the same in a frame, with titles as text, one stylesheet and one script of the service alone', async () => {
    const { text, headers } = await service.get(`${FRAME}&limit=3&theme=dark`);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toContain('frame-ancestors *');
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['x-frame-options']).toBeUndefined();
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['set-cookie']).toBeUndefined();
    expect(text).toContain('data-theme="dark"');
    expect(text.match(/<li class="trial">/g)).toHaveLength(3);
    expect(text).toContain(`${MADE_UP_TITLE} &lt;b>1&lt;/b>`);
    expect(text).not.toMatch(/ style=| on\w+=|<style/);
    for (const [link] of text.matchAll(/<a [^>]*>/g)) expect(link).toContain('rel="noopener noreferrer"');
  });

  it('serve the scripts under paths that stay, readable from any site, and under the path of exactly their bytes', async () => {
    for (const name of ['trialweave.js', 'host-frame.js']) {
      const answer = await service.get(`/embed/v1/${name}`);
      expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/javascript; charset=utf-8']);
      expect(answer.headers).toMatchObject({ 'access-control-allow-origin': '*', 'cache-control': 'no-cache' });
      const again = await ask(service.base, `/embed/v1/${name}`, { 'if-none-match': answer.headers.etag ?? '' });
      expect(again.status).toBe(304);
    }
  });

  it('make lines whose hash is that of the script they name', async () => {
    const { text } = await service.get('/embed');
    const src = /src=(?:&quot;|")http:[^"&]*(\/assets\/[^"&]+\/trialweave\.js)/.exec(text)?.[1] ?? '';
    const pinned = await service.get(src);
    expect(pinned.headers['cache-control']).toContain('immutable');
    expect(text).toContain(`sha384-${createHash('sha384').update(pinned.bytes).digest('base64')}`);
  });

  it('make lines by a form that needs no script', async () => {
    const { text, headers } = await service.get(
      `/embed?guide=${GUIDE}&entry=&country=France&near=&radius=100km&status=any&limit=5&theme=dark&lang=en`,
    );
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    const line = `&lt;trialweave-trials guide="${GUIDE}" country="France" status="any" limit="5" theme="dark"`;
    expect(text.replaceAll('&quot;', '"')).toContain(line);
    expect(text).toContain(
      `src="/embed/v1/trials?guide=${GUIDE}&amp;country=France&amp;status=any&amp;limit=5&amp;theme=dark"`,
    );
    expect(text).toMatch(/<option value="any" selected/);
  });

  describe('by oEmbed', () => {
    it('are one titled frame with no attribute that WordPress takes away, within the limits of the consumer', async () => {
      const answer = await oembedOf(
        `${service.base}/guides/${GUIDE}/nivolumab?lang=ar&utm=1`,
        '&maxwidth=400&maxheight=300',
      );
      const told = answer.json() as Oembed;
      expect(oembed.strict().parse(told)).toEqual(told);
      expect(told).toMatchObject({
        type: 'rich',
        version: '1.0',
        provider_name: 'Trialweave',
        width: 400,
        height: 300,
      });
      const src = `${service.base}/embed/v1/trials?guide=${GUIDE}&amp;entry=nivolumab&amp;lang=ar`;
      expect(told.html).toBe(`<iframe src="${src}" title="${told.title}" width="400" height="300"></iframe>`);
      expect(answer.headers['access-control-allow-origin']).toBe('*');
    });

    it.each([
      ['/trials?entry=nivolumab&statusGroup=ended&limit=5', '/embed/v1/trials?entry=nivolumab&amp;status=ended'],
      ['/trials', '/embed/v1/trials?status=any'],
      [`/guides/${GUIDE}/`, `/embed/v1/trials?guide=${GUIDE}`],
      ['/embed/v1/trials?limit=3&theme=dark', '/embed/v1/trials?limit=3&amp;theme=dark'],
    ])('show %s as %s', async (path, frame) => {
      const told = (await oembedOf(service.base + path)).json() as Oembed;
      expect(told.html).toContain(`src="${service.base}${frame}"`);
    });

    it.each([
      ['another site', 'https://example.org/guides/stage-4-liver-cancer'],
      ['a page without studies', '/status'],
      ['no guide', '/guides/asthma'],
      ['no entry', `/guides/${GUIDE}/salbutamol`],
      ['a search that no listing can be limited to', '/trials?entry=nivolumab&q=liver'],
      ['a wrong place', '/trials?near=everywhere'],
      ['a path that cannot be read', '/guides/%E0%A4%A'],
      ['no address at all', 'http://['],
      ['a script', 'javascript:alert(1)'],
    ])('are refused for %s', async (_, url) => {
      const answer = await oembedOf(url);
      expect([answer.status, (answer.json() as Problem).type]).toEqual([404, '/problems/not-embeddable']);
    });

    it('are refused as XML with the status that consumers know, and without an address', async () => {
      expect((await oembedOf(`/guides/${GUIDE}`, '&format=xml')).status).toBe(501);
      expect((await service.get('/oembed')).status).toBe(400);
    });

    it('are named in the page and in a header', async () => {
      const { text, headers } = await service.get(FRAME);
      const address = discovered(text);
      expect(headers['link']).toBe(`<${address ?? ''}>; rel="alternate"; type="application/json+oembed"`);
      expect((await fetch(address ?? '')).status).toBe(200);
    });

    it('are found and shown by consumers of npm', async () => {
      const page = service.base + FRAME;
      const { oEmbed } = await unfurl(page);
      expect(oEmbed).toMatchObject({ type: 'rich', title: 'Clinical trials: Nivolumab' });
      expect(JSON.stringify(oEmbed)).toContain('/embed/v1/trials?');
      const told = await new Promise<Oembed>((resolve, reject) => {
        oembetter().fetch(page, { maxwidth: 480 }, (error: Error | null, answer: Oembed) => {
          if (error === null) resolve(answer);
          else reject(error);
        });
      });
      expect(told).toMatchObject({ title: 'Clinical trials: Nivolumab', width: 480 });
      expect(told.html).toMatch(/^<iframe /);
    });

    it('pass the filter of WordPress as a whole', async () => {
      const page = service.base + FRAME;
      const endpoint = discovered((await service.get(FRAME)).text) ?? '';
      const told = (await (await fetch(withLimits(endpoint, page, 500, 750))).json()) as Oembed;
      const shown = filtered(told.html, told.title, 'abc123') ?? '';
      expect(shown).toContain('#?secret=abc123"');
      expect(shown).toContain('sandbox="allow-scripts"');
      expect(shown).toContain(`title="${told.title}"`);
      expect(shown).toContain('width="500"');
    });
  });

  it('say that the registry was not read lately', async () => {
    await service.pass(24 * 10);
    const found = await listed('entry=nivolumab');
    expect(found.notes.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^The newest registry record here is of \d+ \w+ 2026/),
    ]);
  });
});
