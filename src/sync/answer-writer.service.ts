import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ChangeStore } from '../changes/change.store.js';
import type { UpstreamError, UpstreamErrorKind } from '../common/upstream-error.js';
import { Database } from '../database/database.js';
import { DrugStore } from '../drugs/drug.store.js';
import { EntryStore } from '../entries/entry.store.js';
import type { Origin } from '../model/provenance.js';
import type { Question, Subject } from '../model/question.js';
import { ReferenceStore, type SavedAnswer } from '../references/reference.store.js';
import { RejectionStore } from '../source-status/rejection.store.js';
import { SourceStateStore } from '../source-status/source-state.store.js';
import type { RunCounts } from '../source-status/source-status.types.js';
import { SyncRunStore } from '../source-status/sync-run.store.js';
import type { Answer } from '../sources/reference-source.js';
import type { ReferenceSource } from '../sources/sources.types.js';

/** An answer and where it belongs. */
export type AnswerToWrite = {
  source: ReferenceSource;
  question: Question;
  answer: Answer;
  origin: Origin;
  runId: number;
};

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
   * Stores an answer and returns the run's counts after it. Of an answer in which no record could be read nothing is
   * taken but the rejections. Throws when the run's lease is lost.
   */
  async write(written: AnswerToWrite, before: RunCounts): Promise<RunCounts> {
    return this.database.write(async (tx) => {
      const { source, question, answer, origin, runId } = written;
      if (!(await this.states.renew(tx, source.id))) throw new Error(`lost the lease of ${source.id}`);
      const key = keyOf(source, question);
      const saved = isUnreadable(answer) ? NOTHING_SAVED : await this.references.saveAnswer(tx, key, answer, origin);
      if (isUnreadable(answer)) await this.references.saveFailure(tx, key, `${source.about.title} ${UNREADABLE}.`);
      await this.changes.append(tx, saved.changes);
      if (saved.isNews) await this.markDue(tx, question.about);
      await this.noteUnreadable(tx, written);
      const counts = added(before, answer, saved);
      await this.runs.saveCounts(tx, runId, counts);
      return counts;
    });
  }

  /** Notes why a question was not answered, in words for a reader. */
  async writeFailure(source: ReferenceSource, question: Question, error: UpstreamError): Promise<void> {
    const failure = `${source.about.title} ${FAILURE_WORDS[error.kind]}.`;
    await this.database.write((tx) => this.references.saveFailure(tx, keyOf(source, question), failure));
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
export function isUnreadable({ records, rejections }: Answer): boolean {
  return records.length === 0 && rejections.length > 0;
}

const UNREADABLE = 'sent records that could not be read';
const NOTHING_SAVED: SavedAnswer = { isNews: false, changes: [], created: 0, updated: 0, unchanged: 0 };

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

function keyOf(source: ReferenceSource, { part, about }: Question) {
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
