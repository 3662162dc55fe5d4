import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ChangeStore } from '../changes/change.store.js';
import { ClaimStore } from '../claims/claim.store.js';
import { Clock } from '../common/clock.js';
import { CONFIG, type Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { EntryStore } from '../entries/entry.store.js';
import { GuideStore } from '../guides/guide.store.js';
import { approvedUseClaimId, approvedUseClaims } from '../model/approved-use-claim.js';
import type { NewChange } from '../model/change.js';
import type { ClaimCheck } from '../model/claim.js';
import type { Claim, Guide, GuideEntry } from '../model/guide.js';
import { trustWindow } from '../model/status.js';
import { checkClaim, claimInputHash } from './claims/check-claims.js';
import { conditionTermsOf } from './condition-terms.js';
import { FactsReader } from './facts-reader.store.js';
import { mergeEntry } from './merge-entry.js';
import type { MergeFacts } from './merge-facts.types.js';
import { STUDY_SOURCES, type StudySource } from '../sources/sources.types.js';

/** Merges the entries that are due, and checks the claims they show. */
@Injectable()
export class Merger {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(STUDY_SOURCES) private readonly sources: readonly StudySource[],
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly guides: GuideStore,
    private readonly entries: EntryStore,
    private readonly claims: ClaimStore,
    private readonly changes: ChangeStore,
    private readonly facts: FactsReader,
  ) {}

  /** Merges until no entry is due, in one short write each. An entry that cannot be merged keeps its last good record. Returns how many were merged. */
  async drain(signal: AbortSignal | null = null): Promise<number> {
    await this.database.write((tx) => this.entries.markAged(tx));
    for (let merged = 0; ; merged += 1) {
      const due = await this.database.write((tx) => this.entries.nextDue(tx));
      if (due === null || signal?.aborted === true) return merged;
      try {
        await this.database.write((tx) => this.mergeOne(tx, due.guideId, due.entryId));
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        await this.database.write((tx) => this.entries.saveFailure(tx, due.guideId, due.entryId, reason));
      }
    }
  }

  private async mergeOne(tx: EntityManager, guideId: string, entryId: string): Promise<void> {
    const guide = await this.guides.load(tx, guideId);
    const entry = guide?.entries.find((candidate) => candidate.entryId === entryId);
    if (guide === null || entry === undefined) throw new Error(`${guideId} has no entry ${entryId}`);
    const common = this.commonFacts();
    await this.checkConcerned(tx, guide, entry, common);
    const checks = [...(await this.claims.stored(tx, guideId)).values()].map(({ check }) => check);
    const merged = mergeEntry(guide, entry, { ...common, ...(await this.facts.ofEntry(tx, guide, entry)), checks });
    const change = await this.entries.replace(tx, merged);
    if (change !== null) await this.changes.append(tx, [change]);
  }

  /** Checks the claims that rest on an entry or are shown by it; entries that show a claim which moved become due. */
  private async checkConcerned(tx: EntityManager, guide: Guide, entry: GuideEntry, common: MergeFacts): Promise<void> {
    const concerned = [...guide.claims, ...approvedUseClaims(guide)].filter((claim) => concerns(claim, entry));
    if (concerned.length === 0) return;
    const facts = await this.facts.ofClaims(tx, guide, concerned, this.sources[0]?.id ?? '');
    const stored = await this.claims.stored(tx, guide.guideId);
    const previous = new Map(
      [...stored].map(([id, { check, checkedOn }]) => [id, { history: check.history, checkedOn }] as const),
    );
    const of = { guideId: guide.guideId, condition: conditionTermsOf(guide), today: this.clock.today() };
    const input = { ...common, ...facts, ...of, previous };
    for (const claim of concerned) {
      const { claimId } = claim;
      const inputHash = claimInputHash(claim, input);
      if (stored.get(claimId)?.inputHash === inputHash) await this.claims.confirm(tx, guide.guideId, claimId);
      else await this.saveCheck(tx, claim, checkClaim(claim, input), inputHash);
    }
  }

  private async saveCheck(tx: EntityManager, claim: Claim, check: ClaimCheck, inputHash: string): Promise<void> {
    const saved = await this.claims.save(tx, check, inputHash);
    if (saved === null) return;
    await this.entries.markDue(tx, check.guideId, claim.entryIds);
    if (saved.before === check.verdict) return;
    const change = claimChange(claim, check, saved.before);
    if (change !== null) await this.changes.append(tx, [change]);
  }

  private commonFacts(): MergeFacts {
    const pointers = this.sources[0]?.pointers;
    if (pointers === undefined) throw new Error('no source of studies is connected');
    return { window: trustWindow(this.clock.today(), this.config.statusTrustedDays), pointers };
  }
}

/** A claim concerns the entries that show it and those it rests on; one that has neither is checked with any entry. */
function concerns({ check, entryIds }: Claim, entry: GuideEntry): boolean {
  if (entryIds.includes(entry.entryId)) return true;
  if ('nctId' in check) return check.nctId === entry.nctId;
  if ('entries' in check) return check.entries.includes(entry.entryId);
  return entryIds.length === 0;
}

/** The change a new verdict is; an approved use is no claim of the guide, so it moves its entry, whose first merge tells of the first one. */
function claimChange({ entryIds }: Claim, check: ClaimCheck, before: string): NewChange | null {
  const { guideId, claimId, verdict } = check;
  const [entryId = ''] = entryIds;
  if (claimId === approvedUseClaimId(entryId)) {
    const text = `Verdict on the approved use: ${before} -> ${verdict}.`;
    return before === 'new'
      ? null
      : { subject: `entry:${guideId}/${entryId}`, kind: 'updated', fields: ['verdict'], text };
  }
  const subject = `claim:${guideId}/${claimId}`;
  if (before === 'new') {
    return { subject, kind: 'created', fields: ['verdict'], text: `First checked: ${verdict}.` };
  }
  return { subject, kind: 'updated', fields: ['verdict'], text: `Verdict: ${before} -> ${verdict}.` };
}
