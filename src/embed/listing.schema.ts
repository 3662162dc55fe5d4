import { z } from 'zod';
import { nullableText } from '../api/schemas/common.schema.js';
import { LANGUAGE } from '../words/languages.js';

const beside = z
  .object({ text: z.string(), english: nullableText })
  .meta({ description: '`english` stands beside the text as long as nobody has reviewed the translation.' });

const row = z.object({
  nctId: z.string(),
  title: z.string().meta({ description: 'As the registry has it, in English.' }),
  url: z.string().meta({ description: 'Our page of the study.' }),
  status: z.object({ text: z.string(), tone: z.string(), isSure: z.boolean(), meaning: beside }),
  asOf: nullableText,
  phase: nullableText,
  countries: nullableText,
  nearest: nullableText,
});

/** A list of studies as other sites show it: every text ready, in the language asked for. */
export const listing = z.object({
  language: z.enum(LANGUAGE),
  direction: z.enum(['ltr', 'rtl']),
  title: z.string(),
  subject: nullableText.meta({
    description: 'What the title names: an entry or a guide, in the language of the guide.',
  }),
  draft: beside.nullable().meta({ description: 'Said while nobody has reviewed the translation.' }),
  notes: z.array(beside).meta({ description: 'What must be known first: that the data is late.' }),
  found: z.string().meta({ description: 'How many studies there are, for screen readers.' }),
  empty: beside.nullable().meta({ description: 'Said where there is no study to show.' }),
  trials: z.array(row),
  legend: z.object({ title: z.string(), items: z.array(z.object({ term: z.string(), meaning: beside })) }),
  all: z
    .object({ text: z.string(), url: z.string() })
    .meta({ description: 'Our page with all of them; where there are none, our search about the same subject.' }),
  statusLabel: z.string(),
  disclaimer: z.object({ title: beside, text: beside }),
  attribution: z.string(),
});

export type Listing = z.output<typeof listing>;
