import type { VNode } from 'preact';
import type { Key } from '../words/words.types.js';
import { ENGLISH } from '../words/languages.js';
import type { Fill, Say } from '../words/say.js';

/** A message with the English wording beside it, as long as nobody has reviewed the translation. */
export function Reviewed({ say, k, fill = {} }: { say: Say; k: Key; fill?: Fill }): VNode {
  const { text, english } = say.beside(k, fill);
  return (
    <>
      {text}
      {english !== null && (
        <>
          {' '}
          <bdi class="english" lang={ENGLISH} dir="ltr">
            {english}
          </bdi>
        </>
      )}
    </>
  );
}
