import { readFileSync } from 'node:fs';
import { z } from 'zod';

const records = z.strictObject({
  guideId: z.string(),
  entryId: z.string(),
  nctId: z.string(),
  drugId: z.string(),
  pmid: z.string(),
});

/** Real records that the description names as examples: of the shipped guide and the shipped studies, two folders up like `package.json`. */
export const EXAMPLES = records.parse(
  JSON.parse(readFileSync(new URL('../../data/examples.json', import.meta.url), 'utf8')),
);
