import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { madeUpEmptyDrug, madeUpStatement } from '../../test/support/made-up-drugs.js';
import { ServedRecords } from '../../test/support/served-records.js';
import type { GuideDrug } from './drug.store.js';

/** A made-up drug as a guide names it. */
function followed(drugId: string): GuideDrug {
  const statement = madeUpStatement(drugId);
  return { drug: { drugId, names: statement.names, identifiers: [] }, stated: [statement] };
}

describe('drugs that no guide names any more', () => {
  let records: ServedRecords;

  beforeAll(async () => {
    records = await ServedRecords.open();
    const drugs = { inventinib: madeUpEmptyDrug('inventinib'), nihilumab: madeUpEmptyDrug('nihilumab'), novumab: null };
    await records.saveDrugs(drugs);
  });

  afterAll(() => records.close());

  it('are dropped and told of, unless they were never merged', async () => {
    const follow = (...ids: string[]): Promise<unknown> =>
      records.database.write((tx) => records.drugs.follow(tx, ids.map(followed)));
    expect(await follow('inventinib')).toEqual([
      { subject: 'drug:nihilumab', kind: 'gone', fields: [], text: expect.stringContaining('No guide') as unknown },
    ]);
    expect(await records.drugs.get('nihilumab')).toBeNull();
    expect(await follow('inventinib')).toEqual([]);
    expect(await follow()).toMatchObject([{ subject: 'drug:inventinib', kind: 'gone' }]);
  });
});
