import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { subjectHash, type Question } from '../model/question.js';
import { ReferenceStore } from '../references/reference.store.js';
import type { AnswerSight } from '../references/references.types.js';
import { SourceStateStore } from '../source-status/source-state.store.js';
import { REFERENCE_SOURCES, type ReferenceSource } from '../sources/sources.types.js';
import { keyOfQuestion, Questions } from './questions.service.js';

/** Looks, after guides were imported, at what there is to ask now. */
@Injectable()
export class QuestionReview {
  constructor(
    @Inject(REFERENCE_SOURCES) private readonly sources: readonly ReferenceSource[],
    private readonly database: Database,
    private readonly questions: Questions,
    private readonly references: ReferenceStore,
    private readonly states: SourceStateStore,
  ) {}

  /**
   * Notes which answers are about something else than what the guides state now, and has every source run at once that
   * was never asked what it is to be asked; a weekly source would leave a new drug without an answer for days. Returns
   * the number of new questions.
   */
  async run(): Promise<number> {
    let fresh = 0;
    for (const source of this.sources) fresh += await this.review(source);
    return fresh;
  }

  private async review(source: ReferenceSource): Promise<number> {
    const questions = await this.questions.allFor(source);
    const sights = await this.questions.sightsOf(source);
    return this.database.write(async (tx) => {
      let fresh = 0;
      for (const question of questions) {
        const sight = sights.get(keyOfQuestion(question));
        if (sight?.subjectHash !== subjectHash(question.about)) fresh += 1;
        if (sight !== undefined) await this.noteOutdated(tx, question, sight);
      }
      if (fresh > 0) await this.states.runSoon(tx, source.id);
      return fresh;
    });
  }

  /** Of an answer from before the subject was noted with it nothing is said; it is asked for again anyway. */
  private async noteOutdated(tx: EntityManager, { part, about }: Question, sight: AnswerSight): Promise<void> {
    const isOutdated = sight.isHeld && sight.subjectHash !== null && sight.subjectHash !== subjectHash(about);
    if (isOutdated === (sight.outdatedAt !== null)) return;
    const { source, subject } = sight;
    await this.references.setOutdated(tx, { source, subject, part }, isOutdated);
  }
}
