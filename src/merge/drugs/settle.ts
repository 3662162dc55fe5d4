import { foldName, wordsOfName } from '../../model/drug-names.js';
import type { FieldConflict } from '../../model/drug.js';
import { canonicalJson } from '../../model/content-hash.js';
import { Leaf, type Leaves } from './leaves.js';
import { FIELD_POLICY, type Comparison, type PolicyField } from './policy.js';
import { decided, type Merging } from './shown.js';
import { byWeight, type Stated } from './statements.js';

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
  const isOne = heard.every(({ leaf }) => agree(compare, chosen.leaf.value, leaf.value) || isKnownAs(leaf.value));
  if (isOne) return { chosen, conflict: null };
  const conflict = {
    field: decided(merging, field, 'field that sources state differently'),
    values: heard.map(({ source, leaf }) => valueOf(merging, source, leaf)),
    chosen: decided(merging, chosen.source, rule),
    rule: decided(merging, rule, 'rule of the merge for this field'),
  };
  return { chosen, conflict };
}

function valueOf(
  merging: Merging,
  source: string,
  { value, provenance }: Leaf<unknown>,
): Leaves<FieldConflict>['values'][number] {
  const { key, pointer, url, sourceUpdatedAt, retrievedAt } = provenance;
  const about = <V>(of: V): Leaf<V> => decided(merging, of, 'where and when the source states the value');
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
  'same-name': (a, b) => isWithin(String(a), String(b)) || isWithin(String(b), String(a)),
  overlap: (a, b) => foldedSet(a).some((code) => foldedSet(b).includes(code)),
};

function agree(compare: Comparison, a: unknown, b: unknown): boolean {
  return AGREE[compare](a, b);
}

/** Whether a name holds every word of another: a salt, a suffix and a form are words more. */
function isWithin(longer: string, shorter: string): boolean {
  const words = wordsOfName(longer);
  return wordsOfName(shorter).every((word) => words.includes(word));
}

function foldedSet(value: unknown): string[] {
  return Array.isArray(value) ? value.map((code) => foldName(String(code))) : [];
}
