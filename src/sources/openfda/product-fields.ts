import { listOf, type FieldMap } from '../../common/field-map.js';
import type { DrugProduct } from '../../model/reference-record.js';
import { recordAddress } from './addresses.js';
import { recordReader } from './record-reader.js';
import { activeIngredient, harmonised, recordKey, text, texts } from './values.js';

type ProductFields = Omit<DrugProduct, 'kind'>;

/** Where every field of a product stands in a record of `drug/ndc`, and how it is read. */
export const productFields: FieldMap<ProductFields> = {
  productNdc: { at: '/product_ndc', as: recordKey },
  brandName: { at: '/brand_name', as: text },
  genericName: { at: '/generic_name', as: text },
  labelerName: { at: '/labeler_name', as: text },
  activeIngredients: { at: '/active_ingredients', as: listOf(activeIngredient) },
  pharmClasses: { at: '/pharm_class', as: texts },
  applicationNumber: { at: '/application_number', as: text },
  dosageForm: { at: '/dosage_form', as: text },
  routes: { at: '/route', as: texts },
  marketingCategory: { at: '/marketing_category', as: text },
  rxcuis: harmonised.rxcuis,
  uniis: harmonised.uniis,
  setIds: { at: '/openfda/spl_set_id', as: texts },
};

/** Reads a product; the directory does not say when it last changed. */
export const readProduct = recordReader(productFields, productFields.productNdc.at, (product: ProductFields) => ({
  data: { kind: 'product', ...product },
  key: product.productNdc,
  url: recordAddress('/drug/ndc.json', 'product_ndc', product.productNdc),
  updatedOn: null,
  substanceCodes: [...product.uniis, ...product.rxcuis],
  ownCodes: [...product.setIds, product.applicationNumber ?? []].flat(),
}));
