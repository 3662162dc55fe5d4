import { gunzipSync, gzipSync } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { In, IsNull, type EntityManager } from 'typeorm';
import { withLastGoodValues } from '../common/last-good-values.js';
import { insertAll } from '../database/insert-all.js';
import type { NewChange } from '../model/change.js';
import { nctNumber, type NctId } from '../model/identifiers.js';
import type { Origin } from '../model/provenance.js';
import type { Study } from '../model/study.js';
import { indexStudies } from '../search/search-index.store.js';
import { INDEX_VERSION } from '../search/search-text.js';
import type { SourceRecord } from '../sources/source.js';
import { createdChange, movedFields, updatedChange } from './study-changes.js';
import { locationRows, studyColumns } from './study-rows.js';
import {
  STUDY_VERSION,
  StudyAliasRow,
  StudyLocationRow,
  StudyPhaseRow,
  StudyRow,
  type StudyVersionRow,
} from './study.entity.js';

/** What storing some records did. `confirmed`: known content that is now vouched for by the live source. */
export type UpsertResult = {
  changes: NewChange[];
  created: number;
  updated: number;
  unchanged: number;
  restored: number;
  confirmed: number[];
};

type Received = SourceRecord<Study>;
type Written = {
  kind: 'created' | 'updated';
  received: Received;
  study: Study;
  known: StudyRow | null;
  changes: NewChange[];
};
type Seen = { kind: 'seen'; received: Received; known: StudyRow; changes: NewChange[] };
type Outcome = Written | Seen | { kind: 'older' };

/** Studies: writes. Change is told by content, never by a timestamp. */
@Injectable()
export class StudyStore {
  /** Stores records of one page and says what changed. A record may occur twice; the last one wins. */
  async upsertMany(tx: EntityManager, records: readonly Received[], runId: number): Promise<UpsertResult> {
    const result: UpsertResult = { changes: [], created: 0, updated: 0, unchanged: 0, restored: 0, confirmed: [] };
    for (const group of withoutRepeats(records)) {
      const known = await this.knownStudies(tx, group);
      const outcomes = group.map((received) => judge(received, known.get(received.data.nctId) ?? null));
      await this.apply(tx, outcomes, runId);
      for (const outcome of outcomes) count(outcome, result);
    }
    return result;
  }

  /** Replaces how stored records are read, where that differs: same version, same dates. Returns a change for each that moved. */
  async remap(tx: EntityManager, records: readonly Received[]): Promise<NewChange[]> {
    const rows = await tx.findBy(StudyRow, { id: In(records.map((record) => nctNumber(record.data.nctId))) });
    const bodies = await this.currentBodies(tx, rows);
    const raws = new Map<string, unknown>(records.map(({ key, raw }) => [key, raw]));
    const changes: NewChange[] = [];
    for (const row of rows) {
      const study = records.find((record) => record.data.nctId === row.nctId)?.data;
      const before = bodies.get(row.id);
      if (study === undefined || before === undefined || movedFields(before, study).length === 0) continue;
      await tx.save(StudyRow, { ...row, ...studyColumns(study) });
      await tx.update<StudyVersionRow>(STUDY_VERSION, { studyId: row.id, n: row.version }, { study });
      await replaceChildren(tx, [row.id], [study]);
      await indexStudies(tx, [{ study, raw: raws.get(row.nctId) }]);
      changes.push(updatedChange(before, study));
    }
    return changes;
  }

  /** Indexes stored studies again that another version of the index holds, or none. Returns how many there were, at most `limit`. */
  async reindex(tx: EntityManager, limit: number): Promise<number> {
    const outdated = await tx
      .createQueryBuilder(StudyRow, 'study')
      .where('study.indexedBy IS NULL OR study.indexedBy <> :version', { version: INDEX_VERSION })
      .limit(limit)
      .getMany();
    const ids = outdated.map(({ id }) => id);
    if (ids.length === 0) return 0;
    const versions = await tx.find<StudyVersionRow>(STUDY_VERSION, {
      where: outdated.map(({ id, version }) => ({ studyId: id, n: version })),
    });
    await replaceChildren(
      tx,
      ids,
      versions.map(({ study }) => study),
    );
    await indexStudies(
      tx,
      versions.map(({ study, raw }) => ({ study, raw: JSON.parse(gunzipSync(raw).toString('utf8')) as unknown })),
    );
    await tx.update(StudyRow, { id: In(ids) }, { indexedBy: INDEX_VERSION });
    return ids.length;
  }

