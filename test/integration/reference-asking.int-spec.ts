import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { DrugDocument } from '../../src/model/drug.js';
import type { PartOfSource } from '../../src/references/references.types.js';
import type { RunReport } from '../../src/sync/sync.types.js';
import { madeUpApplication, madeUpProduct, madeUpRecall } from '../fixtures/openfda/made-up-listings.js';
import { madeUpLabel } from '../fixtures/openfda/made-up-labels.js';
import { MADE_UP_CONCEPTS } from '../fixtures/rxnorm/made-up-concepts.js';
import { ENGINES } from '../support/databases.js';
import type { Fault } from '../support/fault.js';
import { GuidesFolder } from '../support/guides-folder.js';
import { SHIPPED_GUIDES } from '../support/pipeline.js';
import { ReferencesPipeline } from '../support/references-pipeline.js';

const ID = 'stage-4-liver-cancer';
const DRUGS = ['cisplatin', 'doxorubicin', 'nivolumab', 'pembrolizumab', 'sorafenib'] as const;
const ALWAYS = 1_000_000;
const MORNING = '2026-11-24T05:10:00.000Z';
const REFUSED: Fault = { kind: 'text', status: 400, body: '{"error":{"code":"BAD_REQUEST","message":"made up"}}' };
const NOTHING: Fault = {
  kind: 'text',
  status: 404,
  body: '{"error":{"code":"NOT_FOUND","message":"No matches found!"}}',
};

type Drug = DrugDocument & { parts: Record<string, PartOfSource> };
type State = { next_run_at: string; last_success_at: string | null; last_failure_at: string | null };

