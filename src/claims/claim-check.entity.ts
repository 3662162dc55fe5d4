import { Column, Entity, PrimaryColumn } from 'typeorm';
import { jsonText } from '../database/columns.js';
import type { ClaimCheck, Verdict } from '../model/claim.js';

/** The checked state of a claim, with the history of its verdicts. */
@Entity('claim_check')
export class ClaimCheckRow {
  @PrimaryColumn({ type: 'text', name: 'guide_id', primaryKeyConstraintName: 'pk_claim_check' })
  guideId: string;
  @PrimaryColumn({ type: 'text', name: 'claim_id', primaryKeyConstraintName: 'pk_claim_check' })
  claimId: string;
  @Column({ type: 'text' })
  verdict: Verdict;
  @Column({ type: 'text', name: 'document', transformer: jsonText })
  check: ClaimCheck;
  @Column({ type: 'text', name: 'checked_on' })
  checkedOn: string;
  /** Hash of what the check read: while it stands, the claim need not be checked again. */
  @Column({ type: 'text', name: 'input_hash', nullable: true })
  inputHash: string | null;
}
