import { gzipSync } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock.js';
import { withLastGoodValues } from '../common/last-good-values.js';
import { canonicalJson, contentHash } from '../model/content-hash.js';
import type { NewChange } from '../model/change.js';
import type { Origin } from '../model/provenance.js';
import type { ReferenceData } from '../model/reference-record.js';
import type { Answer } from '../sources/reference-source.js';
import type { SourceRecord } from '../sources/source.js';
import { believedOf, doubtIn, type Believed } from './believed-answer.js';
import {
  REFERENCE_RECORD,
  REFERENCE_VERSION,
  ReferenceAnswerRow,
  type ReferenceRecordRow,
  type ReferenceVersionRow,
} from './reference.entity.js';

/** The question an answer belongs to. */
export type AnswerKey = { source: string; subject: string; part: string };

/** What an answer is about, and how it reached us. `subjectHash`: of everything that was stated of the subject. */
export type AnswerReceipt = { origin: Origin; subjectHash: string | null };

/**
 * What storing an answer did. `isNews`: something of it differs from before, so what rests on it is due. `doubt`: why
 * nothing of it was taken, in words that follow the source's name; null when it was.
 */
export type SavedAnswer = {
  isNews: boolean;
  doubt: string | null;
  changes: NewChange[];
  created: number;
  updated: number;
  unchanged: number;
};

type Received = SourceRecord<ReferenceData>;
type Outcome = { kind: 'created' | 'updated' | 'unchanged'; isNews: boolean; changes: NewChange[] };

/** Records of reference sources and their answers: writes. Change is told by content, never by a timestamp. */
@Injectable()
export class ReferenceStore {
  constructor(private readonly clock: Clock) {}

  /**
   * Stores the answer to a question with its records. A shipped answer never takes the place of a live one, and one that
   * is suddenly much smaller than before only when the source says the same on another day.
   */
  async saveAnswer(tx: EntityManager, key: AnswerKey, answer: Answer, receipt: AnswerReceipt): Promise<SavedAnswer> {
    const known = await tx.findOneBy(ReferenceAnswerRow, key);
    const saved = { ...NOTHING_SAVED, changes: [...NOTHING_SAVED.changes] };
    if (receipt.origin !== 'live' && isHeldLive(known)) return { ...saved, unchanged: answer.records.length };
    const believed = believedOf(answer, known);
    const now = this.clock.timestamp();
    const doubt = doubtIn(believed, known, now);
    if (doubt !== null) {
      await tx.update(ReferenceAnswerRow, key, { doubtedAt: known?.doubtedAt ?? now });
      return { ...saved, doubt };
    }
    for (const record of answer.records) {
      const outcome = await this.saveRecord(tx, key.source, record);
      saved[outcome.kind] += 1;
      saved.isNews ||= outcome.isNews;
      saved.changes.push(...outcome.changes);
    }
    const isNews = await this.saveRow(tx, key, { ...answer, ...believed }, receipt, known);
    return { ...saved, isNews: saved.isNews || isNews };
  }

  /** Notes that a question could not be answered; what was answered before stays. A failure that lasts is no reason to ask again soon. */
  async saveFailure(tx: EntityManager, key: AnswerKey, failure: string, isLasting = false): Promise<void> {
    const now = this.clock.now().getTime();
    const retryAt = new Date(now + (isLasting ? LASTING_HOURS * 3_600_000 : 0)).toISOString();
    await this.note(tx, key, { failedAt: this.clock.timestamp(), failure, retryAt });
  }

  /** Notes that a question is put now, before anything can go wrong with it. */
  async saveAttempt(tx: EntityManager, key: AnswerKey, subjectHash: string): Promise<void> {
    const known = await tx.findOneBy(ReferenceAnswerRow, key);
    const about = known === null || known.recordKeys === null ? { subjectHash } : {};
    await this.note(tx, key, { attemptedAt: this.clock.timestamp(), ...about });
  }

  /** Notes whether an answer is about something else than what the guides state now. */
  async setOutdated(tx: EntityManager, key: AnswerKey, isOutdated: boolean): Promise<void> {
    await tx.update(ReferenceAnswerRow, key, { outdatedAt: isOutdated ? this.clock.timestamp() : null });
  }

  private async note(tx: EntityManager, key: AnswerKey, noted: Partial<ReferenceAnswerRow>): Promise<void> {
    const known = await tx.findOneBy(ReferenceAnswerRow, key);
    if (known === null) await tx.insert(ReferenceAnswerRow, { ...key, ...UNANSWERED, ...noted });
    else await tx.update(ReferenceAnswerRow, key, noted);
  }

