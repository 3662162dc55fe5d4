import type { Lexicon, Words } from './lexicon.js';

/** A phrase found in a text: words `start` to `end` (exclusive). */
export type Found<P> = { pattern: P; start: number; end: number };

type Node<P> = { next: Map<number, Node<P>> | null; patterns: P[] | null };

/** Finds any number of phrases in one pass over the words of a text. */
export class PhraseIndex<P> {
  private readonly root: Node<P> = { next: null, patterns: null };

  constructor(private readonly lexicon: Lexicon) {}

  /** Adds a phrase; a hyphen between letters also stands for no space at all. A phrase without words is ignored. */
  add(phrase: string, pattern: P): void {
    const joined = phrase.replace(/(?<=\p{L})-(?=\p{L})/gu, '');
    for (const variant of new Set([phrase, joined])) this.insert(this.lexicon.learn(variant), pattern);
  }

  /** All phrases in a text, overlapping ones included, in the order of their start. */
  find(words: Words): Found<P>[] {
    const found: Found<P>[] = [];
    const { ids } = words;
    for (let start = 0; start < ids.length; start += 1) {
      if (ids[start] !== 0) this.walk(ids, start, found);
    }
    return found;
  }

  private walk(ids: number[], start: number, found: Found<P>[]): void {
    let node: Node<P> | undefined = this.root;
    for (let at = start; at < ids.length; at += 1) {
      node = node.next?.get(ids[at] ?? 0);
      if (node === undefined) return;
      for (const pattern of node.patterns ?? []) found.push({ pattern, start, end: at + 1 });
    }
  }

  private insert(ids: number[], pattern: P): void {
    if (ids.length === 0) return;
    let node = this.root;
    for (const id of ids) {
      node.next ??= new Map();
      const next: Node<P> = node.next.get(id) ?? { next: null, patterns: null };
      node.next.set(id, next);
      node = next;
    }
    node.patterns = [...(node.patterns ?? []), pattern];
  }
}
