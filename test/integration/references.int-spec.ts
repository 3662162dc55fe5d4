import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { valueAt } from '../../src/common/field-map.js';
import { GuideStore } from '../../src/guides/guide.store.js';
import type { DrugDocument } from '../../src/model/drug.js';
import type { EntryDocument } from '../../src/model/entry.js';
import type { Guide } from '../../src/model/guide.js';
import type { Provenance } from '../../src/model/provenance.js';
import type { PartOfSource } from '../../src/references/references.types.js';
import {
  madeUpApplication,
  madeUpProduct,
  madeUpRecall,
  madeUpReport,
  madeUpShortage,
} from '../fixtures/openfda/made-up-listings.js';
import { madeUpLabel, madeUpLabels } from '../fixtures/openfda/made-up-labels.js';
import { MADE_UP_CONCEPTS } from '../fixtures/rxnorm/made-up-concepts.js';
import { ENGINES } from '../support/databases.js';
import { loadRealStudies } from '../support/fake-registry.js';
import { GuidesFolder } from '../support/guides-folder.js';
import { leavesOf } from '../support/made-up-drugs.js';
import { SHIPPED_GUIDES } from '../support/pipeline.js';
import { recordedTerm, REFERENCE_IDS, ReferencesPipeline, requestCounts } from '../support/references-pipeline.js';

const ID = 'stage-4-liver-cancer';
const GUIDE = `/v1/guides/${ID}`;
const CLAIMS = `${GUIDE}/claims?limit=100`;
const CHECKMATE = 'NCT02576509';
const DRUGS = [
  ...['bevacizumab', 'cisplatin', 'doxorubicin', 'gemcitabine', 'lenvatinib'],
  ...['nivolumab', 'pembrolizumab', 'regorafenib', 'sorafenib'],
];
const studies = await loadRealStudies();
/** A claim that the label of a drug bears out, for a copy of the guide. */
const MADE_UP_CLAIM = {
  id: 'made-up-regorafenib-use',
  text: 'Made up for tests: regorafenib is approved for liver cancer.',
  entries: ['regorafenib'],
  check: { type: 'approved-use', entries: ['regorafenib'], conditions: ['hepatocellular carcinoma'] },
};

/** A drug that does not exist. */
const MADE_UP_ENTRY = {
  ...{ id: 'inventinib', kind: 'drug', title: 'Inventinib', text: ['Made up for tests.'] },
  names: { preferred: 'inventinib' },
  identifiers: [{ system: 'unii', code: 'MADEUP0001', origin: 'made up for tests' }],
  match: { terms: ['inventinib'] },
};

type Claim = { claimId: string; verdict: string; reason: string };
type Traced = { provenance: Record<string, Provenance> };
type Drug = DrugDocument & Traced & { parts: Record<string, PartOfSource> };
type Entry = Omit<EntryDocument, 'drug'> & Traced & { drug: (EntryDocument['drug'] & Pick<Drug, 'parts'>) | null };

/** Made-up labels of all nine drugs and other made-up records of some; the terms of the dictionary are recorded ones. */
function fill({ openfda, rxnorm, dictionary, pubmed }: ReferencesPipeline['fakes']): void {
  openfda.put('label', ...madeUpLabels());
  openfda.put('drugsfda', madeUpApplication('sorafenib'), madeUpApplication('nivolumab'));
  openfda.put('enforcement', madeUpRecall({ drugId: 'cisplatin', n: 1 }));
  openfda.put('shortages', madeUpShortage({ drugId: 'doxorubicin', n: 1 }));
  openfda.put('ndc', madeUpProduct({ drugId: 'nivolumab', n: 1 }));
  openfda.put('event', madeUpReport({ drugId: 'lenvatinib', n: 1 }, 'FATIGUE'));
  openfda.put('event', madeUpReport({ drugId: 'lenvatinib', n: 2 }, 'RASH'));
  for (const concept of MADE_UP_CONCEPTS) rxnorm.put(concept);
  for (const name of ['bevacizumab', 'nivolumab', 'pembrolizumab'] as const) dictionary.put(recordedTerm(name));
  const nctIds = [CHECKMATE];
  pubmed.put({ pmid: '99999901', title: 'Made-up results of a study.', nctIds, doi: '10.9999/made-up-1' });
  pubmed.put({ pmid: '99999902', title: 'Made-up review.', abstract: `It names ${CHECKMATE}.` });
  pubmed.put({
    pmid: '99999903',
    title: 'Made-up: immune checkpoint inhibitor and overall survival in hepatocellular carcinoma.',
    journal: 'Journal of clinical oncology',
  });
}

