import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { jsonText } from '../database/columns.js';
import type { ChangeKind } from '../model/change.js';

/** The append-only change log. */
@Entity('change')
@Index('ix_change_subject', ['subject', 'id'])
export class ChangeRow {
  @PrimaryGeneratedColumn({ type: 'integer', primaryKeyConstraintName: 'pk_change' })
  id: number;
  @Column({ type: 'text' })
  subject: string;
  @Column({ type: 'text' })
  kind: ChangeKind;
  @Column({ type: 'text' })
  at: string;
  @Column({ type: 'text', transformer: jsonText })
  fields: string[];
  @Column({ type: 'text' })
  text: string;
}

/** How far each consumer has read the change log. */
@Entity('change_consumer')
export class ChangeConsumerRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_change_consumer' })
  name: string;
  @Column({ type: 'integer' })
  cursor: number;
}
