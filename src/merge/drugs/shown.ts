import { compareText } from '../../model/compare.js';
import type { RecordOf, ReferenceKind } from '../../model/reference-record.js';
import { computed } from '../provenance-leaves.js';
import type { DrugFacts } from '../drug-facts.types.js';
import { canonicalJson } from '../../model/content-hash.js';
import { answersOf, type Holding, type Holdings, type Taken } from './holdings.js';
import { Leaf, Teller, type Leaves } from './leaves.js';
import { MAX_ITEMS, MERGE, PART_ANSWERS, SOURCE_WORDS, type AnsweredPart } from './policy.js';

/** What the parts of a merged drug are made from. */
export type Merging = { facts: DrugFacts; holdings: Holdings };

/** What tells the order of a list: the newest `date` first, then by key. */
type Dated<K extends ReferenceKind> = (taken: Taken<K>) => string | null;

/** A list's counts and first items. */
export function counted<K extends ReferenceKind, T>(
  merging: Merging,
  part: AnsweredPart,
  { taken, isComplete }: Holding<K>,
  dateOf: Dated<K>,
  toItem: (taken: Taken<K>, tell: Teller<Taken<K>['record']['data']>) => Leaves<T>,
): { total: Leaf<number>; items: Leaves<T>[]; isComplete: Leaf<boolean> } {
  const items = newestFirst(taken, dateOf).slice(0, MAX_ITEMS);
  return {
    total: answered(merging, part, taken.length, 'records held that concern the drug'),
    items: items.map((one) => toItem(one, tellerOf(merging, one))),
    isComplete: answered(merging, part, isComplete, 'whether the source sent all it has'),
  };
}

/** How many records of a list are in some state: none is only said where nothing that may be the drug's is missing. */
export function countOf<K extends ReferenceKind>(
  merging: Merging,
  part: AnsweredPart,
  { taken, isComplete }: Holding<K>,
  isMeant: (data: RecordOf<K>) => boolean,
  rule: string,
): Leaf<number | null> {
  const count = taken.filter(({ record }) => isMeant(record.data)).length;
  if (count > 0 || isComplete) return answered(merging, part, count, rule);
  return answered(merging, part, null, `none is held, but not all that there may be: ${rule}`);
}

/** Records in the order in which lists show them. */
function newestFirst<K extends ReferenceKind>(taken: readonly Taken<K>[], dateOf: Dated<K>): Taken<K>[] {
  const dated = taken.map((one) => ({ one, date: dateOf(one) ?? '' }));
  dated.sort((a, b) => compareText(b.date, a.date) || compareText(a.one.record.key, b.one.record.key));
  return dated.map(({ one }) => one);
}

/** Speaks for a record. */
export function tellerOf<K extends ReferenceKind>(
  { facts }: Merging,
  { record }: Taken<K>,
): Teller<Taken<K>['record']['data']> {
  return new Teller(record, facts.pointers);
}

/** A value that rests on all that a source answered for a part; of several answers the one received first dates it. */
export function answered<T>({ facts }: Merging, part: AnsweredPart, value: T, rule: string): Leaf<T> {
  const dates = answersOf(facts, part).map(({ retrievedAt, sourceUpdatedAt }) => ({ retrievedAt, sourceUpdatedAt }));
  const [first] = dates.sort((a, b) => compareText(canonicalJson(a), canonicalJson(b)));
  return new Leaf(value, { ...computed(PART_ANSWERS[part].source, facts.drug.drugId, rule), ...first });
}

/** Nothing, because the source of a part never answered. */
export function neverAnswered(merging: Merging, part: AnsweredPart): Leaf<null> {
  const { source } = PART_ANSWERS[part];
  return answered(merging, part, null, `${SOURCE_WORDS[source] ?? source} has never answered`);
}

/** A value that the merge decided and no source states. */
export function decided<T>({ facts }: Merging, value: T, rule: string): Leaf<T> {
  return new Leaf(value, computed(MERGE, facts.drug.drugId, rule));
}

/** How a record was told to concern the drug. */
export function matching<K extends ReferenceKind>(
  { matchedBy, isCombination }: Taken<K>,
  tell: Teller<Taken<K>['record']['data']>,
): Leaves<Pick<Taken<K>, 'matchedBy' | 'isCombination'>> {
  return {
    matchedBy: tell.decided(matchedBy, 'a code that both state; a name only where there is no code to compare'),
    isCombination: tell.decided(isCombination, 'whether its codes and names tell of another active substance'),
  };
}
