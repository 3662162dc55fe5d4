import { z } from 'zod';
import { CONDITION_SCOPE } from '../../model/link.js';
import { ORIGIN } from '../../model/provenance.js';
import { STATUS_GROUP } from '../../model/status.js';
import { DATE_TYPE, PHASE, STUDY_TYPE } from '../../model/study.js';
import { STUDY_FACET } from '../../studies/study-filter.types.js';
import {
  guideScope,
  link,
  linkEvidence,
  listOfItems,
  nullableText,
  partialDate,
  recordProvenance,
} from './common.schema.js';
import * as parts from './study-parts.schema.js';

/** How a status is to be read: with its age. Shared by lists and single studies. */
const statusReading = {
  overallStatus: parts.overallStatus.nullable().meta({ description: 'As the registry states it.' }),
  lastKnownStatus: parts.overallStatus.nullable(),
  statusGroup: z
    .enum(STATUS_GROUP)
    .meta({ description: 'The group the study counts in today; never `open` when only last known.' }),
  statusTrusted: z
    .boolean()
    .meta({ description: 'False: the status is too old or unconfirmed, show it as last known.' }),
  asOf: nullableText.meta({ description: 'Day the record vouches for; the as-of date of its status.' }),
};

const headline = {
  nctId: z.string(),
  briefTitle: z.string(),
  acronym: nullableText,
  ...statusReading,
  whyStopped: nullableText,
  statusVerifiedDate: partialDate.nullable(),
  studyType: z.enum(STUDY_TYPE).nullable(),
  phases: z.array(z.enum(PHASE)),
  conditions: z.array(z.string()),
  leadSponsor: parts.organization.nullable(),
  enrollmentCount: z.int().nullable(),
  enrollmentType: z.enum(DATE_TYPE).nullable(),
  startDate: parts.studyDate.nullable(),
  primaryCompletionDate: parts.studyDate.nullable(),
  completionDate: parts.studyDate.nullable(),
  lastUpdatePostDate: parts.studyDate.nullable(),
  hasResults: z.boolean(),
  origin: z.enum(ORIGIN),
  url: z.string(),
};

const nearSite = z.object({
  facility: nullableText,
  city: nullableText,
  state: nullableText,
  country: nullableText,
  status: parts.overallStatus.nullable().meta({ description: "The site's own status; null where it states none." }),
  isOpen: z.boolean().meta({
    description: 'Whether it takes patients: by its own status, in a study that counts as open today.',
  }),
  distanceKm: z.number().min(0).meta({ description: 'As the crow flies, to the middle of the city.' }),
});

const near = z.object({
  precision: z.literal('city').meta({ description: 'Points are those of cities, not of buildings.' }),
  radiusKm: z.number().min(0),
  sitesInRadius: z.int().min(0),
  openSitesInRadius: z.int().min(0),
  nearest: nearSite.nullable().meta({ description: 'The nearest site, open or not.' }),
  nearestOpen: nearSite.nullable().meta({ description: 'The nearest site within the radius that takes patients.' }),
});

/** Counts of studies by value, for each facet asked for. */
export const facets = z
  .partialRecord(
    z.enum(STUDY_FACET),
    z.array(
      z.object({
        value: nullableText.meta({ description: 'Null for studies that state none.' }),
        count: z.int().min(1),
      }),
    ),
  )
  .nullable()
  .meta({
    description:
      'Counts of all studies that pass the filters, largest first; a study with several values counts in each. Null where none were asked for, or the studies are too many to count (`totalIsExact` is false).',
  });

/** One study in a list. */
export const trialItem = z.object({
  ...headline,
  interventions: z.array(parts.interventionName),
  countries: z.array(z.string()),
  conditionScopes: z.array(guideScope),
  provenance: recordProvenance,
  link: link
    .nullable()
    .meta({ description: 'Why the study belongs to the entry asked for; null when no entry was asked for.' }),
  relevance: z
    .int()
    .min(1)
    .nullable()
    .meta({ description: 'Place in the order of relevance, 1 is best; null in lists sorted by something else.' }),
  near: near.nullable().meta({ description: 'Its sites around `near`; null where no place was asked for.' }),
});

/** A page of studies. */
export const listOfTrials = listOfItems(trialItem).extend({ facets });

/** One study with everything the record states. */
export const trial = z.object({
  ...headline,
  nctIdAliases: z.array(z.string()),
  orgStudyId: nullableText,
  secondaryIds: z.array(parts.secondaryId),
  officialTitle: nullableText,
  organization: parts.organization.nullable(),
  firstSubmitDate: partialDate.nullable(),
  firstPostDate: parts.studyDate.nullable(),
  lastUpdateSubmitDate: partialDate.nullable(),
  resultsFirstSubmitDate: partialDate.nullable(),
  resultsFirstPostDate: parts.studyDate.nullable(),
  collaborators: z.array(parts.organization),
  responsibleParty: parts.responsibleParty.nullable(),
  oversight: parts.oversight.nullable(),
  briefSummary: nullableText,
  detailedDescription: nullableText,
  keywords: z.array(z.string()),
  design: parts.design.nullable(),
  armGroups: z.array(parts.armGroup),
  interventions: z.array(parts.intervention),
  primaryOutcomes: z.array(parts.outcome),
  secondaryOutcomes: z.array(parts.outcome),
  otherOutcomes: z.array(parts.outcome),
  eligibility: parts.eligibility.nullable(),
  centralContacts: z.array(parts.contact),
  overallOfficials: z.array(parts.official),
  locations: z.array(parts.site),
  references: z.array(z.object({ pmid: nullableText, type: nullableText, citation: nullableText })),
  seeAlsoLinks: z.array(z.object({ label: nullableText, url: z.string() })),
  ipdSharing: z.object({ sharing: nullableText, description: nullableText, url: nullableText }).nullable(),
  conditionMeshTerms: z.array(parts.meshTerm),
  conditionMeshAncestors: z.array(parts.meshTerm),
  interventionMeshTerms: z.array(parts.meshTerm),
  interventionMeshAncestors: z.array(parts.meshTerm),
  documents: z.array(parts.studyDocument),
  links: z.array(link.extend({ guideId: z.string(), entryId: z.string() })),
  conditionScopes: z.array(
    z.object({ guideId: z.string(), scope: z.enum(CONDITION_SCOPE), evidence: z.array(linkEvidence) }),
  ),
  history: z.object({
    versions: z.int().min(1).meta({ description: 'Versions with different content that this service has seen.' }),
    firstDataDate: nullableText,
    lastDataDate: nullableText,
    items: z.array(
      z.object({
        n: z.int().min(1),
        dataDate: nullableText,
        sourceUpdatedAt: nullableText,
        retrievedAt: z.string(),
        origin: z.enum(ORIGIN),
      }),
    ),
  }),
  provenance: recordProvenance.extend({
    pointers: z
      .record(z.string(), z.string())
      .meta({ description: 'For each field the RFC 6901 pointer into the record as received (`/raw`).' }),
  }),
});

export type TrialItem = z.output<typeof trialItem>;
export type Facets = NonNullable<z.output<typeof facets>>;
export type Trial = z.output<typeof trial>;
