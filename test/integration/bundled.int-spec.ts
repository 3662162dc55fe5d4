import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ClaimStore } from '../../src/claims/claim.store.js';
import { DrugStore } from '../../src/drugs/drug.store.js';
import { EntryStore } from '../../src/entries/entry.store.js';
import { GuideStore } from '../../src/guides/guide.store.js';
import { parseNctId, type NctId } from '../../src/model/identifiers.js';
import { ReferenceReader } from '../../src/references/reference-reader.store.js';
import { SourceStatusService } from '../../src/source-status/source-status.service.js';
import { StudyReader } from '../../src/studies/study-reader.store.js';
import { ENGINES, type TestDatabase } from '../support/databases.js';
import { Pipeline } from '../support/pipeline.js';

const GUIDE = 'stage-4-liver-cancer';
const CHECKMATE = parseNctId('NCT02576509') as NctId;
/** No registry is asked here: nothing listens on this port. */
const NOWHERE = 'http://127.0.0.1:9/api/v2';

describe.each(ENGINES)('a fresh start on the bundled records on $engine', ({ create }) => {
  let files: TestDatabase;
  let pipeline: Pipeline;

  beforeAll(async () => {
    files = await create();
    pipeline = await Pipeline.open({ database: files, registryUrl: NOWHERE, environment: { SNAPSHOT: 'bundled' } });
    await pipeline.start();
  });

  afterAll(async () => {
    await pipeline.close();
    await files.drop();
  });

  it('merges every entry of the guide and checks every claim', async () => {
    const guide = await pipeline.context.get(GuideStore).get(GUIDE);
    const entries = await pipeline.context.get(EntryStore).list(GUIDE);
    const checks = await pipeline.context.get(ClaimStore).list(GUIDE);
    expect(entries.map(({ document }) => document.entryId).sort()).toEqual(
      guide?.entries.map((entry) => entry.entryId).sort(),
    );
    // The approved use of each drug is checked beside the claims that the guide makes.
    const uses = guide?.entries.filter(({ kind }) => kind === 'drug').map(({ entryId }) => `approved-use:${entryId}`);
    const claims = guide?.claims.map(({ claimId }) => claimId);
    expect([...checks.keys()].sort()).toEqual([...(claims ?? []), ...(uses ?? [])].sort());
    expect(await pipeline.context.get(EntryStore).failures()).toEqual([]);
  });

  it('tells that CheckMate 459 is no longer ongoing, since when, and what was true before', async () => {
    const check = (await pipeline.context.get(ClaimStore).list(GUIDE)).get('checkmate-459-ongoing');
    expect(check?.verdict).toBe('outdated');
    expect(check?.since).toEqual({ notBefore: '2018-04-10', notAfter: '2024-03-19' });
    expect(check?.history.map(({ verdict, since }) => [verdict, since.notBefore, since.notAfter])).toEqual([
      ['unverifiable', null, '2015-10-14'],
      ['supported', '2015-10-14', '2017-09-25'],
      ['outdated', '2018-04-10', '2024-03-19'],
    ]);
    expect(check?.evidence).toContainEqual(
      expect.objectContaining({
        source: 'clinicaltrials-gov',
        key: CHECKMATE,
        pointer: '/protocolSection/statusModule/overallStatus',
        value: 'COMPLETED',
        url: `https://clinicaltrials.gov/study/${CHECKMATE}`,
      }),
    );
  });

  it('keeps the five dated versions of CheckMate 459 apart, marked as assembled', async () => {
    const versions = await pipeline.context.get(StudyReader).versions(CHECKMATE);
    expect(versions.map(({ dataDate, origin }) => [dataDate, origin])).toEqual([
      ['2015-10-14', 'assembled'],
      ['2017-09-25', 'assembled'],
      ['2018-04-10', 'assembled'],
      ['2024-03-19', 'assembled'],
      ['2025-02-17', 'assembled'],
    ]);
  });

  it('shows no assembled record as open', async () => {
    const entries = await pipeline.context.get(EntryStore).list(GUIDE);
    const featured = entries.flatMap(({ document }) => document.trials.featured);
    const assembled = featured.filter((study) => study.origin === 'assembled');
    expect(assembled.length).toBeGreaterThan(0);
    expect(assembled.filter((study) => study.statusGroup === 'open' || study.statusTrusted)).toEqual([]);
  });

  it('says which sources have never been read live', async () => {
    const { sources } = await pipeline.context.get(SourceStatusService).meta();
    expect(sources.map(({ id, status }) => `${id}: ${status}`)).toEqual([
      'clinicaltrials-gov: bundled',
      'openfda: bundled',
      'rxnorm: never-synced',
      'nci-drug-dictionary: bundled',
      'pubmed: never-synced',
    ]);
  });

  it('shows of a drug what is held, and nothing that is not', async () => {
    const drugs = new Map(
      (await pipeline.context.get(DrugStore).list()).map(({ document }) => [document.drugId, document]),
    );
    expect([...drugs.keys()]).toHaveLength(9);
    expect(drugs.get('cisplatin')).toMatchObject({
      treatmentKind: 'chemotherapy',
      classes: [{ system: 'epc', name: 'Platinum-based Drug' }],
      approvals: { total: 6, isComplete: false, firstApprovedOn: '1978-12-19' },
      labels: null,
    });
    expect(drugs.get('pembrolizumab')).toMatchObject({
      label: { brandName: 'KEYTRUDA', hasText: false, origin: 'bundled' },
      labels: { total: 2, isComplete: false },
      reports: { total: null, reactions: [{ term: 'MALIGNANT NEOPLASM PROGRESSION', count: 12016 }] },
      classes: null,
    });
    for (const drugId of ['pembrolizumab', 'nivolumab', 'bevacizumab']) {
      expect(drugs.get(drugId)?.definition?.text).toContain('monoclonal');
    }
    expect(drugs.get('sorafenib')).toMatchObject({ label: null, labels: null, recalls: null, classes: null });
  });

  it('dates what is shipped by what was recorded of it, and never by its own start', async () => {
    const drugs = new Map(
      (await pipeline.context.get(DrugStore).list()).map((stored) => [stored.document.drugId, stored]),
    );
    const definition = drugs.get('nivolumab')?.provenance['/definition/text'];
    expect(definition).toMatchObject({ origin: 'bundled', retrievedAt: null });
    expect(drugs.get('cisplatin')?.provenance['/approvals/total']).toMatchObject({
      ...{ retrievedAt: null, sourceUpdatedAt: '2023-11-15' },
    });
    const { document } = drugs.get('pembrolizumab') ?? {};
    expect(document?.labelHistory?.map(({ seenAt, receivedAt }) => [seenAt, receivedAt])).toEqual([
      [null, '2026-08-11T22:01:20.000Z'],
      [null, '2026-08-11T22:01:20.000Z'],
    ]);
    const sights = await pipeline.context.get(ReferenceReader).sights(['drug:pembrolizumab']);
    expect(sights.map(({ part, seenAt, sourceUpdatedAt }) => [part, seenAt, sourceUpdatedAt])).toEqual([
      ['term', null, null],
      ['labels', null, '2026-08-11'],
      ['reports', null, '2026-07-30'],
    ]);
  });

  it('leaves a claim open where no label is held, and says so', async () => {
    const checks = await pipeline.context.get(ClaimStore).list(GUIDE);
    expect([...checks.values()].filter(({ verdict }) => verdict === 'unchecked')).toEqual([]);
    for (const claimId of ['sorafenib-class-list', 'bevacizumab-combination', 'gemcitabine-liver', 'ici-class']) {
      expect(checks.get(claimId)).toMatchObject({ verdict: 'unverifiable' });
    }
  });

  it('changes nothing when it is started again', async () => {
    const before = await pipeline.count('change');
    await pipeline.start();
    expect(await pipeline.count('change')).toBe(before);
    expect(await pipeline.count('sync_run')).toBe(3);
  });

  it('still comes where the source was asked in vain before, and for nothing else', async () => {
    const unanswered = `source = 'openfda' AND part = 'applications' AND subject = 'drug:cisplatin'`;
    const [failed, none] = ["failure = 'Made up.', failed_at = '2026-11-24T09:00:00.000Z'", 'record_keys = NULL'];
    await pipeline.database.write(async (tx) => {
      await tx.query(`UPDATE reference_answer SET ${failed}, ${none}, origin = 'live' WHERE ${unanswered}`);
      await tx.query("UPDATE source_state SET last_success_at = '2026-11-24T09:00:00.000Z' WHERE source = 'openfda'");
    });
    await pipeline.start();
    expect(await pipeline.count('reference_answer', `${unanswered} AND origin = 'bundled' AND failure IS NULL`)).toBe(
      1,
    );
    expect(await pipeline.count('sync_run')).toBe(4);
  });
});
