import { z } from 'zod';
import { ENTRY_KIND } from '../model/guide.js';
import { NCT_ID_PATTERN } from '../model/identifiers.js';
import { LINK_ROLE } from '../model/link.js';
import { PARTIAL_DATE_PATTERN } from '../model/partial-date.js';
import { INTERVENTION_TYPE } from '../model/study.js';
import { claimCheck } from './guide-file-claim.js';
import { identifier } from './guide-file-identifier.js';
import { choosing, listOf, meshId, oneOf, pattern, record, slug, text, texts } from './guide-file-parts.js';

const nctId = pattern(NCT_ID_PATTERN, 'NCT and 8 digits');
const language = pattern(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'a language tag such as en or pt-BR (BCP 47)');
const statedOn = pattern(PARTIAL_DATE_PATTERN, 'a date in quotes: YYYY, YYYY-MM or YYYY-MM-DD');
const paragraphs = texts.min(1, 'a list of paragraphs, one or more');
const meshIds = listOf(meshId, 'a list of MeSH ids').default([]);
const optionalTexts = texts.default([]);

const claim = record({
  id: slug,
  text,
  attribution: text.optional(),
  entries: listOf(slug, 'a list of entry ids').default([]),
  check: claimCheck,
});
const section = record({
  id: slug,
  title: text,
  text: paragraphs,
  entries: listOf(slug, 'a list of entry ids').min(1, 'a list of entry ids, one or more'),
  claims: listOf(claim, 'a list of claims').default([]),
});
const relatedCondition = record({ id: slug, title: text, terms: texts, mesh: meshIds });
const condition = record({
  name: text,
  match: record({
    primary: record({ terms: texts, mesh: meshIds }),
    related: listOf(relatedCondition, 'a list of related conditions').default([]),
    basketTerms: optionalTexts,
  }),
});

/** What `guide.yaml` may hold: the guide's own facts, its condition, what is followed upstream, and its sections with their claims. */
export const guideFile = record({
  id: slug,
  title: text,
  language,
  audience: text,
  licence: text,
  editors: texts.min(1, 'a list of names, one or more'),
  about: paragraphs,
  statedOn: statedOn.optional(),
  condition,
  synonyms: listOf(texts.min(2, 'a list of names, two or more'), 'a list of lists of names').default([]),
  follow: record({
    conditions: texts.default([]),
    nctIds: listOf(nctId, 'a list of NCT numbers').default([]),
  }),
  sections: listOf(section, 'a list of sections').min(1, 'a list of sections, one or more'),
});

const statedLink = record({ nctId, role: oneOf(LINK_ROLE).optional(), note: text.optional() });
const statedLinks = listOf(statedLink, 'a list of studies, each with its nctId').default([]);
const match = record({
  terms: optionalTexts,
  weakTerms: optionalTexts,
  contexts: optionalTexts,
  notTerms: optionalTexts,
  mesh: meshIds,
  interventionTypes: listOf(oneOf(INTERVENTION_TYPE), 'a list of intervention types').default([]),
  onlyConditions: optionalTexts,
});
const entryShape = {
  id: slug,
  title: text,
  listedAs: text.optional(),
  text: paragraphs,
  names: record({
    preferred: text,
    synonyms: optionalTexts,
    brands: optionalTexts,
    codes: optionalTexts,
    combinations: texts.optional(),
  }),
  identifiers: listOf(identifier, 'a list of identifiers').default([]),
  match,
  include: statedLinks,
  exclude: statedLinks,
};

/** What `entries/<id>.yaml` may hold; only an entry of kind `trial` has an NCT number, and it must. */
export const entryFile = z.discriminatedUnion(
  'kind',
  [
    record({ kind: oneOf(ENTRY_KIND).extract(['trial']), nctId, ...entryShape }),
    record({ kind: oneOf(ENTRY_KIND).exclude(['trial']), ...entryShape }),
  ],
  choosing('kind', ENTRY_KIND),
);

/** A guide file after validation. */
export type GuideFile = z.output<typeof guideFile>;
/** An entry file after validation. */
export type EntryFile = z.output<typeof entryFile>;