describe.each(ENGINES)('asking the reference sources on $engine', ({ create }) => {
  let service: ReferencesPipeline;
  let guides: GuidesFolder;

  beforeEach(async () => {
    guides = await GuidesFolder.copyOf(SHIPPED_GUIDES);
    await guides.keepOnly(ID, DRUGS);
    service = await ReferencesPipeline.open({ create, guides: guides.path });
    service.clock.set(MORNING);
    for (const [n, drugId] of DRUGS.entries()) {
      service.fakes.openfda.put('label', madeUpLabel(drugId));
      service.fakes.openfda.put('enforcement', madeUpRecall({ drugId, n }));
      service.fakes.openfda.put('ndc', madeUpProduct({ drugId, n }));
    }
  });

  afterEach(async () => {
    await service.close();
    await guides.delete();
  });

  const run = async (source = 'openfda'): Promise<RunReport> => (await service.sync(source))[0]!;
  const drug = (id: string): Promise<Drug> => service.data<Drug>(`/v1/drugs/${id}`);
  const state = async (source = 'openfda'): Promise<State> =>
    (await service.rows<State>('*', `source_state WHERE source = '${source}'`))[0]!;
  /** Requests to openFDA that some work makes. */
  const requestsBy = async (work: () => Promise<unknown>): Promise<string[]> => {
    const { requests } = service.fakes.openfda;
    const known = requests.length;
    await work();
    return requests.slice(known).map(({ path }) => path);
  };
  const statement = (sql: string): Promise<unknown> => service.pipeline.database.write((tx) => tx.query(sql));

  it('one record that is odd through and through does not keep the others from being read', async () => {
    const odd = { ...madeUpLabel('cisplatin'), set_id: 'made-up\ud800' };
    service.fakes.openfda.put('label', odd);
    const application = { ...madeUpApplication('cisplatin'), sponsor_name: 'Half a \udc00 character' };
    const body = { meta: { results: { skip: 0, limit: 100, total: 5_000_000_000 } }, results: [application] };
    service.fakes.openfda.fault({ fault: { kind: 'json', body }, path: 'drugsfda.json', times: ALWAYS });
    const report = await run();
    expect(report).toMatchObject({ outcome: 'succeeded', counts: { announced: 30 } });
    expect(await service.rows('key', "reference_record WHERE kind = 'label'")).toContainEqual({ key: 'made-up\ufffd' });
    expect(await service.rows('total', "reference_answer WHERE part = 'applications'")).toContainEqual({ total: null });
  });

  it('questions that are refused for good keep no other from being asked, and are not put again before the schedule', async () => {
    for (const id of DRUGS.slice(0, 3)) {
      service.fakes.openfda.fault({ fault: REFUSED, path: `generic_name%3A%22${id}`, times: ALWAYS });
    }
    expect(await run()).toMatchObject({ outcome: 'partial' });
    expect((await state()).next_run_at).toBe('2026-11-25T05:10:00.000Z');
    expect((await drug('sorafenib')).parts).toMatchObject({
      labels: { status: 'fresh' },
      products: { status: 'fresh' },
      recalls: { status: 'fresh' },
    });
    const { status, reason } = (await drug('cisplatin')).parts['labels']!;
    expect([status, reason]).toEqual(['unavailable', 'Nothing is held yet: openFDA refused the request or failed.']);
    expect(await requestsBy(() => run())).toEqual([]);
  });

  it('what was left out for want of requests is told so, and comes first the next day', async () => {
    await statement("INSERT INTO source_state (source, requests_on, requests) VALUES ('openfda', '2026-11-24', 899)");
    const asked = await requestsBy(async () => {
      expect(await run()).toMatchObject({ outcome: 'partial', error: '29 were not asked of 30 questions.' });
    });
    expect(asked).toEqual(['/drug/label.json']);
    expect((await drug('sorafenib')).parts['labels']?.reason).toContain('allowed for a day were used up');
    expect((await state()).next_run_at).toBe('2026-11-25T05:10:00.000Z');
    service.clock.set('2026-11-25T05:10:00.000Z');
    const next = await requestsBy(async () => {
      expect(await run()).toMatchObject({ outcome: 'succeeded', counts: { announced: 30 } });
    });
    expect([next[0], next.at(-1)]).toEqual(['/drug/drugsfda.json', '/drug/label.json']);
  });

  it('a source that wants to be left alone is, and so is what it was not asked', async () => {
    service.fakes.openfda.fault({ fault: { kind: 'too-many-requests', retryAfter: '3600' }, times: ALWAYS });
    const asked = await requestsBy(() => run());
    expect(asked).toHaveLength(1);
    expect((await state()).next_run_at).toBe('2026-11-24T06:10:00.000Z');
    const { labels, recalls } = (await drug('cisplatin')).parts;
    expect([labels?.reason, recalls?.reason]).toEqual([
      'Nothing is held yet: openFDA asked for fewer requests.',
      'Nothing is held yet: openFDA was not asked, because it did not answer other questions.',
    ]);
  });

  it('a list that is down costs few requests a day, and the drugs take turns', async () => {
    service.fakes.openfda.fault({ fault: { kind: 'server-error' }, path: 'label.json', times: ALWAYS });
    const asked = await requestsBy(async () => {
      await run();
      while ((await state()).next_run_at < '2026-11-25T05:10:00.000Z') {
        service.clock.set((await state()).next_run_at);
        await run();
      }
    });
    const labels = asked.filter((path) => path === '/drug/label.json');
    expect(labels.length).toBeGreaterThan(50);
    expect(labels.length).toBeLessThan(120);
    const tried = await service.rows('subject', "reference_answer WHERE part = 'labels' AND attempted_at IS NOT NULL");
    expect(tried).toHaveLength(DRUGS.length);
  });

  it('records that lost what they are known by stay with the answer, which says so', async () => {
    const applications = [1, 2, 3].map((n) => ({
      ...madeUpApplication('sorafenib'),
      application_number: `NDA99990${String(n)}`,
    }));
    service.fakes.openfda.put('drugsfda', ...applications);
    await run();
    const before = (await drug('sorafenib')).approvals;
    expect(before?.items).toHaveLength(3);
    const [first, ...others] = applications;
    const results = [first, ...others.map((one, n) => ({ ...one, application_number: n }))];
    const body = { meta: { results: { skip: 0, limit: 100, total: 3 } }, results };
    const { requests } = service.fakes.openfda;
    const { query } = requests.find(
      (one) => one.path.includes('drugsfda') && one.query['search']?.includes('sorafenib'),
    )!;
    const path = `drugsfda.json?${new URLSearchParams(query).toString()}`;
    service.fakes.openfda.fault({ fault: { kind: 'json', body }, path, times: ALWAYS });
    await service.pass(24);
    expect(await run()).toMatchObject({ counts: { rejected: 2 } });
    const after = (await drug('sorafenib')).approvals;
    expect(after?.items).toEqual(before?.items);
    const [row] = await service.rows<{ notes: string; is_complete: unknown }>(
      'notes, is_complete',
      "reference_answer WHERE part = 'applications' AND subject = 'drug:sorafenib'",
    );
    expect(row?.notes).toContain('2 records could not be read');
    expect(Boolean(row?.is_complete)).toBe(false);
  });

  describe('that suddenly have nothing', () => {
    const labels = async (): Promise<[number | undefined, string | undefined]> => {
      const { labels: list, parts } = await drug('nivolumab');
      return [list?.total, parts['labels']?.status];
    };

    beforeEach(async () => {
      await run();
      service.fakes.openfda.fault({ fault: NOTHING, times: ALWAYS });
      await service.pass(13);
    });

    it('keeps what was held, says why, and believes it when they say so on another day', async () => {
      const report = await run();
      expect(report.outcome).toBe('partial');
      expect(report.error).toContain('labels of drug:cisplatin: sent 0 where it had 1, which is not believed');
      expect(await labels()).toEqual([1, 'fresh']);
      await service.pass(90);
      expect(await labels()).toEqual([1, 'unavailable']);
      expect((await drug('nivolumab')).parts['labels']?.reason).toContain('since then openFDA sent 0 where it had 1');
      await run();
      expect(await labels()).toEqual([0, 'fresh']);
    });

    it('doubts anew when what was held was seen again in between', async () => {
      await run();
      service.fakes.openfda.faults.clear();
      await service.pass(24);
      expect(await run()).toMatchObject({ outcome: 'succeeded' });
      service.fakes.openfda.fault({ fault: NOTHING, times: ALWAYS });
      await service.pass(24);
      await run();
      expect(await labels()).toEqual([1, 'fresh']);
    });
  });

  it('an answer about what the guides no longer state is not fresh, and is asked for at once', async () => {
    for (const concept of MADE_UP_CONCEPTS) service.fakes.rxnorm.put(concept);
    await run('rxnorm');
    const planned = (await state('rxnorm')).next_run_at;
    expect(planned > service.clock.timestamp()).toBe(true);
    expect((await drug('sorafenib')).parts['concept']).toMatchObject({ status: 'fresh' });
    await service.pass(1);
    await service.pipeline.start();
    expect((await state('rxnorm')).next_run_at).toBe(planned);
    await guides.changeEntry(ID, 'sorafenib', (entry) => {
      entry.names.synonyms = [...(entry.names.synonyms ?? []), 'made-up synonym'];
    });
    await service.pipeline.start();
    expect((await state('rxnorm')).next_run_at).toBe(service.clock.timestamp());
    const { status, reason } = (await drug('sorafenib')).parts['concept']!;
    expect([status, reason]).toEqual(['stale', expect.stringContaining('has changed since it was looked up')]);
    expect((await drug('nivolumab')).parts['concept']).toMatchObject({ status: 'fresh' });
    expect(await run('rxnorm')).toMatchObject({ outcome: 'succeeded', counts: { announced: 1 } });
    expect((await drug('sorafenib')).parts['concept']).toMatchObject({ status: 'fresh', reason: null });
  });

  it('a source that went down after it had answered was read, and one question that fails is not the source', async () => {
    for (const list of ['drugsfda', 'enforcement', 'shortages', 'event', 'ndc']) {
      service.fakes.openfda.fault({ fault: { kind: 'server-error' }, path: `${list}.json`, times: ALWAYS });
    }
    expect(await run()).toMatchObject({
      outcome: 'partial',
      error: expect.stringMatching(/^3 of 30 .* 26 were not asked/),
    });
    expect(await state()).toMatchObject({ last_success_at: MORNING, last_failure_at: MORNING });
    service.fakes.openfda.faults.clear();
    await service.pass(1);
    expect(await run()).toMatchObject({ outcome: 'succeeded', counts: { announced: 29 } });
    const success = service.clock.timestamp();
    service.fakes.openfda.fault({ fault: { kind: 'server-error' }, path: 'shortages.json', times: ALWAYS });
    await service.pass(13);
    expect(await run()).toMatchObject({ outcome: 'partial' });
    await service.pass(1);
    expect(await run()).toMatchObject({ outcome: 'failed', counts: { announced: 5 } });
    expect((await state()).last_failure_at).toBe(MORNING);
    expect((await state()).last_success_at! > success).toBe(true);
  });

  it('a run whose lease was taken over ends without a word about the source', async () => {
    const report = await service.pipeline.sync({
      source: 'openfda',
      onPage: () => {
        void statement("UPDATE source_state SET lease_holder = 'elsewhere/1/made-up' WHERE source = 'openfda'");
      },
    });
    expect(report).toMatchObject({ outcome: 'interrupted', error: 'lost the lease of openfda' });
    const holders = await service.rows('lease_holder, last_failure_at', "source_state WHERE source = 'openfda'");
    expect(holders).toEqual([{ lease_holder: 'elsewhere/1/made-up', last_failure_at: null }]);
  });

  it('a publication that two claims state is asked for once', async () => {
    await guides.change(ID, ({ sections }) => {
      const section = sections.find(({ claims }) => claims.some(({ check }) => check['type'] === 'publication'))!;
      const claim = section.claims.find(({ check }) => check['type'] === 'publication')!;
      for (const id of ['made-up-one', 'made-up-two']) {
        const copy = structuredClone({ ...claim, id });
        section.claims.push({ ...copy, check: { ...copy.check, identifiers: ['pmid:99999903'] } });
      }
    });
    await service.pipeline.start();
    service.fakes.pubmed.put({ pmid: '99999903', title: 'Made-up publication.' });
    const report = await run('pubmed');
    const searched = service.fakes.pubmed.requests.filter(({ query }) => query['term'] === '99999903[uid]');
    expect([report.outcome, searched.length]).toEqual(['succeeded', 1]);
  });
});
