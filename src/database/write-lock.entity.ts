import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row that every SQLite write touches first, which makes the transaction take the write lock at once. */
@Entity('write_lock')
export class WriteLockRow {
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_write_lock' })
  id: number;
  @Column({ type: 'integer' })
  touched: number;
}
