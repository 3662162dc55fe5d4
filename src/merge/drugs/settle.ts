import { foldName, wordsOfName } from '../../model/drug-names.js';
import type { FieldConflict } from '../../model/drug.js';
import { canonicalJson } from '../../model/content-hash.js';
import { aside, Leaf, type Leaves } from './leaves.js';
import { FIELD_POLICY, SOURCE_WORDS, type Comparison, type PolicyField } from './policy.js';
import { decided, type Merging } from './shown.js';
import { byWeight, type Stated } from './statements.js';

/** Where the source that decides contradicts itself, in words that follow its name. */
const TORN = 'itself states different values, so none of them decides';

/** A field's values as the sources state them, decided: the statement that is shown, and the conflict if another differs. */
export type Settled<T> = { chosen: Stated<T> | null; conflict: Leaves<FieldConflict> | null };

/** Decides a field by its policy. `isKnownAs` says whether a differing value is known as the same by other means. */
export function settle<T>(
  merging: Merging,
  field: PolicyField,
  stated: readonly Stated<T>[],
  isKnownAs: (value: T) => boolean = () => false,
): Settled<T> {
  const { order, compare, rule } = FIELD_POLICY[field];
  const ranks: readonly string[] = order;
  const heard = byWeight(stated.filter(({ source }) => ranks.includes(source)));
  heard.sort((a, b) => ranks.indexOf(a.source) - ranks.indexOf(b.source));
  const [chosen] = heard;
  if (chosen === undefined) return { chosen: null, conflict: null };
  const differing = heard.filter(
    ({ leaf }) => !agree(compare, chosen.leaf.value, leaf.value) && !isKnownAs(leaf.value),
  );
  if (differing.length === 0) return { chosen, conflict: null };
  const isTorn = differing.some(({ source }) => source === chosen.source);
  const because = isTorn ? `${SOURCE_WORDS[chosen.source] ?? chosen.source} ${TORN}` : rule;
  const conflict = {
    field: decided(merging, field, 'field that sources state differently'),
    values: heard.map(({ source, leaf }) => valueOf(source, leaf)),
    chosen: decided(merging, isTorn ? null : chosen.source, because),
    rule: decided(merging, because, 'rule of the merge for this field'),
  };
  return { chosen: isTorn ? null : chosen, conflict };
}

function valueOf(source: string, leaf: Leaf<unknown>): Leaves<FieldConflict>['values'][number] {
  const { value, provenance } = leaf;
  const { key, pointer, url, sourceUpdatedAt, retrievedAt } = provenance;
  const about = <V>(of: V): Leaf<V> => aside(leaf, of, 'where and when the source states the value');
  return {
    source: about(source),
    key: about(key),
    pointer: about(pointer),
    value: new Leaf(value, provenance),
    url: about(url),
    sourceUpdatedAt: about(sourceUpdatedAt),
    retrievedAt: about(retrievedAt),
  };
}

const AGREE: Record<Comparison, (a: unknown, b: unknown) => boolean> = {
  equal: (a, b) => canonicalJson(a) === canonicalJson(b),
  'same-name': (a, b) => areWithin(String(a), String(b)),
  overlap: (a, b) => meet(a, b, (one, other) => foldName(one) === foldName(other)),
  'same-class': (a, b) => meet(a, b, areWithin),
};

function agree(compare: Comparison, a: unknown, b: unknown): boolean {
  return AGREE[compare](a, b);
}

/** Whether one of two texts holds every word of the other: a salt, a suffix and a form are words more, and so is a narrower class. */
function areWithin(a: string, b: string): boolean {
  const [words, others] = [a, b].map((text) => wordsOfName(text).map(singular)) as [string[], string[]];
  return others.every((word) => words.includes(word)) || words.every((word) => others.includes(word));
}

function singular(word: string): string {
  return word.replace(/s$/, '');
}

function meet(a: unknown, b: unknown, isOne: (one: string, other: string) => boolean): boolean {
  const [these, those] = [a, b].map((value) => (Array.isArray(value) ? value.map(String) : [])) as [string[], string[]];
  return these.some((one) => those.some((other) => isOne(one, other)));
}
