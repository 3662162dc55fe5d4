import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock.js';
import { Database } from '../database/database.js';
import { DrugStore } from '../drugs/drug.store.js';
import { GuideStore } from '../guides/guide.store.js';
import { FactsReader } from '../merge/facts-reader.store.js';
import type { Guide } from '../model/guide.js';
import type { Question, Subject } from '../model/question.js';
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

  /** Everything there is to ask a source, in a fixed order. */
  async allFor(source: ReferenceSource): Promise<Question[]> {
    const subjects = await this.database.write((tx) => this.subjects(tx));
    return source.parts.flatMap((part) =>
      subjects.filter(({ kind }) => kind === part.about).map((about) => ({ part: part.id, about })),
    );
  }

  /** What of it is to be asked now: what was not answered lately, or failed when it was last asked. */
  async dueFor(source: ReferenceSource): Promise<Question[]> {
    const [questions, sights] = await Promise.all([this.allFor(source), this.references.sightsOf(source.id)]);
    const known = new Map(sights.map((sight) => [keyOf(sight), sight]));
    const lately = new Date(this.clock.now().getTime() - SEEN_LATELY_HOURS * 3_600_000).toISOString();
    return questions.filter(({ part, about: { subject } }) => isDue(known.get(keyOf({ part, subject })), lately));
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
    return [...drugs, ...studies, ...guides.flatMap(publicationSubjects)];
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

function isDue(sight: AnswerSight | undefined, lately: string): boolean {
  if (sight?.seenAt === null || sight === undefined) return true;
  return sight.seenAt < lately || (sight.failedAt ?? '') > sight.seenAt;
}
