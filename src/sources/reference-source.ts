import type { Question, SubjectKind } from '../model/question.js';
import type { Origin } from '../model/provenance.js';
import type { ReferenceData, ReferenceKind } from '../model/reference-record.js';
import type { Rejection, SourceAbout, SourceRecord } from './source.js';

/**
 * One request and what came back. `path` is the path and query below the source's root, keys left out, which tells what
 * was asked; `body` is the parsed JSON as received.
 */
export type Exchange = { path: string; status: number; body: unknown; receivedAt: string };

/** A part of what a source knows, and the kind of subject it can be asked about. */
export type ReferencePart = { id: string; about: SubjectKind; title: string };

/** How exchanges reached us. */
export type ExchangeReceipt = { origin: Origin };

/** Everything a source says to one question. */
export type Answer = {
  /** In a fixed order that does not depend on the order in which the source sent them. */
  records: SourceRecord<ReferenceData>[];
  rejections: Rejection[];
  /** How many the source has, by its own count; null where it does not say. */
  total: number | null;
  /** Whether `records` holds all that the source has; false where only the first were asked for. */
  isComplete: boolean;
  /** What a reader should know of how the answer came about ("found by name only"), in sentences. */
  notes: string[];
  /** The source's own date of its data (partial ISO date), null where unstated. */
  sourceUpdatedAt: string | null;
};

/**
 * A source that is asked subject by subject (drugs, publications). It never sees the database; a new one is one folder
 * and one line in the list of sources. "Nothing found" is an answer without records and with total 0, never an error.
 */
export interface ReferenceSource {
  readonly id: string;
  readonly about: SourceAbout;
  readonly parts: readonly ReferencePart[];
  /** So many hours after it was last seen an answer still counts as fresh. */
  readonly freshHours: number;
  /** So many requests a day at most, null where the source does not count days. */
  readonly requestsPerDay: number | null;
  /** How many requests were sent to it since this process started, repetitions included. */
  requestsSent(): number;
  /** For each kind of record it sends: where each field of it sits in the raw record (RFC 6901 pointers). */
  readonly pointers: Readonly<Partial<Record<ReferenceKind, Readonly<Record<string, string>>>>>;
  /** Asks one question and returns the exchanges. Throws an UpstreamError when the source cannot be read. */
  ask(question: Question, signal: AbortSignal): Promise<Exchange[]>;
  /** Validates and normalises the exchanges of one question, however they reached us; never throws. */
  read(question: Question, exchanges: readonly Exchange[], receipt: ExchangeReceipt): Answer;
}
