import { listOf, type FieldMap } from '../../common/field-map.js';
import type { ApplicationProduct, DrugApplication, Submission } from '../../model/reference-record.js';
import { applicationPage } from './addresses.js';
import { recordReader } from './record-reader.js';
import { activeIngredient, compactDate, harmonised, pharmClasses, recordKey, text } from './values.js';

type ApplicationFields = Omit<DrugApplication, 'kind'>;

const submission: FieldMap<Submission> = {
  type: { at: '/submission_type', as: text },
  number: { at: '/submission_number', as: text },
  status: { at: '/submission_status', as: text },
  statusDate: { at: '/submission_status_date', as: compactDate },
  classCode: { at: '/submission_class_code', as: text },
  classDescription: { at: '/submission_class_code_description', as: text },
};

const product: FieldMap<ApplicationProduct> = {
  productNumber: { at: '/product_number', as: text },
  brandName: { at: '/brand_name', as: text },
  activeIngredients: { at: '/active_ingredients', as: listOf(activeIngredient) },
  dosageForm: { at: '/dosage_form', as: text },
  route: { at: '/route', as: text },
  marketingStatus: { at: '/marketing_status', as: text },
};

const { genericNames, substanceNames, rxcuis, uniis } = harmonised;

/** Where every field of an application stands in a record of `drug/drugsfda`, and how it is read. */
export const applicationFields: FieldMap<ApplicationFields> = {
  applicationNumber: { at: '/application_number', as: recordKey },
  sponsorName: { at: '/sponsor_name', as: text },
  genericNames,
  substanceNames,
  rxcuis,
  uniis,
  ...pharmClasses,
  products: { at: '/products', as: listOf(product) },
  submissions: { at: '/submissions', as: listOf(submission) },
};

/** Reads an application; it was last changed with the latest action on it. */
export const readApplication = recordReader(
  applicationFields,
  applicationFields.applicationNumber.at,
  (application: ApplicationFields) => ({
    data: { kind: 'application', ...application },
    key: application.applicationNumber,
    url: applicationPage(application.applicationNumber),
    updatedOn:
      application.submissions
        .flatMap(({ statusDate }) => statusDate ?? [])
        .sort()
        .at(-1) ?? null,
    substanceCodes: [...application.uniis, ...application.rxcuis],
    ownCodes: [application.applicationNumber],
  }),
);
