import type { ComponentChildren, VNode } from 'preact';
import type { Say } from '../words/say.js';
import { Foreign } from './foreign-text.js';

/** Schemes that a link out of a record may have; anything else (`javascript:`, `data:`) is shown as text. */
const SAFE = /^(?:https?|mailto|tel):/i;

/** A link to another site that stands in a record; text alone where the address is none a reader should follow. */
export function ForeignLink({
  say,
  url,
  text,
  children,
}: {
  say: Say;
  url: string | null;
  text: string;
  children?: ComponentChildren;
}): VNode {
  if (url === null || !SAFE.test(url) || !URL.canParse(url)) return <Foreign text={text} />;
  return (
    <a href={url} rel="noopener external" lang="en">
      <Foreign text={text} />
      {children}
      <span class="hidden" lang={say.language}>
        {' '}
        ({new URL(url).hostname})
      </span>
    </a>
  );
}
