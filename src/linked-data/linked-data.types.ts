import { z } from 'zod';
import type { Origin } from '../model/provenance.js';
import type { DrugDocument } from '../model/drug.js';
import type { Publication } from '../model/reference-record.js';
import type { Study } from '../model/study.js';

/** The context of everything here: the vocabulary of schema.org. */
export const CONTEXT = 'https://schema.org';

type RecordOrigin = { url: string; origin: Origin };

/** A study as it is served, as far as linked data needs it. */
export type ServedStudy = Omit<Study, 'nctId' | 'nctIdAliases'> & {
  nctId: string;
  nctIdAliases: string[];
} & RecordOrigin & { statusTrusted: boolean; provenance: { source: string; retrievedAt: string | null } };

/** A drug as it is served. */
export type ServedDrug = DrugDocument;

/** A publication as it is served. */
export type ServedPublication = Omit<Publication, 'kind'> & {
  isRetracted: boolean;
  url: string;
  relatedTo: { studies: readonly { nctId: string; relation: 'states-number' | 'names-number' }[] };
  provenance: { source: string; retrievedAt: string | null };
};

/** What stands beside a record: where this service is, what it is not, and the terms of the sources. */
export type Beside = {
  base: string;
  disclaimer: string;
  sources: readonly { id: string; attribution: string; licence: string }[];
};

/** A node of any type; schema.org defines what each property holds. */
const node = z.looseObject({ '@type': z.string().optional(), '@id': z.string().optional() });

/** A document about one thing, with the properties that each of them has. */
function document<T extends readonly string[]>(types: T, about: string) {
  return z
    .looseObject({
      '@context': z.literal(CONTEXT),
      '@id': z.string().meta({ description: 'The address of the resource.' }),
      '@type': z.enum(types),
      name: z.string(),
    })
    .meta({
      description: `${about} in the vocabulary of https://schema.org, as JSON-LD; what is not known is absent.`,
    });
}

/** A study as JSON-LD. */
export const linkedStudy = document(['MedicalTrial', 'MedicalObservationalStudy', 'MedicalStudy'], 'A study').extend({
  alternateName: z.array(z.string()).optional(),
  identifier: z.array(node),
  status: node
    .optional()
    .meta({ description: 'Only what may be believed today; a status that is just last known is absent.' }),
  subjectOf: node.meta({ description: 'This record: its date, sources, terms, and that it is no medical advice.' }),
});

/** A drug as JSON-LD. */
export const linkedDrug = document(['Drug'], 'A drug').extend({
  alternateName: z.array(z.string()).optional(),
  code: z.array(node).optional(),
  warning: z.string().optional().meta({ description: 'The boxed warning of its label, as published.' }),
  subjectOf: node.meta({ description: 'This record: its sources, terms, and that it is no medical advice.' }),
});

/** A publication as JSON-LD. */
export const linkedPublication = document(['ScholarlyArticle'], 'A publication').extend({
  identifier: z.array(node),
  creativeWorkStatus: z.literal('Retracted').optional(),
});
