import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DrugDocument } from '../../src/model/drug.js';
import type { PartOfSource, PartStatus } from '../../src/references/references.types.js';
import type { RunReport } from '../../src/sync/sync.types.js';
import {
  madeUpApplication,
  madeUpProduct,
  madeUpRecall,
  madeUpReport,
  madeUpShortage,
} from '../fixtures/openfda/made-up-listings.js';
import { madeUpLabel } from '../fixtures/openfda/made-up-labels.js';
import { MADE_UP_CONCEPTS } from '../fixtures/rxnorm/made-up-concepts.js';
import { ENGINES, type TestDatabase } from '../support/databases.js';
import type { Fault, FaultRule } from '../support/fault.js';
import { GuidesFolder } from '../support/guides-folder.js';
import { SHIPPED_GUIDES } from '../support/pipeline.js';
import { recordedTerm, REFERENCE_IDS, ReferencesPipeline, type ReferenceId } from '../support/references-pipeline.js';

const ID = 'stage-4-liver-cancer';
const GUIDE = `/v1/guides/${ID}`;
const CHECKMATE = 'NCT02576509';
const DRUGS = ['nivolumab', 'pembrolizumab'] as const;
const ENTRIES = [...DRUGS, 'checkmate-459'];
/** Often enough for all that is asked in a run, repetitions included. */
const ALWAYS = 1_000_000;
/** So long after a run everything is asked again and still fresh, in hours. */
const HALF_A_DAY = 13;

/** What of a drug a source fills (publications are no part of a drug), and for how many hours that is fresh. */
const FILLED: Record<ReferenceId, { parts: readonly string[]; freshHours: number }> = {
  openfda: { parts: ['applications', 'labels', 'products', 'recalls', 'reports', 'shortages'], freshHours: 96 },
  rxnorm: { parts: ['concept'], freshHours: 240 },
  'nci-drug-dictionary': { parts: ['term'], freshHours: 240 },
  pubmed: { parts: ['publications'], freshHours: 96 },
};

/** What goes wrong with every answer, in turn, and the words in which a reader is told. */
const FAULTS: [string, Fault[], RegExp][] = [
  ['silence', [{ kind: 'stall' }], /did not answer in time/],
  ['429 with a time to wait', [{ kind: 'too-many-requests', retryAfter: '30' }], /asked for fewer requests/],
  ['429', [{ kind: 'too-many-requests' }], /asked for fewer requests/],
  ['403 with a web page', [{ kind: 'forbidden-html' }], /sent a web page in place of data|asked for fewer requests/],
  ['500', [{ kind: 'server-error' }], /refused the request or failed/],
  ['bodies cut off with the connection', [{ kind: 'cut', how: 'connection' }], /could not be reached/],
  ['bodies that end too early', [{ kind: 'cut', how: 'json' }], /broke off or was damaged/],
  [
    'JSON of another type (a text, a list, null, nothing in an object)',
    ['made up', ['made up'], null, {}].map((body) => ({ kind: 'json', body })),
    /of a form that is not known here/,
  ],
];

const HUGE = 'x'.repeat(10 * 1024 * 1024);

/** Faults that meet a part of what is asked: which requests, what they come to, and which parts are concerned. */
type PartlyFault = { rules: FaultRule[]; outcome: 'failed' | 'partial'; parts: readonly string[] };

/** Requests that only come when a question has been answered in part. */
const LATER: Partial<Record<ReferenceId, PartlyFault>> = {
  openfda: { rules: [broken('count=patient.reaction')], outcome: 'partial', parts: ['reports'] },
  rxnorm: { rules: [broken('relaSource=MEDRT')], outcome: 'failed', parts: ['concept'] },
  pubmed: { rules: [broken('esummary')], outcome: 'failed', parts: ['publications'] },
};

