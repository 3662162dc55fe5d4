import { compareText } from '../../model/compare.js';
import { canonicalJson } from '../../model/content-hash.js';
import type { GuideStatement } from '../../model/drug.js';
import type { Provenance } from '../../model/provenance.js';
import { editor } from '../provenance-leaves.js';
import { Leaf } from './leaves.js';
import type { Taken } from './holdings.js';
import { MERGE_ORDER } from './policy.js';
import type { Merging } from './shown.js';

/** Something that a source says, with where it says so. */
export type Stated<T> = { source: string; leaf: Leaf<T> };

/** The guides' entries in a fixed order. */
export function guideEntries({ facts }: Merging): GuideStatement[] {
  return [...facts.stated].sort((a, b) => compareText(a.guideId, b.guideId) || compareText(a.entryId, b.entryId));
}

/** An editor's words; `path` leads to them in the entry as loaded. */
export function editorLeaf<T>({ guideId, entryId }: GuideStatement, value: T, ...path: string[]): Leaf<T> {
  return new Leaf(value, editor(`${guideId}/${entryId}`, path));
}

/** Statements with the one that is shown first: by the order of their sources, then by `rank`, then in a fixed order. */
export function byWeight<T extends { source: string; leaf: Leaf<unknown> }>(
  statements: readonly T[],
  rank: (statement: T) => number = () => 0,
): T[] {
  const weighed = statements.map((one) => ({ one, weight: weightOf(one.source), rank: rank(one) }));
  weighed.sort((a, b) => a.weight - b.weight || a.rank - b.rank || byPlace(a.one.leaf, b.one.leaf));
  return weighed.map(({ one }) => one);
}

/** The sources of some statements by id, each with where it says so. */
export function sourcesOf(statements: readonly Stated<unknown>[]): Leaf<string>[] {
  const first = new Map<string, Provenance>();
  for (const { source, leaf } of statements) {
    if (!first.has(source)) first.set(source, leaf.provenance);
  }
  return [...first]
    .sort(([a], [b]) => compareText(a, b))
    .map(([source, said]) => new Leaf(source, { ...said, origin: 'computed', rule: 'source that states it' }));
}

/** Groups statements by a key, in the order in which keys first come. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [item]);
    else known.push(item);
  }
  return groups;
}

/** Whether a record surely speaks of the drug alone, so that its names, codes and classes are the drug's. */
export function isSurelyAlone({
  matchedBy,
  isCombination,
}: Pick<Taken<'label'>, 'matchedBy' | 'isCombination'>): boolean {
  return matchedBy === 'identifier' && !isCombination;
}

function weightOf(source: string): number {
  const index = MERGE_ORDER.indexOf(source);
  return index === -1 ? MERGE_ORDER.length : index;
}

function byPlace({ value: a, provenance: inA }: Leaf<unknown>, { value: b, provenance: inB }: Leaf<unknown>): number {
  return (
    compareText(inA.key, inB.key) ||
    compareText(inA.retrievedAt ?? '', inB.retrievedAt ?? '') ||
    compareText(padded(inA.pointer), padded(inB.pointer)) ||
    compareText(canonicalJson(a), canonicalJson(b))
  );
}

/** Item 2 of a list comes before item 10. */
function padded(pointer: string | null): string {
  return (pointer ?? '').replace(/\d+/g, (digits) => digits.padStart(6, '0'));
}
