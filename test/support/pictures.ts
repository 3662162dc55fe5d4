import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** A picture as its readers get it: the markup, its texts, and the rows of its table. */
export type ReadPicture = {
  html: string;
  title: string;
  description: string;
  /** Texts of the drawing, in the order of the drawing. */
  texts: string[];
  columns: string[];
  rows: string[][];
};

/** Renders a picture and reads it; throws where something a reader needs is missing or an id stands twice. */
export function readPicture(node: VNode, id: string): ReadPicture {
  const html = renderToString(node);
  const one = (pattern: RegExp): string => {
    const found = pattern.exec(html)?.[1];
    if (found === undefined) throw new Error(`no ${String(pattern)} in ${html.slice(0, 500)}`);
    return plain(found);
  };
  one(new RegExp(`<svg role="img" (aria-labelledby="${id}-title ${id}-desc")`));
  one(/<section class="scroll" tabindex="0" aria-label="([^"]+)">/);
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, each]) => each ?? '');
  if (new Set(ids).size !== ids.length) throw new Error(`an id stands twice: ${ids.join(' ')}`);
  const named = [...html.matchAll(/url\(#([^)]+)\)/g)].map(([, each]) => each ?? '');
  const missing = named.filter((each) => !ids.includes(each));
  if (missing.length > 0) throw new Error(`nothing has the id ${missing.join(' ')}`);
  if (/ style=|NaN|Infinity|undefined/.test(html)) throw new Error(`not to be shown: ${html.slice(0, 2000)}`);
  const table = /<table>.*<\/table>/s.exec(html)?.[0] ?? '';
  return {
    html,
    title: one(new RegExp(`<title id="${id}-title">(.*?)</title>`, 's')),
    description: one(new RegExp(`<desc id="${id}-desc">(.*?)</desc>`, 's')),
    texts: [...html.matchAll(/<text[^>]*>(.*?)<\/text>/gs)].map(([, text]) => plain(text ?? '')),
    columns: cells(/<thead>.*<\/thead>/s.exec(table)?.[0] ?? ''),
    rows: [...(/<tbody>.*<\/tbody>/s.exec(table)?.[0] ?? '').matchAll(/<tr>.*?<\/tr>/gs)].map(([row]) => cells(row)),
  };
}

function cells(row: string): string[] {
  return [...row.matchAll(/<t[hd][ >].*?<\/t[hd]>/gs)].map(([cell]) => plain(cell));
}

/** What is read aloud: no tags, no marks of direction. */
function plain(markup: string): string {
  const names: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"' };
  return markup
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:lt|gt|amp|quot);/g, (entity) => names[entity] ?? entity)
    .replace(/[\u2068\u2069]/g, '');
}

/** Attributes of every element with a class. */
export function elementsOf(html: string, className: string): Record<string, string>[] {
  return [...html.matchAll(/<\w+ [^>]*>/g)]
    .map(([tag]) => attributesOf(tag))
    .filter(({ class: names = '' }) => names.split(' ').includes(className));
}

function attributesOf(tag: string): Record<string, string> {
  return Object.fromEntries([...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]));
}
