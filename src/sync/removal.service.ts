import { Injectable } from '@nestjs/common';
import { ChangeStore } from '../changes/change.store.js';
import { Clock } from '../common/clock.js';
import { Database } from '../database/database.js';
import { parseNctId, type NctId } from '../model/identifiers.js';
import type { Origin } from '../model/provenance.js';
import { RejectionStore } from '../source-status/rejection.store.js';
import type { RunCounts } from '../source-status/source-status.types.js';
import type { StudySource } from '../sources/sources.types.js';
import type { Lookup, Rejection, SourceRecord } from '../sources/source.js';
import type { Study } from '../model/study.js';
import { StudyStore } from '../studies/study.store.js';
import { PageWriter } from './page-writer.service.js';

/** Records looked up one by one after a full run; more than this is looked at in the runs that follow. */
const LOOKUPS_PER_RUN = 200;
/** More removals than this share of what is held are not believed: the source is more likely at fault. */
const CREDIBLE_SHARE = 0.05;
/** Up to this many removals are always believed once each was confirmed by its own look-up. */
const CREDIBLE_COUNT = 10;

/** What the second look found. `doubt` says what did not add up; nothing is removed then. */
export type RemovalVerdict = { counts: RunCounts; doubt: string | null };

/**
 * After a full run that the source itself counted as complete: asks by number for what is held but was not sent, and
 * looks up one by one what is still missing. Only a record whose own look-up says "not found" is marked as gone, and
 * never many at once. Shipped records that the source never had stay what they are.
 */
@Injectable()
export class RemovalService {
  constructor(
    private readonly database: Database,
    private readonly studies: StudyStore,
    private readonly changes: ChangeStore,
    private readonly rejections: RejectionStore,
    private readonly pages: PageWriter,
    private readonly clock: Clock,
  ) {}

  async check(source: StudySource, runId: number, counts: RunCounts, signal: AbortSignal): Promise<RemovalVerdict> {
    const seen = await this.database.write((tx) => this.studies.countSeenIn(tx, runId));
    if (seen === 0) return { counts, doubt: 'A full pull brought no record at all; nothing was removed.' };
    const unseen = await this.unseen(source, runId, null);
    const asked = await this.askAgain(source, runId, unseen, counts, signal);
    const missing = await this.unseen(source, runId, 'live');
    const found = await this.lookUp(source, missing.slice(0, LOOKUPS_PER_RUN), signal);
    const after = await this.store(source, runId, found, asked);
    const credible = Math.max(CREDIBLE_COUNT, Math.floor(seen * CREDIBLE_SHARE));
    if (found.gone.length > credible) {
      const detail = `${String(found.gone.length)} records at once are reported as removed (at most ${String(credible)} are believed)`;
      return { counts: after, doubt: `${detail}; none was marked as gone.` };
    }
    await this.markGone(found);
    await this.database.write((tx) => this.rejections.forgetOlder(tx, source.id, runId));
    return { counts: { ...after, gone: after.gone + found.gone.length + found.aliases.length }, doubt: null };
  }

  /** What is held but was not sent; a record that was sent and could not be read is there all the same. */
  private async unseen(source: StudySource, runId: number, origin: Origin | null): Promise<NctId[]> {
    return this.database.write(async (tx) => {
      const unreadable = await this.rejections.keysIn(tx, source.id, runId);
      return (await this.studies.unseenIn(tx, runId, origin)).filter((nctId) => !unreadable.has(nctId));
    });
  }

  /** Asks by number for what the lists did not hold: it may have left the followed conditions, or be a shipped record of another kind. */
  private async askAgain(
    source: StudySource,
    runId: number,
    keys: NctId[],
    counts: RunCounts,
    signal: AbortSignal,
  ): Promise<RunCounts> {
    if (keys.length === 0) return counts;
    const following = { everything: false, conditions: [], keys: [] };
    let after = counts;
    for await (const page of source.pull({ scope: { kind: 'keys', keys }, following, cursor: null, signal })) {
      after = await this.store(source, runId, page, after);
    }
    return after;
  }

  private async store(source: StudySource, runId: number, found: Read, counts: RunCounts): Promise<RunCounts> {
    if (found.records.length + found.rejections.length === 0) return counts;
    const page = { records: found.records, rejections: found.rejections, cursor: null, total: null };
    return this.pages.write(page, counts, { source: source.id, runId, cursor: null });
  }

  private async lookUp(source: StudySource, nctIds: readonly NctId[], signal: AbortSignal): Promise<Found> {
    const found: Found = { records: [], rejections: [], gone: [], aliases: [] };
    for (const nctId of nctIds) note(found, nctId, await source.lookup(nctId, signal));
    return found;
  }

  private async markGone({ gone, aliases }: Found): Promise<void> {
    const ids = [...gone, ...aliases.map(({ alias }) => alias)];
    await this.database.write(async (tx) => {
      await this.changes.append(tx, await this.studies.markGone(tx, ids, this.clock.timestamp()));
      for (const { alias, canonical } of aliases) await this.studies.saveAlias(tx, alias, canonical);
    });
  }
}

type Read = { records: SourceRecord<Study>[]; rejections: Rejection[] };
type Found = Read & {
  gone: NctId[];
  aliases: { alias: NctId; canonical: NctId }[];
};

function note(found: Found, nctId: NctId, lookup: Lookup<Study>): void {
  switch (lookup.kind) {
    case 'found':
      found.records.push(lookup.record);
      return;
    case 'rejected':
      found.rejections.push(lookup.rejection);
      return;
    case 'gone':
      found.gone.push(nctId);
      return;
    case 'alias': {
      const canonical = parseNctId(lookup.canonicalKey);
      if (canonical !== null) found.aliases.push({ alias: nctId, canonical });
    }
  }
}