/** A record of 10 MB about one of the drugs, or the study, in an answer that is right in every other way. */
const TOO_LARGE: Partial<Record<ReferenceId, PartlyFault>> = {
  openfda: { rules: [hugeLabel('nivolumab')], outcome: 'partial', parts: ['labels'] },
  rxnorm: {
    rules: [
      sent('rxcui=1597876&relaSource=MEDRT', {
        rxclassDrugInfoList: { rxclassDrugInfo: [{ minConcept: { rxcui: '1597876', name: HUGE } }] },
      }),
    ],
    outcome: 'partial',
    parts: ['concept'],
  },
  'nci-drug-dictionary': {
    rules: [sent('Drugs/nivolumab', { ...recordedTerm('nivolumab'), definition: { text: HUGE } })],
    outcome: 'partial',
    parts: ['term'],
  },
  pubmed: {
    rules: [
      sent('id=99999901', {
        header: { type: 'esummary', version: '0.3' },
        result: { uids: ['99999901'], '99999901': { uid: '99999901', title: HUGE } },
      }),
    ],
    outcome: 'partial',
    parts: ['publications'],
  },
};

/** 10 MB of nothing in the place of every list, in bodies that are right in every other way. */
const ELEMENTS = `[${'{},'.repeat(3_500_000)}{}]`;
const WRONG_SHAPE: Partial<Record<ReferenceId, PartlyFault>> = {
  openfda: {
    rules: [sentText('/drug/drugsfda.json', `{"meta":{"results":{"total":1}},"results":${ELEMENTS}}`)],
    outcome: 'partial',
    parts: ['applications'],
  },
  rxnorm: {
    rules: [sentText('allProperties', `{"propConceptGroup":{"propConcept":${ELEMENTS}}}`)],
    outcome: 'failed',
    parts: ['concept'],
  },
  'nci-drug-dictionary': {
    rules: [
      sentText('Drugs/search', `{"meta":{"totalResults":1},"results":${ELEMENTS}}`),
      notFound('Drugs/', '{"Message":"No result found."}'),
    ],
    outcome: 'failed',
    parts: ['term'],
  },
  pubmed: {
    // A claim without any candidate is answered by the search alone.
    rules: [sentText('esummary', `{"result":{"uids":${ELEMENTS}}}`)],
    outcome: 'partial',
    parts: ['publications'],
  },
};

/** Every source says, in its own words, that there is nothing where there was something. */
const FALSE_EMPTY: Partial<Record<ReferenceId, PartlyFault>> = {
  openfda: {
    rules: [notFound('/drug/', '{"error":{"code":"NOT_FOUND","message":"No matches found!"}}')],
    outcome: 'failed',
    parts: FILLED.openfda.parts,
  },
  rxnorm: {
    rules: [sent('historystatus', {}), sent('/rxcui.json', { idGroup: {} })],
    outcome: 'failed',
    parts: ['concept'],
  },
  'nci-drug-dictionary': {
    rules: [
      sent('Drugs/search', { meta: { totalResults: 0 }, results: [] }),
      notFound('Drugs/', '{"Message":"No result found."}'),
    ],
    outcome: 'failed',
    parts: ['term'],
  },
  // One of the claims had no candidate before, and that is no news.
  pubmed: {
    rules: [sent('esearch', { esearchresult: { count: '0', idlist: [] } })],
    outcome: 'partial',
    parts: ['publications'],
  },
};

function notFound(path: string, body: string): FaultRule {
  return { path, fault: { kind: 'text', status: 404, body } };
}

function sentText(path: string, body: string): FaultRule {
  return { path, fault: { kind: 'text', status: 200, body } };
}

function hugeLabel(drugId: string): FaultRule {
  const label = madeUpLabel(drugId);
  const record = { ...label, spl_unclassified_section: [HUGE] };
  return { path: String(label['set_id']), fault: { kind: 'malformed-record', index: 0, record } };
}

function broken(path: string): FaultRule {
  return { path, fault: { kind: 'server-error' } };
}

