import type { ComponentChildren, VNode } from 'preact';
import type { Say } from '../words/say.js';
import { DataTable, type TableData } from './data-table.js';

/** A drawing with what it tells in words: its title, what it shows in a sentence or two, and its data as a table. */
export type PictureParts = {
  say: Say;
  /** Begins the ids within; no other picture on the page may have it. */
  id: string;
  title: string;
  description: string;
  /** Units of the drawing; as many pixels wide on a phone. */
  width: number;
  height: number;
  /** How far it may grow with the page: a chart with text least, a map of a part of the world less than a wide one. */
  kind: 'chart' | 'part' | 'wide';
  legend: ComponentChildren;
  /** Sentences under the drawing. */
  notes: readonly string[];
  table: TableData;
  children: ComponentChildren;
};

/** A picture of a page. */
export function Picture({
  say,
  id,
  title,
  description,
  width,
  height,
  kind,
  legend,
  notes,
  table,
  children,
}: PictureParts): VNode {
  return (
    <figure class={`picture picture-${kind}`} dir={say.direction}>
      <figcaption>{title}</figcaption>
      <svg
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        focusable="false"
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{description}</desc>
        {children}
      </svg>
      {legend}
      {notes.map((note) => (
        <p class="note">{note}</p>
      ))}
      <DataTable say={say} title={title} data={table} />
    </figure>
  );
}

/** What stands where there is no data for a picture. */
export function EmptyPicture({ say, title }: { say: Say; title: string }): VNode {
  return (
    <figure class="picture" dir={say.direction}>
      <figcaption>{title}</figcaption>
      <p class="note">{say.text('picture.empty')}</p>
    </figure>
  );
}
