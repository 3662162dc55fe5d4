import { z } from 'zod';
import { VERDICT } from '../../model/claim.js';
import { ENTRY_KIND } from '../../model/guide.js';
import { nullableText } from './common.schema.js';

/** Counts of claims by verdict. */
const verdictCounts = z.record(z.enum(VERDICT), z.int().min(0));

/** One guide in a list. */
export const guideItem = z.object({
  guideId: z.string(),
  title: z.string(),
  language: z.string(),
  audience: z.string(),
  licence: z.string(),
  condition: z.string(),
  statedOn: nullableText.meta({ description: 'Date the text of the guide describes, null where it gives none.' }),
  entryCount: z.int().min(0),
  claimCount: z.int().min(0),
});

/** One entry in a list. `trials` is null until the entry was merged for the first time. */
export const entryItem = z.object({
  guideId: z.string(),
  entryId: z.string(),
  kind: z.enum(ENTRY_KIND),
  title: z.string(),
  sectionId: z.string(),
  listedAs: nullableText,
  trials: z.object({ inScope: z.int(), open: z.int(), openLastKnown: z.int() }).nullable(),
  verdicts: verdictCounts,
});

/** One guide with its sections, its entries and how its claims stand. */
export const guide = guideItem.extend({
  editors: z.array(z.string()),
  about: z.array(z.string()),
  sections: z.array(
    z.object({ sectionId: z.string(), title: z.string(), text: z.array(z.string()), entryIds: z.array(z.string()) }),
  ),
  entries: z.array(entryItem),
  claims: z.object({ total: z.int().min(0), byVerdict: verdictCounts }),
});

/** A place that a reader can look up. */
const claimEvidence = z.object({
  source: z.string(),
  key: z.string(),
  pointer: nullableText,
  value: z.unknown(),
  url: nullableText,
  retrievedAt: nullableText,
  sourceUpdatedAt: nullableText,
});

const judgement = {
  verdict: z.enum(VERDICT),
  reason: z.string(),
  evidence: z.array(claimEvidence),
  since: z.object({ notBefore: nullableText, notAfter: nullableText }).meta({
    description: 'The verdict began after `notBefore` and by `notAfter`; null where the records set no bound.',
  }),
};

/** One claim of a guide, checked. */
export const claim = z.object({
  guideId: z.string(),
  claimId: z.string(),
  entryIds: z.array(z.string()),
  sectionId: z.string(),
  text: z.string(),
  attribution: nullableText,
  type: z.string(),
  ...judgement,
  history: z.array(z.object(judgement)).meta({ description: 'Earlier verdicts, oldest first.' }),
});

export type GuideItem = z.output<typeof guideItem>;
export type GuideDetail = z.output<typeof guide>;
export type EntryItem = z.output<typeof entryItem>;
export type ClaimItem = z.output<typeof claim>;
