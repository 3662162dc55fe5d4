import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../src/database/database.js';
import { readGuides } from '../../src/guides/read-guides.js';
import { trustWindow } from '../../src/model/status.js';
import { parseQuery } from '../../src/search/parse-query.js';
import { SEARCH_AREA, SEARCH_AREAS, type SearchArea } from '../../src/search/search-areas.js';
import { SEARCH_FIELDS } from '../../src/search/search-fields.js';
import { NO_SYNONYMS, synonymsOf, type Synonyms } from '../../src/search/synonyms.js';
import { StudyFacets } from '../../src/studies/study-facets.store.js';
import {
  STUDY_FACET,
  type FacetCount,
  type StudyFacet,
  type StudyFilter,
  type StudyPosition,
} from '../../src/studies/study-filter.types.js';
import { StudyMatching } from '../../src/studies/study-matching.store.js';
import { StudyQuery } from '../../src/studies/study-query.store.js';
import type { StudySummary } from '../../src/studies/study-summary.types.js';
import { StudyStore } from '../../src/studies/study.store.js';
import { tablesOf } from '../../src/tables.js';
import { ENGINES, type TestDatabase } from '../support/databases.js';
import { loadRealStudies } from '../support/fake-registry.js';
import { SHIPPED_GUIDES } from '../support/pipeline.js';
import { ReferenceSearch } from '../support/reference-search.js';
import { asReceived } from '../support/studies.js';

/** What people look for, in every area and every form that a query may have. */
const QUERIES: readonly [SearchArea, string][] = [
  ...[
    'cancer',
    'liver cancer',
    '"liver cancer"',
    'hepatocellular carcinoma',
    '"hepatocellular carcinoma"',
    'HCC',
    'hepat*',
    'carcinoma NOT hepatocellular',
    'lung OR breast',
    '(lung OR breast) AND metastatic',
    'diabetes',
    'type 2 diabetes',
    'diabetes NOT "type 2"',
    'tumour',
    'tumors',
    'leukaemia',
    'heart failure',
    'pain',
    'cancer of the liver',
    'neoplasms NOT (breast OR lung OR liver)',
    'metastases',
    'obesity OR overweight',
    'depression',
    'anemia',
    'Crohn',
  ].map((text): [SearchArea, string] => ['condition', text]),
  ...[
    'nivolumab',
    'Opdivo',
    'BMS-936558',
    'sorafenib OR lenvatinib',
    'pembrolizumab NOT chemotherapy',
    '"stereotactic body radiation therapy"',
    'SBRT',
    'radiotherapy',
    'placebo',
    'metformin',
    'insulin',
    'exercise',
    'yoga',
    'immunother*',
    'behavioral',
    'drug',
    'cisplatin gemcitabine',
    'doxorubicin OR cisplatin',
    'TACE',
    'acupuncture',
    'vaccine',
    'proton therapy',
  ].map((text): [SearchArea, string] => ['intervention', text]),
  ...[
    'immunother*',
    'phase 3',
    'randomised',
    '"open label" OR double-blind',
    'quality of life',
    'pilot NOT feasibility',
  ].map((text): [SearchArea, string] => ['title', text]),
  ...[
    'nivolumab hepatocellular',
    'overall survival',
    '"overall survival" NOT pembrolizumab',
    'phase 2 recruiting',
    'Tokyo',
    'University of California',
    'NCT0257*',
    'quality of life questionnaire',
    'anti-PD-1',
    'child adult',
    'randomized',
    'biopsies',
    'Bristol-Myers Squibb',
    'metastas* AND (radiotherapy OR surgery)',
  ].map((text): [SearchArea, string] => ['term', text]),
];

const ANY: StudyFilter = {
  texts: [], near: null, ids: [], entry: null, role: null, statuses: [], statusGroup: null, phases: [], studyType: null, sponsor: null,
  sponsorClass: null, country: null, age: null, sex: null, healthyVolunteers: null, hasResults: null, updatedSince: null,
  updatedUntil: null, startedSince: null, startedUntil: null, minEnrollment: null, scopes: null,
}; // prettier-ignore
const HEPATITIS_B = parseQuery('"hepatitis b"', NO_SYNONYMS);
const WINDOW = trustWindow('2026-11-24', 365);

type Row = { nctId: string; raw: object };

let reference: ReferenceSearch;
let synonyms: Synonyms;
let rows: Row[];

beforeAll(async () => {
  reference = await ReferenceSearch.read();
  const { guides } = await readGuides(SHIPPED_GUIDES);
  synonyms = synonymsOf(guides.flatMap((guide) => guide.synonyms));
  rows = (await loadRealStudies()).map((raw) => ({ nctId: asReceived(raw).data.nctId, raw: raw as object }));
});

function criteriaOf(raw: object): string {
  const { protocolSection } = raw as { protocolSection?: { eligibilityModule?: { eligibilityCriteria?: string } } };
  return protocolSection?.eligibilityModule?.eligibilityCriteria ?? '';
}

describe('the areas that are searched', () => {
  it.each(SEARCH_AREA)('%s has the fields, weights and synonyms that the registry publishes', (area) => {
    const ours = SEARCH_AREAS[area].map(([field, weight, takes]) => ({
      field,
      weight,
      takesSynonyms: takes === 'synonyms',
    }));
    expect(ours).toEqual(reference.fieldsOf(area));
    for (const { field } of ours) expect(Object.keys(SEARCH_FIELDS)).toContain(field);
  });
});

const inOrder = new Map<string, string[]>();

