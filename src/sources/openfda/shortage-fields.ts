import type { FieldMap } from '../../common/field-map.js';
import { contentHash } from '../../model/content-hash.js';
import type { Shortage } from '../../model/reference-record.js';
import { recordAddress } from './addresses.js';
import { recordReader } from './record-reader.js';
import { americanDate, availability, harmonised, text } from './values.js';

type ShortageFields = Omit<Shortage, 'kind'>;

/** Where every field of a shortage stands in a record of `drug/shortages`, and how it is read. */
export const shortageFields: FieldMap<ShortageFields> = {
  packageNdc: { at: '/package_ndc', as: text },
  genericName: { at: '/generic_name', as: text },
  companyName: { at: '/company_name', as: text },
  status: { at: '/status', as: text },
  availability: { at: '/availability', as: availability },
  reason: { at: '/shortage_reason', as: text },
  presentation: { at: '/presentation', as: text },
  dosageForm: { at: '/dosage_form', as: text },
  postedOn: { at: '/initial_posting_date', as: americanDate },
  updatedOn: { at: '/update_date', as: americanDate },
  ...harmonised,
};

/** Reads a shortage, which is one package of one company. */
export const readShortage = recordReader(shortageFields, shortageFields.packageNdc.at, (shortage: ShortageFields) => ({
  data: { kind: 'shortage', ...shortage },
  key: keyOf(shortage),
  url: addressOf(shortage),
  updatedOn: shortage.updatedOn,
  substanceCodes: [...shortage.uniis, ...shortage.rxcuis],
  ownCodes: [],
}));

/** A package without a number is told apart by what does not change while the shortage lasts. */
function keyOf({ packageNdc, genericName, companyName, presentation, dosageForm }: ShortageFields): string | null {
  if (packageNdc !== null) return packageNdc;
  if (genericName === null) return null;
  return `without-ndc-${contentHash([genericName, companyName, presentation, dosageForm]).slice(0, 16)}`;
}

function addressOf({ packageNdc, genericName }: ShortageFields): string {
  const list = '/drug/shortages.json';
  if (packageNdc !== null) return recordAddress(list, 'package_ndc', packageNdc);
  return recordAddress(list, 'generic_name', genericName ?? '');
}
