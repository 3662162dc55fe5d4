import { readFileSync } from 'node:fs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ChangeStore } from '../../src/changes/change.store.js';
import { Database } from '../../src/database/database.js';
import type { Change } from '../../src/model/change.js';
import { ServingModule } from '../../src/serving.module.js';
import { SyncService } from '../../src/sync/sync.service.js';
import type { RunReport } from '../../src/sync/sync.types.js';
import { Weaver } from '../../src/sync/weaver.service.js';
import { tablesOf } from '../../src/tables.js';
import type { TestDatabase } from './databases.js';
import { FakeReferences } from './fake-references.js';
import { FakeRegistry } from './fake-registry.js';
import { FixedClock } from './fixed-clock.js';
import { ask, serve, type Answer } from './http.js';
import { Pipeline } from './pipeline.js';

/** The sources that are asked subject by subject, in the order in which `sync run` asks them. */
export const REFERENCE_IDS = ['openfda', 'rxnorm', 'nci-drug-dictionary', 'pubmed'] as const;
export type ReferenceId = (typeof REFERENCE_IDS)[number];

/** What a whole service under test may differ in; `studies` are what the registry holds. */
export type ReferencesOptions = {
  create: () => Promise<TestDatabase>;
  guides: string;
  studies?: readonly unknown[];
  snapshot?: 'none' | 'bundled';
  silence?: number;
  dataDir?: string;
};

/** The whole service in one process: the writing side, the serving side over HTTP, and stand-ins for every upstream. */
export class ReferencesPipeline {
  private constructor(
    readonly pipeline: Pipeline,
    readonly fakes: FakeReferences,
    readonly clock: FixedClock,
    private readonly registry: FakeRegistry,
    private readonly files: TestDatabase,
    private readonly app: NestFastifyApplication,
    readonly base: string,
  ) {}

  /** Starts everything on an empty database; the stand-ins of the reference sources hold nothing yet. */
  static async open({
    create,
    guides,
    studies,
    snapshot,
    silence,
    dataDir,
  }: ReferencesOptions): Promise<ReferencesPipeline> {
    const files = await create();
    const registry = await FakeRegistry.start(studies ?? []);
    const fakes = await FakeReferences.start();
    const clock = new FixedClock();
    const environment = {
      ...fakes.environment,
      GUIDES_DIR: guides,
      SNAPSHOT: snapshot ?? 'none',
      ...(dataDir === undefined ? {} : { DATA_DIR: dataDir }),
    };
    const pipeline = await Pipeline.open({
      ...{ database: files, registryUrl: registry.baseUrl, clock, environment },
      ...(silence === undefined ? {} : { silence }),
    });
    await pipeline.start();
    const reader = await Database.openReader(files.target, tablesOf);
    const { app, base } = await serve(ServingModule.on({ config: pipeline.config, database: reader, clock }), {}, () =>
      reader.state(),
    );
    return new ReferencesPipeline(pipeline, fakes, clock, registry, files, app, base);
  }

  /** Runs sources one after the other, then links, merges and checks what they brought. */
  async sync(...sources: readonly string[]): Promise<RunReport[]> {
    const reports: RunReport[] = [];
    for (const source of sources) reports.push(await this.run(source));
    await this.pipeline.context.get(Weaver).drain();
    return reports;
  }

  /** As `sync`, with all runs at the same time. */
  async syncAtOnce(...sources: readonly string[]): Promise<RunReport[]> {
    const reports = await Promise.all(sources.map((source) => this.run(source)));
    await this.pipeline.context.get(Weaver).drain();
    return reports;
  }

  /** Asks the service. */
  get(path: string): Promise<Answer> {
    return ask(this.base, path);
  }

  /** The `data` of an answer of the service; throws unless it is a success. */
  async data<T>(path: string): Promise<T> {
    const answer = await this.get(path);
    if (answer.status !== 200) throw new Error(`${path} answered ${String(answer.status)}: ${answer.text}`);
    return (answer.json() as { data: T }).data;
  }

  /** Moves the clock on, in hours. Answers that are kept ready are good for a minute at most, so none outlives this. */
  async pass(hours: number): Promise<void> {
    this.clock.set(new Date(this.clock.now().getTime() + hours * 3_600_000).toISOString());
    await this.pipeline.database.write((tx) => tx.query('UPDATE source_state SET source = source'));
  }

  /** The changes that some work writes. */
  async changesBy(work: () => Promise<unknown>): Promise<Change[]> {
    const changes = this.pipeline.context.get(ChangeStore);
    const last = await changes.lastId();
    await work();
    return changes.readAfter(last, { subject: null, kind: null }, 1_000);
  }

  /** Rows of a table as stored, by SQL columns and condition. */
  rows<T = Record<string, unknown>>(columns: string, from: string): Promise<T[]> {
    return this.pipeline.database.read.query<T[]>(`SELECT ${columns} FROM ${from}`);
  }

  private run(source: string): Promise<RunReport> {
    const { signal } = new AbortController();
    const options = { full: false, wait: false, trigger: 'command', signal, onProgress: () => undefined } as const;
    return this.pipeline.context.get(SyncService).run(source, options);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.pipeline.close();
    await this.fakes.stop();
    await this.registry.stop();
    await this.files.drop();
  }
}

/** Requests that came in at the stand-ins so far, by source. */
export function requestCounts(fakes: FakeReferences): Record<string, number> {
  return Object.fromEntries(Object.entries(fakes.bySource).map(([id, { requests }]) => [id, requests.length]));
}

/** A recorded term of the NCI Drug Dictionary. */
export function recordedTerm(name: 'bevacizumab' | 'nivolumab' | 'pembrolizumab'): Record<string, unknown> {
  const file = new URL(`../fixtures/nci-drug-dictionary/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
}
