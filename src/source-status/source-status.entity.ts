import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { jsonText } from '../database/columns.js';
import type { FieldProblem } from '../sources/source.js';
import type { Checkpoint, RunCounts, RunKind, RunOutcome, RunTrigger, SavedCursor } from './source-status.types.js';

/** What is known of a source between runs: lease, cursor, checkpoint, when it is due. */
@Entity('source_state')
export class SourceStateRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_source_state' })
  source: string;
  @Column({ type: 'text', name: 'lease_holder', nullable: true })
  leaseHolder: string | null;
  @Column({ type: 'text', name: 'leased_until', nullable: true })
  leasedUntil: string | null;
  @Column({ type: 'text', name: 'next_run_at', nullable: true })
  nextRunAt: string | null;
  /** Resume point of an unfinished run. */
  @Column({ type: 'text', nullable: true, transformer: jsonText })
  cursor: SavedCursor | null;
  /** Durable high-water mark; moves only when a run completes. */
  @Column({ type: 'text', nullable: true, transformer: jsonText })
  checkpoint: Checkpoint | null;
  @Column({ type: 'text', name: 'last_success_at', nullable: true })
  lastSuccessAt: string | null;
  @Column({ type: 'text', name: 'last_failure_at', nullable: true })
  lastFailureAt: string | null;
  @Column({ type: 'text', name: 'bundled_at', nullable: true })
  bundledAt: string | null;
  /** How often a failed run was tried again since the last one by schedule. */
  @Column({ type: 'integer', nullable: true })
  retries: number | null;
  /** Day (UTC) of which `requests` counts what was sent to the source. */
  @Column({ type: 'text', name: 'requests_on', nullable: true })
  requestsOn: string | null;
  @Column({ type: 'integer', nullable: true })
  requests: number | null;
}

/** One run of a source. */
@Entity('sync_run')
@Index('ix_sync_run_source', ['source', 'id'])
export class SyncRunRow {
  @PrimaryGeneratedColumn({ type: 'integer', primaryKeyConstraintName: 'pk_sync_run' })
  id: number;
  @Column({ type: 'text' })
  source: string;
  @Column({ type: 'text', name: 'started_by' })
  trigger: RunTrigger;
  @Column({ type: 'text' })
  kind: RunKind;
  @Column({ type: 'text' })
  outcome: RunOutcome;
  @Column({ type: 'text', name: 'started_at' })
  startedAt: string;
  @Column({ type: 'text', name: 'finished_at', nullable: true })
  finishedAt: string | null;
  @Column({ type: 'text', transformer: jsonText })
  counts: RunCounts;
  @Column({ type: 'text', name: 'data_version', nullable: true })
  dataVersion: string | null;
  /** Why it failed or what did not add up, null when all is well. */
  @Column({ type: 'text', nullable: true })
  error: string | null;
}

/** A record (or single fields of one) that could not be read, with the reasons; one row per key. */
@Entity('rejection')
export class RejectionRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_rejection' })
  source: string;
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_rejection' })
  key: string;
  /** `record`: nothing of it was taken; `field`: the rest was taken and these fields kept their last good value. */
  @Column({ type: 'text' })
  extent: 'record' | 'field';
  @Column({ type: 'integer', name: 'run_id' })
  runId: number;
  @Column({ type: 'text' })
  at: string;
  @Column({ type: 'text', transformer: jsonText })
  problems: FieldProblem[];
  /** The rejected record as received (JSON, cut at 64 KiB); null for single fields. */
  @Column({ type: 'text', nullable: true })
  raw: string | null;
}
