import { Injectable } from '@nestjs/common';
import { In, Not, type EntityManager } from 'typeorm';
import { serviceVersion } from '../common/service-version.js';
import { Database } from '../database/database.js';
import type { NewChange } from '../model/change.js';
import { contentHash } from '../model/content-hash.js';
import type { DrugDocument, GuideStatement, MergedDrug } from '../model/drug.js';
import type { FollowedDrug } from '../model/question.js';
import { DrugRow } from './drug.entity.js';

/** A drug that is followed, and the guides' entries that speak of it. */
export type GuideDrug = { drug: FollowedDrug; stated: GuideStatement[] };

/** A merged drug as stored. */
export type StoredDrug = MergedDrug & { stated: GuideStatement[] };

/** Drugs that the guides follow, merged, and which of them are due to be merged again. */
@Injectable()
export class DrugStore {
  constructor(private readonly database: Database) {}

  /** The merged drug, null where it is not followed or was never merged. */
  async get(drugId: string): Promise<StoredDrug | null> {
    const row = await this.database.read.findOneBy(DrugRow, { drugId });
    return row === null ? null : toStored(row);
  }

  /** Whether a drug is followed, merged or not. */
  async isFollowed(drugId: string): Promise<boolean> {
    return this.database.read.existsBy(DrugRow, { drugId });
  }

  /** Every merged drug, by id. */
  async list(): Promise<StoredDrug[]> {
    const rows = await this.database.read.find(DrugRow, { order: { drugId: 'ASC' } });
    return rows.map(toStored).filter((drug) => drug !== null);
  }

  /** Every drug that is followed, by id, as `tx` sees it. */
  async followed(tx: EntityManager): Promise<GuideDrug[]> {
    const rows = await tx.find(DrugRow, {
      select: { drugId: true, followed: true as never, stated: true as never },
      order: { drugId: 'ASC' },
    });
    return rows.map(({ followed, stated }) => ({ drug: followed, stated }));
  }

  /** The merged drug as `tx` sees it, null before its first merge. */
  async merged(tx: EntityManager, drugId: string): Promise<StoredDrug | null> {
    const row = await tx.findOneBy(DrugRow, { drugId });
    return row === null ? null : toStored(row);
  }

  /**
   * Brings the followed drugs in step with the guides: new and changed ones are due, and so is everything when the set
   * changed. Returns the changes that the dropped ones are.
   */
  async follow(tx: EntityManager, drugs: readonly GuideDrug[]): Promise<NewChange[]> {
    const rows = await tx.find(DrugRow, { order: { drugId: 'ASC' } });
    const wanted = [...drugs].sort((a, b) => (a.drug.drugId < b.drug.drugId ? -1 : 1));
    const known = rows.map(({ followed, stated }) => ({ drug: followed, stated }));
    if (contentHash(known) === contentHash(wanted)) return [];
    const dropped = rows.filter(({ drugId }) => !wanted.some(({ drug }) => drug.drugId === drugId));
    await tx.delete(DrugRow, { drugId: In(dropped.map(({ drugId }) => drugId)) });
    for (const { drug, stated } of wanted) {
      const { drugId } = drug;
      const next = { followed: drug, stated, needsMerge: true };
      if (rows.some((row) => row.drugId === drugId)) await tx.update(DrugRow, { drugId }, next);
      else await tx.insert(DrugRow, { drugId, ...next, conflictCount: 0 });
    }
    return dropped.flatMap(goneChange);
  }

  async markDue(tx: EntityManager, drugIds: readonly string[]): Promise<void> {
    if (drugIds.length > 0) await tx.update(DrugRow, { drugId: In([...drugIds]) }, { needsMerge: true });
  }

  /** Marks what another release merged. */
  async markOutdated(tx: EntityManager): Promise<void> {
    await tx.update(DrugRow, { mergedBy: Not(serviceVersion()) }, { needsMerge: true });
  }

  /** The next drug that is due, null when none is. */
  async nextDue(tx: EntityManager): Promise<GuideDrug | null> {
    const row = await tx.findOne(DrugRow, { where: { needsMerge: true }, order: { drugId: 'ASC' } });
    return row === null ? null : { drug: row.followed, stated: row.stated };
  }

  /** Whether any drug is due. */
  async anyDue(): Promise<boolean> {
    return this.database.read.existsBy(DrugRow, { needsMerge: true });
  }

  /** Stores a merged drug. Returns the change it is; null when nothing of the record moved. */
  async replace(tx: EntityManager, merged: MergedDrug): Promise<NewChange | null> {
    const { drugId } = merged.document;
    const known = await tx.findOneByOrFail(DrugRow, { drugId });
    const hash = contentHash(merged);
    const stamp = { needsMerge: false, mergedBy: serviceVersion(), mergeError: null };
    if (hash === known.contentHash) {
      await tx.update(DrugRow, { drugId }, stamp);
      return null;
    }
    const conflictCount = merged.document.conflicts.length;
    await tx.save(DrugRow, { ...known, ...stamp, ...merged, contentHash: hash, conflictCount });
    return drugChange(known.document, merged.document);
  }

  /** Notes that a drug could not be merged; the last good record stays. */
  async saveFailure(tx: EntityManager, drugId: string, reason: string): Promise<void> {
    await tx.update(DrugRow, { drugId }, { needsMerge: false, mergedBy: serviceVersion(), mergeError: reason });
  }

  /** Drugs whose last merge failed. */
  async failures(): Promise<{ drugId: string; reason: string }[]> {
    const rows = await this.database.read
      .createQueryBuilder(DrugRow, 'drug')
      .select(['drug.drugId', 'drug.mergeError'])
      .where('drug.merge_error IS NOT NULL')
      .getMany();
    return rows.map((row) => ({ drugId: row.drugId, reason: row.mergeError ?? '' }));
  }
}

function toStored({ document, provenance, stated }: DrugRow): StoredDrug | null {
  return document === null || provenance === null ? null : { document, provenance, stated };
}

/** A drug that no guide names any more; one that was never merged was never told of. */
function goneChange({ drugId, document }: DrugRow): NewChange[] {
  if (document === null) return [];
  return [{ subject: `drug:${drugId}`, kind: 'gone', fields: [], text: 'No guide speaks of this drug any more.' }];
}

/** The change between two merged drugs; null when only provenance moved. */
function drugChange(before: DrugDocument | null, after: DrugDocument): NewChange | null {
  const subject = `drug:${after.drugId}`;
  if (before === null) return { subject, kind: 'created', fields: [], text: `First merged: ${after.name}` };
  const old = new Map<string, unknown>(Object.entries(before));
  const fields = Object.entries(after)
    .filter(([part, value]) => contentHash(value) !== contentHash(old.get(part) ?? null))
    .map(([part]) => part);
  return fields.length === 0 ? null : { subject, kind: 'updated', fields, text: `Changed: ${fields.join(', ')}.` };
}
