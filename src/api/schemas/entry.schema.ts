import { z } from 'zod';
import { TREATMENT_LINE } from '../../model/entry.js';
import { ENTRY_KIND } from '../../model/guide.js';
import { CONDITION_SCOPE, LINK_ROLE } from '../../model/link.js';
import { ORIGIN } from '../../model/provenance.js';
import { STATUS_GROUP } from '../../model/status.js';
import { DATE_TYPE, OVERALL_STATUS, PHASE, STUDY_TYPE } from '../../model/study.js';
import { nullableText, partialDate, partStatus, parts as drugParts, provenanceOfLeaves } from './common.schema.js';
import { drugDocument, fieldConflict } from './drug.schema.js';
import { claim } from './guide.schema.js';
import { entryPublication } from './publication.schema.js';
import * as parts from './study-parts.schema.js';

const counts = <const W extends readonly string[]>(words: W) =>
  z.record(z.enum(words as unknown as [W[number]]), z.int().min(0));
const status = {
  overallStatus: parts.overallStatus.nullable(),
  statusGroup: z.enum(STATUS_GROUP),
  statusTrusted: z.boolean(),
  asOf: nullableText,
};

/** The registry's facts of the study an entry is about. */
const entryStudy = z.object({
  nctId: z.string(),
  briefTitle: z.string(),
  officialTitle: nullableText,
  acronym: nullableText,
  ...status,
  lastKnownStatus: parts.overallStatus.nullable(),
  whyStopped: nullableText,
  statusVerifiedDate: partialDate.nullable(),
  studyType: z.enum(STUDY_TYPE).nullable(),
  phases: z.array(z.enum(PHASE)),
  enrollmentCount: z.int().nullable(),
  enrollmentType: z.enum(DATE_TYPE).nullable(),
  startDate: parts.studyDate.nullable(),
  primaryCompletionDate: parts.studyDate.nullable(),
  completionDate: parts.studyDate.nullable(),
  firstPostDate: parts.studyDate.nullable(),
  resultsFirstPostDate: parts.studyDate.nullable(),
  lastUpdatePostDate: parts.studyDate.nullable(),
  hasResults: z.boolean(),
  leadSponsor: parts.organization.nullable(),
  conditions: z.array(z.string()),
  interventions: z.array(parts.interventionName),
  url: z.string(),
  origin: z.enum(ORIGIN),
});

const featuredStudy = z.object({
  nctId: z.string(),
  briefTitle: z.string(),
  ...status,
  phases: z.array(z.enum(PHASE)),
  role: z.enum(LINK_ROLE),
  scope: z.enum(CONDITION_SCOPE),
  lastUpdatePostDate: partialDate.nullable(),
  url: z.string(),
  origin: z.enum(ORIGIN),
});

const labelStatement = z.object({
  source: z.string(),
  setId: z.string(),
  brandName: nullableText,
  text: z.string().meta({ description: 'The passage as published.' }),
  line: z.enum(TREATMENT_LINE).nullable(),
  partners: z.array(z.string()).meta({ description: "What to give it together with, in the label's words." }),
  isSingleAgent: z.boolean().meta({ description: 'Whether the label says that the drug is given alone.' }),
  pointer: z.string().meta({ description: 'RFC 6901 pointer into the raw label.' }),
  effectiveOn: partialDate.nullable(),
  url: z.string(),
});

const entryDrug = drugDocument.omit({ conflicts: true }).extend({
  approvedUse: claim
    .pick({ verdict: true, reason: true, evidence: true, since: true, history: true })
    .extend({
      condition: z.string().meta({ description: "The guide's condition without its stage, which labels seldom say." }),
      statements: z.array(labelStatement),
    })
    .meta({ description: "Whether today's label names the guide's condition, for which line and with what." }),
  parts: drugParts,
});

const publications = partStatus.extend({
  studies: z.array(z.string()).nullable().meta({ description: 'Studies of which the publications are looked up.' }),
  total: z.int().min(0).nullable().meta({
    description: 'Null while none of the studies was ever looked up: only an answer can say that there are none.',
  }),
  items: z.array(entryPublication).nullable().meta({ description: 'Null as `total` is.' }),
});

/** The merged record of an entry. */
export const entry = z.object({
  guideId: z.string(),
  entryId: z.string(),
  kind: z.enum(ENTRY_KIND),
  title: z.string(),
  section: z.object({ sectionId: z.string(), title: z.string() }),
  guide: z
    .object({ text: z.array(z.string()), listedAs: nullableText, statedOn: nullableText })
    .meta({ description: 'What the guide says, in our words; one string a paragraph.' }),
  names: z.object({
    preferred: z.string(),
    synonyms: z.array(z.string()),
    brands: z.array(z.string()),
    codes: z.array(z.string()),
    combinations: z
      .array(z.string())
      .optional()
      .meta({ description: 'Brands of products that hold further active substances; only where the guide names any.' }),
  }),
  identifiers: z.array(z.object({ system: z.string(), code: z.string(), label: nullableText, origin: z.string() })),
  study: entryStudy.nullable(),
  drug: entryDrug.nullable().meta({ description: 'Only for entries of kind `drug`; null until it was put together.' }),
  therapy: z.object({ interventionTypes: z.array(z.string()), meshIds: z.array(z.string()) }).nullable(),
  trials: z.object({
    inScope: z.int().min(0),
    byStatusGroup: counts(STATUS_GROUP),
    byStatus: counts([...OVERALL_STATUS, 'NONE'] as const),
    byPhase: counts([...PHASE, 'NONE'] as const),
    byRole: counts(LINK_ROLE),
    byScope: counts(CONDITION_SCOPE),
    open: z.int().min(0),
    openLastKnown: z.int().min(0).meta({ description: 'Open by a word too old or unconfirmed to count in `open`.' }),
    featured: z.array(featuredStudy),
  }),
  publications: publications.meta({
    description: 'The first publications, newest first, and how fresh they are; null where none were ever looked up.',
  }),
  claims: z.array(claim.omit({ guideId: true, entryIds: true, sectionId: true })),
  conflicts: z.array(fieldConflict).meta({ description: 'Fields that two sources state differently.' }),
  provenance: provenanceOfLeaves,
});

export type EntryDetail = z.output<typeof entry>;
