import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { parseNctId, type NctId } from '../../src/model/identifiers.js';
import { accessFaults, layoutShifts, openPage, startBrowser, type Watched } from '../support/browser.js';
import { ENGINES } from '../support/databases.js';
import { ATTACK, hostileRecord } from '../support/hostile-record.js';
import { keyboardFaults } from '../support/keyboard.js';
import { SHIPPED_GUIDES } from '../support/pipeline.js';
import { until } from '../support/program.js';
import { ReferencesPipeline } from '../support/references-pipeline.js';

const GUIDE = '/guides/stage-4-liver-cancer';
/** Of the bundled records: one that has ended, and an open one with 60 sites. */
const ENDED = '/trials/NCT02576509';
const OPEN = '/trials/NCT05775159';
const MISSING = '/guides/no-such-guide';
const PAGES = [
  ...['/', GUIDE, `${GUIDE}/sorafenib`, `${GUIDE}/checkmate-459`, `${GUIDE}/lenvatinib`],
  ...['/trials', '/trials?q=nivolumab', '/trials?q=zzzxqy', ENDED, OPEN, '/status', '/embed', MISSING],
];
/** The browser itself says so of every page that is an error. */
const NOT_FOUND = 'Failed to load resource: the server responded with a status of 404 (Not Found)';

/** Ways to look at a page; two of them change what is drawn, one its direction. */
const VIEWS: Record<string, BrowserContextOptions & { lang?: string }> = {
  light: {},
  dark: { colorScheme: 'dark' },
  'colours of the system': { forcedColors: 'active' },
  'right to left': { lang: 'ar' },
};
/** A small phone, and a window of 1280 pixels in which everything is twice as large. */
const WIDTHS = { '320 pixels': 320, '1280 pixels at 200 percent': 640 };

const FITS = 'document.documentElement.scrollWidth <= innerWidth';
const OPEN_ALL = "document.querySelectorAll('main details').forEach((each) => { each.open = true; })";

/** Waits for lists of trials that a script loads; opens all that can be opened. */
async function complete(page: Page): Promise<void> {
  for (const list of await page.locator('trialweave-trials').all()) {
    // It is not loaded before it comes near.
    await list.scrollIntoViewIfNeeded();
    await list.locator('.trial').first().waitFor();
  }
  await page.evaluate(OPEN_ALL);
}

function inLanguage(path: string, lang: string | undefined): string {
  return lang === undefined ? path : `${path}${path.includes('?') ? '&' : '?'}lang=${lang}`;
}

