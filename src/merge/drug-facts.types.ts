import type { GuideStatement } from '../model/drug.js';
import type { FollowedDrug } from '../model/question.js';
import type { RecordOf, ReferenceKind } from '../model/reference-record.js';
import type { HeldAnswer, HeldRecord } from '../references/references.types.js';

export type { GuideStatement } from '../model/drug.js';
export type { HeldAnswer, HeldRecord } from '../references/references.types.js';

/**
 * RFC 6901 pointers into the raw record, by source and kind of record: `pointers[source][kind][field]`; for a part of the
 * elements of a list `[field.part]`, from the element.
 */
export type ReferencePointers = Readonly<
  Record<string, Readonly<Partial<Record<ReferenceKind, Readonly<Record<string, string>>>>>>
>;

/** Everything known of one drug. The order of no list matters. */
export type DrugFacts = {
  drug: FollowedDrug;
  /** All drugs that are followed: a record that carries the codes of another one is not this drug's. */
  others: readonly FollowedDrug[];
  stated: readonly GuideStatement[];
  answers: readonly HeldAnswer[];
  /** All versions we hold of the labels in `answers`, the present one included. */
  labelVersions: readonly HeldRecord<RecordOf<'label'>>[];
  pointers: ReferencePointers;
};
