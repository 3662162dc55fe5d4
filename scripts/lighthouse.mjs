#!/usr/bin/env node
// Holds the pages of the built service against Lighthouse, as a phone and as a desktop: npm run lighthouse
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import lighthouse, { desktopConfig } from 'lighthouse';
import { serveBundled } from './bundled-service.mjs';

/** Below this a page fails, in any category. */
const ENOUGH = 95;
/** How often a page that seems slow is looked at. */
const TRIES = 3;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const FORMS = { phone: undefined, desktop: desktopConfig };
const GUIDE = '/guides/stage-4-liver-cancer';

const PAGES = [
  { path: '/' },
  { path: GUIDE },
  { path: `${GUIDE}/sorafenib` },
  { path: `${GUIDE}/checkmate-459` },
  { path: `${GUIDE}/lenvatinib` },
  { path: '/trials' },
  // Results of searches are kept out of search engines (noindex), which is what the category would mark down.
  { path: '/trials?q=nivolumab', isListed: false },
  { path: '/trials?q=zzzxqy', isListed: false },
  { path: '/trials/NCT02576509' },
  { path: '/trials/NCT05775159' },
  { path: '/status' },
  { path: '/embed' },
];
/** A site of others: what it says of itself to search engines is its own matter. */
const HOST = { path: 'examples/host-page', isListed: false };

/** Starts Chromium with a profile of its own; gives the port of its developer tools. */
async function startChromium() {
  const profile = await mkdtemp(join(tmpdir(), 'trialweave-chromium-'));
  const flags = [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
  ];
  const child = spawn(
    process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    [...flags, '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = new Promise((resolve) => child.once('close', resolve));
  const listening = new Promise((resolve) => {
    child.stderr.on('data', (chunk) => {
      const port = /DevTools listening on ws:\/\/[^:]+:(\d+)/.exec(chunk.toString())?.[1];
      if (port !== undefined) resolve(Number(port));
    });
  });
  const port = await Promise.race([listening, ended.then(() => Promise.reject(new Error('Chromium did not start')))]);
  const stop = async () => {
    child.kill();
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { port, stop };
}

/** Scores of one page (0 to 100), its times in milliseconds, and what took points. */
async function measure(url, { isListed = true }, form, port) {
  const onlyCategories = CATEGORIES.filter((name) => isListed || name !== 'seo');
  const { lhr } = await lighthouse(url, { port, logLevel: 'error', onlyCategories }, FORMS[form]);
  if (lhr.runtimeError !== undefined) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  const valueOf = (audit) => lhr.audits[audit].numericValue;
  const scores = Object.fromEntries(
    Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)]),
  );
  const faults = Object.values(lhr.categories).flatMap(({ auditRefs }) =>
    auditRefs
      .filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 0.9)
      .map(({ id }) => `${id} ${lhr.audits[id].displayValue ?? ''}`.trim()),
  );
  return {
    scores,
    cls: valueOf('cumulative-layout-shift'),
    fcp: valueOf('first-contentful-paint'),
    lcp: valueOf('largest-contentful-paint'),
    // Without the throttling that Lighthouse simulates.
    seen: lhr.audits.metrics.details.items[0].observedFirstContentfulPaint,
    faults,
  };
}

/** The best of a few: a machine that does something else at the same time slows a page down, and nothing makes it faster. */
async function measureFairly(url, page, form, port) {
  let best = await measure(url, page, form, port);
  for (let tries = 1; tries < TRIES && best.scores.performance < ENOUGH; tries += 1) {
    const again = await measure(url, page, form, port);
    if (again.scores.performance > best.scores.performance) best = again;
  }
  return best;
}

const isEnough = ({ scores, cls }) => cls === 0 && Object.values(scores).every((score) => score >= ENOUGH);

function show(name, form, { scores, cls, fcp, lcp, seen, faults }) {
  const cells = CATEGORIES.map((category) => String(scores[category] ?? '-').padStart(4));
  const times = [fcp, lcp, seen].map((time) => String(Math.round(time)).padStart(6));
  console.log(`${name.padEnd(46)} ${form.padEnd(8)}${cells.join('')}  ${cls.toFixed(3)}${times.join('')}`);
  for (const fault of faults) console.log(`    ${fault}`);
}

const wanted = process.argv.slice(2);
const service = await serveBundled();
const chromium = await startChromium();
let failed = 0;
console.log(`${'page'.padEnd(46)} form    perf a11y best seo  CLS     FCP   LCP  FCP unthrottled (ms)`);
try {
  for (const page of [...PAGES, HOST].filter(({ path }) => wanted.length === 0 || wanted.includes(path))) {
    const url = page === HOST ? service.host : service.base + page.path;
    // The first request makes the page; those after it are what readers meet.
    await (await fetch(url)).text();
    for (const form of Object.keys(FORMS)) {
      const result = await measureFairly(url, page, form, chromium.port);
      show(page.path, form, result);
      if (!isEnough(result)) failed += 1;
    }
  }
} finally {
  await chromium.stop();
  await service.stop();
}
if (failed > 0) {
  console.error(`${failed} below ${ENOUGH}, or with something that moves`);
  process.exitCode = 1;
}
