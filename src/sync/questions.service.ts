import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock.js';
import { Database } from '../database/database.js';
import { DrugStore } from '../drugs/drug.store.js';
import { GuideStore } from '../guides/guide.store.js';
import { FactsReader } from '../merge/facts-reader.store.js';
import type { Guide } from '../model/guide.js';
import { subjectHash, type Question, type Subject } from '../model/question.js';
import { ReferenceReader } from '../references/reference-reader.store.js';
import type { AnswerSight } from '../references/references.types.js';
import type { ReferenceSource } from '../sources/sources.types.js';

/** An answer seen within this many hours is not asked for again, so that a run that broke off goes on where it stopped. */
const SEEN_LATELY_HOURS = 12;

/** What the guides and the studies linked to them ask the reference sources. */
@Injectable()
export class Questions {
  constructor(
    private readonly database: Database,
    private readonly guides: GuideStore,
    private readonly drugs: DrugStore,
    private readonly facts: FactsReader,
    private readonly references: ReferenceReader,
    private readonly clock: Clock,
  ) {}

  /** Everything there is to ask a source, in a fixed order: subject by subject, so that no part of it comes last. */
  async allFor(source: ReferenceSource): Promise<Question[]> {
    const subjects = await this.database.write((tx) => this.subjects(tx));
    return subjects.flatMap((about) =>
      source.parts.filter((part) => part.about === about.kind).map((part) => ({ part: part.id, about })),
    );
  }

  /**
   * What of it is to be asked now: what was not answered lately, what failed when it was last asked, and what the guides
   * state otherwise by now. What was never tried comes first, then what was tried longest ago: a run that is cut short
   * never leaves the same questions out again.
   */
  async dueOf(source: ReferenceSource, questions: readonly Question[]): Promise<Question[]> {
    const sights = await this.sightsOf(source);
    const now = this.clock.now();
    const lately = new Date(now.getTime() - SEEN_LATELY_HOURS * 3_600_000).toISOString();
    const times = { now: now.toISOString(), lately };
    return questions
      .map((question) => ({ question, sight: sights.get(keyOfQuestion(question)) }))
      .filter(({ question, sight }) => isDue(question, sight, times))
      .sort((a, b) => inOrder(a.sight?.attemptedAt ?? '', b.sight?.attemptedAt ?? ''))
      .map(({ question }) => question);
  }

  /** What is known of the answers of a source, by `keyOfQuestion`. */
  async sightsOf(source: ReferenceSource): Promise<ReadonlyMap<string, AnswerSight>> {
    const sights = await this.references.sightsOf(source.id);
    return new Map(sights.map((sight) => [keyOf(sight), sight]));
  }

  private async subjects(tx: EntityManager): Promise<Subject[]> {
    const guides = await this.guides.listIn(tx);
    const drugs = (await this.drugs.followed(tx)).map(({ drug }): Subject => ({
      kind: 'drug',
      subject: `drug:${drug.drugId}`,
      drug,
    }));
    const nctIds = new Set<string>();
    for (const guide of guides) for (const nctId of await this.studiesOf(tx, guide)) nctIds.add(nctId);
    const studies = [...nctIds].sort().map((nctId): Subject => ({ kind: 'study', subject: `study:${nctId}`, nctId }));
    const all = [...drugs, ...studies, ...guides.flatMap(publicationSubjects)];
    // Two claims may state the same publication.
    return [...new Map(all.map((about) => [about.subject, about])).values()];
  }

  private async studiesOf(tx: EntityManager, guide: Guide): Promise<string[]> {
    const { follow, entries, claims } = guide;
    const stated = [...follow.nctIds, ...entries.flatMap(({ nctId }) => nctId ?? [])];
    const claimed = claims.flatMap(({ check }) => ('nctId' in check ? [check.nctId] : []));
    const linked: string[] = [];
    for (const entry of entries) {
      linked.push(...(await this.facts.keyStudies(tx, entry)));
    }
    return [...stated, ...claimed, ...linked];
  }
}

function publicationSubjects({ guideId, claims }: Guide): Subject[] {
  return claims.flatMap(({ claimId, check }): Subject[] => {
    if (check.type !== 'publication') return [];
    const search: Subject = { kind: 'search', subject: `claim:${guideId}/${claimId}`, terms: check.terms };
    const stated = check.identifiers.map((identifier): Subject => ({
      kind: 'publication',
      subject: `publication:${identifier}`,
      identifier,
    }));
    return [search, ...stated];
  });
}

function keyOf({ part, subject }: { part: string; subject: string }): string {
  return `${part} ${subject}`;
}

/** Names a question among those to one source. */
export function keyOfQuestion({ part, about: { subject } }: Question): string {
  return keyOf({ part, subject });
}

function isDue(
  { about }: Question,
  sight: AnswerSight | undefined,
  { now, lately }: { now: string; lately: string },
): boolean {
  if (sight?.subjectHash !== subjectHash(about)) return true;
  if (sight.retryAt !== null) return sight.retryAt <= now;
  return sight.seenAt === null || sight.seenAt < lately;
}

function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
