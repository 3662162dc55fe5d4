import { z } from 'zod';
import { CONDITION_SCOPE, LINK_METHOD, LINK_ROLE } from '../../model/link.js';
import { ORIGIN } from '../../model/provenance.js';
import { SOURCE_STATUS } from '../../model/source-status.js';

/** A text that may be absent. */
export const nullableText = z.string().nullable();

/** `2024`, `2024-05` or `2024-05-17`. */
export const partialDate = z
  .string()
  .meta({ description: 'ISO 8601 date; registry dates may be just a year or a month.' });

/** Status of one source in `meta`. */
export const sourceMeta = z.object({
  id: z.string(),
  status: z.enum(SOURCE_STATUS).meta({ description: '`bundled`: only shipped records, never pulled live.' }),
  sourceUpdatedAt: nullableText,
  attribution: z.string(),
  licence: z.string(),
});

/** `meta` of every payload. */
export const meta = z.object({
  disclaimer: z.string(),
  dataVersion: z.string().meta({ description: 'Moves with every change of content; the id of the newest change.' }),
  sources: z.array(sourceMeta),
});

/** `page` of every list. */
export const page = z.object({
  nextCursor: nullableText,
  totalCount: z.int().min(0),
  totalIsExact: z.boolean().meta({ description: 'False when counting stopped at `totalCount`.' }),
});

/** Answer that holds one resource. */
export function resourceOf<T extends z.ZodType>(data: T) {
  return z.object({ data, meta });
}

/** Answer that holds a page of a list. */
export function listOfItems<T extends z.ZodType>(item: T) {
  return z.object({ data: z.array(item), page, meta });
}

/** Body of every error (RFC 9457). */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  errors: z
    .array(
      z.object({
        parameter: z.string().optional(),
        pointer: z.string().optional(),
        detail: z.string(),
        allowed: z.array(z.string()).optional(),
      }),
    )
    .optional(),
  goneAt: z.string().optional().meta({ description: 'Of `study-gone`: since when the study is missing.' }),
  lastKnown: z
    .record(z.string(), z.unknown())
    .optional()
    .meta({ description: 'Of `study-gone`: what the study last said of itself, with its date.' }),
});

/** Who said a value, where and when. */
export const provenance = z.object({
  source: z.string(),
  key: z.string(),
  pointer: nullableText.meta({ description: 'RFC 6901 pointer into the raw record.' }),
  url: nullableText,
  sourceUpdatedAt: nullableText,
  retrievedAt: nullableText.meta({
    description:
      'When this content was first received, by others for shipped records; null where no time was recorded.',
  }),
  origin: z.enum([...ORIGIN, 'editor', 'computed']),
  rule: nullableText,
});

/** Provenance by leaf, only where it was asked for. */
export const provenanceOfLeaves = z.record(z.string(), provenance).optional().meta({
  description: 'Only with `provenance=full`: for every leaf (RFC 6901 pointer into `data`) where it comes from.',
});

/** Origin of a whole record. */
export const recordProvenance = z.object({
  source: z.string(),
  key: z.string(),
  url: z.string(),
  sourceUpdatedAt: nullableText,
  retrievedAt: nullableText.meta({
    description:
      'When this content was first received, by others for shipped records; null where no time was recorded.',
  }),
  origin: z.enum(ORIGIN),
});

/** How fresh a part of a record is, told when it is served. */
export const partStatus = z.object({
  status: z.enum(SOURCE_STATUS).meta({
    description:
      '`fresh`: the source gave it lately; `stale`: it did so longer ago; `unavailable`: it could not be read since then; `bundled`: a shipped copy, never given by the live source; `never-synced`: never asked, so an empty part says nothing.',
  }),
  reason: nullableText.meta({ description: 'Why the part is not fresh, in a sentence; null when it is.' }),
  asOf: partialDate.nullable().meta({
    description:
      'The day for which the part stands: the last on which the source gave it, else its own date of a shipped copy; null where neither is known.',
  }),
  lastSeenAt: nullableText.meta({
    description: 'When the source last gave it; told only of what is `stale` or `unavailable`.',
  }),
});

/** The parts of a drug's record. */
export const parts = z.record(z.string(), partStatus.extend({ source: z.string() })).meta({
  description: 'By what the sources are asked for about a drug: how fresh each part is, and why it is empty.',
});

/** A place in a raw record and what of the entry it matched. */
export const linkEvidence = z.object({ pointer: z.string(), text: z.string(), matched: z.string() });

/** Why a study belongs to an entry. */
export const link = z.object({
  role: z.enum(LINK_ROLE),
  methods: z.array(z.enum(LINK_METHOD)),
  evidence: z.array(linkEvidence),
});

/** Scope of a study in one guide. */
export const guideScope = z.object({ guideId: z.string(), scope: z.enum(CONDITION_SCOPE) });
