import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { accessFaults, layoutShifts, openPage, startBrowser, type Watched } from '../support/browser.js';
import { ENGINES } from '../support/databases.js';
import { MADE_UP, MADE_UP_TITLE, serveForEmbeds } from '../support/embedded-service.js';
import { until } from '../support/program.js';
import { HostSite } from '../support/host-site.js';
import { ask } from '../support/http.js';
import type { ReferencesPipeline } from '../support/references-pipeline.js';
import { discovered, filtered, HOST_SCRIPT } from '../support/wordpress-embed.js';
import { WatchedProxy } from '../support/watched-proxy.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const [ENGINE] = ENGINES;
const ENTRY = 'guide="stage-4-liver-cancer" entry="nivolumab"';
/** The name of the entry is isolated from the words around it. */
const TITLE = /^Clinical trials: \u2068Nivolumab\u2069$/;
const FRAME = '/embed/v1/trials?guide=stage-4-liver-cancer&entry=nivolumab&limit=4';

describe('embeds in a real browser', () => {
  let service: ReferencesPipeline;
  let proxy: WatchedProxy;
  let site: HostSite;
  let browser: Browser;
  let opened: Watched[] = [];

  /** The element as the builder writes it, with attributes. */
  const element = (attributes = ENTRY): string =>
    `<script async src="${proxy.base}/embed/v1/trialweave.js" referrerpolicy="no-referrer"></script>` +
    `<trialweave-trials ${attributes} style="display:block;min-height:34rem"><a href="${proxy.base}/trials">Clinical trials on Trialweave</a></trialweave-trials>`;
  /** The strictest policy a site can have and still show the element. */
  const strict = (): string =>
    `default-src 'none'; script-src ${proxy.base}; connect-src ${proxy.base}; require-trusted-types-for 'script'; trusted-types 'none'`;
  const open = async (url: string, options: Parameters<typeof openPage>[2] = {}): Promise<Watched> => {
    const watched = await openPage(browser, url, options);
    opened.push(watched);
    return watched;
  };
  /** Waits for an expression to hold; unlike the browser's own way it needs no policy that lets texts run. */
  const holds = (page: Page, expression: string): Promise<void> => until(() => page.evaluate<boolean>(expression));
  const linesOf = (page: Page): Promise<string[]> =>
    page.evaluate('[...document.querySelectorAll("textarea")].map(({ value }) => value)');
  const loaded = (page: Page) => page.locator('trialweave-trials .trial').first().waitFor();

  beforeAll(async () => {
    if (ENGINE === undefined) throw new Error('no engine to test on');
    service = await serveForEmbeds(ENGINE.create);
    proxy = await WatchedProxy.start(service.base);
    site = await HostSite.start();
    browser = await startBrowser();
  });
  afterEach(async () => {
    proxy.mode = 'pass';
    await Promise.all(opened.map(({ close }) => close()));
    opened = [];
  });
  afterAll(async () => {
    await browser.close();
    await site.stop();
    await proxy.stop();
    await service.close();
  });

  describe('the element', () => {
    it('shows the list on a page of the strictest policy, which complains about nothing but the style attribute', async () => {
      const { page, complaints } = await open(site.put('/strict', element(), strict()));
      await loaded(page);
      expect(await page.locator('trialweave-trials .trial').count()).toBe(10);
      expect(await page.getByRole('heading', { name: TITLE }).isVisible()).toBe(true);
      const link = page.getByRole('link', { name: `${MADE_UP_TITLE} <b>1</b>` });
      expect(await link.getAttribute('href')).toBe(`${proxy.base}/trials/${MADE_UP[1] ?? ''}`);
      expect(complaints.filter((text) => !text.includes('style-src'))).toEqual([]);
      expect(complaints.length).toBeLessThanOrEqual(1);
    });

    it('sends no cookie and never says from where, and leaves nothing behind', async () => {
      proxy.seen.length = 0;
      const { page } = await open(site.put('/private', element()));
      await loaded(page);
      expect(proxy.asked('/embed/v1/')).toHaveLength(2);
      for (const { headers } of proxy.seen) expect([headers.referer, headers.cookie]).toEqual([undefined, undefined]);
      expect(await page.context().cookies()).toEqual([]);
      expect(await page.evaluate('localStorage.length + sessionStorage.length')).toBe(0);
    });

    it('moves nothing around it, loading or loaded, by its style attribute or by a rule of the page', async () => {
      const rule = '<style>trialweave-trials { display: block; min-height: 34rem }</style>';
      for (const body of [element(), rule + element().replace(/ style="[^"]*"/, '')]) {
        const { page } = await open(site.put('/still', body));
        await loaded(page);
        expect(await layoutShifts(page)).toEqual([]);
        const box = await page.locator('trialweave-trials').boundingBox();
        expect(box?.height).toBe(34 * 16);
      }
    });

    it('is a link where there are no scripts', async () => {
      const { page } = await open(site.put('/plain', element()), { javaScriptEnabled: false });
      expect(await page.getByRole('link', { name: 'Clinical trials on Trialweave' }).isVisible()).toBe(true);
    });

    it('says that it failed, shows what the site put there, and tries again, keeping the focus', async () => {
      proxy.mode = 'fail';
      const { page } = await open(site.put('/failing', element()));
      await page.getByText('The trials cannot be shown right now.').first().waitFor();
      expect(await page.getByRole('link', { name: 'Clinical trials on Trialweave' }).isVisible()).toBe(true);
      const button = page.getByRole('button', { name: 'Try again' });
      await button.focus();
      proxy.mode = 'pass';
      await page.keyboard.press('Enter');
      await loaded(page);
      expect(await page.evaluate('document.activeElement.shadowRoot.activeElement.id')).toBe('title');
      expect(await button.count()).toBe(0);
    });

    it('gives up on a service that never answers', async () => {
      proxy.mode = 'silent';
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.clock.install();
      await page.goto(site.put('/silent', element()));
      await page.locator('trialweave-trials .bone').first().waitFor();
      await page.clock.runFor(9_000);
      expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
      await page.clock.runFor(2_000);
      await page.getByRole('button', { name: 'Try again' }).waitFor();
      await context.close();
    });

    it('names a wrong attribute and offers no second try', async () => {
      const { page } = await open(site.put('/wrong', element('entry="nivolumap" lang="tlh"')));
      await page.getByText('lang: "tlh" is not allowed').first().waitFor();
      expect(await page.getByRole('button').count()).toBe(0);
    });

    it('says where no study fits, and leads on', async () => {
      const { page } = await open(site.put('/none', element('entry="nivolumab" country="Portugal"')));
      await page.locator('trialweave-trials .empty').waitFor();
      expect(await page.locator('trialweave-trials .empty').textContent()).toContain(
        'No trial that fits is known here',
      );
      expect(await page.getByRole('link', { name: 'Find trials' }).isVisible()).toBe(true);
    });

    it('tells screen readers how many studies came, and what each badge is about', async () => {
      const { page } = await open(site.put('/spoken', element()));
      await loaded(page);
      expect(await page.getByRole('status').textContent()).toBe('11 trials found');
      expect(await page.locator('trialweave-trials .badge').first().textContent()).toBe('Recruitment: Recruiting');
      expect(await page.getByRole('region', { name: TITLE }).count()).toBe(1);
      expect(await page.locator('trialweave-trials .box').getAttribute('aria-busy')).toBe('false');
    });

    it('is reached, scrolled and left with the keyboard alone', async () => {
      const { page } = await open(site.put('/keys', `${element()}<a href="#x">After</a>`));
      await loaded(page);
      const focused = (): Promise<string> =>
        page.evaluate(
          '(document.activeElement.shadowRoot?.activeElement ?? document.activeElement).className || document.activeElement.textContent',
        );
      await page.keyboard.press('Tab');
      expect(await focused()).toBe('scroll');
      await page.keyboard.press('End');
      await holds(
        page,
        'document.querySelector("trialweave-trials").shadowRoot.querySelector(".scroll").scrollTop > 100',
      );
      const seen: string[] = [];
      for (let i = 0; i < 14 && seen.at(-1) !== 'After'; i++) {
        await page.keyboard.press('Tab');
        seen.push(await focused());
      }
      // Ten titles, the page with all of them, what the words mean, and on.
      expect([seen.length, seen.at(-1)]).toEqual([13, 'After']);
    });

    it('speaks Arabic from right to left, with titles as they are', async () => {
      const { page } = await open(site.put('/arabic', element(`${ENTRY} lang="ar"`)));
      await loaded(page);
      const box = page.locator('trialweave-trials .box');
      expect([await box.getAttribute('dir'), await box.getAttribute('lang')]).toEqual(['rtl', 'ar']);
      expect(await box.locator('h3 bdi').first().getAttribute('lang')).toBe('en');
      const [title, outer] = await Promise.all([box.locator('.badge').first().boundingBox(), box.boundingBox()]);
      expect((title?.x ?? 0) + (title?.width ?? 0)).toBeGreaterThan((outer?.x ?? 0) + (outer?.width ?? 0) - 30);
    });

    it('takes the language of the text around it, if it is known', async () => {
      proxy.seen.length = 0;
      const { page } = await open(site.put('/around', `<div lang="pt-BR">${element()}</div>`));
      await loaded(page);
      expect(proxy.asked('/embed/v1/listing')[0]).toContain('lang=pt');
      await page.evaluate('document.querySelector("trialweave-trials").lang = "de"');
      await holds(page, 'document.querySelector("trialweave-trials").shadowRoot.querySelector(".box").lang === "de"');
    });

    it('follows its attributes, asks once for several changes, and tells the page', async () => {
      const { page } = await open(site.put('/changing', element()));
      await loaded(page);
      proxy.seen.length = 0;
      const told = page.evaluate(
        'new Promise((resolve) => document.addEventListener("trialweave-load", ({ detail }) => resolve(detail), { once: true }))',
      );
      await page.evaluate(
        '{ const e = document.querySelector("trialweave-trials"); e.setAttribute("limit", "2"); e.setAttribute("status", "any"); }',
      );
      expect(await told).toEqual({ trials: 2 });
      expect(proxy.asked('/embed/v1/listing')).toHaveLength(1);
    });

    it('asks for nothing before it comes near what is seen', async () => {
      proxy.seen.length = 0;
      const { page } = await open(site.put('/far', `<div style="height:5000px"></div>${element()}`));
      await page.locator('trialweave-trials .bone').first().waitFor({ state: 'attached' });
      await page.waitForTimeout(300);
      expect(proxy.asked('/embed/v1/listing')).toEqual([]);
      await page.locator('trialweave-trials').scrollIntoViewIfNeeded();
      await loaded(page);
    });

    it('may be loaded twice, and runs held to its bytes, or not at all where they are others', async () => {
      const { text } = await ask(proxy.base, '/embed');
      const pinned = /&lt;script async src="([^"]*\/assets\/[^"]*)" integrity="([^"]*)"/.exec(
        text.replaceAll('&quot;', '"'),
      );
      const [, src = '', integrity = ''] = pinned ?? [];
      const held = (hash: string): string =>
        element().replace(
          /<script[^>]*>/,
          `<script async src="${src}" integrity="${hash}" crossorigin="anonymous" referrerpolicy="no-referrer">`,
        );
      const twice = await open(site.put('/twice', held(integrity) + element()));
      await loaded(twice.page);
      expect(twice.complaints).toEqual([]);
      const other = await open(site.put('/other', held(integrity.replace(/.{6}$/, 'AAAAAA'))));
      expect(await other.page.getByRole('link', { name: 'Clinical trials on Trialweave' }).isVisible()).toBe(true);
      expect(other.complaints.join()).toContain('integrity');
    });

    it('keeps its badges and its borders where the system sets the colours, and fits on 320 pixels and at 200 percent', async () => {
      const { page } = await open(site.put('/forced', element()), {
        forcedColors: 'active',
        viewport: { width: 320, height: 640 },
      });
      await loaded(page);
      const border =
        'getComputedStyle(document.querySelector("trialweave-trials").shadowRoot.querySelector(".badge")).borderTopStyle';
      expect(await page.evaluate(border)).toBe('solid');
      const fits =
        'document.documentElement.scrollWidth <= innerWidth && document.querySelector("trialweave-trials").shadowRoot.querySelector(".scroll").scrollWidth <= innerWidth';
      expect(await page.evaluate(fits)).toBe(true);
      await page.addStyleTag({ content: 'html { font-size: 200% }' });
      expect(await page.evaluate(fits)).toBe(true);
    });
  });

  describe('the frame', () => {
    const frame = (sandbox: string, path = FRAME): string =>
      `<iframe title="Clinical trials" src="${proxy.base}${path}" width="100%" height="200" referrerpolicy="no-referrer" sandbox="${sandbox}"></iframe>`;
    const host = (): string =>
      `<script async src="${proxy.base}/embed/v1/host-frame.js" referrerpolicy="no-referrer"></script>`;

    it('gets its height by itself in a sandbox that allows scripts only, under a strict policy, and says nothing of the page', async () => {
      proxy.seen.length = 0;
      const policy = `${strict()}; frame-src ${proxy.base}`;
      const { page, complaints } = await open(site.put('/framed', frame('allow-scripts') + host(), policy));
      const inner = page.frameLocator('iframe');
      await inner.locator('.trial').first().waitFor();
      await holds(page, 'document.querySelector("iframe").clientHeight > 400');
      const content = await inner.locator('main').boundingBox();
      const outer = await page.locator('iframe').boundingBox();
      expect((outer?.height ?? 0) - (content?.height ?? 0)).toBeLessThan(10);
      expect((outer?.height ?? 0) - (content?.height ?? 0)).toBeGreaterThanOrEqual(0);
      expect(complaints).toEqual([]);
      for (const { headers } of proxy.seen) {
        expect([headers.referer?.startsWith(site.base) ?? false, headers.cookie]).toEqual([false, undefined]);
      }
    });

    it('follows no height that another frame tells', async () => {
      const liar =
        "<iframe srcdoc=\"<script>parent.postMessage({ type: 'trialweave:height', height: 5000 }, '*')</script>\"></iframe>";
      const { page } = await open(site.put('/liar', frame('allow-scripts') + host() + liar));
      await holds(page, 'document.querySelector("iframe").clientHeight > 400');
      await page.waitForTimeout(300);
      for (const each of await page.locator('iframe').all()) {
        expect((await each.boundingBox())?.height).toBeLessThan(2000);
      }
    });

    it('shows everything without any script', async () => {
      const { page } = await open(site.put('/bare', frame('')));
      expect(await page.frameLocator('iframe').locator('.trial').count()).toBe(4);
      expect(await page.frameLocator('iframe').getByRole('heading', { name: MADE_UP_TITLE }).count()).toBe(4);
    });

    it('is found, filtered, sized and left as WordPress does it', async () => {
      const endpoint = discovered((await ask(proxy.base, FRAME)).text) ?? '';
      const told = (await (await fetch(endpoint)).json()) as { html: string; title: string };
      const shown = filtered(told.html, told.title, 'abc123XYZ') ?? '';
      const { page } = await open(site.put('/wordpress', `${shown}<script>${HOST_SCRIPT}</script>`));
      const inner = page.frameLocator('iframe');
      await inner.locator('.trial').first().waitFor();
      await holds(page, 'Number(document.querySelector("iframe").height) > 600');
      expect(Number(await page.locator('iframe').getAttribute('height'))).toBeLessThanOrEqual(1000);
      await inner.getByRole('link', { name: MADE_UP_TITLE }).first().click();
      await page.waitForURL(`${proxy.base}/trials/**`);
    });
  });

  describe('the page that makes the lines', () => {
    it('changes lines, address and preview as one chooses, and copies', async () => {
      const { page, complaints } = await open(`${proxy.base}/embed`, {
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      await loaded(page);
      await page.getByLabel('From the guide').selectOption('stage-4-liver-cancer/nivolumab');
      await page.getByLabel('How many trials').fill('3');
      await holds(page, 'document.querySelector("[data-line=element]").value.includes("limit=\\"3\\"")');
      await holds(
        page,
        'document.querySelector("trialweave-trials").shadowRoot.querySelectorAll(".trial").length === 3',
      );
      expect(page.url()).toBe(`${proxy.base}/embed?entry=stage-4-liver-cancer%2Fnivolumab&limit=3`);
      const lines = await linesOf(page);
      await page.reload();
      expect(await linesOf(page)).toEqual(lines);
      await page.getByRole('button', { name: 'Copy' }).first().click();
      await page.getByText('Copied').waitFor();
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe(lines[0]);
      expect(complaints).toEqual([]);
    });

    it('makes lines that work when they are copied into another page', async () => {
      const { page } = await open(`${proxy.base}/embed?entry=nivolumab&limit=2`);
      const [first, pinned, frame] = await linesOf(page);
      for (const line of [first, pinned]) {
        const copy = await open(site.put('/copied', line ?? ''));
        await loaded(copy.page);
        expect(await copy.page.locator('trialweave-trials .trial').count()).toBe(2);
      }
      const copy = await open(site.put('/copied', frame ?? ''));
      expect(await copy.page.frameLocator('iframe').locator('.trial').count()).toBe(2);
    });
  });

  describe('for people who use assistive technology', () => {
    it.each(['light', 'dark'] as const)('have no fault that a machine can find (%s)', async (colorScheme) => {
      const options = { colorScheme };
      const list = site.put('/axe', element(`${ENTRY} status="any"`));
      expect(await accessFaults(browser, list, options, loaded)).toEqual([]);
      proxy.mode = 'fail';
      const failing = (page: Page) => page.getByRole('button', { name: 'Try again' }).waitFor();
      expect(await accessFaults(browser, list, options, failing)).toEqual([]);
      proxy.mode = 'pass';
      expect(await accessFaults(browser, proxy.base + FRAME, options)).toEqual([]);
      expect(await accessFaults(browser, `${proxy.base}/embed`, options, loaded)).toEqual([]);
    });
  });

  it('work on the page that is shipped as an example, under its policy', async () => {
    const child = spawn(process.execPath, ['examples/host-page/serve.mjs', proxy.base, '0'], { cwd: ROOT });
    try {
      const [line] = (await once(child.stdout, 'data')) as [Buffer];
      const address = /http:\S+/.exec(line.toString())?.[0] ?? '';
      const { page, complaints } = await open(address);
      await loaded(page);
      await page.locator('iframe').scrollIntoViewIfNeeded();
      await page.frameLocator('iframe').locator('.trial').first().waitFor();
      await holds(page, 'document.querySelector("iframe").style.height !== ""');
      expect(complaints).toEqual([]);
    } finally {
      child.kill();
    }
  });

  it('say that the registry was not read lately, in the element and in the frame', async () => {
    await service.pass(24 * 10);
    const { page } = await open(site.put('/late', element()));
    await page.locator('trialweave-trials .note').waitFor();
    expect(await page.locator('trialweave-trials .note').textContent()).toContain(
      'The newest registry record here is of',
    );
    await page.goto(proxy.base + FRAME);
    expect(await page.locator('.note').textContent()).toContain('The newest registry record here is of');
  });
});
