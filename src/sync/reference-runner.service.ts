import { Injectable } from '@nestjs/common';
import { UpstreamError } from '../common/upstream-error.js';
import { Database } from '../database/database.js';
import type { Question } from '../model/question.js';
import { SourceStateStore } from '../source-status/source-state.store.js';
import { NO_COUNTS, type RunCounts, type RunOutcome } from '../source-status/source-status.types.js';
import { SyncRunStore } from '../source-status/sync-run.store.js';
import type { ReferenceSource } from '../sources/sources.types.js';
import { AnswerWriter, isUnreadable } from './answer-writer.service.js';
import { Leases } from './leases.service.js';
import { Questions } from './questions.service.js';
import type { RunOptions, RunReport } from './sync.types.js';

/** So many failures in a row mean that a part cannot be read: what is left of it is not asked. */
const GIVEN_UP_AFTER = 3;

/**
 * An open run. `failures` are told in words, in the order in which they came; `inARow` are the parts of the questions
 * that failed since the last answer; `givenUp` holds why a part is not asked any more.
 */
type OpenRun = {
  source: ReferenceSource;
  runId: number;
  questions: Question[];
  counts: RunCounts;
  failures: string[];
  inARow: string[];
  givenUp: Map<string, UpstreamError>;
  options: RunOptions;
};

/**
 * Runs one source that is asked subject by subject. A question that fails leaves its last answer in place and does not
 * keep the others from being asked; what was answered lately is not asked again, so a run that broke off goes on. A part
 * that fails again and again is given up, and the whole source as soon as the next part fails as well.
 */
@Injectable()
export class ReferenceRunner {
  constructor(
    private readonly database: Database,
    private readonly states: SourceStateStore,
    private readonly runs: SyncRunStore,
    private readonly leases: Leases,
    private readonly questions: Questions,
    private readonly answers: AnswerWriter,
  ) {}

  /** Runs a source to its end. Throws LeaseHeldError when another process has it; every other fault is in the report. */
  async run(source: ReferenceSource, options: RunOptions): Promise<RunReport> {
    return this.leases.during(source.id, () => this.runLeased(source, options));
  }

  private async runLeased(source: ReferenceSource, options: RunOptions): Promise<RunReport> {
    const questions = options.full ? await this.questions.allFor(source) : await this.questions.dueFor(source);
    const counts = { ...NO_COUNTS, announced: questions.length };
    const kind = options.full ? 'full' : 'incremental';
    const runId = await this.database.write((tx) => this.runs.open(tx, source.id, options.trigger, kind, null));
    const run: OpenRun = { source, runId, questions, counts, failures: [], inARow: [], givenUp: new Map(), options };
    try {
      return await this.finish(run, await this.askAll(run));
    } catch (error) {
      // What cannot be stored ends the run, but must not keep other sources from being run.
      run.failures.unshift(error instanceof Error ? error.message : String(error));
      return this.finish(run, 'failed');
    }
  }

  private async askAll(run: OpenRun): Promise<RunOutcome> {
    const { questions, options } = run;
    if (questions.length === 0) return 'unchanged';
    for (const question of questions) {
      if (options.signal.aborted) return 'interrupted';
      const reason = run.givenUp.get(question.part);
      if (reason === undefined) await this.askOne(run, question);
      else await this.noteFailure(run, question, reason);
      if (isDown(run)) return 'failed';
    }
    return options.signal.aborted ? 'interrupted' : outcomeOf(run);
  }

  private async askOne(run: OpenRun, question: Question): Promise<void> {
    const { source, runId, options } = run;
    try {
      const exchanges = await source.ask(question, options.signal);
      const answer = source.read(question, exchanges, { origin: 'live' });
      run.counts = await this.answers.write({ source, question, answer, origin: 'live', runId }, run.counts);
      run.inARow = [];
      if (isUnreadable(answer)) run.failures.push(`${nameOf(question)}: nothing could be read`);
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      if (options.signal.aborted) return;
      run.counts = { ...run.counts, pages: run.counts.pages + 1 };
      run.inARow.push(question.part);
      if (run.inARow.filter((part) => part === question.part).length === GIVEN_UP_AFTER) {
        run.givenUp.set(question.part, error);
      }
      await this.noteFailure(run, question, error);
    }
    options.onProgress({ source: source.id, runId, counts: run.counts });
  }

  private async noteFailure(run: OpenRun, question: Question, error: UpstreamError): Promise<void> {
    run.failures.push(`${nameOf(question)}: ${error.message}`);
    await this.answers.writeFailure(run.source, question, error);
  }

  private async finish(run: OpenRun, outcome: RunOutcome): Promise<RunReport> {
    const { source, runId, counts, options } = run;
    const error = reasonFor(run, outcome);
    await this.database.write(async (tx) => {
      await this.runs.saveCounts(tx, runId, counts);
      await this.runs.finish(tx, runId, outcome, error);
      // A partial run has read the source: which of its parts failed is told part by part.
      if (outcome === 'failed' || outcome === 'partial') await this.states.fail(tx, source.id);
      if (outcome === 'succeeded' || outcome === 'partial') await this.states.seen(tx, source.id);
    });
    return { source: source.id, runId, kind: options.full ? 'full' : 'incremental', outcome, counts, error };
  }
}

function nameOf({ part, about }: Question): string {
  return `${part} of ${about.subject}`;
}

/** Whether the source as a whole is down: so many failures in a row, in more than one part. The rest is left for the next run. */
function isDown({ inARow }: OpenRun): boolean {
  return inARow.length >= GIVEN_UP_AFTER && new Set(inARow).size > 1;
}

function outcomeOf({ failures, questions }: OpenRun): RunOutcome {
  if (failures.length === 0) return 'succeeded';
  return failures.length === questions.length ? 'failed' : 'partial';
}

/** What a run that did not end well has to say: how much failed, and the first reason. */
function reasonFor({ failures, questions }: OpenRun, outcome: RunOutcome): string | null {
  if (outcome === 'interrupted') return 'Stopped by request; the next run goes on from here.';
  const first = failures[0];
  return first === undefined
    ? null
    : `${String(failures.length)} of ${String(questions.length)} questions failed, first ${first}`;
}
