import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { ReferenceReader } from '../references/reference-reader.store.js';
import {
  REFERENCE_SOURCES,
  STUDY_SOURCES,
  type AnySource,
  type ReferenceSource,
  type StudySource,
} from '../sources/sources.types.js';
import { StudyReader } from '../studies/study-reader.store.js';
import { ChangeStore } from '../changes/change.store.js';
import { RejectionStore } from './rejection.store.js';
import type { SourceStateRow } from './source-status.entity.js';
import { SourceStateStore } from './source-state.store.js';
import type { SourceStatus } from '../model/source-status.js';
import { SyncRunStore, type SyncRun } from './sync-run.store.js';

/** What every payload says of a source. */
export type SourceMeta = {
  id: string;
  status: SourceStatus;
  sourceUpdatedAt: string | null;
  attribution: string;
  licence: string;
};

/** What `/v1/sources` says of a source. */
export type SourceReport = SourceMeta &
  SourceProgress & {
    title: string;
    homepage: string;
    unreadable: { records: number; fields: number };
    lastRun: SyncRun | null;
  };

type SourceProgress = {
  lastSuccessAt: string | null;
  lastFailureAt: string | null;
  bundledAt: string | null;
  lagHours: number | null;
  nextRunAt: string | null;
  isRunning: boolean;
  dataVersion: string | null;
};

/** How fresh each source is. */
@Injectable()
export class SourceStatusService {
  constructor(
    @Inject(STUDY_SOURCES) private readonly studySources: readonly StudySource[],
    @Inject(REFERENCE_SOURCES) private readonly referenceSources: readonly ReferenceSource[],
    private readonly states: SourceStateStore,
    private readonly runs: SyncRunStore,
    private readonly rejections: RejectionStore,
    private readonly studies: StudyReader,
    private readonly references: ReferenceReader,
    private readonly changes: ChangeStore,
    private readonly clock: Clock,
  ) {}

  private get sources(): readonly AnySource[] {
    return [...this.studySources, ...this.referenceSources];
  }

  /** For the `meta` of a payload: the status of every source, and a version that moves with every change of content and nothing else. */
  async meta(): Promise<{ dataVersion: string; sources: SourceMeta[] }> {
    const [lastChange, sources] = await Promise.all([
      this.changes.lastId(),
      Promise.all(this.sources.map(async (source) => this.metaOf(source, await this.states.get(source.id)))),
    ]);
    return { dataVersion: String(lastChange), sources };
  }

  /** Everything known of every source. */
  async reports(): Promise<SourceReport[]> {
    return Promise.all(this.sources.map((source) => this.report(source)));
  }

  /** Everything known of one source, null when there is no such source. */
  async reportOf(id: string): Promise<SourceReport | null> {
    const source = this.sources.find((candidate) => candidate.id === id);
    return source === undefined ? null : this.report(source);
  }

  private async report(source: AnySource): Promise<SourceReport> {
    const [state, runs, unreadable] = await Promise.all([
      this.states.get(source.id),
      this.runs.list(source.id, null, 1),
      this.rejections.counts(source.id),
    ]);
    const now = this.clock.timestamp();
    return {
      ...(await this.metaOf(source, state)),
      title: source.about.title,
      homepage: source.about.homepage,
      ...progressOf(state, now),
      unreadable,
      lastRun: runs[0] ?? null,
    };
  }

  private async metaOf(source: AnySource, state: SourceStateRow | null): Promise<SourceMeta> {
    return {
      id: source.id,
      status: sourceStatus(state, this.clock.timestamp(), source.freshHours),
      sourceUpdatedAt: await this.newestSourceDate(source),
      attribution: source.about.attribution,
      licence: source.about.licence,
    };
  }

  private newestSourceDate(source: AnySource): Promise<string | null> {
    const isOfStudies = this.studySources.some(({ id }) => id === source.id);
    return isOfStudies ? this.studies.newestSourceDate() : this.references.newestSourceDate(source.id);
  }
}

/** What is known of a source's runs; nothing of a source that was never touched. */
function progressOf(state: SourceStateRow | null, now: string): SourceProgress {
  if (state === null) {
    const never = { lastSuccessAt: null, lastFailureAt: null, bundledAt: null, lagHours: null, nextRunAt: null };
    return { ...never, isRunning: false, dataVersion: null };
  }
  const { lastSuccessAt, lastFailureAt, bundledAt, nextRunAt, leasedUntil, checkpoint } = state;
  const isRunning = leasedUntil !== null && leasedUntil > now;
  const lagHours = hoursBetween(lastSuccessAt, now);
  return {
    lastSuccessAt,
    lastFailureAt,
    bundledAt,
    lagHours,
    nextRunAt,
    isRunning,
    dataVersion: checkpoint?.dataVersion ?? null,
  };
}

/** Status of a source at a time (ISO 8601 UTC), whose data count as fresh for some hours. */
export function sourceStatus(state: SourceStateRow | null, now: string, freshHours: number): SourceStatus {
  const age = hoursBetween(state?.lastSuccessAt ?? null, now);
  if (state === null) return 'never-synced';
  if (age === null) return state.bundledAt === null ? 'never-synced' : 'bundled';
  if (age <= freshHours) return 'fresh';
  return (state.lastFailureAt ?? '') > (state.lastSuccessAt ?? '') ? 'unavailable' : 'stale';
}

function hoursBetween(from: string | null, to: string): number | null {
  return from === null ? null : Math.floor((Date.parse(to) - Date.parse(from)) / 3_600_000);
}
