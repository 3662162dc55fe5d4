import { Injectable } from '@nestjs/common';
import { ChangeStore } from '../changes/change.store.js';
import type { Change, ChangeKind } from '../model/change.js';
import type { Page } from './paging.js';

/** What of the log is asked for. */
export type ChangesQuery = { after: number | null; subject: string | null; kind: ChangeKind | null; limit: number };

/** A page of the log; `resumeCursor` is where it ended, also when it was empty. */
export type ChangesPage = Page & { resumeCursor: string };

/** The newest changes of a subject, newest first, and how many there are in all. */
export type NewestChanges = { items: Change[]; totalCount: number };

/** The change log, as it is served. Its cursor is the id of a change: the log only grows, so an id never means another place. */
@Injectable()
export class ChangesService {
  constructor(private readonly changes: ChangeStore) {}

  async list({ after, subject, kind, limit }: ChangesQuery): Promise<{ items: Change[]; page: ChangesPage }> {
    const filter = { subject: subject === null ? null : normalised(subject), kind };
    const [found, totalCount] = await Promise.all([
      this.changes.readAfter(after ?? 0, filter, limit + 1),
      this.changes.count(filter),
    ]);
    const items = found.slice(0, limit);
    const resumeCursor = String(items.at(-1)?.id ?? after ?? 0);
    const nextCursor = found.length > limit ? resumeCursor : null;
    return { items, page: { nextCursor, totalCount, totalIsExact: true, resumeCursor } };
  }

  /** The newest changes of a subject, newest first, and how many there are in all. */
  async newestOf(subject: string, limit: number): Promise<NewestChanges> {
    const filter = { subject: normalised(subject), kind: null };
    const [items, totalCount] = await Promise.all([this.changes.readNewest(filter, limit), this.changes.count(filter)]);
    return { items, totalCount };
  }
}

/** NCT numbers are taken in any case. */
function normalised(subject: string): string {
  return subject.startsWith('study:') ? `study:${subject.slice('study:'.length).toUpperCase()}` : subject;
}