function sent(path: string, body: unknown): FaultRule {
  return { path, fault: { kind: 'json', body } };
}

type Drug = DrugDocument & { parts: Record<string, PartOfSource> };
type Entry = { drug: Drug | null; publications: PartStatus & { total: number | null } };

/** How a run went that met faults, and how fresh its source was told to be when nothing was fresh any more. */
type Outcome = { report: RunReport; lastSeenAt: string; told: [string, PartStatus][] };

/** A service that knows everything of two drugs and a study, from made-up records. */
class Watched {
  private constructor(
    readonly service: ReferencesPipeline,
    private readonly guides: GuidesFolder,
  ) {}

  static async open(create: () => Promise<TestDatabase>): Promise<Watched> {
    const guides = await GuidesFolder.copyOf(SHIPPED_GUIDES);
    await guides.keepOnly(ID, ENTRIES);
    await guides.change(ID, ({ sections }) => {
      const claims = sections.flatMap((section) => section.claims);
      claims.find(({ id }) => id === 'ici-jco-os')!.check['identifiers'] = ['pmid:99999903'];
    });
    const service = await ReferencesPipeline.open({ create, guides: guides.path, silence: 500 });
    fill(service.fakes);
    return new Watched(service, guides);
  }

  async close(): Promise<void> {
    await this.service.close();
    await this.guides.delete();
  }

  /** Everything that is read of drugs and entries, without what moves with time alone. Every read must succeed. */
  async content(): Promise<unknown> {
    const drugs = await this.drugs();
    const entries = (await this.entries()).map(({ drug, publications, ...rest }) => ({
      ...rest,
      drug: drug === null ? null : { ...drug, parts: null },
      publications: { ...publications, status: null, reason: null, asOf: null, lastSeenAt: null },
    }));
    const claims = await this.service.data(`${GUIDE}/claims?limit=100`);
    return { drugs: drugs.map((drug) => ({ ...drug, parts: null })), entries, claims };
  }

  /** Reads every other list; every read must succeed. */
  async readLists(): Promise<void> {
    const lists = ['/v1/drugs', '/v1/guides', GUIDE, `${GUIDE}/entries`, '/v1/changes', '/v1/sources'];
    await Promise.all(lists.map((path) => this.service.data(path)));
  }

  drugs(): Promise<Drug[]> {
    return Promise.all(DRUGS.map((id) => this.service.data<Drug>(`/v1/drugs/${id}`)));
  }

  entries(): Promise<Entry[]> {
    return Promise.all(ENTRIES.map((id) => this.service.data<Entry>(`${GUIDE}/entries/${id}`)));
  }

  /** Everything stored that no fault may touch. */
  async stored(): Promise<unknown> {
    const { service } = this;
    return {
      records: await service.rows('source, kind, key, version, content_hash', 'reference_record ORDER BY 1, 2, 3'),
      versions: await service.rows('COUNT(*) AS n', 'reference_version'),
      answers: await service.rows('source, subject, part, content_hash', 'reference_answer ORDER BY 1, 2, 3'),
      drugs: await service.rows('drug_id, content_hash, merge_error', 'drug ORDER BY 1'),
      entries: await service.rows('entry_id, content_hash, merge_error', 'entry ORDER BY 1'),
      claims: await service.rows('claim_id, verdict, input_hash', 'claim_check ORDER BY 1'),
      changes: await service.rows('COUNT(*) AS n', 'change'),
      leases: await service.rows('source', 'source_state WHERE lease_holder IS NOT NULL'),
    };
  }

  /** How fresh everything is told to be that a source fills, by part. */
  async freshness(source: ReferenceId): Promise<[string, PartStatus][]> {
    const { parts } = FILLED[source];
    if (source === 'pubmed') {
      const study = await this.service.data<Entry>(`${GUIDE}/entries/checkmate-459`);
      return parts.map((part) => [part, study.publications]);
    }
    const drugs = await this.drugs();
    return drugs.flatMap((drug) => parts.map((part): [string, PartStatus] => [part, drug.parts[part]!]));
  }