describe.each(ENGINES)('search on $engine', ({ engine, create }) => {
  let owned: TestDatabase;
  let database: Database;
  let query: StudyQuery;

  beforeAll(async () => {
    owned = await create();
    database = await Database.openWriter(owned.target, tablesOf);
    query = new StudyQuery(new StudyMatching(database));
    const store = new StudyStore();
    for (let start = 0; start < rows.length; start += 200) {
      const records = rows.slice(start, start + 200).map(({ raw }) => asReceived(raw));
      await database.write((tx) => store.upsertMany(tx, records, 1));
    }
  });
  afterAll(async () => {
    await database.close();
    await owned.drop();
  });

  const search = async (area: SearchArea, text: string, parts: Partial<StudyFilter> = {}): Promise<string[]> => {
    const filter = { ...ANY, ...parts, texts: [{ area, expression: parseQuery(text, synonyms) }] };
    const page = await query.page({
      filter,
      window: WINDOW,
      sort: 'relevance',
      order: 'asc',
      after: null,
      limit: 5000,
    });
    expect(page.totalCount).toBe(page.rows.length);
    return page.rows.map(({ nctId }) => nctId);
  };

  it.each(QUERIES)('finds in %s for %s what the published areas hold', async (area, text) => {
    const expression = parseQuery(text, synonyms);
    const wanted = new Set(rows.filter(({ raw }) => reference.finds(raw, area, expression)).map(({ nctId }) => nctId));
    const list = await search(area, text);
    expect([area, text, wanted.size]).not.toEqual([area, text, 0]);
    expect([...list].sort()).toEqual([...wanted].sort());
    if (engine === 'sqlite') inOrder.set(`${area} ${text}`, list);
    else expect(list).toEqual(inOrder.get(`${area} ${text}`));
  });

  it('never takes a condition from exclusion criteria', async () => {
    const excluding = rows.filter(({ raw }) => /exclusion[^]*\bhepatitis b\b/i.test(criteriaOf(raw)));
    const found = await search('condition', '"hepatitis b"');
    const onlyExcluding = excluding.filter(({ raw }) => !reference.finds(raw, 'condition', HEPATITIS_B));
    expect(onlyExcluding.length).toBeGreaterThan(10);
    expect(onlyExcluding.filter(({ nctId }) => found.includes(nctId))).toEqual([]);
  });

  it('puts first what a study is about: its conditions, then its titles, then what is only near it', async () => {
    const filter = {
      ...ANY,
      texts: [{ area: 'condition' as const, expression: parseQuery('hepatocellular carcinoma', synonyms) }],
    };
    const { rows: found, ranks } = await query.page({
      ...{ filter, window: WINDOW, sort: 'relevance', order: 'asc', after: null, limit: 200 },
    });
    const names = (conditions: readonly string[]) => /hepatocellular|\bHCC\b/i.test(conditions.join('; '));
    expect(found.map(({ conditions }, i) => [ranks[i] === 0, names(conditions)])).toEqual(
      ranks.map((rank) => [rank === 0, rank === 0]),
    );
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(new Set(ranks).size).toBeGreaterThan(1);
  });

  it.each(['relevance', 'lastUpdate'] as const)('pages by %s without loss or doubles', async (sort) => {
    const texts = [
      { area: 'term' as const, expression: parseQuery('cancer', synonyms) },
      { area: 'condition' as const, expression: parseQuery('lung OR breast OR liver', synonyms) },
    ];
    const order = sort === 'relevance' ? 'asc' : 'desc';
    const request = { filter: { ...ANY, texts }, window: WINDOW, sort, order } as const;
    const whole = await query.page({ ...request, after: null, limit: 1000 });
    const paged: string[] = [];
    for (let after = null as StudyPosition | null, more = true; more; more = after !== null) {
      const page = await query.page({ ...request, after, limit: 17 });
      paged.push(...page.rows.map(({ nctId }) => nctId));
      after = page.next;
    }
    expect(whole.rows.length).toBeGreaterThan(50);
    expect(paged).toEqual(whole.rows.map(({ nctId }) => nctId));
  });

  it('counts by facet just the studies that are found', async () => {
    const filter = { ...ANY, texts: [{ area: 'condition' as const, expression: parseQuery('cancer', synonyms) }] };
    const counts = await new StudyFacets(new StudyMatching(database)).count(STUDY_FACET, filter, WINDOW);
    const { rows: all, totalCount } = await query.page({
      ...{ filter, window: WINDOW, sort: 'lastUpdate', order: 'desc', after: null, limit: 5000 },
    });
    const tally = (valuesOf: (study: StudySummary) => readonly (string | null)[]) => {
      const tallied = new Map<string | null, number>();
      for (const study of all) {
        const values = new Set(valuesOf(study));
        for (const value of values.size === 0 ? [null] : values) tallied.set(value, (tallied.get(value) ?? 0) + 1);
      }
      return [...tallied].map(([value, count]) => ({ value, count })).sort(byValue);
    };
    const byValue = (a: FacetCount, b: FacetCount) => ((a.value ?? '') < (b.value ?? '') ? -1 : 1);
    const facet = (name: StudyFacet) => [...(counts[name] ?? [])].sort(byValue);
    expect(totalCount).toBeGreaterThan(200);
    expect(facet('status')).toEqual(tally(({ overallStatus }) => [overallStatus]));
    expect(facet('phase')).toEqual(tally(({ phases }) => phases));
    expect(facet('studyType')).toEqual(tally(({ studyType }) => [studyType]));
    expect(facet('country')).toEqual(tally(({ countries }) => countries));
    expect(facet('hasResults')).toEqual(tally(({ hasResults }) => [String(hasResults)]));
    expect(facet('entry')).toEqual([{ value: null, count: totalCount }]);
    const groups = facet('statusGroup').map(({ count }) => count);
    expect(groups.reduce((sum, count) => sum + count, 0)).toBe(totalCount);
  });
});
