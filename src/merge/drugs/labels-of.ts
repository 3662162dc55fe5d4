import { compareText } from '../../model/compare.js';
import { foldName } from '../../model/drug-names.js';
import type { FollowedDrug } from '../../model/question.js';
import type { RecordOf } from '../../model/reference-record.js';
import type { ClaimLabel } from '../claim-facts.types.js';
import type { DrugFacts, HeldRecord } from '../drug-facts.types.js';
import { LABEL_RANKS, type LabelRank } from './policy.js';
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

/** Labels with the one that stands for the drug first: by the ranks of the policy, then the newest in effect, then by set id. */
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

/** One digit for each rank, 0 where it speaks for the label, the weightiest first. */
function rankOf(taken: Taken<'label'>, drug: FollowedDrug): string {
  return RANKS.map((rank) => (SPEAKS[rank](taken, drug) ? '0' : '1')).join('');
}

const RANKS = Object.keys(LABEL_RANKS) as LabelRank[];
const SPEAKS: Record<LabelRank, (taken: Taken<'label'>, drug: FollowedDrug) => boolean> = {
  alone: ({ isCombination }) => !isCombination,
  sure: ({ matchedBy }) => matchedBy === 'identifier',
  named: ({ record }, drug) => isStated(drug, 'spl-set-id', [record.data.setId]),
  originator: ({ record }, drug) => isStated(drug, 'fda-application', record.data.applicationNumbers),
  plain: ({ record }, drug) =>
    isStated(drug, 'spl-set-id', [record.data.setId]) &&
    record.data.genericNames.some((name) => foldName(name) === foldName(drug.names.preferred)),
};

function isStated({ identifiers }: FollowedDrug, system: string, codes: readonly string[]): boolean {
  return identifiers.some(
    (one) => one.system === system && codes.some((code) => foldName(code) === foldName(one.code)),
  );
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
