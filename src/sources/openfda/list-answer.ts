import type { FollowedDrug } from '../../model/question.js';
import type { Answer, Exchange, ExchangeReceipt } from '../reference-source.js';
import type { Rejection } from '../source.js';
import { dayOf, saidIn, unreadable, type Said } from './envelope.js';
import { byNameNote, countNote, leftOutNote, movedNote, originNote, repeatedNote } from './notes.js';
import type { Reading, Received, RecordReader } from './record-reader.js';
import type { PartRequests } from './requests.js';

/** What is needed to read the answer of a list: what was asked, and how one record is read. */
export type ListReading = { endpoint: string; requests: PartRequests; read: RecordReader; drug: FollowedDrug };

type Page = { exchange: Exchange; said: Said };

/** The answer that the exchanges of a list amount to, in whatever order they are given; never throws. */
export function readList(list: ListReading, exchanges: readonly Exchange[], { origin }: ExchangeReceipt): Answer {
  const pages = exchanges.map((exchange): Page => ({ exchange, said: saidIn(exchange, list.endpoint) }));
  const readingsOf = ({ exchange: { receivedAt }, said }: Page): Reading[] =>
    said.kind === 'list'
      ? said.results.map((raw) => list.read(raw, { retrievedAt: receivedAt, origin, dataDate: dayOf(said.updatedOn) }))
      : [];
  const readings = pages.flatMap(readingsOf);
  const received = readings.flatMap((reading) => ('record' in reading ? [reading] : []));
  const newest = newestOfEach(received);
  const rejections = distinct([
    ...readings.flatMap((reading) => ('rejection' in reading ? [reading.rejection] : [])),
    ...pages.flatMap(({ exchange, said }) => (said.kind === 'unreadable' ? [unreadable(said.detail, exchange)] : [])),
  ]);
  const total = totalOf(pages, list.requests, newest.length);
  const ofTheWhole = pages.filter(({ exchange }) => isOfTheWhole(exchange, list.requests));
  const inTheWhole = ofTheWhole.reduce((sum, page) => sum + lengthOf(page), 0);
  const seen = Math.max(newest.length, inTheWhole, ...pages.map(lengthOf));
  const hasMoved = ofTheWhole.length > 1 && hasTwice(ofTheWhole.flatMap(readingsOf));
  return {
    records: newest.map(({ record }) => record),
    rejections,
    total,
    isComplete: total !== null && rejections.length === 0 && seen >= total && !hasMoved,
    notes: [
      ...originNote(exchanges, list.requests),
      ...countNote(seen, total),
      ...movedNote(hasMoved),
      ...repeatedNote(seen - newest.length - rejections.length),
      ...byNameNote(newest, list.drug),
      ...leftOutNote(list.drug),
    ],
    sourceUpdatedAt: latestUpdate(pages),
  };
}

/** Whether an exchange is a page of the search that finds everything. */
function isOfTheWhole({ path }: Exchange, { whole, more }: PartRequests): boolean {
  return path === whole?.path || more.some((request) => request.from > 0 && request.path === path);
}

function lengthOf({ said }: Page): number {
  return said.kind === 'list' ? said.results.length : 0;
}

/** Whether the very same record is there twice: on the pages of one list that means that it moved while it was read. */
function hasTwice(readings: readonly Reading[]): boolean {
  const hashes = readings.flatMap((reading) => ('record' in reading ? [reading.record.contentHash] : []));
  return new Set(hashes).size < hashes.length;
}

/** One of each key, the newest by its own date, in the order of the keys. */
function newestOfEach(received: readonly Received[]): Received[] {
  const rank = ({ record }: Received): string =>
    [record.sourceUpdatedAt ?? '', record.retrievedAt, record.contentHash].join('\n');
  const byKey = new Map<string, Received>();
  for (const one of received) {
    const known = byKey.get(one.record.key);
    if (known === undefined || rank(known) < rank(one)) byKey.set(one.record.key, one);
  }
  return [...byKey.values()].sort((a, b) => (a.record.key < b.record.key ? -1 : 1));
}

/** Rejections in a fixed order; what two requests bring alike is rejected once. Without a key only the very same record is alike. */
function distinct(rejections: readonly Rejection[]): Rejection[] {
  const named = rejections.map((rejection) => ({
    rejection,
    name: JSON.stringify([rejection.key, rejection.problems, rejection.key === null ? rejection.raw : null]),
  }));
  const unique = new Map(named.map(({ name, rejection }) => [name, rejection]));
  return [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rejection]) => rejection);
}

/** The count of the search that finds everything; null when it is not among the exchanges or one could not be read. */
function totalOf(pages: readonly Page[], { whole }: PartRequests, held: number): number | null {
  if (pages.some(({ said }) => said.kind === 'unreadable')) return null;
  const said = pages.find(({ exchange }) => exchange.path === whole?.path)?.said;
  if (said?.kind === 'nothing') return held;
  if (said?.kind !== 'list' || said.total === null) return null;
  return Math.max(said.total, said.results.length, held);
}

function latestUpdate(pages: readonly Page[]): string | null {
  const dates = pages.flatMap(({ said }) => (said.kind === 'list' ? (said.updatedOn ?? []) : []));
  return dates.sort().at(-1) ?? null;
}
