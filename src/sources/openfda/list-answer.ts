import type { FollowedDrug } from '../../model/question.js';
import type { Answer, Exchange, ExchangeReceipt } from '../reference-source.js';
import type { Rejection } from '../source.js';
import { dayOf, saidIn, unreadable, type Said } from './envelope.js';
import { byNameNote, countNote, leftOutNote, originNote, repeatedNote } from './notes.js';
import type { Received, RecordReader } from './record-reader.js';
import type { PartRequests } from './requests.js';

/** What is needed to read the answer of a list: what was asked, and how one record is read. */
export type ListReading = { endpoint: string; requests: PartRequests; read: RecordReader; drug: FollowedDrug };

type Page = { exchange: Exchange; said: Said };

/** The answer that the exchanges of a list amount to, in whatever order they are given; never throws. */
export function readList(list: ListReading, exchanges: readonly Exchange[], { origin }: ExchangeReceipt): Answer {
  const pages = exchanges.map((exchange): Page => ({ exchange, said: saidIn(exchange, list.endpoint) }));
  const readings = pages.flatMap(({ exchange: { receivedAt }, said }) =>
    said.kind === 'list'
      ? said.results.map((raw) => list.read(raw, { retrievedAt: receivedAt, origin, dataDate: dayOf(said.updatedOn) }))
      : [],
  );
  const received = readings.flatMap((reading) => ('record' in reading ? [reading] : []));
  const newest = newestOfEach(received);
  const rejections = distinct([
    ...readings.flatMap((reading) => ('rejection' in reading ? [reading.rejection] : [])),
    ...pages.flatMap(({ exchange, said }) => (said.kind === 'unreadable' ? [unreadable(said.detail, exchange)] : [])),
  ]);
  const total = totalOf(pages, list.requests, newest.length);
  const seen = Math.max(newest.length, ...pages.map(({ said }) => (said.kind === 'list' ? said.results.length : 0)));
  return {
    records: newest.map(({ record }) => record),
    rejections,
    total,
    isComplete: total !== null && rejections.length === 0 && seen >= total,
    notes: [
      ...originNote(exchanges, list.requests),
      ...countNote(seen, total),
      ...repeatedNote(seen - newest.length - rejections.length),
      ...byNameNote(newest, list.drug),
      ...leftOutNote(list.drug),
    ],
    sourceUpdatedAt: latestUpdate(pages),
  };
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

/** Rejections in a fixed order; what two requests bring alike is rejected once. */
function distinct(rejections: readonly Rejection[]): Rejection[] {
  const named = rejections.map((rejection) => ({
    rejection,
    name: JSON.stringify([rejection.key, rejection.problems]),
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
