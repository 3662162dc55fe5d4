import { z } from 'zod';
import { trialItem } from '../api/schemas/study.schema.js';

/** One line of an export: the study as in a list, with what must not be parted from it. */
export const exportedTrial = trialItem.extend({
  attribution: z.string().meta({ description: 'Whom to name when the record is shown.' }),
  disclaimer: z.string().meta({ description: 'On every line, because lines are parted from their headers.' }),
});

export type ExportedTrial = z.output<typeof exportedTrial>;