  /** Marks studies as removed upstream; they stay readable as what was last known. */
  async markGone(tx: EntityManager, nctIds: readonly NctId[], at: string): Promise<NewChange[]> {
    if (nctIds.length === 0) return [];
    await tx.update(StudyRow, { id: In(nctIds.map(nctNumber)), goneAt: IsNull() }, { goneAt: at });
    return nctIds.map((nctId) => ({
      subject: `study:${nctId}`,
      kind: 'gone',
      fields: [],
      text: 'The registry no longer has this record.',
    }));
  }

  /** Notes a former NCT number of a study. */
  async saveAlias(tx: EntityManager, alias: NctId, canonical: NctId): Promise<void> {
    await tx.upsert(StudyAliasRow, { alias, studyId: nctNumber(canonical) }, ['alias']);
  }

  /** NCT numbers of stored studies (of one origin) that a run has not seen, oldest number first. */
  async unseenIn(tx: EntityManager, runId: number, origin: Origin | null = null): Promise<NctId[]> {
    const rows = await tx
      .createQueryBuilder(StudyRow, 'study')
      .select('study.nct_id', 'nctId')
      .where('study.gone_at IS NULL AND (study.seen_run IS NULL OR study.seen_run <> :runId)', { runId })
      .andWhere(origin === null ? '1 = 1' : 'study.origin = :origin', { origin })
      .orderBy('study.id')
      .getRawMany<{ nctId: NctId }>();
    return rows.map((row) => row.nctId);
  }

  /** How many studies a run has seen. */
  async countSeenIn(tx: EntityManager, runId: number): Promise<number> {
    return tx.countBy(StudyRow, { seenRun: runId });
  }

  private async knownStudies(tx: EntityManager, records: readonly Received[]): Promise<Map<string, Known>> {
    const ids = records.map((record) => nctNumber(record.data.nctId));
    const rows = await tx.findBy(StudyRow, { id: In(ids) });
    const changed = new Map(records.map((record) => [record.data.nctId, record.contentHash]));
    const differing = rows.filter((row) => changed.get(row.nctId as NctId) !== row.contentHash);
    const bodies = await this.currentBodies(tx, differing);
    return new Map(rows.map((row) => [row.nctId, { row, study: bodies.get(row.id) ?? null }]));
  }

  private async currentBodies(tx: EntityManager, rows: readonly StudyRow[]): Promise<Map<number, Study>> {
    if (rows.length === 0) return new Map();
    const versions = await tx.find<StudyVersionRow>(STUDY_VERSION, {
      select: { studyId: true, n: true, study: true as never },
      where: rows.map((row) => ({ studyId: row.id, n: row.version })),
    });
    return new Map(versions.map((version) => [version.studyId, version.study]));
  }

  private async apply(tx: EntityManager, outcomes: readonly Outcome[], runId: number): Promise<void> {
    const written = outcomes.filter(isWritten);
    await touchAll(tx, outcomes, runId);
    if (written.length === 0) return;
    const rows = written.map((outcome) => studyRow(outcome, runId));
    const ids = rows.map((row) => row.id);
    await tx.delete(StudyRow, { id: In(ids) });
    await insertAll(tx, StudyRow, rows);
    await insertAll<StudyVersionRow>(
      tx,
      STUDY_VERSION,
      written.map((outcome, i) => versionRow(outcome, rows[i])),
    );
    await replaceChildren(
      tx,
      ids,
      written.map((outcome) => outcome.study),
    );
    await indexStudies(
      tx,
      written.map(({ study, received }) => ({ study, raw: received.raw })),
    );
  }
}

function isWritten(outcome: Outcome): outcome is Written {
  return outcome.kind === 'created' || outcome.kind === 'updated';
}

type Known = { row: StudyRow; study: Study | null };

/** Groups in which no study occurs twice, so that each is compared with what the group before has written. */
function withoutRepeats(records: readonly Received[]): Received[][] {
  const groups: Received[][] = [];
  const depth = new Map<string, number>();
  for (const record of records) {
    const at = depth.get(record.key) ?? 0;
    depth.set(record.key, at + 1);
    (groups[at] ??= []).push(record);
  }
  return groups;
}

