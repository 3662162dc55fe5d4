import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Question } from '../model/question.js';
import { SourceStateStore } from '../source-status/source-state.store.js';
import { NO_COUNTS, type RunCounts, type RunOutcome } from '../source-status/source-status.types.js';
import { SyncRunStore } from '../source-status/sync-run.store.js';
import type { ReferenceSource } from '../sources/sources.types.js';
import { AnswerWriter, type UnaskedReason } from './answer-writer.service.js';
import { failingOf, Patience } from './failing.js';
import { Leases } from './leases.service.js';
import { Questions } from './questions.service.js';
import { LeaseLostError, type RunOptions, type RunReport } from './sync.types.js';

/** An open run. `failures` are told in words, in the order in which they came; `unasked` is what was left alone, and why. */
type OpenRun = {
  source: ReferenceSource;
  runId: number;
  questions: Question[];
  /** Whether everything there is to ask is asked. */
  isWhole: boolean;
  counts: RunCounts;
  answered: number;
  failures: string[];
  unasked: { question: Question; reason: UnaskedReason }[];
  patience: Patience;
  /** Whether one of the failures may be gone when it is tried again soon. */
  mayPass: boolean;
  /** Requests that the source counts as sent when this run last noted it, and how many were sent today in all. */
  sent: { noted: number; today: number };
  options: RunOptions;
};

/**
 * Runs one source that is asked subject by subject. A question that fails, at the source or here, leaves its last answer
 * in place and does not keep the others from being asked; what was answered lately is not asked again, so a run that
 * broke off goes on. What fails again and again as if nobody were there is left alone for the rest of the run.
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
    const run = await this.open(source, options);
    try {
      return await this.finish(run, await this.askAll(run));
    } catch (error) {
      if (error instanceof LeaseLostError) return this.leave(run, error);
      // What cannot even be noted ends the run, but must not keep other sources from being run.
      run.failures.unshift(error instanceof Error ? error.message : String(error));
      run.mayPass = true;
      return this.finish(run, 'failed');
    }
  }

  private async open(source: ReferenceSource, options: RunOptions): Promise<OpenRun> {
    const all = await this.questions.allFor(source);
    const questions = options.full ? all : await this.questions.dueOf(source, all);
    const kind = options.full ? 'full' : 'incremental';
    const [runId, today] = await this.database.write(async (tx) => [
      await this.runs.open(tx, source.id, options.trigger, kind, null),
      await this.states.countRequests(tx, source.id, 0),
    ]);
    return {
      ...{ source, runId, questions, options, isWhole: questions.length === all.length, mayPass: false },
      ...{ counts: { ...NO_COUNTS, announced: questions.length }, answered: 0, failures: [], unasked: [] },
      patience: new Patience(source.parts.map(({ id }) => id)),
      sent: { noted: source.requestsSent(), today },
    };
  }

  private async askAll(run: OpenRun): Promise<RunOutcome> {
    const { source, questions, options } = run;
    if (questions.length === 0) return 'unchanged';
    for (const question of questions) {
      if (options.signal.aborted) return 'interrupted';
      const reason = reasonToLeave(run, question);
      if (reason === null) await this.askOne(run, question);
      else run.unasked.push({ question, reason });
    }
    if (options.signal.aborted) return 'interrupted';
    await this.answers.writeUnasked(source, run.unasked);
    return outcomeOf(run);
  }

  private async askOne(run: OpenRun, question: Question): Promise<void> {
    const { source, runId, options } = run;
    run.sent = await this.answers.begin(source, question, run.sent);
    try {
      const exchanges = await source.ask(question, options.signal);
      run.patience.answered(question.part);
      const answer = source.read(question, exchanges, { origin: 'live' });
      const written = await this.answers.write({ source, question, answer, origin: 'live', runId }, run.counts);
      run.counts = written.counts;
      if (written.fault === null) run.answered += 1;
      else run.failures.push(`${nameOf(question)}: ${written.fault}`);
    } catch (error) {
      if (error instanceof LeaseLostError) throw error;
      if (options.signal.aborted) return;
      await this.noteFailure(run, question, error);
    }
    options.onProgress({ source: source.id, runId, counts: run.counts });
  }

  private async noteFailure(run: OpenRun, question: Question, error: unknown): Promise<void> {
    const failing = failingOf(error);
    run.patience.failed(question.part, failing);
    run.mayPass ||= !failing.isLasting;
    run.counts = { ...run.counts, pages: run.counts.pages + 1 };
    run.failures.push(`${nameOf(question)}: ${error instanceof Error ? error.message : String(error)}`);
    await this.answers.writeFailure(run.source, question, error);
  }

  private async finish(run: OpenRun, outcome: RunOutcome): Promise<RunReport> {
    const { source, runId, counts, sent } = run;
    const error = reasonFor(run, outcome);
    await this.database.write(async (tx) => {
      await this.runs.saveCounts(tx, runId, counts);
      await this.runs.finish(tx, runId, outcome, error);
      await this.states.countRequests(tx, source.id, source.requestsSent() - sent.noted);
      // Which parts failed is told part by part; the source has failed when it is down, and was read when anything was.
      if (run.answered > 0) await this.states.seen(tx, source.id);
      if (isDown(run, outcome)) await this.states.fail(tx, source.id);
    });
    return reportOf(run, outcome, error);
  }

  /** Another process has taken the source over: what is noted of it from now on is that one's business. */
  private async leave(run: OpenRun, error: LeaseLostError): Promise<RunReport> {
    await this.database.write(async (tx) => {
      await this.runs.saveCounts(tx, run.runId, run.counts);
      await this.runs.finish(tx, run.runId, 'interrupted', error.message);
    });
    return reportOf(run, 'interrupted', error.message);
  }
}

