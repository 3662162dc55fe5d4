import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const require = createRequire(import.meta.url);
const PATH = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const ARGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** Said when one browser has seen an address both as a page and in the answers of a test that sent no headers; no fault of a page. */
const ISOLATION = 'Origin-Agent-Cluster';

/** A real browser; one for each spec file, closed by it. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: PATH, args: ARGS });
}

/** A page in a context of its own, and what its console complains about. */
export type Watched = { page: Page; complaints: string[]; close: () => Promise<void> };

/** Opens an address; broken policies, failed loads and uncaught errors are among the complaints. */
export async function openPage(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    const isComplaint = message.type() === 'error' || message.type() === 'warning';
    if (isComplaint && !message.text().includes(ISOLATION)) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(url);
  return { page, complaints, close: () => context.close() };
}

/** What is wrong with a page for people who use assistive technology (WCAG 2.2 AA and good practice), as one line for each fault. */
export async function accessFaults(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
  ready?: (page: Page) => Promise<unknown>,
): Promise<string[]> {
  // Policies would keep the tool out; that they hold is for other tests.
  const { page, close } = await openPage(browser, url, { ...options, bypassCSP: true });
  await ready?.(page);
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const faults = await page.evaluate(async () => {
    type Axe = {
      run: (
        options: object,
      ) => Promise<{ violations: { id: string; nodes: { target: unknown; failureSummary?: string }[] }[] }>;
    };
    // Off by default, though WCAG 2.2 AA asks for it.
    const rules = { 'target-size': { enabled: true } };
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run({ rules });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${JSON.stringify(node.target)} ${node.failureSummary ?? ''}`),
    );
  });
  await close();
  return faults;
}

/** What moved by itself since the page began, and how far (https://web.dev/articles/cls). */
export function layoutShifts(page: Page): Promise<string[]> {
  return page.evaluate(`new Promise((resolve) => {
    const shifts = [];
    const moved = ({ node }) => (node?.outerHTML ?? node?.textContent ?? '').slice(0, 100);
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries()) shifts.push(value + ': ' + sources.map(moved).join(', '));
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => resolve(shifts), 300);
  })`);
}
