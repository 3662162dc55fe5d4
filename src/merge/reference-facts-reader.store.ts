import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DrugStore } from '../drugs/drug.store.js';
import type { Claim, Guide, GuideEntry } from '../model/guide.js';
import type { RecordOf } from '../model/reference-record.js';
import { ReferenceReader } from '../references/reference-reader.store.js';
import type { HeldAnswer, HeldRecord } from '../references/references.types.js';
import type { ClaimDrug, ClaimPublications } from './claim-facts.types.js';
import { DrugFactsReader } from './drug-facts-reader.store.js';
import { labelsOf } from './drugs/labels-of.js';
import type { PublicationFacts } from './merge-publications.js';

/** Gathers what drugs and publications say about a guide's entries and claims, as one transaction sees it. */
@Injectable()
export class ReferenceFactsReader {
  constructor(
    private readonly drugs: DrugStore,
    private readonly references: ReferenceReader,
    private readonly drugFacts: DrugFactsReader,
  ) {}

  /** The drugs of some entries, by entry id; entries that are no drugs are left out. */
  async drugsOf(tx: EntityManager, guide: Guide, entryIds: readonly string[]): Promise<Map<string, ClaimDrug>> {
    const found = new Map<string, ClaimDrug>();
    for (const entry of guide.entries) {
      if (entry.kind !== 'drug' || !entryIds.includes(entry.entryId)) continue;
      found.set(entry.entryId, await this.drugOf(tx, entry));
    }
    return found;
  }

  /** What publication claims rest on, by claim id. */
  async publicationsOf(
    tx: EntityManager,
    { guideId }: Guide,
    claims: readonly Claim[],
  ): Promise<Map<string, ClaimPublications>> {
    const found = new Map<string, ClaimPublications>();
    for (const { claimId, check } of claims) {
      if (check.type !== 'publication') continue;
      found.set(claimId, await this.candidates(tx, `claim:${guideId}/${claimId}`, check.identifiers));
    }
    return found;
  }

  /** Publications on some studies, by NCT number; studies that were never looked up are left out. */
  async publicationsOn(tx: EntityManager, nctIds: readonly string[]): Promise<PublicationFacts> {
    const byStudy = new Map<string, HeldAnswer[]>();
    for (const nctId of nctIds) {
      const answers = await this.references.answersOf(tx, `study:${nctId}`);
      if (answers.length > 0) byStudy.set(nctId, answers);
    }
    return { studies: [...nctIds], byStudy, pointers: this.drugFacts.pointers };
  }

  private async drugOf(tx: EntityManager, { guideId, entryId, names }: GuideEntry): Promise<ClaimDrug> {
    const followed = await this.drugs.followed(tx);
    const own = followed.find(({ stated }) => stated.some((one) => one.guideId === guideId && one.entryId === entryId));
    const { pointers } = this.drugFacts;
    const nothing = { document: null, provenance: {}, labelsAnswered: false, labels: [], earlierLabels: [] };
    if (own === undefined) return { entryId, name: names.preferred, ...nothing, pointers };
    const facts = await this.drugFacts.of(tx, own);
    const merged = await this.drugs.merged(tx, own.drug.drugId);
    const { current, earlier } = labelsOf(facts);
    return {
      ...{ entryId, name: names.preferred, pointers },
      document: merged?.document ?? null,
      provenance: merged?.provenance ?? {},
      labelsAnswered: facts.answers.some(({ part }) => part === 'labels'),
      labels: current,
      earlierLabels: earlier,
    };
  }

  private async candidates(
    tx: EntityManager,
    subject: string,
    identifiers: readonly string[],
  ): Promise<ClaimPublications> {
    const answers = await this.references.answersOf(tx, subject);
    const stated = new Map<string, HeldRecord<RecordOf<'publication'>> | 'missing' | null>();
    for (const identifier of identifiers) {
      const [answer] = await this.references.answersOf(tx, `publication:${identifier}`);
      stated.set(identifier, answer === undefined ? null : (publicationsIn([answer])[0] ?? 'missing'));
    }
    return {
      searched: answers.length > 0,
      candidates: publicationsIn(answers),
      total: answers[0]?.total ?? null,
      stated,
      pointers: this.drugFacts.pointers,
    };
  }
}

function publicationsIn(answers: readonly HeldAnswer[]): HeldRecord<RecordOf<'publication'>>[] {
  return answers.flatMap(({ records }) => records.filter(isPublication));
}

function isPublication(record: HeldRecord): record is HeldRecord<RecordOf<'publication'>> {
  return record.data.kind === 'publication';
}