describe('pages in a real browser', () => {
  let service: ReferencesPipeline;
  let browser: Browser;
  let opened: Watched[] = [];

  const open = async (path: string, options: BrowserContextOptions = {}, base = service.base): Promise<Watched> => {
    const watched = await openPage(browser, base + path, options);
    opened.push(watched);
    return watched;
  };

  beforeAll(async () => {
    const [engine] = ENGINES;
    if (engine === undefined) throw new Error('no engine to test on');
    service = await ReferencesPipeline.open({ create: engine.create, guides: SHIPPED_GUIDES, snapshot: 'bundled' });
    browser = await startBrowser();
  });
  afterEach(async () => {
    await Promise.all(opened.map(({ close }) => close()));
    opened = [];
  });
  afterAll(async () => {
    await browser.close();
    await service.close();
  });

  describe.each(Object.entries(VIEWS))('have no fault that a machine can find (%s)', (_name, { lang, ...options }) => {
    it.each(PAGES)('%s', async (path) => {
      expect(await accessFaults(browser, service.base + inLanguage(path, lang), options, complete)).toEqual([]);
    });
  });

  describe.each(Object.entries(WIDTHS))('fit, stand still and complain about nothing (%s)', (_name, width) => {
    it.each(PAGES)('%s', async (path) => {
      for (const lang of [undefined, 'ar']) {
        const { page, complaints } = await open(inLanguage(path, lang), { viewport: { width, height: 600 } });
        expect(await layoutShifts(page)).toEqual([]);
        expect(await page.evaluate(FITS)).toBe(true);
        await complete(page);
        expect(await page.evaluate(FITS)).toBe(true);
        expect(complaints).toEqual(path === MISSING ? [NOT_FOUND] : []);
      }
    });
  });

  describe('with the keyboard alone', () => {
    it('skip to the content first', async () => {
      const { page } = await open(OPEN);
      await page.keyboard.press('Tab');
      const skip = page.getByRole('link', { name: 'Skip to the content' });
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
      // It comes into view with the focus.
      expect((await skip.boundingBox())?.y).toBeGreaterThan(0);
      await page.keyboard.press('Enter');
      await until(() => page.evaluate('document.activeElement.id === "content"'));
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.closest("main") !== null')).toBe(true);
    });

    it.each(PAGES)('come to everything, and show where they are: %s', async (path) => {
      const { page } = await open(path, { reducedMotion: 'reduce' });
      await complete(page);
      const { controls, unreached, unseen } = await keyboardFaults(page);
      expect([unreached, unseen]).toEqual([[], []]);
      expect(controls).toBeGreaterThan(8);
    });
  });

  describe('without scripts', () => {
    const plain = { javaScriptEnabled: false };

    it('search, turn the page and go back to the first', async () => {
      const { page } = await open('/', plain);
      await page.getByLabel('Words').fill('carcinoma');
      await page.getByLabel('Only trials').uncheck();
      await page.getByRole('button', { name: 'Search' }).click();
      await page.waitForURL(`${service.base}/trials?q=carcinoma`);
      const titles = (): Promise<string[]> => page.locator('.trial-title').allTextContents();
      const first = await titles();
      await page.getByRole('link', { name: 'Next page' }).click();
      await page.waitForURL(/cursor=/);
      expect(new Set([...first, ...(await titles())]).size).toBeGreaterThan(first.length);
      await page.getByRole('link', { name: 'First page' }).click();
      await page.waitForURL(`${service.base}/trials?q=carcinoma`);
      expect(await titles()).toEqual(first);
    });

    it('choose another language, which a search keeps', async () => {
      const { page } = await open('/trials', plain);
      await page.locator('.languages summary').click();
      await page.getByRole('link', { name: 'العربية' }).click();
      await page.waitForURL(`${service.base}/trials?lang=ar`);
      expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
      await page.locator('form.search button[type=submit]').click();
      await page.waitForURL(/lang=ar/);
      expect(await page.locator('html').getAttribute('lang')).toBe('ar');
    });

    it('open what is folded', async () => {
      const { page } = await open(OPEN, plain);
      const criteria = page.locator('details.part .prose').first();
      expect(await criteria.isVisible()).toBe(false);
      await page.getByText('Who can take part, in the words of the sponsor').click();
      expect(await criteria.isVisible()).toBe(true);
    });
  });

  describe('asked for trials near the reader', () => {
    /** Opens the search and presses the button; addresses that were asked for meanwhile are kept. */
    const locate = async (options: BrowserContextOptions): Promise<{ page: Page; asked: string[] }> => {
      const { page } = await open('/trials', options);
      const asked: string[] = [];
      page.on('request', (request) => {
        // The browser asks for the picture of a site when it likes.
        if (!request.url().endsWith('/favicon.svg')) asked.push(request.url());
      });
      await page.getByText('More filters').click();
      await page.getByRole('button', { name: 'Use where I am' }).click();
      return { page, asked };
    };
    const paris = { latitude: 48.8566, longitude: 2.3522 };

    it('fill the field with a place that is no address, and tell nobody before the search is sent', async () => {
      const { page, asked } = await locate({ geolocation: paris, permissions: ['geolocation'] });
      const field = page.locator('#f-near');
      await until(async () => (await field.inputValue()) !== '');
      expect([await field.inputValue(), asked]).toEqual(['48.9,2.4', []]);
      await page.keyboard.press('Enter');
      await page.waitForURL(/near=48\.9%2C2\.4/);
      expect(asked.filter((url) => !url.startsWith(service.base))).toEqual([]);
      expect(await field.isVisible()).toBe(true);
    });

    it('say so where the device does not tell', async () => {
      const { page, asked } = await locate({ geolocation: paris });
      await page.getByText('Your device did not say where it is.').waitFor();
      expect([await page.locator('#f-near').inputValue(), asked]).toEqual(['', []]);
    });
  });

  describe('on paper', () => {
    /** The width of A4 between its margins, in pixels. */
    const paper = { viewport: { width: 718, height: 1000 } };

    it.each(PAGES.filter((path) => path !== '/embed'))('are whole, without menus and forms: %s', async (path) => {
      const { page } = await open(path, paper);
      await page.emulateMedia({ media: 'print' });
      const hidden = await page.locator('.site-header, .skip, .crumbs, .paging, form').all();
      expect(hidden.length).toBeGreaterThan(1);
      for (const each of hidden) expect(await each.isVisible()).toBe(false);
      expect(await page.evaluate(FITS)).toBe(true);
      // Nothing is folded away or cut off: all of it has a place on the page.
      const cut = `[...document.querySelectorAll('main details > :not(summary), main .scroll')].filter((each) =>
        !each.closest('form') && (!each.checkVisibility({ contentVisibilityAuto: true }) || each.getBoundingClientRect().height === 0
          || each.scrollWidth > each.clientWidth + 1)).map((each) => each.textContent.slice(0, 60))`;
      expect(await page.evaluate(cut)).toEqual([]);
    });
  });

  it('run nothing of a record that attacks its readers, even where no policy would stop it', async () => {
    const nctId = parseNctId('NCT99999911') as NctId;
    const [engine] = ENGINES;
    if (engine === undefined) throw new Error('no engine to test on');
    const studies = [hostileRecord(nctId, ATTACK, ATTACK, ATTACK)];
    const attacked = await ReferencesPipeline.open({ create: engine.create, guides: SHIPPED_GUIDES, studies });
    try {
      await attacked.sync('clinicaltrials-gov');
      for (const path of [`/trials/${nctId}`, '/trials', `${GUIDE}/nivolumab`]) {
        const { page, complaints } = await open(path, { bypassCSP: true }, attacked.base);
        const dialogs: string[] = [];
        page.on('dialog', (dialog) => {
          dialogs.push(dialog.message());
          void dialog.dismiss();
        });
        await page.reload();
        await keyboardFaults(page);
        expect([dialogs, complaints]).toEqual([[], []]);
        expect(await page.getByText('alert(1)').count()).toBeGreaterThan(0);
        const made = "document.querySelectorAll('main img, main script, [onfocus], [onerror]').length";
        expect(await page.evaluate(made)).toBe(0);
      }
    } finally {
      await attacked.close();
    }
  });
});
