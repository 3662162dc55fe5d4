import { compareText } from '../../model/compare.js';
import { canonicalJson } from '../../model/content-hash.js';
import { concerns, identityOf, widened, type DrugIdentity, type LeftOut } from '../../model/drug-identity.js';
import type { MatchedBy } from '../../model/drug.js';
import type { RecordOf, ReferenceKind } from '../../model/reference-record.js';
import type { DrugFacts, HeldAnswer, HeldRecord } from '../drug-facts.types.js';
import { PART_ANSWERS, type AnsweredPart } from './policy.js';
import { RECORD_IDENTITY, type IdentifiedKind } from './record-identity.js';

/** A record that concerns the drug. */
export type Taken<K extends ReferenceKind> = {
  record: HeldRecord<RecordOf<K>>;
  matchedBy: MatchedBy;
  isCombination: boolean;
};
/** A record that was sent for the drug but is not taken for it. */
export type Untaken = { record: HeldRecord; reason: LeftOut; namesDrug: boolean };

/**
 * What a source answered to one question: records in the order of their keys. `isComplete`: it sent all it has, and
 * nothing that names the drug was left out.
 */
export type Holding<K extends ReferenceKind> = { taken: Taken<K>[]; untaken: Untaken[]; isComplete: boolean };

/** Everything held of a drug, by part; null for a part that was never answered. */
export type Holdings = {
  identity: DrugIdentity;
  concept: Holding<'concept'> | null;
  term: Holding<'term'> | null;
  labels: Holding<'label'> | null;
  applications: Holding<'application'> | null;
  recalls: Holding<'recall'> | null;
  shortages: Holding<'shortage'> | null;
  products: Holding<'product'> | null;
};

/** Sorts what the sources sent by whether it concerns the drug. What RxNorm knows of its codes and names counts for all others. */
export function holdingsOf(facts: DrugFacts): Holdings {
  const stated = identityOf(facts.drug, facts.others);
  const concept = holding(facts, stated, 'concept', 'concept');
  const identity = (concept?.taken ?? []).reduce(withConcept, stated);
  return {
    identity,
    concept,
    term: holding(facts, identity, 'term', 'term'),
    labels: holding(facts, identity, 'labels', 'label'),
    applications: holding(facts, identity, 'approvals', 'application'),
    recalls: holding(facts, identity, 'recalls', 'recall'),
    shortages: holding(facts, identity, 'shortages', 'shortage'),
    products: holding(facts, identity, 'products', 'product'),
  };
}

/** The versions of labels that concern the drug, oldest first. */
export function labelVersionsOf(facts: DrugFacts, { identity, labels }: Holdings): Taken<'label'>[] {
  const current = new Set(labels?.taken.map(({ record }) => record.key));
  const versions = inOrder(facts.labelVersions).sort((a, b) => compareText(a.retrievedAt ?? '', b.retrievedAt ?? ''));
  return versions.flatMap((record) => {
    const concern = concerns(identity, RECORD_IDENTITY.label(record.data, facts.drug));
    if (!('reason' in concern)) return [{ record, ...concern }];
    // A version without names or codes is told by the label it is a version of.
    const isSilent = concern.reason === 'nothing-stated' || concern.reason === 'other-name';
    return isSilent && current.has(record.key) ? [{ record, matchedBy: 'name', isCombination: false }] : [];
  });
}

/** The answers to the question that fills a part. One without records, number or end says nothing, not even that there is none. */
export function answersOf({ answers }: DrugFacts, part: AnsweredPart): HeldAnswer[] {
  const question = PART_ANSWERS[part];
  return answers.filter(
    (answer) =>
      answer.source === question.source &&
      answer.part === question.part &&
      (answer.records.length > 0 || answer.total !== null || answer.isComplete),
  );
}

/** Whether answers hold all that the source has, by its own word and count. */
function isWhole(answers: readonly HeldAnswer[]): boolean {
  return answers.every(({ isComplete, total, records }) => isComplete && (total ?? 0) <= records.length);
}

/** Records of one kind, each once, by source and key; of several states of one the last received. */
export function recordsIn<K extends ReferenceKind>(answers: readonly HeldAnswer[], kind: K): HeldRecord<RecordOf<K>>[] {
  const byKey = new Map(
    inOrder(answers.flatMap(({ records }) => records.filter(isOf(kind)))).map((record) => [
      `${record.source}\n${record.key}`,
      record,
    ]),
  );
  return [...byKey.values()];
}

function holding<K extends IdentifiedKind>(
  facts: DrugFacts,
  identity: DrugIdentity,
  part: AnsweredPart,
  kind: K,
): Holding<K> | null {
  const answers = answersOf(facts, part);
  if (answers.length === 0) return null;
  const taken: Taken<K>[] = [];
  const untaken: Untaken[] = [];
  for (const record of recordsIn(answers, kind)) {
    const concern = concerns(identity, RECORD_IDENTITY[kind](record.data, facts.drug));
    if ('reason' in concern) untaken.push({ record, ...concern });
    else taken.push({ record, ...concern });
  }
  return { taken, untaken, isComplete: isWhole(answers) && !untaken.some(({ namesDrug }) => namesDrug) };
}

/** A combination's codes and names are not the drug's. */
function withConcept(known: DrugIdentity, { record }: Taken<'concept'>): DrugIdentity {
  const { tty, rxcui, name, formerRxcuis, preciseIngredients, brands, uniis, preciseUniis } = record.data;
  if (tty === 'MIN') return known;
  const numbers = [rxcui, ...formerRxcuis, ...preciseIngredients.map((salt) => salt.rxcui)];
  return widened(
    known,
    [
      ...numbers.map((code) => ({ system: 'rxnorm' as const, code })),
      ...[...uniis, ...preciseUniis].map((code) => ({ system: 'unii' as const, code })),
    ],
    [name, ...preciseIngredients.map((salt) => salt.name), ...brands.map((brand) => brand.name)],
  );
}

function isOf<K extends ReferenceKind>(kind: K): (record: HeldRecord) => record is HeldRecord<RecordOf<K>> {
  return (record): record is HeldRecord<RecordOf<K>> => record.data.kind === kind;
}

function inOrder<T extends HeldRecord>(records: readonly T[]): T[] {
  return [...records].sort(
    (a, b) =>
      compareText(a.source, b.source) ||
      compareText(a.key, b.key) ||
      compareText(a.retrievedAt ?? '', b.retrievedAt ?? '') ||
      compareText(canonicalJson(a), canonicalJson(b)),
  );
}
