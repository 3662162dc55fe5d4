import { z } from 'zod';
import type { QueryRule } from '../http/decode-query.js';
import { EXAMPLES } from '../http/examples.js';
import {
  flag,
  listOf,
  matching,
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
import { STUDY_FACET, STUDY_SORT } from '../studies/study-filter.types.js';
import { paging } from './paging.js';
import { searchText } from './search-text-parameter.js';

const nctId = z
  .string()
  .regex(/^NCT\d{8}$/i, 'an NCT number: NCT and 8 digits')
  .overwrite((given) => given.toUpperCase()) as unknown as z.ZodType<NctId, string>;

/** What `scope` may say. */
export const SCOPE_CHOICE = ['guide', 'related', 'all'] as const;

/** A point as two numbers of degrees (WGS 84). */
const POINT = /^-?(?:90(?:\.0+)?|[1-8]?\d(?:\.\d+)?),-?(?:180(?:\.0+)?|(?:1[0-7]|[1-9])?\d(?:\.\d+)?)$/;
/** A distance from 1 to 5,000 kilometres or 3,000 miles. */
const RADIUS = /^(?:[1-9]\d{0,2}|[1-4]\d{3}|5000)(?:\.\d+)?km$|^(?:[1-9]\d{0,2}|[12]\d{3}|3000)(?:\.\d+)?mi$/;

/** What `siteStatus` may say. */
const SITE_STATUS_CHOICE = [...STATUS_GROUP, 'any'] as const;

/** Texts to find, and sites to be near; docs/research.md says how they are read. */
const search = {
  q: optional(
    searchText(),
    'Words anywhere in the registry\'s basic search: titles, conditions, interventions, summary, arms, outcomes, sponsor, sites, ids. Eligibility criteria are never searched. Takes "phrases", beginnings*, AND, OR, NOT and parentheses.',
    'immunotherapy "first line"',
  ),
  condition: optional(
    searchText(),
    'Words in what is studied: conditions, titles, MeSH terms and their ancestors, keywords. Written like `q`.',
    'hepatocellular carcinoma',
  ),
  intervention: optional(
    searchText(),
    'Words in what is given: interventions and their other names, arms, titles, MeSH terms and their ancestors, keywords. Written like `q`.',
    'nivolumab OR pembrolizumab',
  ),
  title: optional(searchText(), 'Words in the acronym and the titles. Written like `q`.', 'CheckMate*'),
  near: optional(
    matching(POINT, 'a latitude and a longitude in degrees, such as 48.85,2.35'),
    'Only studies with a site within `radius` of this point. Sites are known by their city, not by their street.',
    '48.85,2.35',
  ),
  radius: optional(
    matching(RADIUS, '1km to 5000km, or 1mi to 3000mi'),
    'How far from `near`, in kilometres or miles; 100km without it.',
    '50km',
  ),
  siteStatus: optional(
    word(SITE_STATUS_CHOICE),
    'Only sites of this group count for `near`, by their own status. Without it `open` where `statusGroup=open`, else `any`.',
    'open',
  ),
};

/** Filters that hold for any list of studies. */
const filters = {
  ...search,
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
  ids: listOf(nctId, 'NCT numbers, in any case; may be repeated or separated by commas.', EXAMPLES.nctId),
  minEnrollment: optional(wholeNumber(0, 100_000_000), 'Least number of participants.', '100'),
  scope: withDefault(
    word(SCOPE_CHOICE),
    'guide',
    "`guide`: about the guide's condition, alone or among others; `related`: classes the guide names, too; `all`: everything stored.",
  ),
  sort: optional(
    word(STUDY_SORT),
    'What the list is sorted by; studies without the value come last. Without it `relevance` where there is a text to find, `distance` where there is only a point, else `lastUpdate`.',
    'lastUpdate',
  ),
  order: optional(
    word(['asc', 'desc']),
    'Direction of the sort; without it the best, nearest, newest or largest first, NCT numbers from the lowest.',
    'desc',
  ),
};

/** What a list shows beside its studies. */
const shown = {
  facets: listOf(
    word(STUDY_FACET),
    'Counts of all studies that pass the filters, by these values; may be repeated.',
    'phase',
  ),
  ...paging,
};

/** Parameters of the studies of one entry. */
export const entryTrialsQuery = { ...filters, ...shown };

/** What all studies are chosen and sorted by, on pages or as a whole. */
export const trialChoice = {
  guide: optional(
    text(200),
    'Guide whose condition the studies are about, by its id; without it the guide of `entry`, or any guide.',
    EXAMPLES.guideId,
  ),
  entry: optional(
    text(200),
    'Entry the studies are linked to, in any case: `entryId` or `guideId/entryId`; with `guide` one of that guide.',
    EXAMPLES.entryId,
  ),
  ...filters,
};

/** Parameters of the list of all studies. */
export const trialsQuery = { ...trialChoice, ...shown };

/** What a list of studies is asked for, without the entry and the page. */
export type TrialsFilterQuery = Values<typeof filters>;
export type TrialChoice = Values<typeof trialChoice>;
export type EntryTrialsQuery = Values<typeof entryTrialsQuery>;
export type TrialsQuery = Values<typeof trialsQuery>;

const ranges: QueryRule<typeof filters> = (query) => [
  ...wrongRange('updated', query.updatedSince, query.updatedUntil),
  ...wrongRange('started', query.startedSince, query.startedUntil),
];

const places: QueryRule<typeof filters> = ({ near, radius, siteStatus, sort }) => [
  ...(near === null && radius !== null
    ? [{ parameter: 'radius', detail: 'Says how far from `near`, so it needs `near`.' }]
    : []),
  ...(near === null && siteStatus !== null
    ? [{ parameter: 'siteStatus', detail: 'Says which sites count for `near`, so it needs `near`.' }]
    : []),
  ...(near === null && sort === 'distance'
    ? [{ parameter: 'sort', detail: 'A distance is from `near`, so this sort needs `near`.' }]
    : []),
];

const relevance: QueryRule<typeof filters> = ({ q, condition, intervention, title, sort }) =>
  sort === 'relevance' && [q, condition, intervention, title].every((text) => text === null)
    ? [
        {
          parameter: 'sort',
          detail: 'Relevance is that of words, so this sort needs `q`, `condition`, `intervention` or `title`.',
        },
      ]
    : [];

/** Rules over several filters. */
export const entryTrialsRules: readonly QueryRule<typeof filters>[] = [ranges, places, relevance];

/** The same for the list of all studies. */
export const trialsRules: readonly QueryRule<typeof trialChoice>[] = [
  ...entryTrialsRules,
  ({ role, entry }) =>
    role !== null && entry === null
      ? [{ parameter: 'role', detail: 'Says how a study concerns an entry, so it needs `entry`.' }]
      : [],
  ({ guide, scope }) =>
    guide !== null && scope === 'all'
      ? [{ parameter: 'scope', detail: '`all` is everything stored, in a guide or not, so it takes no `guide`.' }]
      : [],
];

function wrongRange(name: string, since: string | null, until: string | null) {
  if (since === null || until === null || earliestDay(since) <= latestDay(until)) return [];
  return [{ parameter: `${name}Until`, detail: `Ends before \`${name}Since\` begins, so nothing can match.` }];
}
