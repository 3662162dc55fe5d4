import { Column, Entity, PrimaryColumn } from 'typeorm';
import { jsonText } from '../database/columns.js';
import type { EntryDocument } from '../model/entry.js';
import type { Provenance } from '../model/provenance.js';

/** The merged record of an entry, and whether it is due to be merged again. */
@Entity('entry')
export class EntryRow {
  @PrimaryColumn({ type: 'text', name: 'guide_id', primaryKeyConstraintName: 'pk_entry' })
  guideId: string;
  @PrimaryColumn({ type: 'text', name: 'entry_id', primaryKeyConstraintName: 'pk_entry' })
  entryId: string;
  @Column({ type: 'integer' })
  position: number;
  @Column({ type: 'boolean', name: 'needs_merge' })
  needsMerge: boolean;
  /** Null until the first merge. */
  @Column({ type: 'text', nullable: true, transformer: jsonText })
  document: EntryDocument | null;
  @Column({ type: 'text', nullable: true, transformer: jsonText })
  provenance: Record<string, Provenance> | null;
  @Column({ type: 'text', name: 'content_hash', nullable: true })
  contentHash: string | null;
  /** Day of the last merge: statuses age, so a merge is due on every new day. */
  @Column({ type: 'text', name: 'merged_on', nullable: true })
  mergedOn: string | null;
  /** Why the last merge failed, null when it did not. */
  @Column({ type: 'text', name: 'merge_error', nullable: true })
  mergeError: string | null;
}
