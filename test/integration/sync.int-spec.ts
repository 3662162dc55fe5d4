import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ChangeStore } from '../../src/changes/change.store.js';
import { parseNctId, type NctId } from '../../src/model/identifiers.js';
import { RejectionStore } from '../../src/source-status/rejection.store.js';
import { LEASE_HOLDER } from '../../src/source-status/lease-holder.js';
import { SourceStateStore } from '../../src/source-status/source-state.store.js';
import { SyncRunStore } from '../../src/source-status/sync-run.store.js';
import { LeaseHeldError } from '../../src/sync/sync.types.js';
import { StudyReader } from '../../src/studies/study-reader.store.js';
import { ENGINES, type TestDatabase } from '../support/databases.js';
import { FakeRegistry, loadRealStudies } from '../support/fake-registry.js';
import { Pipeline } from '../support/pipeline.js';
import type { RawStudy } from '../support/registry-search.js';

const SOURCE = 'clinicaltrials-gov';
/** Where this process and its like run. */
const [PLACE] = LEASE_HOLDER.split('/');
const sample = (await loadRealStudies()).slice(0, 230);

function idOf(study: unknown): NctId {
  const { protocolSection } = study as { protocolSection: { identificationModule: { nctId: string } } };
  return parseNctId(protocolSection.identificationModule.nctId) as NctId;
}

function statusOf(study: RawStudy): Record<string, unknown> {
  return (study['protocolSection'] as { statusModule: Record<string, unknown> }).statusModule;
}

