import type { QueryRule } from '../http/decode-query.js';
import { trialChoice } from '../api/trials.parameters.js';
import { withDefault, wholeNumber, word, type Values } from '../http/parameters.js';
import { STATUS_GROUP } from '../model/status.js';
import { ENGLISH, LANGUAGE, type Language } from '../words/languages.js';

/** What `status` may say. */
export const EMBED_STATUS = [...STATUS_GROUP, 'any'] as const;
/** What `theme` may say. */
export const THEME = ['auto', 'light', 'dark'] as const;

const { guide, entry, country, near, radius } = trialChoice;

/** Parameters of everything that shows trials on other sites; the attributes of the element have the same names. */
export const embedQuery = {
  ...{ guide, entry, country, near, radius },
  status: withDefault(
    word(EMBED_STATUS),
    'open',
    'Group the studies count in today; a status that is only last known never counts as `open`.',
  ),
  limit: withDefault(wholeNumber(1, 50), 10, 'Number of studies, 1 to 50.'),
  theme: withDefault(word(THEME), 'auto', "Colours; `auto` follows the reader's device."),
  lang: withDefault<Language>(word(LANGUAGE), ENGLISH, 'Language of our words; texts of the registry stay in theirs.'),
};

/** What a site asks to show. */
export type EmbedQuery = Values<typeof embedQuery>;

/** Rules over several of them. */
export const embedRules: readonly QueryRule<typeof embedQuery>[] = [
  (query) =>
    query.near === null && query.radius !== null
      ? [{ parameter: 'radius', detail: 'Says how far from `near`, so it needs `near`.' }]
      : [],
];

/** Values of an address; null is left out. */
type AddressQuery = Record<string, string | null>;

/** The query as an address has it: what is at its default is left out, the language too. */
export function addressQuery(query: EmbedQuery): AddressQuery {
  const { guide, entry, country, near, radius, status, limit, theme } = query;
  return {
    ...{ guide, entry, country, near, radius },
    status: status === embedQuery.status.absent ? null : status,
    limit: limit === embedQuery.limit.absent ? null : String(limit),
    theme: theme === embedQuery.theme.absent ? null : theme,
  };
}

/** The query of our own page that shows the same studies, all of them. */
export function searchPageQuery({ guide, entry, country, near, radius, status }: EmbedQuery): AddressQuery {
  return { guide, entry, country, near, radius, statusGroup: status === 'any' ? null : status };
}
