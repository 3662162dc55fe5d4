import { Column, Entity, EntitySchema, Index, PrimaryColumn } from 'typeorm';
import { bytesType, gzippedJson, jsonText, unknownAsEmpty, type Engine } from '../database/columns.js';
import type { Origin } from '../model/provenance.js';
import type { ReferenceData, ReferenceKind } from '../model/reference-record.js';

/** The present state of one record of a reference source. */
export type ReferenceRecordRow = {
  source: string;
  kind: ReferenceKind;
  key: string;
  /** Number of the present version in `reference_version`, from 1. */
  version: number;
  contentHash: string;
  /** When this content was first received, by others for shipped records; null where no time was recorded. */
  retrievedAt: string | null;
  sourceUpdatedAt: string | null;
  origin: Origin;
  url: string;
  data: ReferenceData;
};

/** One version of a record as we saw it, with the record as received (gzip bytes of its JSON). */
export type ReferenceVersionRow = Pick<
  ReferenceRecordRow,
  'source' | 'kind' | 'key' | 'retrievedAt' | 'sourceUpdatedAt' | 'origin' | 'url' | 'data'
> & { n: number; raw: Buffer };

/** Names under which the repositories are asked for. */
export const REFERENCE_RECORD = 'reference_record';
export const REFERENCE_VERSION = 'reference_version';

const key = (table: string, name?: string) =>
  ({
    type: 'text',
    primary: true,
    primaryKeyConstraintName: `pk_${table}`,
    ...(name === undefined ? {} : { name }),
  }) as const;
const said = {
  retrievedAt: { type: 'text', name: 'retrieved_at', transformer: unknownAsEmpty },
  sourceUpdatedAt: { type: 'text', name: 'source_updated_at', nullable: true },
  origin: { type: 'text' },
  url: { type: 'text' },
} as const;

/** Schema of `reference_record`; a function because the bytes type differs by engine. */
export function referenceRecordSchema(engine: Engine): EntitySchema<ReferenceRecordRow> {
  const table = REFERENCE_RECORD;
  return new EntitySchema<ReferenceRecordRow>({
    name: table,
    tableName: table,
    columns: {
      ...{ source: key(table), kind: key(table), key: key(table) },
      version: { type: 'integer' },
      contentHash: { type: 'text', name: 'content_hash' },
      ...said,
      data: gzippedJson(engine),
    },
  });
}

/** Schema of `reference_version`. */
export function referenceVersionSchema(engine: Engine): EntitySchema<ReferenceVersionRow> {
  const table = REFERENCE_VERSION;
  return new EntitySchema<ReferenceVersionRow>({
    name: table,
    tableName: table,
    columns: {
      ...{ source: key(table), kind: key(table), key: key(table) },
      n: { type: 'integer', primary: true, primaryKeyConstraintName: `pk_${table}` },
      ...said,
      data: gzippedJson(engine),
      raw: { type: bytesType(engine) },
    },
  });
}

/** What a source last answered to a question, and how the last attempts went. */
@Entity('reference_answer')
@Index('ix_reference_answer_subject', ['subject'])
export class ReferenceAnswerRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_reference_answer' })
  source: string;
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_reference_answer' })
  subject: string;
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_reference_answer' })
  part: string;
  /** The records of the answer; null while every attempt failed. */
  @Column({ type: 'text', name: 'record_keys', nullable: true, transformer: jsonText })
  recordKeys: { kind: ReferenceKind; key: string }[] | null;
  @Column({ type: 'integer', nullable: true })
  total: number | null;
  @Column({ type: 'boolean', name: 'is_complete' })
  isComplete: boolean;
  @Column({ type: 'text', transformer: jsonText })
  notes: string[];
  @Column({ type: 'text', name: 'content_hash', nullable: true })
  contentHash: string | null;
  /** When this content was first received, by others for shipped answers; null where no time was recorded. */
  @Column({ type: 'text', name: 'retrieved_at', nullable: true })
  retrievedAt: string | null;
  @Column({ type: 'text', name: 'source_updated_at', nullable: true })
  sourceUpdatedAt: string | null;
  @Column({ type: 'text' })
  origin: Origin;
  /** When the live source last answered; moves without a change. */
  @Column({ type: 'text', name: 'seen_at', nullable: true })
  seenAt: string | null;
  @Column({ type: 'text', name: 'failed_at', nullable: true })
  failedAt: string | null;
  @Column({ type: 'text', nullable: true })
  failure: string | null;
  /** What the answer is about, as a hash of everything that was stated of the subject when it was asked. */
  @Column({ type: 'text', name: 'subject_hash', nullable: true })
  subjectHash: string | null;
  /** Since when the guides state something else of the subject than what was asked about. */
  @Column({ type: 'text', name: 'outdated_at', nullable: true })
  outdatedAt: string | null;
  /** When the question was last put, whatever came of it. */
  @Column({ type: 'text', name: 'attempted_at', nullable: true })
  attemptedAt: string | null;
  /** After a failure: when it makes sense to ask again. */
  @Column({ type: 'text', name: 'retry_at', nullable: true })
  retryAt: string | null;
  /** Since when the source gives a much smaller answer than this one, which is not believed yet. */
  @Column({ type: 'text', name: 'doubted_at', nullable: true })
  doubtedAt: string | null;
}
