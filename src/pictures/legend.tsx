import type { ComponentChildren, VNode } from 'preact';

/** A sign of a picture, and what it means. */
export type LegendItem = { sign: ComponentChildren; text: string };

/** What the signs of a picture mean, in reading order. */
export function Legend({ items }: { items: readonly LegendItem[] }): VNode {
  return (
    <ul class="legend">
      {items.map(({ sign, text }) => (
        <li>
          <svg class="sign" viewBox="0 0 18 18" width="18" height="18" aria-hidden="true" focusable="false">
            {sign}
          </svg>
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