  /** How fresh what a source fills is, each status once. */
  async statuses(source: ReferenceId): Promise<string[]> {
    return [...new Set((await this.freshness(source)).map(([, { status }]) => status))];
  }

  /** Moves on to where what each source fills is no longer fresh unless it was read just now; returns what is told then. */
  async asItAges(sources: readonly ReferenceId[]): Promise<Record<string, [string, PartStatus][]>> {
    const told: Record<string, [string, PartStatus][]> = {};
    let passed = 0;
    for (const id of [...sources].sort((a, b) => FILLED[a].freshHours - FILLED[b].freshHours)) {
      const { freshHours } = FILLED[id];
      if (freshHours > passed) await this.service.pass(freshHours - passed);
      passed = freshHours;
      told[id] = await this.freshness(id);
    }
    return told;
  }

  /** Questions to a source of which a failure is noted. */
  failures(source: ReferenceId): Promise<unknown[]> {
    return this.service.rows('subject, part', `reference_answer WHERE source = '${source}' AND failure IS NOT NULL`);
  }

  /** One run must make everything good again of some sources. */
  async expectRecovery(sources: readonly ReferenceId[]): Promise<void> {
    for (const report of await this.service.sync(...sources)) {
      expect(report).toMatchObject({ outcome: 'succeeded', error: null, counts: { rejected: 0 } });
    }
    const reports = await this.service.data<{ id: string; unreadable: unknown }[]>('/v1/sources');
    for (const id of sources) {
      expect([id, await this.statuses(id), await this.failures(id)]).toEqual([id, ['fresh'], []]);
      const { unreadable } = reports.find((report) => report.id === id) ?? {};
      expect([id, unreadable]).toEqual([id, { records: 0, fields: 0 }]);
    }
  }

  async run(source: ReferenceId): Promise<RunReport> {
    const [report] = await this.service.sync(source);
    if (report === undefined) throw new Error('no run');
    return report;
  }
}

