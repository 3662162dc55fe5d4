import { Injectable } from '@nestjs/common';
import { In, MoreThan, type EntityManager } from 'typeorm';
import { unpackJson } from '../database/columns.js';
import { Database } from '../database/database.js';
import { nctNumber, type NctId } from '../model/identifiers.js';
import type { Origin } from '../model/provenance.js';
import type { OverallStatus, Study } from '../model/study.js';
import { STUDY_VERSION, StudyAliasRow, StudyRow, type StudyVersionRow } from './study.entity.js';
import type { StudySummary } from './study-summary.types.js';

/** One study with where it came from. */
export type StoredStudy = {
  study: Study;
  origin: Origin;
  url: string;
  dataDate: string | null;
  seenOn: string | null;
  retrievedAt: string;
  sourceUpdatedAt: string | null;
  version: number;
  goneAt: string | null;
};

/** A raw record as received, with what is needed to read it again. */
export type RawStudy = { id: number; raw: Buffer; retrievedAt: string; origin: Origin; dataDate: string | null };

/** Everything kept of a study now; no body of one that is gone. */
export type KeptStudy = Pick<
  StudyRow,
  'id' | 'nctId' | 'goneAt' | 'origin' | 'url' | 'dataDate' | 'retrievedAt' | 'sourceUpdatedAt' | 'contentHash'
> & { body: { study: Study; raw: unknown } | null };

/** What is known of one version beside its content. */
export type VersionAbout = Omit<StudyVersionRow, 'study' | 'raw' | 'studyId'>;

/** The recruitment status that a version of a record stated; `date` is its data date. */
export type StatusSeen = { date: string | null; status: OverallStatus | null };

/** Studies: reads of single records. Lists and filters are in study-query.store.ts. */
@Injectable()
export class StudyReader {
  constructor(private readonly database: Database) {}

  /** A study by its own NCT number, null when it is not stored, or went on under another number. */
  async find(nctId: NctId): Promise<StoredStudy | null> {
    const row = await this.database.read.findOneBy(StudyRow, { id: nctNumber(nctId) });
    if (row === null || (row.goneAt !== null && (await this.canonicalOf(nctId)) !== null)) return null;
    return toStored(row, (await this.currentVersion(row)).study);
  }

  /** Studies by their own NCT numbers, in the order asked for; those that are not stored are left out. */
  async findMany(nctIds: readonly NctId[]): Promise<StoredStudy[]> {
    const rows = await this.database.read.findBy(StudyRow, { id: In(nctIds.map(nctNumber)) });
    const rowOf = new Map(rows.map((row) => [row.nctId, row]));
    const bodies = await this.bodies(this.database.read, rows);
    const studyOf = new Map(bodies.map(({ study }) => [study.nctId, study]));
    return nctIds.flatMap((nctId) => {
      const [row, study] = [rowOf.get(nctId), studyOf.get(nctId)];
      return row === undefined || study === undefined ? [] : [toStored(row, study)];
    });
  }

  /** The NCT number a former one stands for today, null when it is no alias. */
  async canonicalOf(alias: NctId): Promise<NctId | null> {
    const row = await this.database.read.findOneBy(StudyAliasRow, { alias });
    return row === null ? null : (`NCT${String(row.studyId).padStart(8, '0')}` as NctId);
  }

  /** The record as received: gzip bytes of its JSON. */
  async raw(nctId: NctId): Promise<Buffer | null> {
    const row = await this.database.read.findOneBy(StudyRow, { id: nctNumber(nctId) });
    return row === null ? null : (await this.currentVersion(row)).raw;
  }

  /** Versions of a study as we saw them, oldest first, without their bodies. */
  async versions(nctId: NctId): Promise<VersionAbout[]> {
    return this.database.read.find<StudyVersionRow>(STUDY_VERSION, {
      select: { n: true, dataDate: true, sourceUpdatedAt: true, retrievedAt: true, origin: true, contentHash: true },
      where: { studyId: nctNumber(nctId) },
      order: { n: 'ASC' },
    });
  }

  /** The recruitment status in the newest versions of a study as we saw them, at most `limit`, oldest first. */
  async statusesSeen(nctId: NctId, limit: number): Promise<StatusSeen[]> {
    const versions = await this.database.read.find<StudyVersionRow>(STUDY_VERSION, {
      select: { studyId: true, n: true, dataDate: true, study: true as never },
      where: { studyId: nctNumber(nctId) },
      order: { n: 'DESC' },
      take: limit,
    });
    return versions.reverse().map(({ dataDate, study }) => ({ date: dataDate, status: study.overallStatus }));
  }

  /** Every version with its content, as `tx` sees them, oldest first. */
  async allVersions(tx: EntityManager, nctId: NctId): Promise<StudyVersionRow[]> {
    return tx.find<StudyVersionRow>(STUDY_VERSION, { where: { studyId: nctNumber(nctId) }, order: { n: 'ASC' } });
  }

  /** Where the current version of a study comes from, as `tx` sees it. */
  async current(
    tx: EntityManager,
    nctId: NctId,
  ): Promise<{ version: number; origin: Origin; seenOn: string | null; url: string } | null> {
    return tx.findOne(StudyRow, {
      select: { id: true, version: true, origin: true, seenOn: true, url: true },
      where: { id: nctNumber(nctId) },
    });
  }

  /** Whether any stored study came from the live source. */
  async anyLive(tx: EntityManager): Promise<boolean> {
    return tx.existsBy(StudyRow, { origin: 'live' });
  }

