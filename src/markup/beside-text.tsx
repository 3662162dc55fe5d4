import type { VNode } from 'preact';
import { ENGLISH } from '../words/languages.js';
import type { Beside } from '../words/say.js';

/** A text with the English wording beside it, where there is one. */
export function BesideText({ beside: { text, english } }: { beside: Beside }): VNode {
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
