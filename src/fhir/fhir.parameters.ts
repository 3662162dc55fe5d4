import { z } from 'zod';
import { EXAMPLES } from '../http/examples.js';
import {
  optional,
  repeated,
  required,
  text,
  wholeNumber,
  withDefault,
  word,
  type Parameter,
  type Values,
} from '../http/parameters.js';
import { OVERALL_STATUS, PHASE } from '../model/study.js';
import type { SearchArea } from '../search/search-areas.js';
import { NO_SYNONYMS } from '../search/synonyms.js';
import { timeRange } from './last-updated.js';
import { PHASE_CODES } from './phase.js';
import { STATUS_CODES } from './research-study-status.js';
import { alternatives } from './tokens.js';
import { idsOf, phaseSetsOf, statusesOf } from './token-values.js';
import { wordsAskedFor } from './words-asked-for.js';

/** Search parameters that are words, by the search area they are looked for in (docs/research.md). */
export const WORD_PARAMETERS = {
  condition: {
    area: 'condition',
    description: 'Words in what is studied: conditions, titles, MeSH terms, keywords; commas mean "or".',
    example: 'hepatocellular carcinoma',
  },
  intervention: {
    area: 'intervention',
    description: 'Words in what is given: interventions and their other names, arms, titles, MeSH terms, keywords.',
    example: 'nivolumab',
  },
  title: { area: 'title', description: 'Words in the acronym and the titles.', example: 'first-line' },
  keyword: {
    area: 'term',
    description: 'Words anywhere in what the registry searches; eligibility criteria are not.',
    example: 'immunotherapy',
  },
} as const satisfies Record<string, { area: SearchArea; description: string; example: string }>;

type WordParameter = keyof typeof WORD_PARAMETERS;

/** A text that a parser can read; the parser says no with null. */
const readableBy = (parse: (given: string) => unknown, expected: string): z.ZodType<string, string> =>
  z
    .string()
    .min(1)
    .max(4000, 'at most 4000 characters')
    .refine((given) => parse(given) !== null, expected);

const oneText = readableBy(
  (given) => (alternatives(given).length === 1 ? given : null),
  'one value; a comma inside it is written `\\,`',
);

const words = readableBy(
  (given) => wordsAskedFor(given, NO_SYNONYMS),
  'words, "phrases", beginnings*, AND, OR, NOT and parentheses',
);

const wordParameters = Object.fromEntries(
  Object.entries(WORD_PARAMETERS).map(([name, { description, example }]) => [
    name,
    optional(words, description, example),
  ]),
) as Record<WordParameter, Parameter<string | null>>;

/** `_format`, which every address takes; it is judged before anything else is read. */
export const formatQuery = {
  _format: optional(text(100), '`json` or `application/fhir+json`; overrides the `Accept` header.', 'json'),
};

/** Parameters of a search for studies. */
export const researchStudyQuery = {
  _id: optional(
    readableBy(alternatives, 'NCT numbers'),
    'NCT number; several are separated by commas.',
    EXAMPLES.nctId,
  ),
  identifier: optional(
    readableBy(idsOf, 'NCT numbers, alone or as https://clinicaltrials.gov|NCT…; other numbers cannot be searched'),
    'NCT number, present or former, as `number` or `https://clinicaltrials.gov|number`; several are separated by commas.',
    `https://clinicaltrials.gov|${EXAMPLES.nctId}`,
  ),
  status: optional(
    readableBy(
      statusesOf,
      `codes of ResearchStudy.status (${STATUS_CODES.join(', ')}) or, apart from these, words of the registry (${OVERALL_STATUS.join(', ')})`,
    ),
    'Code of `ResearchStudy.status`, read as the resource shows it: `active` finds what counts as open today. Or the status as the registry states it, however old.',
    'active',
  ),
  phase: optional(
    readableBy(phaseSetsOf, `phases: ${[...PHASE_CODES, ...PHASE].join(', ')}`),
    'Phase, alone or together with another; `phase-1-phase-2` finds studies that are in both.',
    'phase-3',
  ),
  location: optional(oneText, 'Country of a site, as the registry names it, in any case.', 'France'),
  ...wordParameters,
  _lastUpdated: repeated(
    readableBy(timeRange, 'eq, ge, gt, le or lt and a date or time, such as ge2026-01-31'),
    'When the service first had the content as it is (`meta.lastUpdated`); may be given twice for a range.',
    'ge2026-01',
  ),
  _count: withDefault(wholeNumber(0, 200), 20, 'Resources on a page; 0 only counts.'),
  _summary: withDefault(word(['false', 'count']), 'false', '`count` only counts.'),
  _cursor: optional(text(2000), 'Where a page begins; follow the `next` link instead of making one.'),
  ...formatQuery,
};

/** Parameters of a search for provenance. */
export const provenanceQuery = {
  target: required(
    text(300),
    'Whose provenance: `ResearchStudy/` and an NCT number.',
    `ResearchStudy/${EXAMPLES.nctId}`,
  ),
  ...formatQuery,
};

export type ResearchStudyQuery = Values<typeof researchStudyQuery>;
export type ProvenanceQuery = Values<typeof provenanceQuery>;