function reasonToLeave({ patience, source, sent }: OpenRun, { part }: Question): UnaskedReason | null {
  if (patience.isOver || patience.isOverWith(part)) return 'failing';
  const today = sent.today + source.requestsSent() - sent.noted;
  return source.requestsPerDay !== null && today >= source.requestsPerDay ? 'used-up' : null;
}

function reportOf(run: OpenRun, outcome: RunOutcome, error: string | null): RunReport {
  const { source, runId, counts, options, patience, mayPass } = run;
  const kind = options.full ? 'full' : 'incremental';
  const retry = mayPass ? { afterSeconds: patience.restSeconds } : null;
  return { source: source.id, runId, kind, outcome, counts, error, retry };
}

function nameOf({ part, about }: Question): string {
  return `${part} of ${about.subject}`;
}

/** Whether the source as a whole could not be read: it is left alone, or answered nothing of all that there is to ask. */
function isDown({ patience, isWhole, answered, failures }: OpenRun, outcome: RunOutcome): boolean {
  if (outcome === 'interrupted') return false;
  return patience.isOver || (isWhole && answered === 0 && failures.length > 0);
}

function outcomeOf({ failures, unasked, answered }: OpenRun): RunOutcome {
  if (failures.length + unasked.length === 0) return 'succeeded';
  return answered === 0 ? 'failed' : 'partial';
}

/** What a run that did not end well has to say: how much failed, the first reason, and how much was left alone. */
function reasonFor({ failures, unasked, questions }: OpenRun, outcome: RunOutcome): string | null {
  if (outcome === 'interrupted') return 'Stopped by request; the next run goes on from here.';
  const left = unasked.length === 0 ? '' : `${String(unasked.length)} were not asked`;
  const first = failures[0];
  if (first === undefined) return left === '' ? null : `${left} of ${String(questions.length)} questions.`;
  const failed = `${String(failures.length)} of ${String(questions.length)} questions failed`;
  return `${[failed, ...(left === '' ? [] : [left])].join(' and ')}, first ${first}`;
}