  private async saveRow(
    tx: EntityManager,
    key: AnswerKey,
    answer: Answer & Believed,
    { origin, subjectHash }: AnswerReceipt,
    known: ReferenceAnswerRow | null,
  ): Promise<boolean> {
    const { recordKeys, total, isComplete, notes, sourceUpdatedAt, records } = answer;
    const hash = contentHash({ recordKeys, total, isComplete, notes });
    const now = this.clock.timestamp();
    const seen = { ...SEEN, seenAt: origin === 'live' ? now : null, subjectHash };
    if (known?.contentHash === hash && known.origin === origin) {
      await tx.update(ReferenceAnswerRow, key, { ...seen, sourceUpdatedAt });
      return known.sourceUpdatedAt !== sourceUpdatedAt;
    }
    const received = receivedAt(records);
    const retrievedAt = received === null && origin === 'live' ? now : received;
    const row = { ...key, recordKeys, total, isComplete, notes, contentHash: hash, retrievedAt, sourceUpdatedAt };
    await tx.save(ReferenceAnswerRow, { ...row, origin, ...seen });
    return true;
  }

  private async saveRecord(tx: EntityManager, source: string, received: Received): Promise<Outcome> {
    const key = { source, kind: received.data.kind, key: received.key };
    const known = await tx.findOneBy<ReferenceRecordRow>(REFERENCE_RECORD, key);
    if (known === null) {
      await this.write(tx, source, received, received.data, 1);
      return { kind: 'created', isNews: true, changes: changesOf(null, received.data) };
    }
    if (received.origin !== 'live' && known.origin === 'live') return UNCHANGED;
    if (known.contentHash === received.contentHash) return this.seeAgain(tx, known, received);
    const unreadable = received.problems.map((problem) => problem.field);
    const data = withLastGoodValues(received.data, unreadable, known.data);
    await this.write(tx, source, received, data, known.version + 1);
    return { kind: 'updated', isNews: true, changes: changesOf(known.data, data) };
  }

  /** Known content: what was shipped may now be vouched for by the live source, and a better reader may read it otherwise. */
  private async seeAgain(tx: EntityManager, known: ReferenceRecordRow, received: Received): Promise<Outcome> {
    const { source, kind, key, version } = known;
    const isRead = received.problems.length > 0 || canonicalJson(known.data) === canonicalJson(received.data);
    const data = isRead ? known.data : received.data;
    if (isRead && known.origin === received.origin) return UNCHANGED;
    // What was shipped was received by others: with the source's own word for it, it is received by us.
    const retrievedAt = known.origin === received.origin ? known.retrievedAt : knownTime(received.retrievedAt);
    const next = { data, origin: received.origin, retrievedAt };
    await tx.getRepository<ReferenceRecordRow>(REFERENCE_RECORD).save({ ...known, ...next });
    const place = { source, kind, key, n: version };
    await tx.update<ReferenceVersionRow>(REFERENCE_VERSION, place, next);
    return { kind: 'unchanged', isNews: true, changes: changesOf(known.data, data) };
  }

  private async write(
    tx: EntityManager,
    source: string,
    received: Received,
    data: ReferenceData,
    version: number,
  ): Promise<void> {
    const { key, sourceUpdatedAt, origin, url, raw } = received;
    const retrievedAt = knownTime(received.retrievedAt);
    const common = { source, kind: data.kind, key, retrievedAt, sourceUpdatedAt, origin, url, data };
    await tx
      .getRepository<ReferenceRecordRow>(REFERENCE_RECORD)
      .save({ ...common, version, contentHash: received.contentHash });
    const packed = gzipSync(JSON.stringify(raw));
    await tx.getRepository<ReferenceVersionRow>(REFERENCE_VERSION).save({ ...common, n: version, raw: packed });
  }
}

const UNCHANGED: Outcome = { kind: 'unchanged', isNews: false, changes: [] };
/** So many hours a failure lasts that the same question would meet again. */
const LASTING_HOURS = 12;
const NOTHING_SAVED: SavedAnswer = { isNews: false, doubt: null, changes: [], created: 0, updated: 0, unchanged: 0 };
/** What an answer puts an end to. */
const SEEN = { failedAt: null, failure: null, retryAt: null, doubtedAt: null, outdatedAt: null };
const UNANSWERED = { recordKeys: null, total: null, isComplete: false, notes: [], origin: 'live' as const };

/** Publications are subjects of their own in the change log (a retraction is news); other records show in what is merged of them. */
function changesOf(before: ReferenceData | null, after: ReferenceData): NewChange[] {
  if (after.kind !== 'publication') return [];
  const subject = `publication:${after.pmid}`;
  if (before === null) return [{ subject, kind: 'created', fields: [], text: `First seen: ${after.title}` }];
  const old = new Map<string, unknown>(Object.entries(before));
  const fields = Object.entries(after)
    .filter(([field, value]) => canonicalJson(value) !== canonicalJson(old.get(field) ?? null))
    .map(([field]) => field);
  return fields.length === 0 ? [] : [{ subject, kind: 'updated', fields, text: `Changed: ${fields.join(', ')}.` }];
}

/** Whether the live source has answered; that it was only tried is no answer. */
function isHeldLive(known: ReferenceAnswerRow | null): boolean {
  return known?.origin === 'live' && known.recordKeys !== null;
}

function receivedAt(records: readonly Received[]): string | null {
  return knownTime(records[0]?.retrievedAt ?? '');
}

/** Sources pass the time of receipt on as they are given it; of a shipped answer it may be empty, which means unknown. */
function knownTime(time: string): string | null {
  return time === '' ? null : time;
}
