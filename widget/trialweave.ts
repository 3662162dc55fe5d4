import { TrialweaveTrials } from './element.js';

/** The name of the element; stays for good. */
const NAME = 'trialweave-trials';

/** Where the service is: where this script came from. Null for a copy that does not say. */
function baseOf(script: Element | SVGScriptElement | null): string | null {
  const own = script instanceof HTMLScriptElement ? script.src : '';
  const named = document.querySelector<HTMLScriptElement>('script[src*="/trialweave.js"]')?.src ?? '';
  const src = own === '' ? named : own;
  return src === '' ? null : new URL(src).origin;
}

const base = baseOf(document.currentScript);
// Loaded twice, the first one stays.
if (base !== null && customElements.get(NAME) === undefined) {
  TrialweaveTrials.base = base;
  customElements.define(NAME, TrialweaveTrials);
}
