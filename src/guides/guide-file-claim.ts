import { z } from 'zod';
import { LABEL_PART, type ClaimCheckInput, type ClaimType } from '../model/guide.js';
import { NCT_ID_PATTERN } from '../model/identifiers.js';
import { choosing, listOf, oneOf, pattern, record, slug, text, texts } from './guide-file-parts.js';

const nctId = pattern(NCT_ID_PATTERN, 'NCT and 8 digits');
const entries = listOf(slug, 'a list of entry ids').min(1, 'a list of entry ids, one or more');
const someTexts = texts.min(1, 'a list of texts, one or more');
const optionalTexts = texts.default([]);
const publicationIds = listOf(
  pattern(/^(?:pmid:\d{1,9}|doi:10\.\d{4,9}\/\S+)$/, 'pmid: or doi: and the number'),
  'a list of publication ids',
).default([]);

const design = record({
  interventions: optionalTexts,
  conditions: optionalTexts,
  titlePhrases: optionalTexts,
  contraryPhrases: optionalTexts,
});

/** The types of claims, in the order the model lists them. */
const CHECKS = {
  'trial-status': record({ type: z.literal('trial-status'), nctId, says: oneOf(['ongoing']) }),
  'trial-design': record({ type: z.literal('trial-design'), nctId, says: design }),
  'research-active': record({ type: z.literal('research-active'), entries }),
  statistic: record({ type: z.literal('statistic') }),
  'drug-class': record({ type: z.literal('drug-class'), entries, classes: someTexts }),
  'approved-use': record({ type: z.literal('approved-use'), entries, conditions: someTexts }),
  combination: record({ type: z.literal('combination'), entries, with: someTexts, conditions: someTexts }),
  'side-effect': record({
    type: z.literal('side-effect'),
    entries,
    effects: someTexts,
    section: oneOf(LABEL_PART).default('adverse-reactions'),
    comparedWith: text.nullable().default(null),
  }),
  publication: record({ type: z.literal('publication'), identifiers: publicationIds, terms: someTexts }),
} satisfies Record<ClaimType, z.ZodType<ClaimCheckInput>>;

/** What a claim says, in the form its check understands. */
export const claimCheck = z.discriminatedUnion(
  'type',
  [
    CHECKS['trial-status'],
    CHECKS['trial-design'],
    CHECKS['research-active'],
    CHECKS.statistic,
    CHECKS['drug-class'],
    CHECKS['approved-use'],
    CHECKS.combination,
    CHECKS['side-effect'],
    CHECKS.publication,
  ],
  choosing('type', Object.keys(CHECKS)),
);
