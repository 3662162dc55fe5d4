import { earliestDay, latestDay } from '../model/partial-date.js';
import { statusesOf, type StatusGroup, type TrustWindow } from '../model/status.js';
import type { StudyFilter } from './study-filter.types.js';
import { sitesNear } from './study-sites-near.store.js';

/** One condition on a row called `study`, with its parameters. Property names are the entity's; both engines read it. */
export type Condition = { sql: string; values: Record<string, unknown> };

type Maker = (filter: StudyFilter, window: TrustWindow) => Condition | null;

const plain =
  (name: keyof StudyFilter, sql: string): Maker =>
  (filter) =>
    filter[name] === null ? null : { sql, values: { [name]: filter[name] } };

const oneOf =
  (name: 'ids' | 'statuses' | 'phases', sql: string): Maker =>
  (filter) =>
    filter[name].length === 0 ? null : { sql, values: { [name]: filter[name] } };

/** Every filter as SQL, one line each. */
const MAKERS: readonly Maker[] = [
  () => ({ sql: 'study.goneAt IS NULL', values: {} }),
  oneOf(
    'ids',
    '(study.nctId IN (:...ids) OR study.id IN (SELECT former.study_id FROM study_alias former WHERE former.alias IN (:...ids)))',
  ),
  oneOf('statuses', 'study.overallStatus IN (:...statuses)'),
  oneOf('phases', 'study.id IN (SELECT phase.study_id FROM study_phase phase WHERE phase.phase IN (:...phases))'),
  phaseSetsCondition,
  plain('studyType', 'study.studyType = :studyType'),
  plain('sponsorClass', 'study.leadSponsorClass = :sponsorClass'),
  plain('age', '(study.minimumAgeYears IS NULL OR study.minimumAgeYears <= :age)'),
  plain('age', '(study.maximumAgeYears IS NULL OR study.maximumAgeYears >= :age)'),
  plain('healthyVolunteers', 'study.healthyVolunteers = :healthyVolunteers'),
  plain('hasResults', 'study.hasResults = :hasResults'),
  plain('minEnrollment', 'study.enrollmentCount >= :minEnrollment'),
  plain('receivedSince', 'study.retrievedAt >= :receivedSince'),
  plain('receivedBefore', 'study.retrievedAt < :receivedBefore'),
  sponsorCondition,
  sexCondition,
  linkCondition,
  scopeCondition,
  ({ statusGroup }, window) => (statusGroup === null ? null : inGroup(statusGroup, window)),
  onlyTrustedOpenCondition,
  nearCondition,
  openNearCondition,
  ({ updatedSince }) => (updatedSince === null ? null : notBefore('study.lastUpdatePostDate', 'updated', updatedSince)),
  ({ updatedUntil }) => (updatedUntil === null ? null : notAfter('study.lastUpdatePostDate', 'updated', updatedUntil)),
  ({ startedSince }) => (startedSince === null ? null : notBefore('study.startDate', 'started', startedSince)),
  ({ startedUntil }) => (startedUntil === null ? null : notAfter('study.startDate', 'started', startedUntil)),
];

/** The conditions of a filter, all of which must hold. The country is not among them: its spelling must be looked up first. */
export function conditionsOf(filter: StudyFilter, window: TrustWindow): Condition[] {
  return MAKERS.map((make) => make(filter, window)).filter((condition) => condition !== null);
}

/** Studies with a site in one of the countries, spelled as stored. */
export function inCountries(countries: readonly string[]): Condition {
  if (countries.length === 0) return { sql: '1 = 0', values: {} };
  const sites = 'SELECT site.study_id FROM study_location site WHERE site.country IN (:...countries)';
  return { sql: `study.id IN (${sites})`, values: { countries } };
}

function sponsorCondition({ sponsor }: StudyFilter): Condition | null {
  if (sponsor === null) return null;
  const pattern = `%${sponsor.replace(/[\\%_]/g, '\\$&')}%`;
  return { sql: "LOWER(study.leadSponsorName) LIKE LOWER(:sponsor) ESCAPE '\\'", values: { sponsor: pattern } };
}

function phaseSetsCondition({ phaseSets }: StudyFilter): Condition | null {
  if (phaseSets.length === 0) return null;
  const named = phaseSets.map((phases, i) => phases.map((phase, j) => [`phase_${i}_${j}`, phase] as const));
  const having = (name: string): string =>
    `study.id IN (SELECT phase.study_id FROM study_phase phase WHERE phase.phase = :${name})`;
  const sets = named.map((set) => set.map(([name]) => having(name)).join(' AND '));
  return { sql: `(${sets.map((set) => `(${set})`).join(' OR ')})`, values: Object.fromEntries(named.flat()) };
}

