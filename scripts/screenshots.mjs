#!/usr/bin/env node
// Makes the pictures of the README and the card that sites show beside a link: npm run screenshots
import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { serveBundled } from './bundled-service.mjs';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const GUIDE = '/guides/stage-4-liver-cancer';
const DESKTOP = { width: 1200, height: 900 };
const PHONE = { width: 390, height: 844 };

/** What is shown in each picture: a path, the size of the window, and the part of the page when it is not the upper end. */
const PICTURES = [
  { name: 'entry', path: `${GUIDE}/checkmate-459`, viewport: DESKTOP },
  { name: 'guide-phone', path: GUIDE, viewport: PHONE },
  { name: 'trial-phone', path: '/trials/NCT05775159', viewport: PHONE },
  { name: 'pictures', path: GUIDE, viewport: PHONE, part: '.pictures' },
  { name: 'dark-rtl', path: '/trials/NCT05775159?lang=ar', viewport: DESKTOP, colorScheme: 'dark' },
];

async function shoot(browser, url, { name, viewport, part, colorScheme = 'light' }, ready) {
  const page = await browser.newPage({ viewport, colorScheme, reducedMotion: 'reduce' });
  await page.goto(url);
  await ready?.(page);
  const shown = part === undefined ? page : page.locator(part);
  await shown.screenshot({ path: at(`docs/images/${name}.png`), animations: 'disabled' });
  await page.close();
}

/** The list on a page of another site, with what stands around it. */
async function shootEmbed(browser, host) {
  await shoot(browser, host, { name: 'embed', viewport: { width: 800, height: 840 } }, (page) =>
    page.locator('trialweave-trials .trial').first().waitFor(),
  );
}

/** Colours, name and tagline as the pages have them, so that the card cannot become another. */
async function shootCard(browser, base) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 630 } });
  await page.goto(base);
  const { name, tagline, colours } = await page.evaluate(() => {
    const style = getComputedStyle(document.documentElement);
    const meta = (property) => document.querySelector(`meta[property="${property}"]`).content;
    return {
      name: meta('og:site_name'),
      tagline: meta('og:title'),
      colours: ['paper', 'ink', 'soft', 'accent', 'accent-wash'].map(
        (colour) => `--${colour}: ${style.getPropertyValue(`--${colour}`)};`,
      ),
    };
  });
  const logo = await readFile(at('assets/favicon.svg'), 'utf8');
  // The policy of the page we read from would keep out the card's own style.
  await page.goto('about:blank');
  await page.setContent(cardOf({ name, tagline, logo, colours: colours.join('') }));
  await page.screenshot({ path: at('assets/card.png') });
  await page.close();
}

const cardOf = ({ name, tagline, logo, colours }) => `<!doctype html>
<style>
  :root { ${colours} }
  body {
    margin: 0; height: 630px; box-sizing: border-box; padding: 0 110px;
    display: flex; flex-direction: column; justify-content: center;
    background: var(--paper); color: var(--ink); border-block-end: 24px solid var(--accent);
    font-family: system-ui, 'Noto Sans', sans-serif;
  }
  p { margin: 0; }
  .name { display: flex; align-items: center; gap: 36px; font-size: 92px; font-weight: 700; letter-spacing: -0.02em; }
  svg { width: 128px; height: 128px; }
  .tagline { margin-top: 44px; font-size: 44px; line-height: 1.35; color: var(--soft); text-wrap: balance; }
</style>
<p class="name">${logo}${name}</p>
<p class="tagline">${tagline}</p>`;

const service = await serveBundled();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb'],
});
try {
  for (const picture of PICTURES) await shoot(browser, service.base + picture.path, picture);
  await shootEmbed(browser, service.host);
  await shootCard(browser, service.base);
} finally {
  await browser.close();
  await service.stop();
}
const files = [...PICTURES.map(({ name }) => name), 'embed'].map((name) => `docs/images/${name}.png`);
for (const file of [...files, 'assets/card.png']) {
  console.log(`${file}: ${((await stat(at(file))).size / 1024).toFixed(0)} KiB`);
}