  /** Current rows of studies, as `tx` sees them. */
  async summaries(tx: EntityManager, ids: readonly number[]): Promise<Map<number, StudySummary>> {
    const found = new Map<number, StudySummary>();
    for (let start = 0; start < ids.length; start += 500) {
      const rows = await tx.findBy(StudyRow, { id: In(ids.slice(start, start + 500)) });
      for (const row of rows) if (row.goneAt === null) found.set(row.id, toSummary(row));
    }
    return found;
  }

  /** Current content of studies after a number, in number order: for relinking everything. */
  async bodiesAfter(tx: EntityManager, after: number, limit: number): Promise<{ id: number; study: Study }[]> {
    const rows = await tx
      .createQueryBuilder(StudyRow, 'study')
      .where('study.id > :after AND study.gone_at IS NULL', { after })
      .orderBy('study.id')
      .limit(limit)
      .getMany();
    return this.bodies(tx, rows);
  }

  /** Raw records after a study number, in number order. */
  async rawAfter(tx: EntityManager, after: number, limit: number): Promise<RawStudy[]> {
    const rows = await tx.find(StudyRow, { where: { id: MoreThan(after) }, order: { id: 'ASC' }, take: limit });
    // An empty list of conditions would be none at all, and read every version there is.
    if (rows.length === 0) return [];
    const raws = await tx.find<StudyVersionRow>(STUDY_VERSION, {
      select: { studyId: true, n: true, raw: true },
      where: rows.map((row) => ({ studyId: row.id, n: row.version })),
    });
    const rawOf = new Map(raws.map((version) => [version.studyId, version.raw]));
    return rows.flatMap(({ id, retrievedAt, origin, dataDate }) => {
      const raw = rawOf.get(id);
      return raw === undefined ? [] : [{ id, raw, retrievedAt, origin, dataDate }];
    });
  }

  /** Everything kept of the studies after a number, in number order. */
  async keptAfter(after: number, limit: number): Promise<KeptStudy[]> {
    const tx = this.database.read;
    const rows = await tx.find(StudyRow, { where: { id: MoreThan(after) }, order: { id: 'ASC' }, take: limit });
    const present = rows.filter((row) => row.goneAt === null).map((row) => ({ studyId: row.id, n: row.version }));
    // An empty list of conditions would be none at all, and read every version there is.
    const versions = present.length === 0 ? [] : await tx.find<StudyVersionRow>(STUDY_VERSION, { where: present });
    const bodies = new Map(versions.map(({ studyId, study, raw }) => [studyId, { study, raw: unpackJson(raw) }]));
    return rows.map((row) => {
      const { id, nctId, goneAt, origin, url, dataDate, retrievedAt, sourceUpdatedAt, contentHash } = row;
      const about = { id, nctId, goneAt, origin, url, dataDate, retrievedAt, sourceUpdatedAt, contentHash };
      return { ...about, body: goneAt === null ? bodyOf(bodies, row) : null };
    });
  }

  /** Current content of the named studies; those that are gone or unknown are left out. */
  async bodiesOf(tx: EntityManager, ids: readonly number[]): Promise<{ id: number; study: Study }[]> {
    const rows = await tx.findBy(StudyRow, { id: In([...ids]) });
    return this.bodies(
      tx,
      rows.filter((row) => row.goneAt === null),
    );
  }

  /** Newest date on which the source changed any record we hold; null when we hold none. */
  async newestSourceDate(): Promise<string | null> {
    const newest = await this.database.read
      .createQueryBuilder(StudyRow, 'study')
      .select('MAX(study.source_updated_at)', 'date')
      .getRawOne<{ date: string | null }>();
    return newest?.date ?? null;
  }

  private async bodies(tx: EntityManager, rows: readonly StudyRow[]): Promise<{ id: number; study: Study }[]> {
    if (rows.length === 0) return [];
    const versions = await tx.find<StudyVersionRow>(STUDY_VERSION, {
      select: { studyId: true, n: true, study: true as never },
      where: rows.map((row) => ({ studyId: row.id, n: row.version })),
    });
    return versions.map((version) => ({ id: version.studyId, study: version.study }));
  }

  private async currentVersion(row: StudyRow): Promise<StudyVersionRow> {
    return this.database.read.findOneByOrFail<StudyVersionRow>(STUDY_VERSION, { studyId: row.id, n: row.version });
  }
}

function toStored(row: StudyRow, study: Study): StoredStudy {
  const { origin, url, dataDate, seenOn, retrievedAt, sourceUpdatedAt, version, goneAt } = row;
  return { study, origin, url, dataDate, seenOn, retrievedAt, sourceUpdatedAt, version, goneAt };
}

function bodyOf<T>(bodies: ReadonlyMap<number, T>, { id, nctId, version }: StudyRow): T {
  const body = bodies.get(id);
  if (body === undefined) throw new Error(`version ${version} of ${nctId} is not stored`);
  return body;
}

/** A row as list item. */
export function toSummary(row: StudyRow): StudySummary {
  const { nctId, briefTitle, overallStatus, statusVerifiedDate, studyType, enrollmentCount, hasResults } = row;
  const { origin, url, dataDate, seenOn, retrievedAt, sourceUpdatedAt } = row;
  return {
    ...row.summary,
    ...{ nctId, briefTitle, overallStatus, statusVerifiedDate, studyType, enrollmentCount, hasResults },
    ...{ origin, url, dataDate, seenOn, retrievedAt, sourceUpdatedAt },
  };
}