function sexCondition({ sex }: StudyFilter): Condition | null {
  return sex === null ? null : { sql: 'study.sex IN (:...sexes)', values: { sexes: [...new Set([sex, 'ALL'])] } };
}

function linkCondition({ entry, role }: StudyFilter): Condition | null {
  if (entry === null) return null;
  const links = 'SELECT link.study_id FROM entry_link link WHERE link.guide_id = :guideId AND link.entry_id = :entryId';
  const withRole = role === null ? '' : ' AND link.role = :role';
  return { sql: `study.id IN (${links}${withRole})`, values: { ...entry, ...(role === null ? {} : { role }) } };
}

function scopeCondition({ scopes, entry, guide }: StudyFilter): Condition | null {
  if (scopes === null) return null;
  const scopeGuideId = guide ?? entry?.guideId ?? null;
  const inGuide = scopeGuideId === null ? '' : ' AND scope.guide_id = :scopeGuideId';
  const studies = `SELECT scope.study_id FROM study_scope scope WHERE scope.scope IN (:...scopes)${inGuide}`;
  return {
    sql: `study.id IN (${studies})`,
    values: { scopes, ...(scopeGuideId === null ? {} : { scopeGuideId }) },
  };
}

function nearCondition({ near }: StudyFilter): Condition | null {
  if (near === null) return null;
  const sites = sitesNear(near);
  return { sql: `study.id IN (SELECT near_site.id FROM (${sites.sql}) near_site)`, values: sites.values };
}

/** A site takes patients only where its study may be believed to take any. */
function openNearCondition({ near }: StudyFilter, window: TrustWindow): Condition | null {
  return near?.siteGroup === 'open' ? inGroup('open', window) : null;
}

/** The group a study counts in today; the same rule as `effectiveStatusGroup`, as SQL. */
export function inGroup(statusGroup: StatusGroup, window: TrustWindow): Condition {
  if (statusGroup !== 'open' && statusGroup !== 'unknown') return stated(statusGroup);
  const trusted = trustedCondition(window);
  const values = { ...trusted.values, open: statusesOf('open'), unknown: statusesOf('unknown') };
  if (statusGroup === 'open') return { sql: `study.overallStatus IN (:...open) AND ${trusted.sql}`, values };
  const noWord = 'study.overallStatus IS NULL OR study.overallStatus IN (:...unknown)';
  return { sql: `(${noWord} OR (study.overallStatus IN (:...open) AND NOT ${trusted.sql}))`, values };
}

function onlyTrustedOpenCondition({ onlyTrustedOpen }: StudyFilter, window: TrustWindow): Condition | null {
  if (!onlyTrustedOpen) return null;
  const trusted = trustedCondition(window);
  const notOpen = 'study.overallStatus IS NULL OR study.overallStatus NOT IN (:...openWords)';
  return { sql: `(${notOpen} OR ${trusted.sql})`, values: { ...trusted.values, openWords: statusesOf('open') } };
}

function stated(group: StatusGroup): Condition {
  const name = `${group}Statuses`;
  return { sql: `study.overallStatus IN (:...${name})`, values: { [name]: statusesOf(group) } };
}

/** The same rule as `isStatusTrusted`; COALESCE, because a missing date must count as "no" under NOT as well. */
function trustedCondition({ seenSince, verifiedSince }: TrustWindow): Condition {
  const verified = notBefore("COALESCE(study.statusVerifiedDate, '')", 'verified', verifiedSince);
  const seen = "study.origin <> 'assembled' AND COALESCE(study.seenOn, '') >= :seenSince";
  return { sql: `(${seen} AND ${verified.sql})`, values: { seenSince, ...verified.values } };
}

/** A partial date whose last possible day is not before `since`: later as text, or the month or year that holds `since`. */
function notBefore(column: string, name: string, since: string): Condition {
  const day = earliestDay(since);
  const values = { [`${name}Day`]: day, [`${name}Month`]: day.slice(0, 7), [`${name}Year`]: day.slice(0, 4) };
  return { sql: `(${column} >= :${name}Day OR ${column} IN (:${name}Month, :${name}Year))`, values };
}

/** A partial date whose first possible day is not after `until`; a shorter date sorts before every day in it. */
function notAfter(column: string, name: string, until: string): Condition {
  return { sql: `${column} <= :${name}Until`, values: { [`${name}Until`]: latestDay(until) } };
}
