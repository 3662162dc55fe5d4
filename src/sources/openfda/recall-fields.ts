import type { FieldMap } from '../../common/field-map.js';
import type { Recall } from '../../model/reference-record.js';
import { recordAddress } from './addresses.js';
import { recordReader } from './record-reader.js';
import { compactDate, harmonised, recordKey, text } from './values.js';

type RecallFields = Omit<Recall, 'kind'>;

/** Where every field of a recall stands in a record of `drug/enforcement`, and how it is read. */
export const recallFields: FieldMap<RecallFields> = {
  recallNumber: { at: '/recall_number', as: recordKey },
  status: { at: '/status', as: text },
  classification: { at: '/classification', as: text },
  productDescription: { at: '/product_description', as: text },
  reason: { at: '/reason_for_recall', as: text },
  recallingFirm: { at: '/recalling_firm', as: text },
  initiatedOn: { at: '/recall_initiation_date', as: compactDate },
  reportedOn: { at: '/report_date', as: compactDate },
  endedOn: { at: '/termination_date', as: compactDate },
  ...harmonised,
};

/** Reads a recall. */
export const readRecall = recordReader(recallFields, recallFields.recallNumber.at, (recall: RecallFields) => ({
  data: { kind: 'recall', ...recall },
  key: recall.recallNumber,
  url: recordAddress('/drug/enforcement.json', 'recall_number.exact', recall.recallNumber),
  updatedOn: recall.reportedOn,
  substanceCodes: [...recall.uniis, ...recall.rxcuis],
  ownCodes: [],
}));
