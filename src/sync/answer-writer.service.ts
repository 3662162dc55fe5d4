import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ChangeStore } from '../changes/change.store.js';
import { UpstreamError, type UpstreamErrorKind } from '../common/upstream-error.js';
import { Database } from '../database/database.js';
import { DrugStore } from '../drugs/drug.store.js';
import { EntryStore } from '../entries/entry.store.js';
import type { Origin } from '../model/provenance.js';
import { subjectHash, type Question, type Subject } from '../model/question.js';
import { ReferenceStore, type AnswerKey, type SavedAnswer } from '../references/reference.store.js';
import { RejectionStore } from '../source-status/rejection.store.js';
import { SourceStateStore } from '../source-status/source-state.store.js';
import type { RunCounts } from '../source-status/source-status.types.js';
import { SyncRunStore } from '../source-status/sync-run.store.js';
import type { Answer } from '../sources/reference-source.js';
import type { ReferenceSource } from '../sources/sources.types.js';
import { failingOf } from './failing.js';
import { LeaseLostError } from './sync.types.js';

/** An answer and where it belongs. */
export type AnswerToWrite = {
  source: ReferenceSource;
  question: Question;
  answer: Answer;
  origin: Origin;
  runId: number;
};

/** The run's counts after an answer, and why nothing of the answer was taken; null when it was. */
export type WrittenAnswer = { counts: RunCounts; fault: string | null };

/** Why a question was not put: others failed too often, or the requests allowed for a day are used up. */
export type UnaskedReason = 'failing' | 'used-up';

/** Writes answers: records, changes, counts and what becomes due together, so that a killed process leaves nothing half-written. */
@Injectable()
export class AnswerWriter {
  constructor(
    private readonly database: Database,
    private readonly references: ReferenceStore,
    private readonly changes: ChangeStore,
    private readonly rejections: RejectionStore,
    private readonly states: SourceStateStore,
    private readonly runs: SyncRunStore,
    private readonly drugs: DrugStore,
    private readonly entries: EntryStore,
  ) {}

  /**
   * Notes that a question is put, so that one which ends the process is not the first of the next run again, and what was
   * sent to the source since that was last noted. Returns what is noted now. Throws when the run's lease is lost.
   */
  async begin(
    source: ReferenceSource,
    question: Question,
    { noted }: { noted: number },
  ): Promise<{ noted: number; today: number }> {
    return this.database.write(async (tx) => {
      await this.keepLease(tx, source);
      await this.references.saveAttempt(tx, keyOf(source, question), subjectHash(question.about));
      const sent = source.requestsSent();
      return { noted: sent, today: await this.states.countRequests(tx, source.id, sent - noted) };
    });
  }

  /**
   * Stores an answer and returns the run's counts after it. Of an answer in which no record could be read, or which is
   * doubted, nothing is taken but the rejections. Throws when the run's lease is lost.
   */
  async write(written: AnswerToWrite, before: RunCounts): Promise<WrittenAnswer> {
    return this.database.write(async (tx) => {
      const { source, question, answer, runId } = written;
      await this.keepLease(tx, source);
      const saved = await this.save(tx, written);
      const fault = isUnreadable(answer) ? UNREADABLE : saved.doubt;
      if (fault !== null) {
        await this.references.saveFailure(tx, keyOf(source, question), `${source.about.title} ${fault}.`, true);
      }
      await this.changes.append(tx, saved.changes);
      if (saved.isNews) await this.markDue(tx, question.about);
      await this.noteUnreadable(tx, written);
      const counts = added(before, answer, saved);
      await this.runs.saveCounts(tx, runId, counts);
      return { counts, fault: isUnreadable(answer) ? 'nothing could be read' : saved.doubt };
    });
  }

  /** Notes why a question was not answered, in words for a reader. */
  async writeFailure(source: ReferenceSource, question: Question, error: unknown): Promise<void> {
    const words = error instanceof UpstreamError ? FAILURE_WORDS[error.kind] : OUR_FAULT;
    const failure = `${source.about.title} ${words}.`;
    const { isLasting } = failingOf(error);
    await this.database.write((tx) => this.references.saveFailure(tx, keyOf(source, question), failure, isLasting));
  }

