import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock.js';
import { Database } from '../database/database.js';
import type { ClaimCheck, Verdict } from '../model/claim.js';
import { contentHash } from '../model/content-hash.js';
import { ClaimCheckRow } from './claim-check.entity.js';

/** A check as stored, with the day of it and the hash of what it read. */
export type StoredCheck = { check: ClaimCheck; checkedOn: string; inputHash: string | null };

/** Checked claims and the history of their verdicts. */
@Injectable()
export class ClaimStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Checks of a guide by claim id. */
  async list(guideId: string): Promise<Map<string, ClaimCheck>> {
    const rows = await this.database.read.findBy(ClaimCheckRow, { guideId });
    return new Map(rows.map((row) => [row.claimId, row.check]));
  }

  /** Checks of a guide as `tx` sees them. */
  async stored(tx: EntityManager, guideId: string): Promise<Map<string, StoredCheck>> {
    const rows = await tx.findBy(ClaimCheckRow, { guideId });
    return new Map(rows.map(({ claimId, check, checkedOn, inputHash }) => [claimId, { check, checkedOn, inputHash }]));
  }

  /** Notes that nothing a claim rests on has changed by today, so that its verdict stands. */
  async confirm(tx: EntityManager, guideId: string, claimId: string): Promise<void> {
    await tx.update(ClaimCheckRow, { guideId, claimId }, { checkedOn: this.clock.today() });
  }

  /** Stores a check. Returns the verdict before (`new` for the first check) when anything of it moved, null when nothing did. */
  async save(tx: EntityManager, check: ClaimCheck, inputHash: string): Promise<{ before: Verdict | 'new' } | null> {
    const { guideId, claimId } = check;
    const known = await tx.findOneBy(ClaimCheckRow, { guideId, claimId });
    const checkedOn = this.clock.today();
    if (known !== null && contentHash(known.check) === contentHash(check)) {
      await tx.update(ClaimCheckRow, { guideId, claimId }, { checkedOn, inputHash });
      return null;
    }
    await tx.save(ClaimCheckRow, { guideId, claimId, verdict: check.verdict, check, checkedOn, inputHash });
    return { before: known?.verdict ?? 'new' };
  }

  /** Forgets claims that the guide no longer makes. */
  async removeOthers(tx: EntityManager, guideId: string, kept: readonly string[]): Promise<void> {
    const rows = await tx.find(ClaimCheckRow, { select: { claimId: true }, where: { guideId } });
    for (const { claimId } of rows) if (!kept.includes(claimId)) await tx.delete(ClaimCheckRow, { guideId, claimId });
  }
}
