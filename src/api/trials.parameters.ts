import { z } from 'zod';
import type { QueryRule } from '../http/decode-query.js';
import {
  flag,
  listOf,
  optional,
  partialDate,
  text,
  wholeNumber,
  withDefault,
  word,
  years,
  type Values,
} from '../http/parameters.js';
import type { NctId } from '../model/identifiers.js';
import { LINK_ROLE } from '../model/link.js';
import { earliestDay, latestDay } from '../model/partial-date.js';
import { STATUS_GROUP } from '../model/status.js';
import { OVERALL_STATUS, PHASE, SEX, SPONSOR_CLASS, STUDY_TYPE } from '../model/study.js';
import { STUDY_SORT } from '../studies/study-filter.types.js';
import { paging } from './paging.js';

const nctId = z
  .string()
  .regex(/^NCT\d{8}$/i, 'an NCT number: NCT and 8 digits')
  .overwrite((given) => given.toUpperCase()) as unknown as z.ZodType<NctId, string>;

/** What `scope` may say. */
export const SCOPE_CHOICE = ['guide', 'related', 'all'] as const;

/** Filters and order of any list of studies. */
const filters = {
  role: optional(word(LINK_ROLE), 'How the study concerns the entry.', 'experimental'),
  status: listOf(
    word(OVERALL_STATUS),
    'Recruitment status as the registry states it, however old that word is; may be repeated. `statusGroup` looks at the age too.',
    'RECRUITING',
  ),
  statusGroup: optional(
    word(STATUS_GROUP),
    'Group the study counts in today; a status that is only last known never counts as `open`.',
    'open',
  ),
  phase: listOf(word(PHASE), 'Phase; may be repeated.', 'PHASE3'),
  studyType: optional(word(STUDY_TYPE), 'Kind of study.', 'INTERVENTIONAL'),
  sponsor: optional(text(200), "Part of the lead sponsor's name, in any case.", 'university'),
  sponsorClass: optional(word(SPONSOR_CLASS), 'Class of the lead sponsor.', 'INDUSTRY'),
  country: optional(text(100), 'Country of a site, as the registry names it, in any case.', 'France'),
  age: optional(years(), 'Age in years; the study takes people of this age.', '64'),
  sex: optional(
    word(SEX),
    '`FEMALE` or `MALE`: the study takes them, alone or among all; `ALL`: it takes everyone.',
    'FEMALE',
  ),
  healthyVolunteers: optional(flag(), 'Whether the study takes healthy volunteers.', 'false'),
  hasResults: optional(flag(), 'Whether results are posted on the registry.', 'true'),
  updatedSince: optional(partialDate(), 'Last update posted on this date or later.', '2025-01'),
  updatedUntil: optional(partialDate(), 'Last update posted on this date or earlier.', '2025-12'),
  startedSince: optional(partialDate(), 'Started, or is to start, on this date or later.', '2020'),
  startedUntil: optional(partialDate(), 'Started, or is to start, on this date or earlier.', '2025-06-30'),
  ids: listOf(nctId, 'NCT numbers, in any case; may be repeated or separated by commas.', 'NCT00000000'),
  minEnrollment: optional(wholeNumber(0, 100_000_000), 'Least number of participants.', '100'),
  scope: withDefault(
    word(SCOPE_CHOICE),
    'guide',
    "`guide`: about the guide's condition, alone or among others; `related`: classes the guide names, too; `all`: everything stored.",
  ),
  sort: withDefault(word(STUDY_SORT), 'lastUpdate', 'What the list is sorted by; studies without the value come last.'),
  order: optional(
    word(['asc', 'desc']),
    'Direction of the sort; without it newest or largest first, NCT numbers from the lowest.',
    'desc',
  ),
};

/** Parameters of the studies of one entry. */
export const entryTrialsQuery = { ...filters, ...paging };

/** What all studies are chosen and sorted by, on pages or as a whole. */
export const trialChoice = {
  entry: optional(
    text(200),
    'Entry the studies are linked to, in any case: `entryId` or `guideId/entryId`.',
    'an-entry',
  ),
  ...filters,
};

/** Parameters of the list of all studies. */
export const trialsQuery = { ...trialChoice, ...paging };

export type TrialFilters = Values<typeof filters>;
export type TrialChoice = Values<typeof trialChoice>;
export type EntryTrialsQuery = Values<typeof entryTrialsQuery>;
export type TrialsQuery = Values<typeof trialsQuery>;

const ranges: QueryRule<typeof filters> = (query) => [
  ...wrongRange('updated', query.updatedSince, query.updatedUntil),
  ...wrongRange('started', query.startedSince, query.startedUntil),
];

/** Rules over several filters. */
export const entryTrialsRules: readonly QueryRule<typeof filters>[] = [ranges];

/** The same for the list of all studies. */
export const trialsRules: readonly QueryRule<typeof trialChoice>[] = [
  ranges,
  ({ role, entry }) =>
    role !== null && entry === null
      ? [{ parameter: 'role', detail: 'Says how a study concerns an entry, so it needs `entry`.' }]
      : [],
];

function wrongRange(name: string, since: string | null, until: string | null) {
  if (since === null || until === null || earliestDay(since) <= latestDay(until)) return [];
  return [{ parameter: `${name}Until`, detail: `Ends before \`${name}Since\` begins, so nothing can match.` }];
}
