import { z } from 'zod';
import { nullableText, partialDate, recordProvenance } from './common.schema.js';

const citation = {
  pmid: z.string(),
  title: z.string(),
  journal: nullableText,
  publishedOn: partialDate.nullable(),
  publicationTypes: z.array(z.string()).meta({ description: 'As PubMed spells them.' }),
  isRetracted: z.boolean().meta({ description: 'Whether the publication was withdrawn after it appeared.' }),
  url: z.string(),
};
const relation = z.enum(['states-number', 'names-number']).meta({
  description: "The publication states the study's number as its own, or names it in title or abstract.",
});

const relatedStudies = z
  .array(z.object({ nctId: z.string(), relation }))
  .meta({ description: 'Each study that it is held for, and how it is related to that one.' });

/** A publication as an entry shows it. */
export const entryPublication = z.object({
  ...citation,
  nctIds: z.array(z.string()),
  relation: relation.meta({ description: 'The closest of its relations to the studies.' }),
  studies: relatedStudies,
});

/** One publication with what it is held for. */
export const publication = z.object({
  ...citation,
  authors: z.array(z.string()),
  doi: nullableText,
  pmcid: nullableText,
  languages: z.array(z.string()),
  relatedTo: z.object({
    studies: relatedStudies,
    claims: z.array(
      z.object({
        guideId: z.string(),
        claimId: z.string(),
        relation: z.enum(['stated', 'candidate']).meta({
          description:
            '`stated`: the guide names the publication; `candidate`: a search by words of the claim found it.',
        }),
      }),
    ),
  }),
  provenance: recordProvenance.extend({
    pointers: z
      .record(z.string(), z.string())
      .meta({ description: 'For each field the RFC 6901 pointer into the record as received.' }),
  }),
});

export type PublicationDetail = z.output<typeof publication>;
