import type { FieldMap } from '../../common/field-map.js';
import type { DrugLabel } from '../../model/reference-record.js';
import { labelPage } from './addresses.js';
import { recordReader } from './record-reader.js';
import { compactDate, harmonised, pharmClasses, recordKey, text, texts } from './values.js';

type LabelFields = Omit<DrugLabel, 'kind'>;

/** Where every field of a label stands in a record of `drug/label`, and how it is read. */
export const labelFields: FieldMap<LabelFields> = {
  setId: { at: '/set_id', as: recordKey },
  splId: { at: '/id', as: text },
  version: { at: '/version', as: text },
  effectiveOn: { at: '/effective_time', as: compactDate },
  ...harmonised,
  manufacturers: { at: '/openfda/manufacturer_name', as: texts },
  applicationNumbers: { at: '/openfda/application_number', as: texts },
  ...pharmClasses,
  indications: { at: '/indications_and_usage', as: texts },
  boxedWarning: { at: '/boxed_warning', as: texts },
  warningsAndCautions: { at: '/warnings_and_cautions', as: texts },
  warnings: { at: '/warnings', as: texts },
  adverseReactions: { at: '/adverse_reactions', as: texts },
  drugInteractions: { at: '/drug_interactions', as: texts },
  mechanismOfAction: { at: '/mechanism_of_action', as: texts },
  productData: { at: '/spl_product_data_elements', as: texts },
};

/** Reads a label. */
export const readLabel = recordReader(labelFields, labelFields.setId.at, (label: LabelFields) => ({
  data: { kind: 'label', ...label },
  key: label.setId,
  url: labelPage(label.setId),
  updatedOn: label.effectiveOn,
  substanceCodes: [...label.uniis, ...label.rxcuis],
  ownCodes: [label.setId, ...label.applicationNumbers],
}));
