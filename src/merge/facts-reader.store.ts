import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LinkStore, type EntryKey } from '../links/link.store.js';
import { parseNctId } from '../model/identifiers.js';
import type { Claim, Guide, GuideEntry } from '../model/guide.js';
import { SourceStateStore } from '../source-status/source-state.store.js';
import { StudyReader } from '../studies/study-reader.store.js';
import type { StudySummary } from '../studies/study-summary.types.js';
import { keyStudiesOf } from './key-studies.js';
import type { ClaimFacts, EntryFacts, LinkedStudy, SourceCoverage, StudyVersion } from './merge-facts.types.js';
import { ReferenceFactsReader } from './reference-facts-reader.store.js';

/** A linked study's whole list item. */
type LinkedSummary = StudySummary & Pick<LinkedStudy, 'role' | 'scope'>;

/** Gathers what merging and checking need to know, as one transaction sees it. */
@Injectable()
export class FactsReader {
  constructor(
    private readonly links: LinkStore,
    private readonly studies: StudyReader,
    private readonly states: SourceStateStore,
    private readonly references: ReferenceFactsReader,
  ) {}

  /** Studies linked to an entry, the versions of the study it is about, its drug, and publications on its key studies. */
  async ofEntry(
    tx: EntityManager,
    guide: Guide,
    entry: GuideEntry,
  ): Promise<Pick<EntryFacts, 'linkedStudies' | 'versions' | 'drug' | 'publications'>> {
    const linkedStudies = await this.linkedStudies(tx, entry);
    const versions = entry.nctId === null ? [] : await this.versions(tx, entry.nctId);
    const drugs = await this.references.drugsOf(tx, guide, [entry.entryId]);
    const publications = await this.references.publicationsOn(tx, keyStudiesOf(entry.nctId, linkedStudies));
    return { linkedStudies, versions, drug: drugs.get(entry.entryId) ?? null, publications };
  }

  /** The studies of an entry whose publications are looked up. */
  async keyStudies(tx: EntityManager, entry: GuideEntry): Promise<string[]> {
    return keyStudiesOf(entry.nctId, entry.nctId === null ? await this.linkedStudies(tx, entry) : []);
  }

  /** What some claims of a guide rest on. */
  async ofClaims(
    tx: EntityManager,
    guide: Guide,
    claims: readonly Claim[],
    source: string,
  ): Promise<Pick<ClaimFacts, 'coverage' | 'versions' | 'linkedStudies' | 'drugs' | 'publications'>> {
    const { guideId } = guide;
    const versions = new Map<string, StudyVersion[]>();
    const linkedStudies = new Map<string, LinkedStudy[]>();
    for (const { check } of claims) {
      if ('nctId' in check) versions.set(check.nctId, await this.versions(tx, check.nctId));
      if (check.type !== 'research-active') continue;
      for (const entryId of check.entries) {
        if (!linkedStudies.has(entryId)) linkedStudies.set(entryId, await this.linkedStudies(tx, { guideId, entryId }));
      }
    }
    const named = claims.flatMap(({ check }) =>
      'entries' in check && check.type !== 'research-active' ? check.entries : [],
    );
    const drugs = await this.references.drugsOf(tx, guide, named);
    const publications = await this.references.publicationsOf(tx, guide, claims);
    return { coverage: await this.coverage(tx, source), versions, linkedStudies, drugs, publications };
  }

  private async linkedStudies(tx: EntityManager, { guideId, entryId }: EntryKey): Promise<LinkedSummary[]> {
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
