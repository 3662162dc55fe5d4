import { Injectable } from '@nestjs/common';
import { ClaimStore } from '../claims/claim.store.js';
import { EntryStore } from '../entries/entry.store.js';
import { GuideStore } from '../guides/guide.store.js';
import { entryNotFound, guideNotFound, notMergedYet } from '../http/problem.js';
import type { Verdict } from '../model/claim.js';
import type { EntryKind, Guide } from '../model/guide.js';
import { PartFreshness } from '../references/part-freshness.service.js';
import { drugOf, entryDetailOf, publicationsOf } from './entry-view.js';
import { claimItemOf, entryItemOf, guideDetailOf, guideItemOf } from './guide-view.js';
import { pageOf, type Page } from './paging.js';
import type { EntryDetail } from './schemas/entry.schema.js';
import type { ClaimItem, EntryItem, GuideDetail, GuideItem } from './schemas/guide.schema.js';

type Paging = { limit: number; cursor: string | null };
type Listed<T> = { items: T[]; page: Page };

/** Guides, entries and claims, as they are served. */
@Injectable()
export class GuidesService {
  constructor(
    private readonly guides: GuideStore,
    private readonly entries: EntryStore,
    private readonly claims: ClaimStore,
    private readonly freshness: PartFreshness,
  ) {}

  async list(paging: Paging): Promise<Listed<GuideItem>> {
    const items = (await this.guides.list()).map(guideItemOf);
    return pageOf(items, (guide) => guide.guideId, paging, { list: 'guides' });
  }

  /** One guide. Throws a 404 problem. */
  async get(guideId: string): Promise<GuideDetail> {
    const guide = await this.guide(guideId);
    const claims = await this.claimItems(guide);
    return guideDetailOf(guide, await this.entryItems(guide, claims), claims);
  }

  /** Entries of a guide in its order. Throws a 404 problem. */
  async listEntries(guideId: string, kind: EntryKind | null, paging: Paging): Promise<Listed<EntryItem>> {
    const guide = await this.guide(guideId);
    const items = await this.entryItems(guide, await this.claimItems(guide));
    const wanted = items.filter((entry) => kind === null || entry.kind === kind);
    return pageOf(wanted, (entry) => entry.entryId, paging, { list: 'entries', guideId, kind });
  }

  /** The merged record of an entry. Throws a 404 problem, or 503 before its first merge. */
  async entry(guideId: string, entryId: string, withProvenance: boolean): Promise<EntryDetail> {
    const merged = await this.entries.get(guideId, entryId);
    if (merged === null) {
      await this.requireEntry(guideId, entryId);
      throw notMergedYet('entry');
    }
    const drug = drugOf(merged);
    const [parts, publications] = await Promise.all([
      drug === null ? {} : this.freshness.ofDrug(drug.drugId),
      this.freshness.ofPublications(publicationsOf(merged)?.studies ?? null),
    ]);
    return entryDetailOf(merged, { parts, publications }, withProvenance);
  }

  /** Throws a 404 problem unless the guide has the entry. */
  async requireEntry(guideId: string, entryId: string): Promise<void> {
    const guide = await this.guide(guideId);
    if (!guide.entries.some((entry) => entry.entryId === entryId)) throw entryNotFound(guideId, entryId);
  }

  /** Checked claims of a guide; no verdicts means all of them. Throws a 404 problem. */
  async listClaims(guideId: string, verdicts: readonly Verdict[], paging: Paging): Promise<Listed<ClaimItem>> {
    const claims = await this.claimItems(await this.guide(guideId));
    const wanted = claims.filter(({ verdict }) => verdicts.length === 0 || verdicts.includes(verdict));
    return pageOf(wanted, (claim) => claim.claimId, paging, { list: 'claims', guideId, verdicts });
  }

  private async guide(guideId: string): Promise<Guide> {
    const guide = await this.guides.get(guideId);
    if (guide === null) throw guideNotFound(guideId);
    return guide;
  }

  private async entryItems(guide: Guide, claims: ClaimItem[]): Promise<EntryItem[]> {
    const merged = new Map(
      (await this.entries.list(guide.guideId)).map(({ document }) => [document.entryId, document]),
    );
    return guide.entries.map((entry) => entryItemOf(entry, merged.get(entry.entryId) ?? null, claims));
  }

  private async claimItems({ guideId, claims }: Guide): Promise<ClaimItem[]> {
    const checks = await this.claims.list(guideId);
    return claims.map((claim) => claimItemOf(guideId, claim, checks.get(claim.claimId) ?? null));
  }
}
