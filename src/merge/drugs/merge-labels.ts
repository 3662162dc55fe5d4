import type { DrugDocument, LabelItem, ReferenceLabel } from '../../model/drug.js';
import { labelVersionsOf, type Taken } from './holdings.js';
import { hasText, referenceLabel } from './labels-of.js';
import type { Leaves, Teller } from './leaves.js';
import { RECORD_POLICY } from './policy.js';
import { answered, counted, matching, neverAnswered, tellerOf, type Merging } from './shown.js';
import type { RecordOf } from '../../model/reference-record.js';

type LabelParts = Pick<DrugDocument, 'label' | 'labels' | 'labelHistory'>;

/** The labels of a drug, the one that stands for it, and the versions that we saw. */
export function mergeLabels(merging: Merging): Leaves<LabelParts> {
  const { labels } = merging.holdings;
  if (labels === null) {
    const nothing = neverAnswered(merging, 'labels');
    return { label: nothing, labels: nothing, labelHistory: nothing };
  }
  return {
    label: referenceOf(merging, labels.taken),
    labels: counted<'label', LabelItem>(merging, 'labels', labels, ({ record }) => record.data.effectiveOn, itemOf),
    labelHistory: labelVersionsOf(merging.facts, merging.holdings).map((version) => {
      const tell = tellerOf(merging, version);
      const { data, retrievedAt, origin } = version.record;
      return {
        setId: tell.field('setId'),
        brandName: tell.first('brandNames', data.brandNames),
        version: tell.field('version'),
        effectiveOn: tell.field('effectiveOn'),
        seenAt: tell.decided(
          origin === 'live' ? retrievedAt : null,
          'when we first received this version from its source; shipped ones were received by others',
        ),
        receivedAt: tell.decided(retrievedAt, 'when this version was first received, by us or by others'),
        origin: tell.origin,
      };
    }),
  };
}

function referenceOf(merging: Merging, labels: readonly Taken<'label'>[]): Leaves<ReferenceLabel | null> {
  const reference = referenceLabel(labels, merging.facts.drug);
  if (reference === null) return answered(merging, 'labels', null, `none is held: ${RECORD_POLICY.label.rule}`);
  const tell = tellerOf(merging, reference);
  const { data } = reference.record;
  return {
    ...itemOf(reference, tell),
    hasText: tell.decided(hasText(data), 'whether our copy holds any section of the label'),
    indications: tell.list('indications', data.indications),
    boxedWarning: tell.list('boxedWarning', data.boxedWarning),
    mechanismOfAction: tell.list('mechanismOfAction', data.mechanismOfAction),
  };
}

function itemOf(taken: Taken<'label'>, tell: Teller<RecordOf<'label'>>): Leaves<LabelItem> {
  const { brandNames, genericNames, manufacturers } = taken.record.data;
  return {
    setId: tell.field('setId'),
    brandName: tell.first('brandNames', brandNames),
    genericName: tell.first('genericNames', genericNames),
    manufacturer: tell.first('manufacturers', manufacturers),
    version: tell.field('version'),
    effectiveOn: tell.field('effectiveOn'),
    ...matching(taken, tell),
    url: tell.url,
    origin: tell.origin,
  };
}