function judge(received: Received, known: Known | null): Outcome {
  if (known === null) {
    return { kind: 'created', received, study: received.data, known: null, changes: [createdChange(received.data)] };
  }
  if (isOlder(received, known.row)) return { kind: 'older' };
  const restored = known.row.goneAt === null ? [] : [restoredChange(received.data)];
  if (known.study === null) return { kind: 'seen', received, known: known.row, changes: restored };
  const unreadable = received.problems.map((problem) => problem.field);
  const study = withLastGoodValues(received.data, unreadable, known.study);
  const changes = [...restored, updatedChange(known.study, study)];
  return { kind: 'updated', received, study, known: known.row, changes };
}

function restoredChange(study: Study): NewChange {
  return { subject: `study:${study.nctId}`, kind: 'restored', fields: [], text: 'The registry has this record again.' };
}

/** Shipped records never overwrite live ones, and never a younger shipped one. */
function isOlder(received: Received, known: StudyRow): boolean {
  if (received.origin === 'live') return false;
  return known.origin === 'live' || (received.dataDate ?? '') < (known.dataDate ?? '');
}

/** Notes the sight of known content; records of one slice nearly always share one data date, so this is one statement. */
async function touchAll(tx: EntityManager, outcomes: readonly Outcome[], runId: number): Promise<void> {
  const groups = new Map<string, Seen[]>();
  for (const outcome of outcomes) {
    if (outcome.kind !== 'seen') continue;
    const key = `${seenOn(outcome.received) ?? ''} ${originNow(outcome)}`;
    groups.set(key, [...(groups.get(key) ?? []), outcome]);
  }
  for (const group of groups.values()) {
    const [first] = group;
    if (first === undefined) continue;
    const stamp = { seenOn: seenOn(first.received), seenRun: runId, origin: originNow(first), goneAt: null };
    await tx.update(StudyRow, { id: In(group.map((outcome) => outcome.known.id)) }, stamp);
  }
}

/** Known content stays what it was, unless the live source vouches for it now. */
function originNow({ received, known }: Seen): Origin {
  return received.origin === 'live' ? 'live' : known.origin;
}

/** The day the source vouches for; a live record without one is vouched for on the day it arrived. */
function seenOn(received: Received): string | null {
  return received.dataDate ?? (received.origin === 'live' ? received.retrievedAt.slice(0, 10) : null);
}

function studyRow({ received, study, known }: Written, runId: number): StudyRow {
  return {
    ...studyColumns(study),
    origin: received.origin,
    url: received.url,
    dataDate: seenOn(received),
    seenOn: seenOn(received),
    seenRun: runId,
    retrievedAt: received.retrievedAt,
    sourceUpdatedAt: received.sourceUpdatedAt,
    contentHash: received.contentHash,
    version: (known?.version ?? 0) + 1,
    goneAt: null,
    indexedBy: INDEX_VERSION,
  };
}

function versionRow({ received, study }: Written, row: StudyRow | undefined): StudyVersionRow {
  return {
    studyId: nctNumber(study.nctId),
    n: row?.version ?? 1,
    dataDate: seenOn(received),
    sourceUpdatedAt: received.sourceUpdatedAt,
    retrievedAt: received.retrievedAt,
    origin: received.origin,
    contentHash: received.contentHash,
    study,
    raw: gzipSync(JSON.stringify(received.raw)),
  };
}

async function replaceChildren(tx: EntityManager, ids: number[], studies: readonly Study[]): Promise<void> {
  await tx.delete(StudyPhaseRow, { studyId: In(ids) });
  await tx.delete(StudyLocationRow, { studyId: In(ids) });
  const phases = studies.flatMap((study) =>
    [...new Set(study.phases)].map((phase) => ({ studyId: nctNumber(study.nctId), phase })),
  );
  await insertAll(tx, StudyPhaseRow, phases);
  await insertAll(tx, StudyLocationRow, studies.flatMap(locationRows));
  for (const study of studies) {
    for (const alias of study.nctIdAliases) {
      await tx.upsert(StudyAliasRow, { alias, studyId: nctNumber(study.nctId) }, ['alias']);
    }
  }
}

function count(outcome: Outcome, result: UpsertResult): void {
  if (outcome.kind === 'older') {
    result.unchanged += 1;
    return;
  }
  result.changes.push(...outcome.changes);
  if (outcome.known?.goneAt !== null && outcome.known !== null) result.restored += 1;
  if (outcome.kind === 'seen') {
    result.unchanged += 1;
    if (outcome.received.origin === 'live' && outcome.known.origin !== 'live') result.confirmed.push(outcome.known.id);
  } else result[outcome.kind] += 1;
}