  /** Notes why questions were not put, in words for a reader. */
  async writeUnasked(
    source: ReferenceSource,
    unasked: readonly { question: Question; reason: UnaskedReason }[],
  ): Promise<void> {
    if (unasked.length === 0) return;
    await this.database.write(async (tx) => {
      for (const { question, reason } of unasked) {
        const failure = `${source.about.title} ${UNASKED_WORDS[reason]}.`;
        await this.references.saveFailure(tx, keyOf(source, question), failure);
      }
    });
  }

  private async keepLease(tx: EntityManager, source: ReferenceSource): Promise<void> {
    if (!(await this.states.renew(tx, source.id))) throw new LeaseLostError(source.id);
  }

  private async save(tx: EntityManager, { source, question, answer, origin }: AnswerToWrite): Promise<SavedAnswer> {
    if (isUnreadable(answer)) return NOTHING_SAVED;
    const receipt = { origin, subjectHash: subjectHash(question.about) };
    return this.references.saveAnswer(tx, keyOf(source, question), answer, receipt);
  }

  private async markDue(tx: EntityManager, about: Subject): Promise<void> {
    if (about.kind === 'drug') await this.drugs.markDue(tx, [about.drug.drugId]);
    else await this.entries.markAllDue(tx);
  }

  private async noteUnreadable(tx: EntityManager, { source, question, answer, runId }: AnswerToWrite): Promise<void> {
    const place = `${question.part} ${question.about.subject}`;
    const named = answer.records.map(({ data, key, problems }) => ({ key: `${data.kind} ${key}`, problems }));
    const rejected = answer.rejections.map((rejection, index) => ({
      ...rejection,
      key: `${place} ${rejection.key ?? `record ${String(index)}`}`,
    }));
    const unreadableFields = named.filter(({ problems }) => problems.length > 0);
    const readable = named.filter(({ problems }) => problems.length === 0).map(({ key }) => key);
    await this.rejections.forgetStartingWith(tx, source.id, `${place} `);
    await this.rejections.replace(tx, source.id, runId, { readable, rejected, unreadableFields });
  }
}

/** Whether there were records of which none could be read: then the answer says nothing. */
function isUnreadable({ records, rejections }: Answer): boolean {
  return records.length === 0 && rejections.length > 0;
}

const UNREADABLE = 'sent records that could not be read';
const NOTHING_SAVED: SavedAnswer = { isNews: false, doubt: null, changes: [], created: 0, updated: 0, unchanged: 0 };

const OUR_FAULT = 'was asked, but what it sent could not be kept here';
const UNASKED_WORDS: Record<UnaskedReason, string> = {
  failing: 'was not asked, because it did not answer other questions',
  'used-up': 'was not asked, because the requests allowed for a day were used up',
};

/** What happened, in words that follow the source's name. */
const FAILURE_WORDS: Record<UpstreamErrorKind, string> = {
  timeout: 'did not answer in time',
  network: 'could not be reached',
  http: 'refused the request or failed',
  html: 'sent a web page in place of data',
  malformed: 'sent an answer that broke off or was damaged',
  'too-large': 'sent an answer too large to be believed',
  'rate-limited': 'asked for fewer requests',
  aborted: 'was not asked to the end',
  contract: 'sent an answer of a form that is not known here',
};

function keyOf(source: ReferenceSource, { part, about }: Question): AnswerKey {
  return { source: source.id, subject: about.subject, part };
}

function added(before: RunCounts, { records, rejections }: Answer, saved: SavedAnswer): RunCounts {
  return {
    ...before,
    pages: before.pages + 1,
    received: before.received + records.length,
    created: before.created + saved.created,
    updated: before.updated + saved.updated,
    unchanged: before.unchanged + saved.unchanged,
    rejected: before.rejected + rejections.length,
    problems: before.problems + records.filter(({ problems }) => problems.length > 0).length,
  };
}
