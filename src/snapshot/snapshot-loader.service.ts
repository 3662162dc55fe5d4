import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock.js';
import { CONFIG, type Config } from '../config/config.js';
import { Database } from '../database/database.js';
import type { Study } from '../model/study.js';
import { SourceStateStore } from '../source-status/source-state.store.js';
import { NO_COUNTS, type RunCounts } from '../source-status/source-status.types.js';
import { SyncRunStore } from '../source-status/sync-run.store.js';
import { STUDY_SOURCES, type StudySource } from '../sources/sources.types.js';
import type { Rejection, SourcePage, SourceRecord } from '../sources/source.js';
import { PageWriter } from '../sync/page-writer.service.js';
import { LeaseHeldError } from '../sync/sync.types.js';
import { openRecords } from './open-records.js';
import { readSnapshot, type SnapshotLine } from './read-snapshot.js';

/** Records of the snapshot in one page. */
const PAGE = 100;
/** How often a process that waits for another one to load looks again, in milliseconds. */
const ASK_AGAIN_MS = 200;

/** Where the shipped records are: beside the code, whatever the working folder is. */
const BUNDLED_DIR = fileURLToPath(new URL('../../data/snapshot', import.meta.url));

/** Loads shipped records through the same validation, change detection and writing as a live pull. */
@Injectable()
export class SnapshotLoader {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(STUDY_SOURCES) private readonly sources: readonly StudySource[],
    private readonly database: Database,
    private readonly states: SourceStateStore,
    private readonly runs: SyncRunStore,
    private readonly pages: PageWriter,
    private readonly clock: Clock,
  ) {}

  /**
   * Loads the bundled records unless they are in already, anything live is, or SNAPSHOT is `none`. When several processes
   * start at once, one loads and the others wait for it. Returns the counts, null when nothing was to do.
   */
  async loadBundled(): Promise<RunCounts | null> {
    const source = this.sources[0];
    if (this.config.snapshot === 'none' || source === undefined) return null;
    for (;;) {
      const turn = await this.database.write((tx) => this.claimUnlessFilled(tx, source.id));
      if (turn === 'filled') return null;
      if (turn === 'ours') return this.loadLeased(source, readSnapshot(BUNDLED_DIR));
      await wait(ASK_AGAIN_MS);
    }
  }

  /** Loads a snapshot or a full release. Throws LeaseHeldError, or SnapshotError when it is damaged, before anything is written. */
  async load(source: StudySource, path: string): Promise<RunCounts> {
    const records = await openRecords(path);
    const holder = await this.database.write((tx) => this.states.claim(tx, source.id));
    if (holder !== null) throw new LeaseHeldError(source.id, holder);
    return this.loadLeased(source, records);
  }

  private async claimUnlessFilled(tx: EntityManager, source: string): Promise<'filled' | 'ours' | 'held'> {
    const { bundledAt, checkpoint, cursor } = await this.states.load(tx, source);
    if (bundledAt !== null || checkpoint !== null || cursor !== null) return 'filled';
    return (await this.states.claim(tx, source)) === null ? 'ours' : 'held';
  }

  private async loadLeased(source: StudySource, records: AsyncIterable<SnapshotLine>): Promise<RunCounts> {
    const runId = await this.database.write((tx) => this.runs.open(tx, source.id, 'bundled', 'bundled', null));
    try {
      const counts = await this.loadPages(source, records, runId);
      await this.database.write(async (tx) => {
        await this.runs.finish(tx, runId, 'succeeded', null);
        await this.states.setBundled(tx, source.id);
      });
      return counts;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      await this.database.write((tx) => this.runs.finish(tx, runId, 'failed', reason));
      throw error;
    } finally {
      await this.database.write((tx) => this.states.release(tx, source.id));
    }
  }

  private async loadPages(
    source: StudySource,
    records: AsyncIterable<SnapshotLine>,
    runId: number,
  ): Promise<RunCounts> {
    const context = { source: source.id, runId, cursor: null };
    const retrievedAt = this.clock.timestamp();
    let counts: RunCounts = NO_COUNTS;
    for await (const lines of inPages(records)) {
      counts = await this.pages.write(pageOf(source, lines, retrievedAt), counts, context);
    }
    return counts;
  }
}

async function* inPages(lines: AsyncIterable<SnapshotLine>): AsyncIterable<SnapshotLine[]> {
  let page: SnapshotLine[] = [];
  for await (const line of lines) {
    page.push(line);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

function pageOf(source: StudySource, lines: readonly SnapshotLine[], retrievedAt: string): SourcePage<Study> {
  const records: SourceRecord<Study>[] = [];
  const rejections: Rejection[] = [];
  for (const { raw, origin, dataDate } of lines) {
    const result = source.read(raw, { retrievedAt, origin, dataDate });
    if ('record' in result) records.push(result.record);
    else rejections.push(result.rejection);
  }
  return { records, rejections, cursor: null, total: null };
}