describe.each(ENGINES)('reference sources on $engine', ({ create }) => {
  let watched: Watched;
  let service: ReferencesPipeline;

  beforeAll(async () => {
    watched = await Watched.open(create);
    ({ service } = watched);
  });

  afterAll(() => watched.close());

  describe('with faults', () => {
    /** Brings sources to a good state, then lets every run meet faults, and moves on until nothing is fresh; then one good run each. */
    const endure = async (
      rulesOf: (source: ReferenceId) => readonly FaultRule[],
      isAtOnce = true,
    ): Promise<Outcome[]> => {
      const sources = REFERENCE_IDS.filter((id) => rulesOf(id).length > 0);
      await service.pass(HALF_A_DAY);
      await service.sync(...REFERENCE_IDS);
      const [lastSeenAt, content, stored] = [
        service.clock.timestamp(),
        await watched.content(),
        await watched.stored(),
      ];
      for (const id of sources) {
        for (const rule of rulesOf(id)) service.fakes.bySource[id].fault({ times: ALWAYS, ...rule });
      }
      await service.pass(HALF_A_DAY);
      const reports = await (isAtOnce ? service.syncAtOnce(...sources) : service.sync(...sources));
      expect([await watched.content(), await watched.stored()]).toEqual([content, stored]);
      await watched.readLists();
      for (const id of sources) expect([id, await watched.statuses(id)]).toEqual([id, ['fresh']]);
      const told = await watched.asItAges(sources);
      expect(await watched.content()).toEqual(content);
      for (const id of sources) service.fakes.bySource[id].faults.clear();
      await watched.expectRecovery(sources);
      expect(await watched.content()).toEqual(content);
      return reports.map((report) => ({ report, lastSeenAt, told: told[report.source] ?? [] }));
    };
    /** The parts that are no longer fresh, which all must say so, with the reason that the first of them gives. */
    const lost = ({ told, lastSeenAt }: Outcome): { parts: string[]; reason: string } => {
      const aged = told.filter(([, { status }]) => status !== 'fresh');
      for (const [part, { status, reason, ...rest }] of aged) {
        expect([part, status, rest.lastSeenAt]).toEqual([part, 'unavailable', lastSeenAt]);
        expect(reason).toMatch(/^Last seen on \d+ \w+ \d{4}; since then \S+ .+\.$/);
      }
      return { parts: [...new Set(aged.map(([part]) => part))], reason: aged[0]?.[1].reason ?? '' };
    };

    it.each(FAULTS)(
      'old values are served through %s, labels tell, and one run recovers',
      async (_name, kinds, words) => {
        const [only, ...others] = kinds.map((fault): FaultRule => ({ fault, times: 1 }));
        const inTurn =
          others.length > 0
            ? Array<FaultRule[]>(20)
                .fill([only!, ...others])
                .flat()
            : [{ fault: only!.fault }];
        const outcomes = await endure(() => inTurn);
        expect(outcomes.map(({ report }) => report.source)).toEqual(REFERENCE_IDS);
        for (const outcome of outcomes) {
          const { report } = outcome;
          expect(report).toMatchObject({ outcome: 'failed', counts: { received: 0, created: 0, updated: 0 } });
          expect(report.error).toMatch(
            /^\d+ of \d+ questions failed(?: and \d+ were not asked)?, first \S+ of \S+: http:/,
          );
          const { parts, reason } = lost(outcome);
          expect([report.source, parts]).toEqual([report.source, FILLED[report.source as ReferenceId].parts]);
          expect(reason).toMatch(words);
        }
      },
    );

    it.each([
      ['a record of 10 MB', TOO_LARGE, /: nothing could be read$/, /sent records that could not be read/],
      ['a fault in the middle of a question', LATER, /: http:/, /refused the request or failed/],
      ['a false "nothing found"', FALSE_EMPTY, /: sent 0 where it had [12], which is not/, /sent 0 where it had/],
      ['10 MB of the wrong shape', WRONG_SHAPE, /: http:/, /of a form that is not known here/],
    ])('old values are served through %s, labels tell, and one run recovers', async (_name, faults, error, words) => {
      // One source after the other: what one takes to read 10 MB must not pass for the silence of another.
      for (const outcome of await endure((id) => faults[id]?.rules ?? [], faults === LATER)) {
        const { report } = outcome;
        const fault = faults[report.source as ReferenceId];
        expect(report).toMatchObject({ outcome: fault?.outcome, counts: { created: 0, updated: 0 } });
        expect(report.error).toMatch(error);
        const { parts, reason } = lost(outcome);
        expect([report.source, parts]).toEqual([report.source, fault?.parts]);
        expect(reason).toMatch(words);
      }
    });

    it.each(REFERENCE_IDS)('%s alone is down: the others are read as ever', async (source) => {
      await service.pass(HALF_A_DAY);
      await service.sync(...REFERENCE_IDS);
      service.fakes.bySource[source].fault({ fault: { kind: 'reset' }, times: ALWAYS });
      await service.pass(FILLED[source].freshHours + 1);
      const outcomes = (await service.sync(...REFERENCE_IDS)).map((report) => [report.source, report.outcome]);
      expect(outcomes).toEqual(REFERENCE_IDS.map((id) => [id, id === source ? 'failed' : 'succeeded']));
      for (const id of REFERENCE_IDS) {
        expect([id, await watched.statuses(id)]).toEqual([id, [id === source ? 'unavailable' : 'fresh']]);
      }
      service.fakes.bySource[source].faults.clear();
      await watched.expectRecovery([source]);
    });
  });

  describe('of which only some were ever read', () => {
    let known: readonly ReferenceId[] = REFERENCE_IDS;

    /** As if a source had never been asked anything. */
    const forget = async (source: ReferenceId): Promise<void> => {
      await service.pipeline.database.write(async (tx) => {
        for (const table of ['reference_answer', 'reference_record', 'reference_version', 'source_state']) {
          await tx.query(`DELETE FROM ${table} WHERE source = '${source}'`);
        }
        await tx.query('UPDATE drug SET needs_merge = true');
        await tx.query('UPDATE entry SET needs_merge = true');
      });
    };
    /** Brings the sources to where just these have been read. */
    const haveRead = async (read: readonly ReferenceId[]): Promise<void> => {
      for (const id of known) if (!read.includes(id)) await forget(id);
      await service.pipeline.start();
      await service.sync(...read.filter((id) => !known.includes(id)));
      known = [...read];
    };
    /** All subsets, each differing from the one before by one source. */
    const subsets = REFERENCE_IDS.reduce<ReferenceId[][]>(
      (done, id) => [...done, ...done.map((some) => [...some, id]).reverse()],
      [[]],
    );

    it.each(subsets.map((some) => [some.join(', ') || 'none', some] as const))(
      '%s: every record is served and told part by part',
      async (_name, read) => {
        await haveRead(read);
        await watched.readLists();
        for (const source of REFERENCE_IDS) {
          const told = await watched.freshness(source);
          const wanted = read.includes(source) ? ['fresh', null] : ['never-synced', expect.stringMatching(/\.$/)];
          for (const [part, { status, reason }] of told) expect([part, status, reason]).toEqual([part, ...wanted]);
        }
        const has = (source: ReferenceId): boolean => read.includes(source);
        for (const drug of await watched.drugs()) {
          for (const part of ['labels', 'approvals', 'recalls', 'shortages', 'reports', 'products'] as const) {
            expect([part, drug[part] !== null]).toEqual([part, has('openfda')]);
          }
          expect(drug.definition !== null).toBe(has('nci-drug-dictionary'));
          expect(drug.classes !== null).toBe(has('openfda') || has('rxnorm'));
          expect(drug.treatmentKind).toBe(has('openfda') || has('rxnorm') ? 'immunotherapy' : null);
        }
        const totals = (await watched.entries()).map(({ publications }) => publications.total);
        expect(totals.at(-1)).toBe(has('pubmed') ? 2 : null);
      },
    );
  });

  describe('that are down in part', () => {
    beforeAll(async () => {
      await service.pass(HALF_A_DAY);
      await service.sync(...REFERENCE_IDS);
    });

    it('keeps a list that is down apart from the others, and asks for nothing else again', async () => {
      service.fakes.openfda.fault({ ...broken('/drug/shortages.json'), times: ALWAYS });
      await service.pass(HALF_A_DAY);
      expect(await watched.run('openfda')).toMatchObject({
        outcome: 'partial',
        error: expect.stringMatching(/^2 of 12 questions failed, first shortages of drug:nivolumab: http:/),
      });
      await service.pass(FILLED.openfda.freshHours);
      for (const [part, { status }] of await watched.freshness('openfda')) {
        expect([part, status]).toEqual([part, part === 'shortages' ? 'unavailable' : 'fresh']);
      }
      await service.sync('rxnorm');
      expect((await watched.freshness('rxnorm')).map(([, { status }]) => status)).toEqual(['fresh', 'fresh']);
      await watched.run('openfda');
      service.fakes.openfda.faults.clear();
      const known = service.fakes.openfda.requests.length;
      expect(await watched.run('openfda')).toMatchObject({ outcome: 'succeeded', counts: { announced: 2 } });
      const asked = service.fakes.openfda.requests.slice(known);
      expect(asked.map(({ path }) => path)).toEqual(['/drug/shortages.json', '/drug/shortages.json']);
      expect(new Set((await watched.freshness('openfda')).map(([, { status }]) => status))).toEqual(new Set(['fresh']));
    });

    it('end a run that cannot be stored as failed, and the next one recovers', async () => {
      await service.pass(HALF_A_DAY);
      await service.sync(...REFERENCE_IDS);
      const content = await watched.content();
      const rename = (from: string, to: string): Promise<unknown> =>
        service.pipeline.database.write((tx) => tx.query(`ALTER TABLE ${from} RENAME TO ${to}`));
      await service.pass(HALF_A_DAY);
      await rename('rejection', 'out_of_reach');
      const reports = await service.sync('rxnorm', 'nci-drug-dictionary');
      await rename('out_of_reach', 'rejection');
      for (const { outcome, error } of reports) {
        expect([outcome, error]).toEqual(['failed', expect.stringMatching(/questions failed, first .*rejection/)]);
      }
      expect(await watched.content()).toEqual(content);
      expect(await service.rows('source', `source_state WHERE lease_holder IS NOT NULL`)).toEqual([]);
      await watched.expectRecovery(['rxnorm', 'nci-drug-dictionary']);
    });

    it('takes what can be read beside a record of 10 MB, and keeps that record as it was last read', async () => {
      const recall = (n: number) => madeUpRecall({ drugId: 'nivolumab', n });
      service.fakes.openfda.put('enforcement', recall(7), recall(8));
      await service.pass(HALF_A_DAY);
      await service.sync('openfda');
      const before = (await watched.drugs())[0]?.recalls;
      expect(before).toMatchObject({ total: 3, isComplete: true });
      service.fakes.openfda.put(
        'enforcement',
        { ...recall(7), code_info: HUGE },
        { ...recall(8), status: 'Terminated' },
      );
      await service.pass(HALF_A_DAY);
      expect(await watched.run('openfda')).toMatchObject({ outcome: 'succeeded', counts: { updated: 1, rejected: 1 } });
      const [drug] = await watched.drugs();
      expect([drug?.recalls?.total, drug?.recalls?.ongoing, drug?.recalls?.isComplete]).toEqual([3, 2, false]);
      const kept = drug?.recalls?.items.find(({ recallNumber }) => recallNumber === recall(7)['recall_number']);
      expect(before?.items).toContainEqual(kept);
      expect(drug?.parts['recalls']?.status).toBe('fresh');
      service.fakes.openfda.put('enforcement', { ...recall(7), status: 'Completed' });
      await service.pass(HALF_A_DAY);
      expect(await watched.run('openfda')).toMatchObject({ outcome: 'succeeded', counts: { updated: 1, rejected: 0 } });
      expect((await watched.drugs())[0]?.recalls).toMatchObject({ total: 3, ongoing: 1, isComplete: true });
    });
  });
});

function fill({ openfda, rxnorm, dictionary, pubmed }: ReferencesPipeline['fakes']): void {
  for (const [n, drugId] of DRUGS.entries()) {
    openfda.put('label', madeUpLabel(drugId));
    openfda.put('drugsfda', madeUpApplication(drugId));
    openfda.put('enforcement', madeUpRecall({ drugId, n }));
    openfda.put('shortages', madeUpShortage({ drugId, n }));
    openfda.put('ndc', madeUpProduct({ drugId, n }));
    openfda.put('event', madeUpReport({ drugId, n }, 'FATIGUE'));
    dictionary.put(recordedTerm(drugId));
  }
  for (const concept of MADE_UP_CONCEPTS) rxnorm.put(concept);
  pubmed.put({ pmid: '99999901', title: 'Made-up results of a study.', nctIds: [CHECKMATE] });
  pubmed.put({ pmid: '99999902', title: 'Made-up review.', abstract: `It names ${CHECKMATE}.` });
  pubmed.put({
    pmid: '99999903',
    title: 'Made-up: immune checkpoint inhibitor and overall survival in hepatocellular carcinoma.',
    journal: 'Journal of clinical oncology',
  });
}
