import type { FieldProblem } from '../common/field-map.js';
import type { Origin } from '../model/provenance.js';

export type { FieldProblem };

/**
 * One upstream record, validated and normalised.
 * A field named in `problems` could not be read: its value in `data` is empty and storage keeps the last good one.
 */
export type SourceRecord<T> = {
  key: string;
  data: T;
  raw: unknown;
  /** ISO 8601 UTC: when the body was received. */
  retrievedAt: string;
  /** The source's own date of the last change of the record (partial ISO date), null where unstated. */
  sourceUpdatedAt: string | null;
  /** Day on which the source vouches for the record as it stands (`YYYY-MM-DD`), null where unstated. */
  dataDate: string | null;
  url: string;
  origin: Origin;
  /** `contentHash` of the raw record without what is no content (dates that move on every record every day). */
  contentHash: string;
  problems: FieldProblem[];
};

/** A record that could not be read at all; kept with its reasons. */
export type Rejection = { key: string | null; problems: FieldProblem[]; raw: unknown };

/** One page of a pull. `cursor` resumes inside this run; `total` is the upstream's own count where it tells. */
export type SourcePage<T> = {
  records: SourceRecord<T>[];
  rejections: Rejection[];
  cursor: string | null;
  total: number | null;
};

/** What is pulled: everything followed, what changed since a day (`YYYY-MM-DD`), or single records. */
export type PullScope = { kind: 'full' } | { kind: 'changedSince'; since: string } | { kind: 'keys'; keys: string[] };

/** What the guides (or the whole registry) ask a source to follow. */
export type Following = { everything: boolean; conditions: string[]; keys: string[] };

export type PullRequest = {
  scope: PullScope;
  following: Following;
  cursor: string | null;
  signal: AbortSignal;
};

/** Result of looking one record up by its key: present (perhaps under a canonical key), or not known to the source. */
export type Lookup<T> =
  | { kind: 'found'; record: SourceRecord<T> }
  | { kind: 'alias'; canonicalKey: string }
  | { kind: 'rejected'; rejection: Rejection }
  | { kind: 'gone' };

/** How a raw record reached us, for `read`. `dataDate` overrides the record's own where the record states none. */
export type Receipt = { retrievedAt: string; origin: Origin; dataDate: string | null };

export type ReadResult<T> = { record: SourceRecord<T> } | { rejection: Rejection };

export type SourceAbout = {
  title: string;
  homepage: string;
  licence: string;
  attribution: string;
};

/** An upstream. It never sees the database; a new one is one folder and one entry in the list of sources. */
export interface Source<T> {
  readonly id: string;
  readonly about: SourceAbout;
  /** So many hours after a pull that succeeded its data still count as fresh. */
  readonly freshHours: number;
  /** Where each field of T sits in the raw record (RFC 6901 pointers). */
  readonly pointers: Readonly<Record<keyof T, string>>;
  /** The upstream's data version (for ClinicalTrials.gov `dataTimestamp`); a pull is due only when it moved. */
  dataVersion(signal: AbortSignal): Promise<string>;
  /** Pages of a pull, in upstream order. Throws an UpstreamError when the upstream cannot be read. */
  pull(request: PullRequest): AsyncIterable<SourcePage<T>>;
  /** Validates and normalises one raw record, however it reached us; never throws. */
  read(raw: unknown, receipt: Receipt): ReadResult<T>;
  /** Looks one record up by its key. */
  lookup(key: string, signal: AbortSignal): Promise<Lookup<T>>;
}
