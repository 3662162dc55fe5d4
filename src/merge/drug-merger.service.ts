import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ChangeStore } from '../changes/change.store.js';
import { Database } from '../database/database.js';
import { DrugStore, type GuideDrug } from '../drugs/drug.store.js';
import { EntryStore } from '../entries/entry.store.js';
import { DrugFactsReader } from './drug-facts-reader.store.js';
import { mergeDrug } from './drugs/merge-drug.js';

/** Merges the drugs that are due; the entries that speak of one that moved become due in turn. */
@Injectable()
export class DrugMerger {
  constructor(
    private readonly database: Database,
    private readonly drugs: DrugStore,
    private readonly entries: EntryStore,
    private readonly changes: ChangeStore,
    private readonly facts: DrugFactsReader,
  ) {}

  /** Merges until no drug is due, in one short write each. A drug that cannot be merged keeps its last good record. Returns how many were merged. */
  async drain(signal: AbortSignal | null = null): Promise<number> {
    await this.database.write((tx) => this.drugs.markOutdated(tx));
    for (let merged = 0; ; merged += 1) {
      const due = await this.database.write((tx) => this.drugs.nextDue(tx));
      if (due === null || signal?.aborted === true) return merged;
      try {
        await this.database.write((tx) => this.mergeOne(tx, due));
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        await this.database.write((tx) => this.drugs.saveFailure(tx, due.drug.drugId, reason));
      }
    }
  }

  private async mergeOne(tx: EntityManager, due: GuideDrug): Promise<void> {
    const merged = mergeDrug(await this.facts.of(tx, due));
    const change = await this.drugs.replace(tx, merged);
    if (change !== null) await this.changes.append(tx, [change]);
    // Claims rest on texts of labels that the merged record does not show, so its entries are due in any case.
    for (const { guideId, entryId } of due.stated) await this.entries.markDue(tx, guideId, [entryId]);
  }
}