describe.each(ENGINES)('a sync on $engine', ({ create }) => {
  let files: TestDatabase;
  let registry: FakeRegistry;
  let pipeline: Pipeline;

  const open = (environment: Record<string, string> = {}): Promise<Pipeline> =>
    Pipeline.open({
      database: files,
      registryUrl: registry.baseUrl,
      pageSize: 50,
      environment: { SYNC_SCOPE: 'registry', ...environment },
    });
  const reader = (): StudyReader => pipeline.context.get(StudyReader);
  const storedIds = async (): Promise<string[]> => {
    const rows = await pipeline.database.read.query<{ nct_id: string }[]>('SELECT nct_id FROM study ORDER BY nct_id');
    return rows.map((row) => row.nct_id);
  };

  beforeEach(async () => {
    files = await create();
    registry = await FakeRegistry.start(sample);
    pipeline = await open();
  });

  afterEach(async () => {
    await pipeline.close();
    await registry.stop();
    await files.drop();
  });

  it('stores every record of a full pull once, with its raw body as sent', async () => {
    const report = await pipeline.sync();
    expect(report).toMatchObject({ outcome: 'succeeded', kind: 'full', error: null });
    expect(report.counts).toMatchObject({ received: 230, created: 230, updated: 0, rejected: 0, announced: 230 });
    expect(await storedIds()).toEqual(sample.map(idOf).sort());
    const first = idOf(sample[0]);
    const { gunzipSync } = await import('node:zlib');
    const raw = await reader().raw(first);
    expect(JSON.parse(gunzipSync(raw as Buffer).toString())).toEqual(registry.study(first));
  });

  it('writes no change when nothing changed, even when the data date of every record moved', async () => {
    await pipeline.sync();
    const before = await pipeline.count('change');
    registry.setDataTimestamp('2026-08-25T09:00:05');
    const again = await pipeline.sync({ full: true });
    expect(again.counts).toMatchObject({ created: 0, updated: 0, unchanged: 230, gone: 0 });
    expect(await pipeline.count('change')).toBe(before);
    expect(await pipeline.count('study_version')).toBe(230);
  });

  it('asks for nothing but the version while the data version stands', async () => {
    await pipeline.sync();
    registry.requests.length = 0;
    expect((await pipeline.sync()).outcome).toBe('unchanged');
    expect(registry.requests.map((request) => request.path)).toEqual(['/api/v2/version']);
  });

  it('brings in exactly what was edited and says which fields moved', async () => {
    await pipeline.sync();
    const edited = idOf(sample[7]);
    const last = await pipeline.context.get(ChangeStore).lastId();
    registry.edit(edited, (study) => {
      statusOf(study)['overallStatus'] = 'SUSPENDED';
      statusOf(study)['whyStopped'] = 'Made up for this test';
    });
    const report = await pipeline.sync();
    expect(report).toMatchObject({ kind: 'incremental', outcome: 'succeeded' });
    expect(report.counts).toMatchObject({ updated: 1, created: 0 });
    const changes = await pipeline.context.get(ChangeStore).readAfter(last, { subject: 'study:', kind: null }, 10);
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({ subject: `study:${edited}`, kind: 'updated' });
    expect([...(changes[0]?.fields ?? [])].sort()).toEqual(['lastUpdatePostDate', 'overallStatus', 'whyStopped']);
    expect(await reader().versions(edited)).toHaveLength(2);
  });

  it('resumes a run that was stopped between pages, and neither loses nor doubles a record', async () => {
    const controller = new AbortController();
    let pages = 0;
    const stopped = await pipeline.sync({
      signal: controller.signal,
      onPage: () => {
        pages += 1;
        if (pages === 2) controller.abort(new Error('stopped by the test'));
      },
    });
    expect(stopped.outcome).toBe('interrupted');
    expect(await pipeline.count('study')).toBe(100);
    registry.requests.length = 0;
    const resumed = await pipeline.sync();
    expect(resumed).toMatchObject({ outcome: 'succeeded', runId: stopped.runId });
    expect(resumed.counts).toMatchObject({ received: 230, created: 230 });
    expect(registry.requests.filter((request) => request.path.endsWith('/studies'))).toHaveLength(3);
    expect(await storedIds()).toEqual(sample.map(idOf).sort());
  });

  it('starts over when the data moved while it was stopped', async () => {
    const controller = new AbortController();
    await pipeline.sync({
      signal: controller.signal,
      onPage: () => {
        controller.abort();
      },
    });
    registry.edit(idOf(sample[3]), (study) => {
      statusOf(study)['overallStatus'] = 'UNKNOWN';
    });
    const report = await pipeline.sync();
    expect(report).toMatchObject({ outcome: 'succeeded', kind: 'full' });
    expect(await storedIds()).toEqual(sample.map(idOf).sort());
  });

  it('records one malformed record with its reasons and takes the rest of the page', async () => {
    registry.fault({
      path: '/studies',
      fault: { kind: 'malformed-record', index: 4, record: { protocolSection: { made: 'up' } } },
    });
    const report = await pipeline.sync();
    expect(report.counts.rejected).toBe(1);
    const [rejection] = await pipeline.context.get(RejectionStore).ofRun(report.runId, 10);
    expect(rejection?.extent).toBe('record');
    expect(rejection?.problems[0]?.pointer).toContain('nctId');
    expect(rejection?.raw).toContain('"made":"up"');
  });

  it('stores records with texts that an engine would refuse, and the rest of their page', async () => {
    const nctId = idOf(sample[2]);
    registry.edit(nctId, (study) => {
      const { identificationModule } = study['protocolSection'] as { identificationModule: Record<string, unknown> };
      identificationModule['briefTitle'] = 'Made up: nul \0, lone surrogate \ud800, <script>, \u202e turned';
      identificationModule['officialTitle'] = 'long '.repeat(200_000);
    });
    const report = await pipeline.sync();
    expect(report).toMatchObject({ outcome: 'succeeded', counts: { created: 230, rejected: 0 } });
    expect((await reader().find(nctId))?.study.briefTitle).toMatch(/^Made up: nul , lone surrogate ., <script>/u);
  });

  it('keeps the last good value of a field with an unknown enum value, and reports it', async () => {
    await pipeline.sync();
    const nctId = idOf(sample[11]);
    const before = (await reader().find(nctId))?.study.overallStatus;
    registry.edit(nctId, (study) => {
      statusOf(study)['overallStatus'] = 'MADE_UP_STATUS';
    });
    const report = await pipeline.sync();
    expect(report.counts.problems).toBe(1);
    expect((await reader().find(nctId))?.study.overallStatus).toBe(before);
    const [row] = await pipeline.context.get(RejectionStore).ofRun(report.runId, 10);
    expect(row).toMatchObject({ key: nctId, extent: 'field', problems: [{ field: 'overallStatus' }] });
    registry.edit(nctId, (study) => {
      statusOf(study)['overallStatus'] = 'WITHDRAWN';
    });
    await pipeline.sync();
    expect((await reader().find(nctId))?.study.overallStatus).toBe('WITHDRAWN');
    expect(await pipeline.context.get(RejectionStore).counts(SOURCE)).toEqual({ records: 0, fields: 0 });
  });

  it('keeps the known values of a part of the record that comes as another kind of JSON, and reports them', async () => {
    await pipeline.sync();
    const nctId = idOf(sample[12]);
    const before = (await reader().find(nctId))?.study;
    registry.edit(nctId, (study) => {
      (study['protocolSection'] as Record<string, unknown>)['conditionsModule'] = 'made up';
    });
    const report = await pipeline.sync();
    expect(report.counts).toMatchObject({ problems: 1, rejected: 0 });
    expect((await reader().find(nctId))?.study.conditions).toEqual(before?.conditions);
    const [row] = await pipeline.context.get(RejectionStore).ofRun(report.runId, 10);
    expect(row?.problems.map((problem) => problem.field).sort()).toEqual(['conditions', 'keywords']);
  });

  it('marks a record as gone only after its own look-up said so, and takes it back when it returns', async () => {
    await pipeline.sync();
    const nctId = idOf(sample[20]);
    const copy = registry.study(nctId);
    registry.remove(nctId);
    const report = await pipeline.sync({ full: true });
    expect(report.counts.gone).toBe(1);
    expect(registry.requests.at(-1)).toMatchObject({ path: `/api/v2/studies/${nctId}`, status: 404 });
    expect((await reader().find(nctId))?.goneAt).toBe(pipeline.clock.timestamp());
    registry.add(copy);
    expect((await pipeline.sync({ full: true })).counts.restored).toBe(1);
    expect((await reader().find(nctId))?.goneAt).toBeNull();
  });

  it('removes nothing when the registry sends an empty answer or loses many records at once', async () => {
    await pipeline.sync();
    registry.setDataTimestamp('2026-09-01T09:00:05');
    registry.fault({ path: '/studies', fault: { kind: 'no-results' } });
    expect(await pipeline.sync({ full: true })).toMatchObject({ outcome: 'partial', counts: { gone: 0 } });
    for (const study of sample.slice(0, 40)) registry.remove(idOf(study));
    const many = await pipeline.sync({ full: true });
    expect(many).toMatchObject({ outcome: 'partial', counts: { gone: 0 } });
    expect(many.error).toContain('40 records at once');
    expect(await pipeline.count('study', 'gone_at IS NOT NULL')).toBe(0);
  });

  it('follows a number that became another one', async () => {
    await pipeline.sync();
    const [former, canonical] = [idOf(sample[30]), idOf(sample[31])];
    registry.alias(former, canonical);
    await pipeline.sync({ full: true });
    expect(await reader().canonicalOf(former)).toBe(canonical);
    expect(await reader().find(former)).toBeNull();
    expect(await pipeline.count('study', 'gone_at IS NOT NULL')).toBe(1);
  });

  it('fails without moving the checkpoint when the registry answers with errors, and recovers in the next run', async () => {
    await pipeline.sync();
    const before = await pipeline.context.get(SourceStateStore).get(SOURCE);
    registry.edit(idOf(sample[1]), (study) => {
      statusOf(study)['overallStatus'] = 'TERMINATED';
    });
    registry.fault({ path: '/studies', times: 50, fault: { kind: 'server-error' } });
    const failed = await pipeline.sync();
    expect(failed.outcome).toBe('failed');
    expect(failed.error).toContain('500');
    const state = await pipeline.context.get(SourceStateStore).get(SOURCE);
    expect(state?.checkpoint).toEqual(before?.checkpoint);
    expect(state?.leaseHolder).toBeNull();
    registry.faults.clear();
    expect(await pipeline.sync()).toMatchObject({ outcome: 'succeeded', counts: { updated: 1 } });
  });

  it('lets one process at a time run a source, and takes over from one that died', async () => {
    const states = pipeline.context.get(SourceStateStore);
    const elsewhere = { leaseHolder: 'another-host/1/abcd', leasedUntil: '2026-11-24T09:00:30.000Z' };
    await pipeline.database.write(async (tx) => {
      await states.load(tx, SOURCE);
      await tx.query(
        `UPDATE source_state SET lease_holder = '${elsewhere.leaseHolder}', leased_until = '${elsewhere.leasedUntil}'`,
      );
    });
    await expect(pipeline.sync()).rejects.toThrow(LeaseHeldError);
    await pipeline.database.write((tx) => tx.query(`UPDATE source_state SET lease_holder = '${PLACE}/4194399/abcd'`));
    expect((await pipeline.sync()).outcome).toBe('succeeded');
  });

  it('pulls only what the guides follow when it is not told to mirror everything', async () => {
    await pipeline.close();
    pipeline = await open({ SYNC_SCOPE: 'guides' });
    await pipeline.start();
    const report = await pipeline.sync();
    expect(report.outcome).toBe('succeeded');
    const expected = (await pipeline.context.get(SyncRunStore).get(report.runId))?.counts.received;
    expect(await pipeline.count('study')).toBe(expected);
    expect(await pipeline.count('study')).toBeLessThan(40);
    expect(registry.requests[1]?.query['query.cond']).toContain('"');
  });
});
