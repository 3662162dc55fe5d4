import { z } from 'zod';
import { DRUG_CLASS_SYSTEM, DRUG_NAME_KIND, MATCHED_BY, TREATMENT_KIND } from '../../model/drug.js';
import { RESOLVED_BY } from '../../model/drug-lookup.js';
import { ORIGIN } from '../../model/provenance.js';
import { nullableText, parts, partialDate, provenanceOfLeaves } from './common.schema.js';

const count = z.int().min(0);
const origin = z.enum(ORIGIN);
const sources = z.array(z.string()).meta({ description: 'Ids of the sources that say so.' });
const matchedBy = z
  .enum(MATCHED_BY)
  .meta({ description: 'How the record was told to concern the drug; `name`: there is no code of both to compare.' });
const isCombination = z.boolean().meta({ description: 'Whether the product holds other active substances as well.' });

/** A count that may be zero only where nothing is missing. */
const countOrUnsure = count
  .nullable()
  .meta({ description: 'Null where none is held but `isComplete` is false: then none is not known.' });

/** A list of which only the first items are shown. */
const counted = <T extends z.ZodType>(item: T) =>
  z.object({
    total: count.meta({ description: 'How many are held; `items` are the first of them.' }),
    items: z.array(item),
    isComplete: z
      .boolean()
      .meta({ description: 'Whether the source sent all it has, and nothing that names the drug was left out.' }),
  });

/** Two sources that state different values of one field. */
export const fieldConflict = z.object({
  field: z.string(),
  values: z.array(
    z.object({
      source: z.string(),
      key: z.string(),
      pointer: nullableText.meta({ description: 'RFC 6901 pointer into the raw record.' }),
      value: z.unknown(),
      url: nullableText,
      sourceUpdatedAt: nullableText,
      retrievedAt: nullableText,
    }),
  ),
  chosen: nullableText.meta({
    description: 'The source whose value is shown; null where the source that decides contradicts itself, and none is.',
  }),
  rule: z.string().meta({ description: 'The rule that chose it.' }),
});

const firstApproval = partialDate.nullable().meta({
  description:
    'Earliest approval in the United States of the applications (NDA, BLA) of the drug alone that are held; null where there is none, because a generic (ANDA) rests on an earlier approval. Where `approvals.isComplete` is false there may be an earlier one.',
});

/** A label in a few facts. */
const labelItem = z.object({
  setId: z.string().meta({ description: 'SPL set id: names a label through all its versions.' }),
  brandName: nullableText,
  genericName: nullableText,
  manufacturer: nullableText,
  version: nullableText,
  effectiveOn: partialDate.nullable(),
  isCombination,
  matchedBy,
  url: z.string(),
  origin,
});

const referenceLabel = labelItem.extend({
  hasText: z.boolean().meta({ description: 'False: our copy lacks the texts, so empty sections say nothing.' }),
  indications: z.array(z.string()),
  boxedWarning: z.array(z.string()),
  mechanismOfAction: z.array(z.string()),
});

const labelVersion = z.object({
  setId: z.string(),
  brandName: nullableText,
  version: nullableText,
  effectiveOn: partialDate.nullable(),
  seenAt: nullableText.meta({
    description:
      'When this service first received the version itself; null for one that was only ever shipped with it.',
  }),
  receivedAt: nullableText.meta({
    description: 'When the version was first received, by others for shipped ones; null where no time was recorded.',
  }),
  origin,
});

const application = z.object({
  applicationNumber: z.string(),
  sponsorName: nullableText,
  brandNames: z.array(z.string()),
  approvedOn: partialDate.nullable().meta({ description: 'Day of the first approved original submission.' }),
  latestActionOn: partialDate.nullable(),
  marketingStatuses: z.array(z.string()),
  isCombination,
  matchedBy,
  url: z.string(),
});

const recall = z.object({
  recallNumber: z.string(),
  status: nullableText,
  classification: nullableText,
  product: nullableText,
  reason: nullableText,
  firm: nullableText,
  initiatedOn: partialDate.nullable(),
  reportedOn: partialDate.nullable(),
  endedOn: partialDate.nullable(),
  matchedBy,
  url: z.string(),
});

const shortage = z.object({
  packageNdc: nullableText,
  genericName: nullableText,
  company: nullableText,
  presentation: nullableText,
  status: nullableText,
  availability: nullableText,
  reason: nullableText,
  postedOn: partialDate.nullable(),
  updatedOn: partialDate.nullable(),
  matchedBy,
});

