import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThan, type EntityManager } from 'typeorm';
import { Clock } from '../common/clock.js';
import { Database } from '../database/database.js';
import { contentHash } from '../model/content-hash.js';
import type { NewChange } from '../model/change.js';
import type { EntryDocument, MergedEntry } from '../model/entry.js';
import { EntryRow } from './entry.entity.js';

/** A merged entry as stored. */
export type StoredEntry = MergedEntry & { mergedOn: string };

/** Merged entries, and which of them are due to be merged again. */
@Injectable()
export class EntryStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The merged record, null before its first merge. */
  async get(guideId: string, entryId: string): Promise<StoredEntry | null> {
    const row = await this.database.read.findOneBy(EntryRow, { guideId, entryId });
    return row === null ? null : toStored(row);
  }

  /** Merged records of a guide in the guide's order. */
  async list(guideId: string): Promise<StoredEntry[]> {
    const rows = await this.database.read.find(EntryRow, { where: { guideId }, order: { position: 'ASC' } });
    return rows.map(toStored).filter((entry) => entry !== null);
  }

  /** Makes rows for a guide's entries, in order, all due; forgets entries that the guide no longer has. */
  async saveEntries(tx: EntityManager, guideId: string, entryIds: readonly string[]): Promise<void> {
    const known = await tx.find(EntryRow, { select: { entryId: true }, where: { guideId } });
    const gone = known.map((row) => row.entryId).filter((id) => !entryIds.includes(id));
    if (gone.length > 0) await tx.delete(EntryRow, { guideId, entryId: In(gone) });
    for (const [position, entryId] of entryIds.entries()) {
      await tx.upsert(EntryRow, { guideId, entryId, position, needsMerge: true }, ['guideId', 'entryId']);
    }
  }

  /** Marks entries as due to be merged. */
  async markDue(tx: EntityManager, guideId: string, entryIds: readonly string[]): Promise<void> {
    if (entryIds.length === 0) return;
    await tx.update(EntryRow, { guideId, entryId: In([...entryIds]) }, { needsMerge: true });
  }

  /** Marks every entry of every guide as due. */
  async markAllDue(tx: EntityManager): Promise<void> {
    await tx.createQueryBuilder().update(EntryRow).set({ needsMerge: true }).execute();
  }

  /** Marks every entry that was not merged today: the age of a status counts, so each day is a new input. */
  async markAged(tx: EntityManager): Promise<void> {
    await tx.update(EntryRow, { mergedOn: LessThan(this.clock.today()) }, { needsMerge: true });
  }

  /** The next entry that is due, null when none is. */
  async nextDue(tx: EntityManager): Promise<{ guideId: string; entryId: string } | null> {
    const row = await tx.findOne(EntryRow, {
      select: { guideId: true, entryId: true },
      where: { needsMerge: true },
      order: { guideId: 'ASC', position: 'ASC' },
    });
    return row === null ? null : { guideId: row.guideId, entryId: row.entryId };
  }

  /** Whether any entry is due or aged. */
  async anyDue(): Promise<boolean> {
    const aged = { mergedOn: LessThan(this.clock.today()) };
    return this.database.read.existsBy(EntryRow, [{ needsMerge: true }, aged, { mergedOn: IsNull() }]);
  }

  /** Stores a merged record. Returns the change it is, null when nothing moved. */
  async replace(tx: EntityManager, merged: MergedEntry): Promise<NewChange | null> {
    const { guideId, entryId } = merged.document;
    const known = await tx.findOneByOrFail(EntryRow, { guideId, entryId });
    const hash = contentHash(merged);
    const stamp = { needsMerge: false, mergedOn: this.clock.today(), mergeError: null };
    if (hash === known.contentHash) {
      await tx.update(EntryRow, { guideId, entryId }, stamp);
      return null;
    }
    await tx.save(EntryRow, { ...known, ...stamp, ...merged, contentHash: hash });
    return entryChange(known.document, merged.document);
  }

  /** Notes that an entry could not be merged; the last good record stays. */
  async saveFailure(tx: EntityManager, guideId: string, entryId: string, reason: string): Promise<void> {
    const stamp = { needsMerge: false, mergedOn: this.clock.today(), mergeError: reason };
    await tx.update(EntryRow, { guideId, entryId }, stamp);
  }

  /** Entries whose last merge failed. */
  async failures(): Promise<{ guideId: string; entryId: string; reason: string }[]> {
    const rows = await this.database.read
      .createQueryBuilder(EntryRow, 'entry')
      .select(['entry.guideId', 'entry.entryId', 'entry.mergeError'])
      .where('entry.merge_error IS NOT NULL')
      .getMany();
    return rows.map((row) => ({ guideId: row.guideId, entryId: row.entryId, reason: row.mergeError ?? '' }));
  }

  async removeGuide(tx: EntityManager, guideId: string): Promise<void> {
    await tx.delete(EntryRow, { guideId });
  }
}

function toStored(row: EntryRow): StoredEntry | null {
  if (row.document === null || row.provenance === null || row.mergedOn === null) return null;
  return { document: row.document, provenance: row.provenance, mergedOn: row.mergedOn };
}

/** The change between two merged records; null when only provenance moved. */
function entryChange(before: EntryDocument | null, after: EntryDocument): NewChange | null {
  const subject = `entry:${after.guideId}/${after.entryId}`;
  if (before === null) return { subject, kind: 'created', fields: [], text: `First merged: ${after.title}` };
  const old = new Map<string, unknown>(Object.entries(before));
  const fields = Object.entries(after)
    .filter(([part, value]) => contentHash(value) !== contentHash(old.get(part) ?? null))
    .map(([part]) => part);
  return fields.length === 0 ? null : { subject, kind: 'updated', fields, text: `Changed: ${fields.join(', ')}.` };
}
