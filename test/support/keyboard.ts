import type { Page } from 'playwright-core';

/** What a reader without a mouse meets: controls that Tab never comes to, and those that do not show that it did. */
export type KeyboardFaults = { controls: number; unreached: string[]; unseen: string[] };

/** Watches where the focus goes, also in the shadow of an element; `name` is what a person would call the place. */
const WATCH = `
  globalThis.seen = new Set();
  globalThis.unseen = [];
  globalThis.nameOf = (element) => element.localName + ' ' + (element.id || element.textContent.trim().slice(0, 60));
  document.addEventListener('focusin', (event) => {
    const [element] = event.composedPath();
    seen.add(element);
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const isSeen = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && box.right > 0 && box.width > 0;
    if (!isSeen && element.tabIndex >= 0) unseen.push(nameOf(element));
  });`;

/** Radio buttons aside, which the pages have none of, every control is a stop of its own. */
const CONTROLS = `[...document.querySelectorAll(
  'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
  .filter((element) => element.checkVisibility())`;

/** Goes through a whole page with Tab. */
export async function keyboardFaults(page: Page): Promise<KeyboardFaults> {
  await page.evaluate(WATCH);
  const controls = await page.evaluate<number>(`${CONTROLS}.length`);
  // More than there are: a list of another document or the browser itself may stop the way a few times.
  for (let i = 0; i < controls + 20; i++) await page.keyboard.press('Tab');
  const unreached = await page.evaluate<string[]>(`${CONTROLS}.filter((each) => !seen.has(each)).map(nameOf)`);
  return { controls, unreached, unseen: await page.evaluate<string[]>('[...new Set(unseen)]') };
}
