import { Column, Entity, PrimaryColumn } from 'typeorm';
import { jsonText } from '../database/columns.js';
import type { DrugDocument, GuideStatement } from '../model/drug.js';
import type { Provenance } from '../model/provenance.js';
import type { FollowedDrug } from '../model/question.js';

/** A drug that the guides follow: its merged record, and whether it is due to be merged again. */
@Entity('drug')
export class DrugRow {
  @PrimaryColumn({ type: 'text', name: 'drug_id', primaryKeyConstraintName: 'pk_drug' })
  drugId: string;
  @Column({ type: 'text', transformer: jsonText })
  followed: FollowedDrug;
  /** The guides' entries that speak of the drug. */
  @Column({ type: 'text', transformer: jsonText })
  stated: GuideStatement[];
  @Column({ type: 'boolean', name: 'needs_merge' })
  needsMerge: boolean;
  /** Null until the first merge. */
  @Column({ type: 'text', nullable: true, transformer: jsonText })
  document: DrugDocument | null;
  @Column({ type: 'text', nullable: true, transformer: jsonText })
  provenance: Record<string, Provenance> | null;
  @Column({ type: 'text', name: 'content_hash', nullable: true })
  contentHash: string | null;
  @Column({ type: 'integer', name: 'conflict_count' })
  conflictCount: number;
  /** Release that merged it: another one may merge differently. */
  @Column({ type: 'text', name: 'merged_by', nullable: true })
  mergedBy: string | null;
  /** Why the last merge failed, null when it did not. */
  @Column({ type: 'text', name: 'merge_error', nullable: true })
  mergeError: string | null;
}
