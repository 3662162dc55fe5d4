import { Column, Entity, PrimaryColumn } from 'typeorm';
import { jsonText } from '../database/columns.js';
import type { Guide } from '../model/guide.js';

/** A guide as imported from its folder. */
@Entity('guide')
export class GuideRow {
  @PrimaryColumn({ type: 'text', name: 'guide_id', primaryKeyConstraintName: 'pk_guide' })
  guideId: string;
  @Column({ type: 'text', transformer: jsonText })
  document: Guide;
  @Column({ type: 'text', name: 'content_hash' })
  contentHash: string;
  /** The content every stored study was linked against; differs from `contentHash` while relinking is due. */
  @Column({ type: 'text', name: 'linked_hash', nullable: true })
  linkedHash: string | null;
  /** Last study (by number) that a relinking under way has passed. */
  @Column({ type: 'integer', name: 'relink_cursor' })
  relinkCursor: number;
  @Column({ type: 'text', name: 'imported_at' })
  importedAt: string;
}
