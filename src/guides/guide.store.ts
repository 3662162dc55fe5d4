import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock.js';
import { Database } from '../database/database.js';
import { contentHash } from '../model/content-hash.js';
import type { Guide } from '../model/guide.js';
import { GuideRow } from './guide.entity.js';

/** How far the stored studies have been linked against a guide. */
export type LinkingState = { guide: Guide; linkHash: string; isCurrent: boolean; relinkCursor: number };

/** Guides as imported. */
@Injectable()
export class GuideStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** All guides, by id. */
  async list(): Promise<Guide[]> {
    const rows = await this.database.read.find(GuideRow, { order: { guideId: 'ASC' } });
    return rows.map((row) => row.document);
  }

  /** Names the content of all guides: another text as soon as one of them has changed. */
  async state(): Promise<string> {
    const rows = await this.database.read.find(GuideRow, {
      select: { guideId: true, contentHash: true },
      order: { guideId: 'ASC' },
    });
    return rows.map(({ guideId, contentHash }) => `${guideId}:${contentHash}`).join(' ');
  }

  /** All guides, by id, as `tx` sees them. */
  async listIn(tx: EntityManager): Promise<Guide[]> {
    const rows = await tx.find(GuideRow, { order: { guideId: 'ASC' } });
    return rows.map((row) => row.document);
  }

  async get(guideId: string): Promise<Guide | null> {
    const row = await this.database.read.findOneBy(GuideRow, { guideId });
    return row?.document ?? null;
  }

  /** One guide as `tx` sees it. */
  async load(tx: EntityManager, guideId: string): Promise<Guide | null> {
    const row = await tx.findOneBy(GuideRow, { guideId });
    return row?.document ?? null;
  }

  /** Stores a guide; true when its content is new. */
  async save(tx: EntityManager, guide: Guide): Promise<boolean> {
    const hash = contentHash(guide);
    const known = await tx.findOneBy(GuideRow, { guideId: guide.guideId });
    if (known?.contentHash === hash) return false;
    await tx.save(GuideRow, {
      guideId: guide.guideId,
      document: guide,
      contentHash: hash,
      linkedHash: known?.linkedHash ?? null,
      relinkCursor: 0,
      importedAt: this.clock.timestamp(),
    });
    return true;
  }

  /** Takes guides out that are no longer in the folder. Returns their ids. */
  async removeOthers(tx: EntityManager, kept: readonly string[]): Promise<string[]> {
    const rows = await tx.find(GuideRow, { select: { guideId: true } });
    const gone = rows.map((row) => row.guideId).filter((id) => !kept.includes(id));
    for (const guideId of gone) await tx.delete(GuideRow, { guideId });
    return gone;
  }

  /** Every guide with the state of its links, as `tx` sees it. Links are current when content and matcher are those they were made with. */
  async linkingStates(tx: EntityManager, matcher: string): Promise<LinkingState[]> {
    const rows = await tx.find(GuideRow, { order: { guideId: 'ASC' } });
    return rows.map((row) => ({
      guide: row.document,
      linkHash: `${row.contentHash}:${matcher}`,
      isCurrent: row.linkedHash === `${row.contentHash}:${matcher}`,
      relinkCursor: row.relinkCursor,
    }));
  }

  /** Whether the content of any guide, or the matcher, is newer than its links. */
  async anyUnlinked(matcher: string): Promise<boolean> {
    const query = this.database.read.createQueryBuilder(GuideRow, 'guide').select('guide.guideId');
    query.where("guide.linked_hash IS DISTINCT FROM guide.content_hash || ':' || :matcher", { matcher });
    return (await query.getCount()) > 0;
  }

  /** Records that relinking has passed a study, or (with `linkedHash`) that it is done. */
  async saveRelinked(tx: EntityManager, guideId: string, cursor: number, linkedHash: string | null): Promise<void> {
    await tx.update(GuideRow, { guideId }, { relinkCursor: cursor, ...(linkedHash === null ? {} : { linkedHash }) });
  }

  /** Makes every guide due for relinking (`cli relink`). */
  async forgetLinks(tx: EntityManager): Promise<void> {
    await tx.createQueryBuilder().update(GuideRow).set({ linkedHash: null, relinkCursor: 0 }).execute();
  }
}
