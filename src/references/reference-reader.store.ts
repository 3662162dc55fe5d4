import { Injectable } from '@nestjs/common';
import { In, type EntityManager, type FindOptionsWhere } from 'typeorm';
import { Database } from '../database/database.js';
import type { RecordOf, ReferenceKind } from '../model/reference-record.js';
import {
  REFERENCE_RECORD,
  REFERENCE_VERSION,
  ReferenceAnswerRow,
  type ReferenceRecordRow,
  type ReferenceVersionRow,
} from './reference.entity.js';
import type { AnswerSight, HeldAnswer, HeldRecord } from './references.types.js';

/** Records of reference sources and their answers: reads. */
@Injectable()
export class ReferenceReader {
  constructor(private readonly database: Database) {}

  /** What every source answered about a subject, as `tx` sees it; questions that were never answered are left out. */
  async answersOf(tx: EntityManager, subject: string): Promise<HeldAnswer[]> {
    const rows = await tx.find(ReferenceAnswerRow, { where: { subject }, order: { source: 'ASC', part: 'ASC' } });
    return Promise.all(rows.filter(isAnswered).map(async (row) => answerOf(row, await this.recordsOf(tx, row))));
  }

  /** All versions of the labels with these set ids, oldest first. */
  async labelVersions(tx: EntityManager, setIds: readonly string[]): Promise<HeldRecord<RecordOf<'label'>>[]> {
    if (setIds.length === 0) return [];
    const rows = await tx.find<ReferenceVersionRow>(REFERENCE_VERSION, {
      where: { kind: 'label', key: In([...setIds]) },
      order: { key: 'ASC', n: 'ASC' },
      select: VERSION_FIELDS,
    });
    return rows.map(held).filter(isKind('label'));
  }

  /** A publication by its PMID, null where none is held. */
  async publication(pmid: string): Promise<HeldRecord<RecordOf<'publication'>> | null> {
    const row = await this.database.read.findOneBy<ReferenceRecordRow>(REFERENCE_RECORD, {
      kind: 'publication',
      key: pmid,
    });
    const record = row === null ? null : held(row);
    return record !== null && isKind('publication')(record) ? record : null;
  }

  /** Subjects whose answers name a record, by part. */
  async subjectsNaming(source: string, prefix: string, key: string): Promise<{ subject: string; part: string }[]> {
    const rows = await this.database.read
      .createQueryBuilder(ReferenceAnswerRow, 'answer')
      .where('answer.source = :source AND answer.subject LIKE :prefix', { source, prefix: `${prefix}%` })
      .orderBy('answer.subject')
      .addOrderBy('answer.part')
      .getMany();
    return rows
      .filter(({ recordKeys }) => recordKeys?.some((record) => record.key === key) === true)
      .map(({ subject, part }) => ({ subject, part }));
  }

  /** How fresh the answers about some subjects are. */
  async sights(subjects: readonly string[]): Promise<AnswerSight[]> {
    if (subjects.length === 0) return [];
    return this.sightsWhere({ subject: In([...subjects]) });
  }

  /** How fresh every answer of one source is. */
  async sightsOf(source: string): Promise<AnswerSight[]> {
    return this.sightsWhere({ source });
  }

  /** The newest date that a source gave its own data; null where it never gave one. */
  async newestSourceDate(source: string): Promise<string | null> {
    const newest = await this.database.read
      .createQueryBuilder(ReferenceAnswerRow, 'answer')
      .select('MAX(answer.source_updated_at)', 'date')
      .where({ source })
      .getRawOne<{ date: string | null }>();
    return newest?.date ?? null;
  }

  private async sightsWhere(where: FindOptionsWhere<ReferenceAnswerRow>): Promise<AnswerSight[]> {
    const rows = await this.database.read.find(ReferenceAnswerRow, { where, order: { source: 'ASC', part: 'ASC' } });
    return rows.map(({ source, subject, part, recordKeys, origin, ...row }) => {
      const { sourceUpdatedAt, seenAt, failedAt, failure, subjectHash, outdatedAt, attemptedAt, retryAt } = row;
      const times = { sourceUpdatedAt, seenAt, failedAt, failure, subjectHash, outdatedAt, attemptedAt, retryAt };
      return { source, subject, part, origin, isHeld: recordKeys !== null, ...times };
    });
  }

  private async recordsOf(tx: EntityManager, row: AnsweredRow): Promise<HeldRecord[]> {
    if (row.recordKeys.length === 0) return [];
    const rows = await tx.find<ReferenceRecordRow>(REFERENCE_RECORD, {
      where: kindsOf(row).map(([kind, keys]) => ({ source: row.source, kind, key: In(keys) })),
      order: { kind: 'ASC', key: 'ASC' },
    });
    return rows.map(held);
  }
}

type AnsweredRow = ReferenceAnswerRow & {
  recordKeys: NonNullable<ReferenceAnswerRow['recordKeys']>;
};

/** Everything of a version but the record as received. */
const VERSION_FIELDS = {
  ...{
    source: true,
    kind: true,
    key: true,
    n: true,
    retrievedAt: true,
    sourceUpdatedAt: true,
    origin: true,
    url: true,
  },
  data: true as never,
} as const;

function isAnswered(row: ReferenceAnswerRow): row is AnsweredRow {
  return row.recordKeys !== null;
}

function isKind<K extends ReferenceKind>(kind: K): (record: HeldRecord) => record is HeldRecord<RecordOf<K>> {
  return (record): record is HeldRecord<RecordOf<K>> => record.data.kind === kind;
}

function kindsOf({ recordKeys }: AnsweredRow): [ReferenceKind, string[]][] {
  const kinds = new Map<ReferenceKind, string[]>();
  for (const { kind, key } of recordKeys) kinds.set(kind, [...(kinds.get(kind) ?? []), key]);
  return [...kinds];
}

function held(row: Omit<ReferenceVersionRow, 'n' | 'raw'>): HeldRecord {
  const { source, key, data, url, retrievedAt, sourceUpdatedAt, origin } = row;
  return { source, key, data, url, retrievedAt, sourceUpdatedAt, origin };
}

function answerOf(row: AnsweredRow, records: HeldRecord[]): HeldAnswer {
  const { source, part, total, isComplete, notes, retrievedAt, sourceUpdatedAt, origin } = row;
  return { source, part, records, total, isComplete, notes, retrievedAt, sourceUpdatedAt, origin };
}
