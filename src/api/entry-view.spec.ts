import { describe, expect, it } from '@jest/globals';
import {
  leavesOf,
  MADE_UP_ENTRY,
  madeUpEmptyDrug,
  madeUpFullDrug,
  provenanceOfAll,
} from '../../test/support/made-up-drugs.js';
import type { EntryDocument, EntryDrug, MergedEntry } from '../model/entry.js';
import type { DrugDocument } from '../model/drug.js';
import { drugOf, entryDetailOf, publicationsOf, type EntryFreshness } from './entry-view.js';
import { entry } from './schemas/entry.schema.js';

const FRESH: EntryFreshness = {
  parts: {
    labels: { source: 'made-up-labels', status: 'fresh', reason: null, asOf: '2026-11-20', lastSeenAt: null },
    term: {
      ...{ source: 'made-up-terms', status: 'stale', reason: 'Made up.' },
      ...{ asOf: '2026-11-03', lastSeenAt: '2026-11-03T09:00:00.000Z' },
    },
  },
  publications: { status: 'never-synced', reason: 'Made up.', asOf: null, lastSeenAt: null },
};

function entryDrug(drug: DrugDocument): EntryDrug {
  const statement = {
    source: 'made-up-labels',
    setId: '00000000-0000-0000-0000-000000000001',
    brandName: null,
    text: 'A made-up passage.',
    line: 'first-line' as const,
    partners: ['nihilumab'],
    isSingleAgent: false,
    pointer: '/indications_and_usage/0',
    effectiveOn: null,
    url: 'https://example.org/made-up',
  };
  const judged = {
    ...{ verdict: 'supported' as const, reason: 'Made up.', evidence: [] },
    since: { notBefore: null, notAfter: '2026-02-01' },
  };
  const approvedUse = { ...judged, history: [judged], condition: 'made-up disease', statements: [statement] };
  // Conflicts of the drug stand with the entry's own.
  const fields = Object.entries(drug).filter(([field]) => field !== 'conflicts');
  return { ...(Object.fromEntries(fields) as Omit<DrugDocument, 'conflicts'>), approvedUse };
}

function merged(fields: Partial<EntryDocument>): MergedEntry {
  const document = { ...MADE_UP_ENTRY, ...fields };
  return { document, provenance: provenanceOfAll(document) };
}

/** What a release that read neither drugs nor publications left behind. */
function olderRelease(): MergedEntry {
  const never = { status: 'never-synced', reason: 'Not read yet.' };
  return merged({ drug: never, publications: { ...never, items: [] } } as unknown as Partial<EntryDocument>);
}

const full = madeUpFullDrug('inventinib');
const looked = {
  studies: ['NCT99999901'],
  total: 1,
  items: [
    {
      pmid: '99999901',
      title: 'A made-up publication.',
      journal: null,
      publishedOn: '2026-02',
      publicationTypes: ['Journal Article'],
      isRetracted: false,
      nctIds: ['NCT99999901'],
      relation: 'names-number' as const,
      studies: [{ nctId: 'NCT99999901', relation: 'names-number' as const }],
      url: 'https://pubmed.ncbi.nlm.nih.gov/99999901/',
    },
  ],
};

describe('an entry as it is served', () => {
  it.each<[string, MergedEntry]>([
    ['with everything', merged({ drug: entryDrug(full), conflicts: full.conflicts, publications: looked })],
    ['with a drug that no source knows', merged({ drug: entryDrug(madeUpEmptyDrug('inventinib')) })],
    ['with no study to look publications up on', merged({ publications: { studies: [], total: null, items: null } })],
    ['with a study never looked up', merged({ publications: { studies: ['NCT99999901'], total: null, items: null } })],
    ['with neither drug nor publications', merged({})],
    ['as an older release left it', olderRelease()],
  ])('%s is as described, with every leaf accounted for', (_case, given) => {
    const plain = entryDetailOf(given, FRESH, false);
    const { provenance, ...rest } = entryDetailOf(given, FRESH, true);
    expect(rest).toEqual(plain);
    expect(entry.parse(plain)).toEqual(plain);
    expect(entry.parse({ ...rest, provenance })).toEqual({ ...rest, provenance });
    expect(Object.keys(provenance ?? {}).sort()).toEqual(leavesOf(plain).sort());
  });

  it('tells how fresh each part is, and that by a rule of its own', () => {
    const { drug, publications, provenance } = entryDetailOf(merged({ drug: entryDrug(full) }), FRESH, true);
    expect(drug?.parts).toEqual(FRESH.parts);
    expect(publications).toEqual({ ...FRESH.publications, studies: null, total: null, items: null });
    expect(provenance?.['/drug/parts/term/lastSeenAt']).toMatchObject({
      source: 'made-up-terms',
      origin: 'computed',
      rule: 'freshness of the part, told when served',
    });
  });

  it('takes nothing of an older release for a drug or for publications', () => {
    expect([drugOf(olderRelease()), publicationsOf(olderRelease())]).toEqual([null, null]);
    const { drug, publications } = entryDetailOf(olderRelease(), FRESH, false);
    expect([drug, publications.items, publications.reason]).toEqual([null, null, 'Made up.']);
  });
});
