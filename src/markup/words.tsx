import type { VNode } from 'preact';
import type { Key } from '../words/words.types.js';
import type { Fill, Say } from '../words/say.js';
import { BesideText } from './beside-text.js';

/** A message with the English wording beside it, as long as nobody has reviewed the translation. */
export function Reviewed({ say, k, fill = {} }: { say: Say; k: Key; fill?: Fill }): VNode {
  return <BesideText beside={say.beside(k, fill)} />;
}
