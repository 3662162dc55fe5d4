import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { jsonText } from '../database/columns.js';
import type { ConditionScope, LinkEvidence, LinkMethod, LinkRole } from '../model/link.js';

/** Link between an entry and a study. */
@Entity('entry_link')
@Index('ix_entry_link_study', ['studyId'])
export class EntryLinkRow {
  @PrimaryColumn({ type: 'text', name: 'guide_id', primaryKeyConstraintName: 'pk_entry_link' })
  guideId: string;
  @PrimaryColumn({ type: 'text', name: 'entry_id', primaryKeyConstraintName: 'pk_entry_link' })
  entryId: string;
  @PrimaryColumn({ type: 'integer', name: 'study_id', primaryKeyConstraintName: 'pk_entry_link' })
  studyId: number;
  @Column({ type: 'text' })
  role: LinkRole;
  @Column({ type: 'text', transformer: jsonText })
  methods: LinkMethod[];
  @Column({ type: 'text', transformer: jsonText })
  evidence: LinkEvidence[];
}

/** A study's scope in a guide; a study without a row is outside. */
@Entity('study_scope')
@Index('ix_study_scope_study', ['studyId'])
export class StudyScopeRow {
  @PrimaryColumn({ type: 'text', name: 'guide_id', primaryKeyConstraintName: 'pk_study_scope' })
  guideId: string;
  @PrimaryColumn({ type: 'integer', name: 'study_id', primaryKeyConstraintName: 'pk_study_scope' })
  studyId: number;
  @Column({ type: 'text' })
  scope: ConditionScope;
  @Column({ type: 'text', transformer: jsonText })
  evidence: LinkEvidence[];
}
