import { compareText } from '../../model/compare.js';
import { foldName } from '../../model/drug-names.js';
import type { FollowedDrug } from '../../model/question.js';
import type { RecordOf } from '../../model/reference-record.js';
import type { ClaimLabel } from '../claim-facts.types.js';
import type { DrugFacts, HeldRecord } from '../drug-facts.types.js';
import { holdingsOf, labelVersionsOf, type Taken } from './holdings.js';

/**
 * The labels that concern a drug, as they are today and as they were. `current` begins with the label that stands for
 * the drug, `earlier` with the version that we saw first. The order of the facts does not matter.
 */
export function labelsOf(facts: DrugFacts): { current: ClaimLabel[]; earlier: ClaimLabel[] } {
  const holdings = holdingsOf(facts);
  const current = inRank(holdings.labels?.taken ?? [], facts.drug);
  const shown = new Set(current.map(({ record }) => versionKey(record)));
  const earlier = labelVersionsOf(facts, holdings).filter(({ record }) => !shown.has(versionKey(record)));
  return { current: current.map(toClaimLabel), earlier: earlier.map(toClaimLabel) };
}

/**
 * Labels with the one that stands for the drug first: of the drug alone, surely of it, and named by the guide by set id
 * (of several so named the originator's, which has the application that the guide names or the plain generic name); then
 * the newest in effect, then by set id.
 */
export function inRank(labels: readonly Taken<'label'>[], drug: FollowedDrug): Taken<'label'>[] {
  const ranked = labels.map((taken) => ({ taken, rank: rankOf(taken, drug) }));
  ranked.sort(
    (a, b) =>
      compareText(a.rank, b.rank) ||
      compareText(b.taken.record.data.effectiveOn ?? '', a.taken.record.data.effectiveOn ?? '') ||
      compareText(a.taken.record.key, b.taken.record.key),
  );
  return ranked.map(({ taken }) => taken);
}

/** One digit for each thing that speaks for a label, 0 where it does, the weightiest first. */
function rankOf({ record, isCombination, matchedBy }: Taken<'label'>, drug: FollowedDrug): string {
  const { setId, applicationNumbers, genericNames } = record.data;
  const isStated = (system: string, codes: readonly string[]): boolean =>
    drug.identifiers.some(
      (one) => one.system === system && codes.some((code) => foldName(code) === foldName(one.code)),
    );
  const isNamed = isStated('spl-set-id', [setId]);
  const forIt = [
    !isCombination,
    matchedBy === 'identifier',
    isNamed,
    isStated('fda-application', applicationNumbers),
    isNamed && genericNames.some((name) => foldName(name) === foldName(drug.names.preferred)),
  ];
  return forIt.map((speaks) => (speaks ? '0' : '1')).join('');
}

function versionKey({ key, retrievedAt }: Pick<HeldRecord, 'key' | 'retrievedAt'>): string {
  return `${key}\n${retrievedAt ?? ''}`;
}

function toClaimLabel({ record, isCombination, matchedBy }: Taken<'label'>): ClaimLabel {
  return { ...record, isCombination, matchedBy };
}

/** The label that stands for the drug: the first by rank, unless only combinations with it are held. */
export function referenceLabel(labels: readonly Taken<'label'>[], drug: FollowedDrug): Taken<'label'> | null {
  const [first] = inRank(labels, drug);
  return first === undefined || first.isCombination ? null : first;
}

const SECTIONS = [
  ...(['indications', 'boxedWarning', 'warningsAndCautions', 'warnings'] as const),
  ...(['adverseReactions', 'drugInteractions', 'mechanismOfAction'] as const),
] as const;

/** Whether our copy of a label holds any of its sections. */
export function hasText(label: RecordOf<'label'>): boolean {
  return SECTIONS.some((section) => label[section].length > 0);
}