describe.each(ENGINES)('drugs and publications on $engine', ({ create }) => {
  let guides: GuidesFolder;
  let service: ReferencesPipeline;
  const drug = (id: string): Promise<Drug> => service.data(`/v1/drugs/${id}?provenance=full`);
  const entry = (id: string): Promise<Entry> => service.data(`${GUIDE}/entries/${id}?provenance=full`);
  const guide = async (): Promise<Guide> => (await service.pipeline.context.get(GuideStore).get(ID)) as Guide;
  const claims = async (): Promise<Map<string, Claim>> =>
    new Map((await service.data<Claim[]>(CLAIMS)).map((claim) => [claim.claimId, claim]));

  beforeAll(async () => {
    guides = await GuidesFolder.copyOf(SHIPPED_GUIDES);
    service = await ReferencesPipeline.open({ create, guides: guides.path, studies });
    fill(service.fakes);
    const reports = [...(await service.sync('clinicaltrials-gov')), ...(await service.sync(...REFERENCE_IDS))];
    expect(reports.map(({ outcome, error }) => [outcome, error])).toEqual(reports.map(() => ['succeeded', null]));
  });

  afterAll(async () => {
    await service.close();
    await guides.delete();
  });
  describe('read for the first time', () => {
    it('makes one merged record of each of the nine drugs of the guide', async () => {
      const listed = await service.data<{ drugId: string; entries: unknown[] }[]>('/v1/drugs?limit=100');
      expect(listed.map(({ drugId }) => drugId)).toEqual(DRUGS);
      for (const { drugId, entries } of listed) {
        const path = `/v1/guides/${ID}/entries/${drugId}`;
        expect(entries).toEqual([{ guideId: ID, entryId: drugId, path }]);
        const { label, labels, parts } = await drug(drugId);
        expect([label?.hasText, labels?.total, label?.setId]).toEqual([true, 1, madeUpLabel(drugId)['set_id']]);
        expect(Object.values(parts).map(({ status }) => status)).toEqual(Array(8).fill('fresh'));
      }
    });

    it('shows that the list of the guide and the label disagree on sorafenib, and which rule chose', async () => {
      const { conflicts, drug: shown } = await entry('sorafenib');
      expect(shown?.treatmentKind).toBe('targeted therapy');
      expect(conflicts).toEqual([expect.objectContaining({ field: 'treatmentKind', chosen: 'openfda' })]);
      const values = conflicts[0]?.values.map(({ source, value }) => [source, value]);
      expect(values).toContainEqual(['guide', 'chemotherapy']);
      expect(values).toContainEqual(['openfda', 'targeted therapy']);
      expect(conflicts[0]?.rule).toContain('established pharmacologic class decides');
      const listed = await service.data<Drug[]>('/v1/drugs?conflicts=true&limit=100');
      expect(listed.find(({ drugId }) => drugId === 'sorafenib')?.conflicts).toEqual(conflicts);
    });

    it.each([
      ['sorafenib-class-list', 'contradicted', /"Kinase Inhibitor".* counts as targeted therapy, not as chemotherapy/],
      ['sorafenib-class-text', 'supported', /official class of sorafenib is "Kinase Inhibitor"/],
      [
        'bevacizumab-combination',
        'contradicted',
        /carcinoma \(unresectable or metastatic\) together with atezolizumab\. It does not name chemotherapy/,
      ],
      ['gemcitabine-liver', 'contradicted', /GEMZAR.* does not name liver cancer among the approved uses/],
      ['cisplatin-doxorubicin', 'contradicted', /does not name liver cancer .*cisplatin.*doxorubicin/],
      ['ici-class', 'supported', /"Programmed Death Receptor-1 Blocking Antibody"/],
      ['ici-jco-os', 'unverifiable', /does not say exactly which publication.*found 1 publication/],
      ['survival-5y', 'unverifiable', /American Cancer Society/],
    ])('judges the claim %s as %s', async (claimId, verdict, reason) => {
      expect((await claims()).get(claimId)).toMatchObject({ verdict, reason: expect.stringMatching(reason) });
    });

    it('gives every claim of the guide a verdict and a reason', async () => {
      const stated = (await guide()).claims;
      const checked = [...(await claims()).values()];
      expect(checked.map(({ claimId }) => claimId)).toEqual(stated.map(({ claimId }) => claimId));
      expect(checked.filter(({ verdict }) => verdict === 'unchecked')).toEqual([]);
      expect(checked.filter(({ reason }) => !/^[A-Z].*\.$/.test(reason))).toEqual([]);
    });

    it.each([
      ['sorafenib', null, []],
      ['regorafenib', 'previously treated', []],
      ['lenvatinib', 'first-line', []],
      ['bevacizumab', 'first-line', ['atezolizumab']],
    ])('says of %s for which line (%s) and with what the label names liver cancer', async (id, line, partners) => {
      const use = (await entry(id)).drug?.approvedUse;
      const setId = madeUpLabel(id)['set_id'];
      expect(use?.verdict).toBe('supported');
      expect(use?.statements).toEqual([expect.objectContaining({ setId, line, partners })]);
      expect(use?.statements[0]?.text).toContain('Hepatocellular Carcinoma');
    });

    it('shows publications on the study of an entry, and how each is related to it', async () => {
      const { publications } = await entry('checkmate-459');
      expect(publications).toMatchObject({ status: 'fresh', studies: [CHECKMATE], total: 2 });
      expect(publications?.items?.map(({ pmid, relation }) => [pmid, relation]).sort()).toEqual([
        ['99999901', 'states-number'],
        ['99999902', 'names-number'],
      ]);
    });

    it('says of every source how new its data are', async () => {
      const { meta } = (await service.get('/v1/drugs')).json() as { meta: { sources: { id: string }[] } };
      expect(meta.sources.filter(({ id }) => id === 'openfda')).toMatchObject([
        { status: 'fresh', sourceUpdatedAt: '2026-08-11' },
      ]);
    });

    it('accounts for every leaf of every drug and entry, and leads to it in what the sources sent', async () => {
      const entries = await service.data<{ entryId: string }[]>(`${GUIDE}/entries?limit=100`);
      const records = [
        ...(await Promise.all(DRUGS.map(drug))),
        ...(await Promise.all(entries.map(({ entryId }) => entry(entryId)))),
      ];
      expect(records).toHaveLength(DRUGS.length + (await guide()).entries.length);
      const raws = await rawRecords(service);
      const led = { plainly: 0, amongOthers: 0 };
      for (const { provenance, ...record } of records) {
        expect(Object.keys(provenance).sort()).toEqual(leavesOf(record).sort());
        for (const [at, told] of Object.entries(provenance)) {
          const raw = told.pointer === null ? null : (raws.get(`${told.source} ${told.key}`) ?? null);
          if (raw === null || told.origin === 'computed') continue;
          const leaf: unknown = valueAt(record, at);
          const found = raw.map((one) => valueAt(one, told.pointer ?? ''));
          if (told.rule === null) {
            expect(found.map((value) => asDate(value) ?? value)).toContainEqual(asDate(leaf) ?? leaf);
            led.plainly += 1;
          } else {
            expect(JSON.stringify(found)).toContain(JSON.stringify(leaf));
            led.amongOthers += 1;
          }
        }
      }
      expect(led.plainly).toBeGreaterThan(400);
      expect(led.amongOthers).toBeGreaterThan(50);
    });
  });

  describe('kept up to date', () => {
    /** Every check as stored but for the day of it, by claim. */
    const checks = async (): Promise<Map<string, unknown>> => {
      const rows = await service.rows<{ claim_id: string }>('claim_id, verdict, document, input_hash', 'claim_check');
      return new Map(rows.map((row) => [row.claim_id, row]));
    };
    /** What runs come to when all is due again, after something moved upstream: the changes, and the claims whose rows moved. */
    const nextRuns = async (
      edit: () => void,
      ...sources: string[]
    ): Promise<{ changes: string[]; moved: string[] }> => {
      edit();
      await service.pass(13);
      const before = await checks();
      const changes = await service.changesBy(() => service.sync(...sources));
      const after = await checks();
      const moved = [...after].filter(([id, row]) => JSON.stringify(row) !== JSON.stringify(before.get(id)));
      return {
        changes: changes.map(({ subject, text }) => `${subject.replace(`${ID}/`, '')} ${text}`).sort(),
        moved: moved.map(([id]) => id).sort(),
      };
    };

    beforeAll(async () => {
      await guides.change(ID, ({ sections }) => {
        const all = sections.flatMap(({ claims: stated }) => stated);
        all.find(({ id }) => id === 'ici-jco-os')!.check['identifiers'] = ['pmid:99999903'];
        sections.find(({ entries }) => entries.includes('regorafenib'))!.claims.push(MADE_UP_CLAIM);
      });
      await service.pipeline.start();
      await service.sync('pubmed');
    });

    it('asks nothing again for twelve hours, and then finds that nothing moved', async () => {
      const known = requestCounts(service.fakes);
      await service.pass(11);
      const again = await service.changesBy(async () => {
        const outcomes = (await service.sync(...REFERENCE_IDS)).map(({ outcome }) => outcome);
        expect(outcomes).toEqual(REFERENCE_IDS.map(() => 'unchanged'));
      });
      expect([again, requestCounts(service.fakes)]).toEqual([[], known]);
      expect(await service.rows('last_success_at', "source_state WHERE source = 'openfda'")).toEqual([
        { last_success_at: '2026-11-24T09:00:00.000Z' },
      ]);
      const next = await nextRuns(() => undefined, ...REFERENCE_IDS);
      expect(next).toEqual({ changes: [], moved: [] });
      for (const [id, count] of Object.entries(requestCounts(service.fakes))) {
        expect([id, count > (known[id] ?? 0)]).toEqual([id, true]);
      }
    });

    it('checks what rests on a label when a use is taken out of it, and tells of the new verdict once', async () => {
      expect((await claims()).get(MADE_UP_CLAIM.id)?.verdict).toBe('supported');
      const { changes, moved } = await nextRuns(() => {
        const label = madeUpLabel('regorafenib');
        const uses = String(label['indications_and_usage']).replace(/1\.3 Hepatocellular.*$/, '');
        const edited = { version: '2', effective_time: '20261101', indications_and_usage: [uses] };
        service.fakes.openfda.put('label', { ...label, ...edited });
      }, 'openfda');
      expect(changes).toEqual([
        'claim:made-up-regorafenib-use Verdict: supported -> outdated.',
        'drug:regorafenib Changed: label, labels, labelHistory.',
        'entry:herbal-medicine-and-supplements Changed: claims.',
        'entry:regorafenib Changed: drug, claims.',
        'entry:regorafenib Verdict on the approved use: supported -> outdated.',
      ]);
      expect(moved).toEqual([
        'approved-use:regorafenib',
        'herb-interactions',
        'made-up-regorafenib-use',
        'regorafenib-class',
      ]);
      expect((await claims()).get(MADE_UP_CLAIM.id)?.reason).toMatch(
        /earlier US label .* 18 December 2020.*Today's does not/,
      );
      const { drug: shown } = await entry('regorafenib');
      expect(shown?.approvedUse).toMatchObject({
        ...{
          verdict: 'outdated',
          since: { notBefore: expect.any(String), notAfter: expect.any(String) },
          statements: [],
        },
        // Before the first label came, nothing could be said.
        history: [{ verdict: 'unverifiable' }, { verdict: 'supported' }, { verdict: 'outdated' }],
      });
      expect(shown?.labelHistory?.map(({ version }) => version)).toEqual(['1', '2']);
    });

    it('keeps a class that one source still states, and gives it up when none does', async () => {
      const concept = MADE_UP_CONCEPTS.find(({ name }) => name === 'nivolumab')!;
      const lost = await nextRuns(() => {
        service.fakes.rxnorm.put({ ...concept, classes: [] });
      }, 'rxnorm');
      expect(lost.moved).toEqual(['ici-class']);
      expect(lost.changes.filter((change) => change.startsWith('claim:'))).toEqual([]);
      const doubted = await nextRuns(() => {
        service.fakes.openfda.remove('ndc', '99999-001');
        service.fakes.openfda.remove('drugsfda', 'BLA125554');
      }, 'openfda');
      expect(doubted).toMatchObject({ changes: [], moved: [] });
      // What was there is given up when the source says the same on another day.
      await service.pass(12);
      const { changes, moved } = await nextRuns(() => {
        const label = madeUpLabel('nivolumab');
        const codes = {
          ...(label['openfda'] as object),
          pharm_class_epc: ['Kinase Inhibitor [EPC]'],
          pharm_class_moa: [],
        };
        service.fakes.openfda.put('label', { ...label, openfda: codes });
      }, 'openfda');
      expect(changes).toEqual([
        'claim:ici-class Verdict: supported -> outdated.',
        'drug:nivolumab Changed: treatmentKind, classes, labelHistory, approvals, products, conflicts.',
        'entry:nivolumab Changed: drug, conflicts, claims.',
        'entry:pembrolizumab Changed: claims.',
      ]);
      expect(moved).toEqual(['approved-use:nivolumab', 'herb-interactions', 'ici-class']);
    });

    it('shows a recall that was added, a shortage that is over, and a count of reports that moved', async () => {
      const { changes, moved } = await nextRuns(() => {
        const { openfda } = service.fakes;
        const shortage = madeUpShortage({ drugId: 'doxorubicin', n: 1 });
        openfda.put('enforcement', madeUpRecall({ drugId: 'cisplatin', n: 2 }));
        openfda.put('shortages', { ...shortage, status: 'Resolved', update_date: '11/20/2026' });
        openfda.put('event', madeUpReport({ drugId: 'lenvatinib', n: 3 }, 'RASH'));
      }, 'openfda');
      expect((await drug('cisplatin')).recalls).toMatchObject({ total: 2, ongoing: 2 });
      const { shortages } = await drug('doxorubicin');
      expect(shortages).toMatchObject({
        total: 1,
        current: 0,
        items: [{ status: 'Resolved', updatedOn: '2026-11-20' }],
      });
      const reactions = [
        { term: 'RASH', count: 2 },
        { term: 'FATIGUE', count: 1 },
      ];
      expect((await drug('lenvatinib')).reports).toEqual({ total: 3, reactions, isComplete: true });
      expect(changes).toEqual([
        'drug:cisplatin Changed: recalls.',
        'drug:doxorubicin Changed: shortages.',
        'drug:lenvatinib Changed: reports.',
        'entry:cisplatin Changed: drug.',
        'entry:doxorubicin Changed: drug.',
        'entry:lenvatinib Changed: drug.',
      ]);
      expect(moved).toEqual([]);
    });

    it('no longer counts on a publication that was retracted', async () => {
      expect((await claims()).get('ici-jco-os')?.verdict).toBe('supported');
      const { changes, moved } = await nextRuns(() => {
        service.fakes.pubmed.retract('99999903');
        service.fakes.pubmed.retract('99999901');
      }, 'pubmed');
      expect(changes).toEqual([
        'claim:ici-jco-os Verdict: supported -> outdated.',
        'entry:checkmate-459 Changed: publications.',
        'entry:nivolumab Changed: claims.',
        'entry:pembrolizumab Changed: claims.',
        'publication:99999901 Changed: publicationTypes.',
        'publication:99999903 Changed: publicationTypes.',
      ]);
      expect(moved).toEqual(['ici-jco-os']);
      expect((await claims()).get('ici-jco-os')?.reason).toContain('it was retracted');
      const shown = (await entry('checkmate-459')).publications?.items?.find(({ pmid }) => pmid === '99999901');
      expect(shown?.isRetracted).toBe(true);
    });

    it('follows a number of RxNorm that became another one', async () => {
      const concept = MADE_UP_CONCEPTS.find(({ name }) => name === 'pembrolizumab')!;
      const { changes } = await nextRuns(() => {
        service.fakes.rxnorm.remap(concept.rxcui, '99008888');
        service.fakes.rxnorm.put({ ...concept, rxcui: '99008888' });
      }, 'rxnorm');
      expect(changes.filter((change) => change.startsWith('drug:'))).toEqual([
        'drug:pembrolizumab Changed: names, identifiers, notes.',
      ]);
      const { identifiers, conflicts } = await drug('pembrolizumab');
      expect(identifiers.filter(({ system }) => system === 'rxnorm')).toMatchObject([
        { code: '99008888', sources: ['rxnorm'] },
        { code: concept.rxcui, label: 'replaced by 99008888' },
      ]);
      expect(conflicts).toEqual([]);
      for (const rxcui of [concept.rxcui, '99008888']) {
        const { status, headers } = await service.get(`/v1/drugs/${rxcui}`);
        expect([status, headers.location]).toEqual([301, '/v1/drugs/pembrolizumab']);
      }
    });

    it('goes on with the other lists of a source when one of them is down', async () => {
      const known = service.fakes.openfda.requests.length;
      const down = { path: '/drug/shortages.json', fault: { kind: 'server-error' } } as const;
      service.fakes.openfda.fault({ ...down, times: 1_000_000 });
      await service.pass(13);
      const [report] = await service.sync('openfda');
      expect(report).toMatchObject({ outcome: 'partial', counts: { announced: 54, created: 0, updated: 0 } });
      expect(report?.error).toMatch(
        /^3 of 54 questions failed and 6 were not asked, first shortages of drug:bevacizumab: http/,
      );
      const asked = service.fakes.openfda.requests.slice(known).map(({ path }) => path);
      expect(asked.filter((path) => path === '/drug/ndc.json')).toHaveLength(9);
      await service.pass(96);
      for (const id of DRUGS) {
        const { shortages, parts } = await drug(id);
        expect(shortages).not.toBeNull();
        for (const [part, { source, status }] of Object.entries(parts)) {
          const expected = part === 'shortages' ? 'unavailable' : 'fresh';
          if (source === 'openfda') expect([id, part, status]).toEqual([id, part, expected]);
        }
      }
      service.fakes.openfda.faults.clear();
      expect(await service.sync('openfda')).toMatchObject([{ outcome: 'succeeded' }]);
    });

    it('asks for a drug that a guide takes in with the next run, and only for that', async () => {
      await guides.putEntry(ID, MADE_UP_ENTRY);
      await guides.change(ID, ({ sections }) => {
        sections.find(({ id }) => id === 'drugs')!.entries.push(MADE_UP_ENTRY.id);
      });
      await service.pipeline.start();
      const unasked = await drug('inventinib');
      expect([unasked.labels, unasked.recalls, unasked.classes]).toEqual([null, null, null]);
      expect(Object.values(unasked.parts).map(({ status }) => status)).toEqual(Array(8).fill('never-synced'));
      const codes = { unii: ['MADEUP0001'], generic_name: ['INVENTINIB'], brand_name: ['INVENTEX'] };
      const set_id = '00000000-0000-4000-8000-00000000aaff';
      service.fakes.openfda.put('label', { ...madeUpLabel('sorafenib'), set_id, openfda: codes });
      const known = service.fakes.openfda.requests.length;
      const [report] = await service.sync('openfda');
      expect(report).toMatchObject({ outcome: 'succeeded', counts: { announced: 6, created: 1 } });
      const asked = service.fakes.openfda.requests.slice(known);
      expect(asked.filter(({ query }) => !query['search']?.includes('MADEUP0001'))).toEqual([]);
      const { label, parts } = await drug('inventinib');
      expect([label?.brandName, parts['labels']?.status, parts['term']?.status]).toEqual([
        'INVENTEX',
        'fresh',
        'never-synced',
      ]);
    });

    it('forgets a drug that no guide speaks of any more, and asks for it no longer', async () => {
      const gone = 'gemcitabine';
      const others = (ids: unknown): string[] => (ids as string[]).filter((id) => id !== gone);
      await guides.removeEntry(ID, gone);
      await guides.change(ID, ({ sections }) => {
        for (const section of sections) {
          section.entries = others(section.entries);
          section.claims = section.claims.filter(({ id }) => id !== 'gemcitabine-liver');
          for (const claim of section.claims) {
            if (claim.entries !== undefined) claim.entries = others(claim.entries);
            if (claim.check['entries'] !== undefined) claim.check['entries'] = others(claim.check['entries']);
          }
        }
      });
      await service.pipeline.start();
      expect((await service.get(`/v1/drugs/${gone}`)).status).toBe(404);
      expect((await service.get(`${GUIDE}/entries/${gone}`)).status).toBe(404);
      expect((await claims()).has('gemcitabine-liver')).toBe(false);
      expect((await claims()).get('chemo-side-effects')?.reason).toContain('both drugs');
      const known = requestCounts(service.fakes)['openfda'] ?? 0;
      await nextRuns(() => undefined, 'openfda');
      const asked = service.fakes.openfda.requests.slice(known).map(({ query }) => JSON.stringify(query));
      expect(asked.length).toBeGreaterThan(40);
      expect(asked.filter((query) => /gemcitabine|gemzar/i.test(query))).toEqual([]);
    });
  });
});

