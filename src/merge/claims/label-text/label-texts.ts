import type { PartialDate } from '../../../model/partial-date.js';
import type { DrugLabel } from '../../../model/reference-record.js';
import { inFixedOrder } from '../check-order.js';
import type { ClaimDrug, ClaimLabel } from '../../claim-facts.types.js';

/** A section of a label that claims are checked against. */
export type LabelSection = keyof Pick<
  DrugLabel,
  | 'indications'
  | 'boxedWarning'
  | 'warningsAndCautions'
  | 'warnings'
  | 'adverseReactions'
  | 'drugInteractions'
  | 'mechanismOfAction'
>;

/** A version of a label with those of its texts that are read; `pointer` is RFC 6901 into the raw label, '' where unknown. */
export type LabelText = {
  source: string;
  key: string;
  setId: string;
  /** The product's name: its brand name, else its generic one. */
  product: string;
  brandName: string | null;
  isCombination: boolean;
  effectiveOn: PartialDate | null;
  url: string;
  retrievedAt: string | null;
  sourceUpdatedAt: string | null;
  texts: { pointer: string; text: string }[];
};

/** The labels of a drug as far as a check reads them, in an order that rests on their content alone. */
export type DrugLabels = {
  name: string;
  /** Whether the source of labels ever answered for the drug. */
  isAnswered: boolean;
  /** Whether all labels that the source has are held. */
  isComplete: boolean;
  /** The label that stands for the drug, null while none does. */
  referenceSetId: string | null;
  /** The reference label first, then products of the drug alone, then products with other substances. */
  today: LabelText[];
  earlier: LabelText[];
};

/** The texts of some sections in a drug's labels, today's and replaced ones. */
export function labelTextsOf(drug: ClaimDrug, sections: readonly LabelSection[]): DrugLabels {
  const { name, labelsAnswered: isAnswered, document } = drug;
  const referenceSetId = document?.label?.setId ?? null;
  const inOrder = (labels: readonly ClaimLabel[]) =>
    inFixedOrder(
      labels.map((label) => labelText(label, drug, sections)),
      ({ setId, isCombination }) => `${setId === referenceSetId ? 0 : 1}${isCombination ? 1 : 0} ${setId}`,
    );
  return {
    ...{ name, isAnswered, referenceSetId },
    isComplete: document?.labels?.isComplete ?? false,
    today: inOrder(drug.labels),
    earlier: inOrder(drug.earlierLabels),
  };
}

function labelText(label: ClaimLabel, { name, pointers }: ClaimDrug, sections: readonly LabelSection[]): LabelText {
  const { source, key, data, isCombination, url, retrievedAt, sourceUpdatedAt } = label;
  const brandName = data.brandNames[0] ?? null;
  const places = pointers[source]?.label;
  return {
    ...{ source, key, setId: data.setId, brandName, isCombination, url, retrievedAt, sourceUpdatedAt },
    product: brandName ?? data.genericNames[0] ?? name,
    effectiveOn: data.effectiveOn,
    texts: sections.flatMap((section) =>
      data[section].map((text, i) => ({ pointer: pointerTo(places?.[section], i), text })),
    ),
  };
}

function pointerTo(section: string | undefined, index: number): string {
  return section === undefined ? '' : `${section}/${index}`;
}
