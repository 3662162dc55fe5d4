import type { ExportedTrial } from './exported-trial.schema.js';

/** A column of the CSV: its name, its meaning in a sentence, and the value that a study has in it. */
export type ExportColumn = {
  name: string;
  meaning: string;
  value: (trial: ExportedTrial) => string | number | boolean | null;
};

/** Stands between the values of a list; the registry's own CSV uses it, too. */
const BETWEEN = '|';

const DATES = ['startDate', 'primaryCompletionDate', 'completionDate', 'lastUpdatePostDate'] as const;

const MEANING_OF_DATE: Record<(typeof DATES)[number], string> = {
  startDate: 'When the study started or is to start.',
  primaryCompletionDate: 'When the last participant was or is to be examined for the primary outcome.',
  completionDate: 'When the study ended or is to end.',
  lastUpdatePostDate: 'When the registry posted the last update.',
};

/** Every column, in order. docs/generated/export-columns.md is made from it. */
export const EXPORT_COLUMNS: readonly ExportColumn[] = [
  { name: 'nctId', meaning: 'NCT number.', value: (trial) => trial.nctId },
  { name: 'briefTitle', meaning: 'Short title.', value: (trial) => trial.briefTitle },
  { name: 'acronym', meaning: 'Acronym, where there is one.', value: (trial) => trial.acronym },
  {
    name: 'overallStatus',
    meaning: 'Recruitment status as the registry states it, however old that word is.',
    value: (trial) => trial.overallStatus,
  },
  {
    name: 'statusAsOf',
    meaning: 'Day the record vouches for; the status is of that day.',
    value: (trial) => trial.asOf,
  },
  {
    name: 'statusGroup',
    meaning: 'Group the status counts in today; `unknown` where an open status is too old to be believed.',
    value: (trial) => trial.statusGroup,
  },
  {
    name: 'countsAsOpen',
    meaning: 'Whether the study counts as open today: an open status that is recent and verified.',
    value: (trial) => trial.statusGroup === 'open',
  },
  {
    name: 'statusTrusted',
    meaning: 'Whether the status is recent and verified; `false` means: last known.',
    value: (trial) => trial.statusTrusted,
  },
  {
    name: 'statusVerifiedDate',
    meaning: 'When the sponsor last verified the record.',
    value: (trial) => trial.statusVerifiedDate,
  },
  {
    name: 'lastKnownStatus',
    meaning: 'Status before it became unknown.',
    value: (trial) => trial.lastKnownStatus,
  },
  { name: 'whyStopped', meaning: 'Why the study was stopped, in words.', value: (trial) => trial.whyStopped },
  { name: 'studyType', meaning: 'Kind of study.', value: (trial) => trial.studyType },
  { name: 'phases', meaning: 'Phases; a study may have two.', value: (trial) => list(trial.phases) },
  { name: 'conditions', meaning: 'What is studied.', value: (trial) => list(trial.conditions) },
  {
    name: 'interventions',
    meaning: 'What is given, as `TYPE: name`.',
    value: (trial) => list(trial.interventions.map(({ type, name }) => (type === null ? name : `${type}: ${name}`))),
  },
  { name: 'leadSponsor', meaning: 'Lead sponsor.', value: (trial) => trial.leadSponsor?.name ?? null },
  { name: 'leadSponsorClass', meaning: 'Class of the sponsor.', value: (trial) => trial.leadSponsor?.class ?? null },
  { name: 'enrollmentCount', meaning: 'Number of participants.', value: (trial) => trial.enrollmentCount },
  {
    name: 'enrollmentType',
    meaning: 'Whether that number is actual or estimated.',
    value: (trial) => trial.enrollmentType,
  },
  ...DATES.flatMap(dateColumns),
  { name: 'hasResults', meaning: 'Whether results are posted on the registry.', value: (trial) => trial.hasResults },
  { name: 'countries', meaning: 'Countries with sites.', value: (trial) => list(trial.countries) },
  {
    name: 'conditionScopes',
    meaning: "How the study lies to each guide's condition, as `guideId: scope`.",
    value: (trial) => list(trial.conditionScopes.map(({ guideId, scope }) => `${guideId}: ${scope}`)),
  },
  {
    name: 'linkRole',
    meaning: 'Role of the entry asked for in the study; empty when no entry was asked for.',
    value: (trial) => trial.link?.role ?? null,
  },
  {
    name: 'linkMethods',
    meaning: 'How the study was linked to that entry.',
    value: (trial) => list(trial.link?.methods ?? []),
  },
  {
    name: 'relevance',
    meaning: 'Place in the order of relevance, 1 is best; empty in any other order.',
    value: (trial) => trial.relevance,
  },
  {
    name: 'nearestSiteKm',
    meaning: 'Kilometres from `near` to the nearest site, to the middle of its city; empty without `near`.',
    value: (trial) => trial.near?.nearest?.distanceKm ?? null,
  },
  {
    name: 'nearestOpenSiteKm',
    meaning: 'The same for the nearest site that takes patients today; empty where there is none in the radius.',
    value: (trial) => trial.near?.nearestOpen?.distanceKm ?? null,
  },
  { name: 'url', meaning: 'Page of the study at its source.', value: (trial) => trial.url },
  { name: 'source', meaning: 'Source of the record.', value: (trial) => trial.provenance.source },
  {
    name: 'sourceUpdatedAt',
    meaning: 'When the source says it last changed the record.',
    value: (trial) => trial.provenance.sourceUpdatedAt,
  },
  {
    name: 'retrievedAt',
    meaning: 'When this content was first received (UTC).',
    value: (trial) => trial.provenance.retrievedAt,
  },
  {
    name: 'origin',
    meaning:
      '`live`: pulled from the source; `bundled`: shipped as the source sent it; `assembled`: put together from captures.',
    value: (trial) => trial.origin,
  },
  { name: 'attribution', meaning: 'Whom to name when the record is shown.', value: (trial) => trial.attribution },
  { name: 'disclaimer', meaning: 'That this is no medical advice.', value: (trial) => trial.disclaimer },
];

function dateColumns(field: (typeof DATES)[number]): ExportColumn[] {
  const meaning = 'Whether that date is actual or estimated.';
  return [
    { name: field, meaning: MEANING_OF_DATE[field], value: (trial) => trial[field]?.date ?? null },
    { name: `${field}Type`, meaning, value: (trial) => trial[field]?.type ?? null },
  ];
}

function list(values: readonly string[]): string {
  return values.join(BETWEEN);
}
