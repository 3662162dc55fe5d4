import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MADE_UP_ENTRY, madeUpEmptyDrug, provenanceOfAll } from '../../test/support/made-up-drugs.js';
import { madeUpEntry, madeUpGuide } from '../../test/support/merge-facts.js';
import { NOTHING, ServedRecords } from '../../test/support/served-records.js';
import type { MergedEntry } from '../model/entry.js';
import { GuidesService } from './guides.service.js';

const KEY = { guideId: 'made-up-guide', entryId: 'inventinib' };
const entry = madeUpEntry({ ...KEY, kind: 'procedure' });
const never = { status: 'never-synced', reason: 'Not read yet.' };
const judged = { verdict: 'unverifiable', reason: 'Made up.', evidence: [], condition: 'made-up', statements: [] };

/** A made-up merged entry with the given drug and publications. */
function merged(parts: object): MergedEntry {
  const document = { ...MADE_UP_ENTRY, ...KEY, ...parts };
  return { document, provenance: provenanceOfAll(document) };
}

describe('the merged record of an entry', () => {
  let records: ServedRecords;
  let guides: GuidesService;
  const replace = async (parts: object): Promise<void> => {
    await records.database.write((tx) => records.entries.replace(tx, merged(parts)));
  };

  beforeAll(async () => {
    records = await ServedRecords.open();
    guides = new GuidesService(records.guides, records.entries, records.claims, records.freshness);
    await records.database.write(async (tx) => {
      await records.guides.save(tx, madeUpGuide([entry]));
      await records.entries.saveEntries(tx, KEY.guideId, [KEY.entryId]);
    });
  });

  afterAll(() => records.close());

  it('is refused as not ready before its first merge, and as unknown where the guide lacks it', async () => {
    await expect(guides.entry(KEY.guideId, KEY.entryId, false)).rejects.toMatchObject({ code: 'unavailable' });
    await expect(guides.entry(KEY.guideId, 'other', false)).rejects.toMatchObject({ code: 'entry-not-found' });
  });

  it('is served without a drug where an older release left it', async () => {
    await replace({ drug: never, publications: { ...never, items: [] } });
    const { drug, publications } = await guides.entry(KEY.guideId, KEY.entryId, true);
    expect([drug, publications.items, publications.status]).toEqual([null, null, 'never-synced']);
  });

  it("tells how fresh the drug's parts and the publications are", async () => {
    await records.answer('made-up-labels', 'drug:inventinib', 'labels', NOTHING);
    await records.answer('made-up-papers', 'study:NCT99999901', 'publications', NOTHING, 'bundled');
    await records.answer('made-up-papers', 'study:NCT99999901', 'mentions', NOTHING);
    const drug = { ...madeUpEmptyDrug('inventinib'), approvedUse: judged };
    await replace({ drug, publications: { studies: ['NCT99999901'], total: 0, items: [] } });
    const served = await guides.entry(KEY.guideId, KEY.entryId, false);
    expect(served.drug?.parts).toMatchObject({ labels: { status: 'fresh' }, recalls: { status: 'never-synced' } });
    expect(served.publications).toMatchObject({ status: 'bundled', total: 0, items: [] });
  });
});