describe.each(ENGINES)('drugs and publications on $engine, offline', ({ create }) => {
  let service: ReferencesPipeline;

  beforeAll(async () => {
    service = await ReferencesPipeline.open({ create, guides: SHIPPED_GUIDES, snapshot: 'bundled' });
  });

  afterAll(() => service.close());

  it.each([
    ['sorafenib-class-list', /No list of official drug classes has told the class of sorafenib yet/],
    ['sorafenib-class-text', /No list of official drug classes has told the class of sorafenib yet/],
    ['gemcitabine-liver', /gemcitabine/],
    ['bevacizumab-combination', /bevacizumab/],
    ['ici-class', /nivolumab/],
    ['ici-jco-os', /have not been searched for yet/],
  ])('leaves the claim %s open, because no label of the drug is at hand', async (claimId, reason) => {
    const found = (await service.data<Claim[]>(CLAIMS)).find((claim) => claim.claimId === claimId);
    expect(found).toMatchObject({ verdict: 'unverifiable', reason: expect.stringMatching(reason) });
  });

  it('leaves no claim unchecked', async () => {
    const checked = await service.data<Claim[]>(CLAIMS);
    expect(checked.filter(({ verdict, reason }) => verdict === 'unchecked' || reason === '')).toEqual([]);
  });

  it('shows what is shipped, says so, and makes up nothing for the rest', async () => {
    const shown: Record<string, Record<string, string>> = {};
    for (const drugId of DRUGS) {
      const { parts } = await service.data<Drug>(`/v1/drugs/${drugId}`);
      const told = Object.entries(parts).filter(([, { status }]) => status !== 'never-synced');
      shown[drugId] = Object.fromEntries(told.map(([part, { status }]) => [part, status]));
      expect(Object.values(parts).filter(({ reason }) => reason === null)).toEqual([]);
    }
    const none = Object.fromEntries(DRUGS.map((drugId) => [drugId, {}]));
    expect(shown).toEqual({
      ...none,
      bevacizumab: { term: 'bundled' },
      cisplatin: { applications: 'bundled' },
      nivolumab: { term: 'bundled' },
      pembrolizumab: { labels: 'bundled', reports: 'bundled', term: 'bundled' },
    });
  });

  it('tells what is missing in the copies apart from what the sources do not have', async () => {
    const { label, labels, reports, recalls } = await service.data<Drug>('/v1/drugs/pembrolizumab');
    expect([label?.hasText, labels?.isComplete, recalls]).toEqual([false, false, null]);
    expect(reports?.reactions[0]?.term).toBe('MALIGNANT NEOPLASM PROGRESSION');
    const cisplatin = await service.data<Drug>('/v1/drugs/cisplatin');
    expect([cisplatin.approvals?.total, cisplatin.label, cisplatin.labels]).toEqual([6, null, null]);
    const sorafenib = await service.data<Drug>('/v1/drugs/sorafenib');
    expect(sorafenib).toMatchObject({ classes: null, definition: null, label: null, approvals: null, conflicts: [] });
  });

  it('asks nobody', () => {
    expect(new Set(Object.values(requestCounts(service.fakes)))).toEqual(new Set([0]));
  });
});

/** What the sources sent, every version of it, by source and key. */
async function rawRecords(service: ReferencesPipeline): Promise<Map<string, unknown[]>> {
  const found = new Map<string, unknown[]>();
  const stored = await service.rows<{ source: string; key: string; raw: Buffer }>(
    'source, key, raw',
    'reference_version',
  );
  for (const { source, key, raw } of stored) {
    const name = `${source} ${key}`;
    found.set(name, [...(found.get(name) ?? []), JSON.parse(gunzipSync(raw).toString('utf8'))]);
  }
  return found;
}

/** A date in any of the forms of the sources (`20230801`, `10/31/2026`, `2020 Jan`) as far as forms can differ; null for anything else. */
function asDate(value: unknown): string | null {
  const text = typeof value === 'string' ? value : '';
  const [, month, day, year] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text) ?? [];
  if (year !== undefined) return `${year}-${month ?? ''}-${day ?? ''}`;
  const compact = /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  if (compact !== null) return compact.slice(1).join('-');
  return text === '2020 Jan' ? '2020-01' : null;
}