const product = z.object({
  productNdc: z.string(),
  brandName: nullableText,
  labeler: nullableText,
  dosageForm: nullableText,
  isCombination,
});

const drugClass = z.object({
  system: z.enum(DRUG_CLASS_SYSTEM).meta({
    description:
      '`epc` established pharmacologic class, `moa` mechanism of action, `pe` physiologic effect, `atc` ATC group.',
  }),
  name: z.string(),
  code: nullableText,
  sources,
});

const ofCombination = z
  .boolean()
  .meta({ description: 'Whether it stands for a product that holds other active substances as well.' });
const nameKind = z.enum(DRUG_NAME_KIND);

/** The merged drug, without what is told only when it is served. */
export const drugDocument = z.object({
  drugId: z.string(),
  name: z.string(),
  names: z.array(z.object({ name: z.string(), kind: nameKind, isCombination: ofCombination, sources })),
  identifiers: z.array(z.object({ system: z.string(), code: z.string(), label: nullableText, sources })),
  treatmentKind: z.enum(TREATMENT_KIND).nullable().meta({
    description: 'By the established pharmacologic class; null while no class is known or the class does not decide.',
  }),
  classes: z.array(drugClass).nullable(),
  definition: z
    .object({ text: z.string(), url: nullableText })
    .nullable()
    .meta({ description: 'The definition of the National Cancer Institute, in technical words.' }),
  label: referenceLabel
    .nullable()
    .meta({ description: 'The label that stands for the drug, with its texts as published.' }),
  labels: counted(labelItem).nullable(),
  labelHistory: z
    .array(labelVersion)
    .nullable()
    .meta({ description: 'Versions of labels that are held here, oldest first.' }),
  approvals: counted(application)
    .extend({ firstApprovedOn: firstApproval })
    .nullable()
    .meta({ description: 'Applications for marketing in the United States.' }),
  recalls: counted(recall).extend({ ongoing: countOrUnsure }).nullable(),
  shortages: counted(shortage).extend({ current: countOrUnsure }).nullable(),
  reports: z
    .object({
      total: count.nullable(),
      reactions: z.array(z.object({ term: z.string(), count })).meta({ description: 'The most frequent first.' }),
      isComplete: z.boolean().meta({ description: 'Whether every reaction that the reports name is shown.' }),
    })
    .nullable()
    .meta({
      description: 'Counts of reports of suspected side effects; they say nothing of how often something happens.',
    }),
  products: counted(product).nullable(),
  notes: z
    .array(z.string())
    .meta({ description: 'What was left out or is uncertain, in sentences that begin with the part they speak of.' }),
  conflicts: z.array(fieldConflict).meta({ description: 'Fields that two sources state differently.' }),
});

const guideEntries = z.array(z.object({ guideId: z.string(), entryId: z.string(), path: z.string() })).meta({
  description:
    "Entries of the guides that speak of the drug. Under `path` stand the publications, the claims, and what its labels say of the guide's condition.",
});

/** One drug. A part is null while its source never answered; `parts` says why and how fresh each one is. */
export const drug = drugDocument.extend({ entries: guideEntries, parts, provenance: provenanceOfLeaves });

/** The name or code by which a spelling was found to be a drug. */
const matchedSpelling = z.object({
  spelling: z.string().meta({ description: 'The name or code that was matched, as the sources write it.' }),
  kind: z.enum([...DRUG_NAME_KIND, 'identifier']),
  system: nullableText.meta({ description: 'The system of a code; null for names.' }),
  isCombination: ofCombination,
  sources,
  how: z.enum(RESOLVED_BY).meta({
    description:
      'What had to be left out of the spelling to match; `part`: it joins several names, and one of them did.',
  }),
});

/** One drug in a list. */
export const drugItem = z.object({
  drugId: z.string(),
  name: z.string(),
  treatmentKind: drugDocument.shape.treatmentKind,
  entries: guideEntries,
  firstApprovedOn: firstApproval,
  conflictCount: count,
  matched: matchedSpelling.nullable().meta({ description: 'What `name` matched; null when no name was asked for.' }),
  conflicts: z.array(fieldConflict).optional().meta({ description: 'Only with `conflicts=true`.' }),
});

export type DrugItem = z.output<typeof drugItem>;
export type DrugDetail = z.output<typeof drug>;
