import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { leavesOf, madeUpEmptyDrug, madeUpFullDrug } from '../../test/support/made-up-drugs.js';
import { ServedRecords } from '../../test/support/served-records.js';
import { MovedError, ProblemError } from '../http/problem.js';
import { DrugsService } from './drugs.service.js';
import { drug, drugItem } from './schemas/drug.schema.js';

const ALL = { name: null, conflicts: null, limit: 20, cursor: null };

/** Made-up drugs: one known to every source, one to none, and one that was never merged. */
describe('drugs as they are served', () => {
  let records: ServedRecords;
  let drugs: DrugsService;
  const ids = async (query: Partial<typeof ALL | { name: string; conflicts: boolean }>): Promise<string[]> =>
    (await drugs.list({ ...ALL, ...query })).items.map(({ drugId }) => drugId);
  const refusal = (given: string, withProvenance = false): Promise<unknown> =>
    drugs.get(given, withProvenance).then(
      () => null,
      (error: unknown) => error,
    );

  beforeAll(async () => {
    records = await ServedRecords.open();
    drugs = new DrugsService(records.drugs, records.freshness);
    const shared = { system: 'unii', code: 'MADEUP0009', label: null, sources: ['guide'] };
    const full = madeUpFullDrug('inventinib');
    await records.saveDrugs({
      inventinib: { ...full, identifiers: [...full.identifiers, shared] },
      nihilumab: madeUpEmptyDrug('nihilumab', { identifiers: [shared] }),
      novumab: null,
    });
  });

  afterAll(() => records.close());

  describe('in lists', () => {
    it('have one item for each merged drug, exactly as described', async () => {
      const { items, page } = await drugs.list(ALL);
      expect(items.map((item) => drugItem.parse(item))).toEqual(items);
      expect(page).toEqual({ nextCursor: null, totalCount: 2, totalIsExact: true });
      expect(items[0]).toEqual({
        drugId: 'inventinib',
        name: 'inventinib',
        treatmentKind: 'targeted therapy',
        entries: [
          {
            ...{ guideId: 'made-up-guide', entryId: 'inventinib' },
            path: '/v1/guides/made-up-guide/entries/inventinib',
          },
        ],
        firstApprovedOn: '2005-12-20',
        conflictCount: 1,
        matched: null,
      });
      expect(items[1]).toMatchObject({ drugId: 'nihilumab', firstApprovedOn: null, conflictCount: 0 });
    });

    it.each([
      ['inventinib', 'inventinib', 'generic', 'exact'],
      ['INVENTEX', 'Inventex', 'brand', 'exact'],
      ['Inventinib Tosylate', 'inventinib tosylate', 'form', 'exact'],
      ['99000001', '99000001', 'identifier', 'code'],
      ['99000002', '99000002', 'identifier', 'code'],
      ['madeup0001', 'MADEUP0001', 'identifier', 'code'],
      ['Z99ZZ99', 'Z99ZZ99', 'identifier', 'code'],
    ])('are found by the spelling "%s", with what it matched', async (name, spelling, kind, how) => {
      const { items } = await drugs.list({ ...ALL, name });
      expect(items.map(({ drugId }) => drugId)).toEqual(['inventinib']);
      expect(items[0]?.matched).toMatchObject({ spelling, kind, how });
      expect(drugItem.parse(items[0])).toEqual(items[0]);
    });

    it('are all there for an ambiguous spelling, and empty for an unknown one', async () => {
      expect(await ids({ name: 'MADEUP0009' })).toEqual(['inventinib', 'nihilumab']);
      const unknown = await drugs.list({ ...ALL, name: 'no such drug' });
      expect(unknown).toEqual({ items: [], page: { nextCursor: null, totalCount: 0, totalIsExact: true } });
    });

    it('carry their conflicts when only those with conflicts are asked for', async () => {
      const { items } = await drugs.list({ ...ALL, conflicts: true });
      expect(items.map(({ drugId }) => drugId)).toEqual(['inventinib']);
      expect(items[0]?.conflicts).toMatchObject([{ field: 'treatmentKind', chosen: 'made-up-labels' }]);
      expect(drugItem.parse(items[0])).toEqual(items[0]);
      expect(await ids({ conflicts: false })).toEqual(['nihilumab']);
    });

    it('go on where a page ended, and refuse the cursor of another list', async () => {
      const first = await drugs.list({ ...ALL, limit: 1 });
      const cursor = first.page.nextCursor;
      expect((await drugs.list({ ...ALL, limit: 1, cursor })).items).toMatchObject([{ drugId: 'nihilumab' }]);
      await expect(drugs.list({ ...ALL, name: 'inventinib', cursor })).rejects.toBeInstanceOf(ProblemError);
    });
  });

  describe('one by one', () => {
    it.each(['inventinib', 'nihilumab'])(
      '%s is served exactly as described, with every leaf accounted for',
      async (id) => {
        const plain = await drugs.get(id, false);
        const { provenance, ...full } = await drugs.get(id, true);
        expect(full).toEqual(plain);
        expect(drug.parse(plain)).toEqual(plain);
        expect(drug.parse({ ...full, provenance })).toEqual({ ...full, provenance });
        expect(Object.keys(provenance ?? {}).sort()).toEqual(leavesOf(plain).sort());
        expect(provenance?.['/parts/labels/status']).toMatchObject({
          source: 'made-up-labels',
          origin: 'computed',
          rule: 'freshness of the part, told when served',
        });
      },
    );

    it('say of each part that was never asked for that it was not, instead of failing', async () => {
      const { labels, parts } = await drugs.get('nihilumab', false);
      expect(labels).toBeNull();
      expect(Object.keys(parts).sort()).toEqual(['labels', 'recalls']);
      expect(parts['labels']).toMatchObject({ status: 'never-synced', reason: expect.any(String), lastSeenAt: null });
    });

    it.each(['99000001', '99000002', 'MADEUP0001', 'madeup0001', 'Inventinib'])(
      '%s moves to the one address of the drug',
      async (given) => {
        expect(await refusal(given)).toEqual(new MovedError('/v1/drugs/inventinib'));
        expect(await refusal(given, true)).toMatchObject({ location: '/v1/drugs/inventinib?provenance=full' });
      },
    );

    it.each([
      ['inventinob', 'Nearest: "inventinib".'],
      ['Inventex', 'As a name it stands for "inventinib"; names are looked up under /v1/drugs?name=Inventex.'],
      ['inventex 5 mg', '"inventinib"; names are looked up under /v1/drugs?name=inventex%205%20mg.'],
      ['Z99ZZ99', 'As a name it stands for "inventinib"'],
      ['MADEUP0009', 'As a name it stands for "inventinib", "nihilumab"'],
      ['aspirin', 'Names are looked up under /v1/drugs?name=.'],
    ])('"%s" is no id, with a hint that helps', async (given, hint) => {
      const error = (await refusal(given)) as ProblemError;
      expect(error).toMatchObject({ code: 'drug-not-found' });
      expect(error.detail).toContain(`There is no drug with the id "${given}".`);
      expect(error.detail).toContain(hint);
      expect(error.detail.match(new RegExp(`"${given}"`, 'g'))).toHaveLength(1);
    });

    it('that was never merged is not called unknown', async () => {
      expect(await refusal('novumab')).toMatchObject({ code: 'unavailable', headers: { 'retry-after': '5' } });
    });
  });
});
