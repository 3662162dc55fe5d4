import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LinkStore, type EntryKey } from '../links/link.store.js';
import { parseNctId } from '../model/identifiers.js';
import type { Claim, Guide, GuideEntry } from '../model/guide.js';
import { SourceStateStore } from '../source-status/source-state.store.js';
import { StudyReader } from '../studies/study-reader.store.js';
import type { ClaimFacts, EntryFacts, LinkedStudy, SourceCoverage, StudyVersion } from './merge-facts.types.js';

/** Gathers what merging and checking need to know, as one transaction sees it. */
@Injectable()
export class FactsReader {
  constructor(
    private readonly links: LinkStore,
    private readonly studies: StudyReader,
    private readonly states: SourceStateStore,
  ) {}

  /** Studies linked to an entry, and the versions of the study it is about. */
  async ofEntry(tx: EntityManager, entry: GuideEntry): Promise<Pick<EntryFacts, 'linkedStudies' | 'versions'>> {
    const linkedStudies = await this.linkedStudies(tx, entry);
    const versions = entry.nctId === null ? [] : await this.versions(tx, entry.nctId);
    return { linkedStudies, versions };
  }

  /** What some claims of a guide rest on. */
  async ofClaims(
    tx: EntityManager,
    { guideId }: Guide,
    claims: readonly Claim[],
    source: string,
  ): Promise<Pick<ClaimFacts, 'coverage' | 'versions' | 'linkedStudies'>> {
    const versions = new Map<string, StudyVersion[]>();
    const linkedStudies = new Map<string, LinkedStudy[]>();
    for (const { check } of claims) {
      if ('nctId' in check) versions.set(check.nctId, await this.versions(tx, check.nctId));
      if (check.type !== 'research-active') continue;
      for (const entryId of check.entries) {
        if (!linkedStudies.has(entryId)) linkedStudies.set(entryId, await this.linkedStudies(tx, { guideId, entryId }));
      }
    }
    return { coverage: await this.coverage(tx, source), versions, linkedStudies };
  }

  private async linkedStudies(tx: EntityManager, { guideId, entryId }: EntryKey): Promise<LinkedStudy[]> {
    const keys = await this.links.linkedTo(tx, { guideId, entryId });
    const summaries = await this.studies.summaries(
      tx,
      keys.map((key) => key.studyId),
    );
    return keys.flatMap(({ studyId, role, scope }) => {
      const summary = summaries.get(studyId);
      return summary === undefined ? [] : [{ ...summary, role, scope }];
    });
  }

  private async versions(tx: EntityManager, id: string): Promise<StudyVersion[]> {
    const nctId = parseNctId(id);
    if (nctId === null) return [];
    const current = await this.studies.current(tx, nctId);
    if (current === null) return [];
    const rows = await this.studies.allVersions(tx, nctId);
    return rows.map(({ study, n, dataDate, sourceUpdatedAt, retrievedAt, origin }) => ({
      ...{ nctId, study, dataDate, sourceUpdatedAt, retrievedAt },
      origin: n === current.version ? current.origin : origin,
      seenOn: n === current.version ? current.seenOn : dataDate,
      url: current.url,
    }));
  }

  private async coverage(tx: EntityManager, source: string): Promise<SourceCoverage> {
    const state = await this.states.load(tx, source);
    if (state.checkpoint !== null) return 'complete';
    if (await this.studies.anyLive(tx)) return 'partial';
    return state.bundledAt === null ? 'never-synced' : 'bundled';
  }
}
