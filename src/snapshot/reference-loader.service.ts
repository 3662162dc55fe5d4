import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONFIG, type Config } from '../config/config.js';
import { Database } from '../database/database.js';
import type { Question } from '../model/question.js';
import { SourceStateStore } from '../source-status/source-state.store.js';
import { NO_COUNTS, type RunCounts } from '../source-status/source-status.types.js';
import { SyncRunStore } from '../source-status/sync-run.store.js';
import type { Answer } from '../sources/reference-source.js';
import { REFERENCE_SOURCES, type ReferenceSource } from '../sources/sources.types.js';
import { AnswerWriter } from '../sync/answer-writer.service.js';
import { keyOfQuestion, Questions } from '../sync/questions.service.js';
import { readReferenceSnapshot, type ReferenceLine } from './reference-snapshot.js';

/** How often a process that waits for another one to load looks again, in milliseconds. */
const ASK_AGAIN_MS = 200;

/** Time of receipt where none was recorded: the time of loading would be an invention. */
const UNKNOWN = '';

/** Where the shipped answers are: beside the code, whatever the working folder is. */
const BUNDLED_DIR = fileURLToPath(new URL('../../data/references', import.meta.url));

/** A shipped answer, and the question that it answers. */
type Wanted = { line: ReferenceLine; question: Question };

/** Loads shipped answers of reference sources through the same reading and writing as live ones. */
@Injectable()
export class ReferenceLoader {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(REFERENCE_SOURCES) private readonly sources: readonly ReferenceSource[],
    private readonly database: Database,
    private readonly states: SourceStateStore,
    private readonly runs: SyncRunStore,
    private readonly questions: Questions,
    private readonly answers: AnswerWriter,
  ) {}

  /**
   * Loads what is shipped for questions that have no answer yet, unless SNAPSHOT is `none`: at the first start, and later
   * for what guides take in. Throws SnapshotError when the shipped file is damaged, before anything is written. Returns the number of answers.
   */
  async loadBundled(): Promise<number> {
    if (this.config.snapshot === 'none') return 0;
    const lines: ReferenceLine[] = [];
    for await (const line of readReferenceSnapshot(BUNDLED_DIR)) lines.push(line);
    let loaded = 0;
    for (const source of this.sources) {
      const own = lines.filter((line) => line.source === source.id);
      if ((await this.wanted(source, own)).length > 0 && (await this.takeTurn(source.id))) {
        loaded += await this.loadWanted(source, own);
      }
    }
    return loaded;
  }

  /** The lines that answer questions which have no answer yet, each with its question. */
  private async wanted(source: ReferenceSource, lines: readonly ReferenceLine[]): Promise<Wanted[]> {
    const asked = await this.questions.allFor(source);
    const sights = await this.questions.sightsOf(source);
    return lines.flatMap((line) => {
      const question = asked.find(({ part, about }) => part === line.part && about.subject === line.subject);
      if (question === undefined || sights.get(keyOfQuestion(question))?.isHeld === true) return [];
      return [{ line, question }];
    });
  }

  /** Waits for our turn to load; false when the source is being read and has answers to serve: then the next start loads. */
  private async takeTurn(source: string): Promise<boolean> {
    for (;;) {
      const turn = await this.database.write((tx) => this.claim(tx, source));
      if (turn !== 'held') return turn === 'ours';
      await wait(ASK_AGAIN_MS);
    }
  }

  private async claim(tx: EntityManager, source: string): Promise<'ours' | 'held' | 'busy'> {
    const { bundledAt, lastSuccessAt } = await this.states.load(tx, source);
    if ((await this.states.claim(tx, source)) === null) return 'ours';
    return bundledAt === null && lastSuccessAt === null ? 'held' : 'busy';
  }

  /** Loads with the lease in hand; another process may have loaded while we waited for it. */
  private async loadWanted(source: ReferenceSource, lines: readonly ReferenceLine[]): Promise<number> {
    try {
      const wanted = await this.wanted(source, lines);
      return wanted.length === 0 ? 0 : await this.load(source, wanted);
    } finally {
      await this.database.write((tx) => this.states.release(tx, source.id));
    }
  }

  private async load(source: ReferenceSource, wanted: readonly Wanted[]): Promise<number> {
    const runId = await this.database.write((tx) => this.runs.open(tx, source.id, 'bundled', 'bundled', null));
    try {
      let counts: RunCounts = NO_COUNTS;
      for (const { line, question } of wanted) {
        const answer = this.read(source, question, line);
        ({ counts } = await this.answers.write({ source, question, answer, origin: 'bundled', runId }, counts));
      }
      await this.database.write(async (tx) => {
        await this.runs.finish(tx, runId, 'succeeded', null);
        await this.states.setBundled(tx, source.id);
      });
      return counts.pages;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      await this.database.write((tx) => this.runs.finish(tx, runId, 'failed', reason));
      throw error;
    }
  }

  private read(source: ReferenceSource, question: Question, { exchanges, dataDate, trimmed }: ReferenceLine): Answer {
    const received = exchanges.map((one) => ({ ...one, receivedAt: one.receivedAt ?? UNKNOWN }));
    const answer = source.read(question, received, { origin: 'bundled' });
    return {
      ...answer,
      notes: [...answer.notes, ...(trimmed === null ? [] : [trimmed])],
      sourceUpdatedAt: answer.sourceUpdatedAt ?? dataDate,
    };
  }
}
