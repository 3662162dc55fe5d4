import { z } from 'zod';
import * as words from '../../model/study.js';
import { nullableText, partialDate } from './common.schema.js';

const text = nullableText;
/** Recruitment status, as the registry spells it. */
export const overallStatus = z.enum(words.OVERALL_STATUS);
/** A date with its type. */
export const studyDate = z.object({ date: partialDate, type: z.enum(words.DATE_TYPE).nullable() });
/** A sponsor or collaborator. */
export const organization = z.object({ name: z.string(), class: z.enum(words.SPONSOR_CLASS).nullable() });
/** Sponsor's and other ids. */
export const secondaryId = z.object({ id: z.string(), type: text, domain: text, link: text });
/** Who answers for the record. */
export const responsibleParty = z.object({
  type: text,
  investigatorFullName: text,
  investigatorTitle: text,
  investigatorAffiliation: text,
});
/** Oversight of the study. */
export const oversight = z.object({
  hasDataMonitoringCommittee: z.boolean().nullable(),
  isFdaRegulatedDrug: z.boolean().nullable(),
  isFdaRegulatedDevice: z.boolean().nullable(),
});
/** How the study is built. */
export const design = z.object({
  allocation: text,
  interventionModel: text,
  interventionModelDescription: text,
  primaryPurpose: text,
  observationalModel: text,
  timePerspective: text,
  masking: text,
  maskingDescription: text,
  whoMasked: z.array(z.string()),
});
/** An arm. */
export const armGroup = z.object({
  label: z.string(),
  type: z.enum(words.ARM_TYPE).nullable(),
  description: text,
  interventionNames: z.array(z.string()),
});
/** Type and name of an intervention. */
export const interventionName = z.object({ type: z.enum(words.INTERVENTION_TYPE).nullable(), name: z.string() });
/** An intervention. */
export const intervention = interventionName.extend({
  description: text,
  armGroupLabels: z.array(z.string()),
  otherNames: z.array(z.string()),
});
/** An outcome measure. */
export const outcome = z.object({ measure: z.string(), description: text, timeFrame: text });
/** Who may take part. */
export const eligibility = z.object({
  criteriaText: text,
  sex: z.enum(words.SEX).nullable(),
  genderBased: z.boolean().nullable(),
  genderDescription: text,
  minimumAge: text,
  maximumAge: text,
  minimumAgeYears: z.number().nullable(),
  maximumAgeYears: z.number().nullable(),
  standardAges: z.array(z.enum(words.STANDARD_AGE)),
  healthyVolunteers: z.boolean().nullable(),
  studyPopulation: text,
  samplingMethod: text,
});
/** A contact. */
export const contact = z.object({ name: text, role: text, phone: text, email: text });
/** An official of the study. */
export const official = z.object({ name: text, affiliation: text, role: text });
/** A site; the point is that of its city. */
export const site = z.object({
  facility: text,
  status: overallStatus.nullable(),
  city: text,
  state: text,
  zip: text,
  country: text,
  geoPoint: z.object({ lat: z.number(), lon: z.number() }).nullable(),
  contacts: z.array(contact),
});
/** A MeSH term. */
export const meshTerm = z.object({ id: z.string(), term: z.string() });
/** A document of the record. */
export const studyDocument = z.object({
  typeAbbrev: text,
  label: text,
  date: partialDate.nullable(),
  filename: text,
  size: z.number().nullable(),
});
