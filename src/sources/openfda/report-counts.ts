import { z } from 'zod';
import { listOf, valueAt, type FieldMap, type FieldProblem } from '../../common/field-map.js';
import { contentHash } from '../../model/content-hash.js';
import type { FollowedDrug } from '../../model/question.js';
import type { ReportCounts } from '../../model/reference-record.js';
import type { Answer, Exchange, ExchangeReceipt } from '../reference-source.js';
import type { Rejection } from '../source.js';
import { publicAddress } from './addresses.js';
import { dayOf, saidIn, unreadable, type Said } from './envelope.js';
import { leftOutNote, originNote } from './notes.js';
import { recordReader, type Described, type Reading } from './record-reader.js';
import { REACTION_LIMIT, type PartRequests } from './requests.js';
import { requiredText } from './values.js';

type ReportFields = Omit<ReportCounts, 'kind' | 'drugId'>;

const count = z.int().nonnegative().describe('a number of reports');
const reaction: FieldMap<ReportCounts['reactions'][number]> = {
  term: { at: '/term', as: requiredText },
  count: { at: '/count', as: count },
};

/** Where the counts stand in the two answers they are taken from, which together are the raw record. */
export const reportFields: FieldMap<ReportFields> = {
  totalReports: { at: '/total/meta/results/total', as: count.nullable().default(null).describe('a number of reports') },
  reactions: { at: '/count/results', as: listOf(reaction) },
};

const ENDPOINT = '/drug/event.json';
const CAUTION =
  'Reports count what people who took the drug, often among others, suspected or noticed; they say neither how often something happens nor that the drug caused it.';

type Heard = { exchange: Exchange; said: Said };

/** The two answers that the counts are taken from; null where there is none. */
type Pair = { counts: Heard | null; total: Heard | null };

/** The counts of reports that the exchanges amount to, in whatever order they are given; never throws. */
export function readReports(
  drug: FollowedDrug,
  requests: PartRequests,
  exchanges: readonly Exchange[],
  { origin }: ExchangeReceipt,
): Answer {
  const heard = exchanges.map((exchange): Heard => ({ exchange, said: saidIn(exchange, ENDPOINT) }));
  const pair = {
    counts: latest(heard.filter(({ exchange }) => isCount(exchange))),
    total: latest(heard.filter(({ exchange }) => !isCount(exchange))),
  };
  const { records, rejections } = sorted(recordOf(drug, pair, origin));
  rejections.push(...heard.flatMap(refused));
  const isNothing = records.length === 0 && rejections.length === 0 && saysNothing(pair, requests);
  return {
    records,
    rejections,
    total: isNothing ? 0 : records.length || null,
    isComplete: isNothing || (rejections.length === 0 && saysEverything(pair, requests)),
    notes: [...records.map(() => CAUTION), ...originNote(exchanges, requests), ...leftOutNote(drug)],
    sourceUpdatedAt: updatedOn(pair),
  };
}

/** The record of the counts; null where neither answer brings any. */
function recordOf(drug: FollowedDrug, pair: Pair, origin: ExchangeReceipt['origin']): Reading | null {
  const { counts, total } = pair;
  if (resultsOf(counts) === null && resultsOf(total) === null) return null;
  const raw = { count: bodyOf(counts), total: bodyOf(total) };
  const address = publicAddress((counts ?? total)?.exchange.path ?? ENDPOINT);
  const describe = (fields: ReportFields): Described => ({
    data: { kind: 'report-counts', drugId: drug.drugId, ...fields },
    key: drug.drugId,
    url: address,
    updatedOn: null,
    substanceCodes: [],
    ownCodes: [],
  });
  const read = recordReader(reportFields, '/drugId', describe);
  const receivedAt =
    [counts, total]
      .flatMap((one) => one?.exchange.receivedAt ?? [])
      .sort()
      .at(-1) ?? '';
  const dataDate = dayOf(updatedOn(pair));
  const reading = read(raw, { retrievedAt: receivedAt, origin, dataDate });
  if ('rejection' in reading) return reading;
  const { record } = reading;
  const problems = [...record.problems, ...missing(pair)];
  return { ...reading, record: { ...record, contentHash: contentHash(contentOf(raw)), problems } };
}

/** The counts alone: the envelope around them moves with every refresh of the whole list. */
function contentOf(raw: unknown): unknown {
  return Object.values(reportFields).map(({ at }) => valueAt(raw, at) ?? null);
}

/** Where one of the two answers says nothing, its field is empty because of that and not because there are no reports. */
function missing({ counts, total }: Pair): FieldProblem[] {
  const detail = 'is not known, because the request for it was not answered';
  const isOpen = (heard: Heard | null): boolean => heard === null || heard.said.kind === 'unreadable';
  return [
    ...(isOpen(counts) ? [{ field: 'reactions', pointer: reportFields.reactions.at, detail }] : []),
    ...(resultsOf(total) === null ? [{ field: 'totalReports', pointer: reportFields.totalReports.at, detail }] : []),
  ];
}

function sorted(reading: Reading | null): Pick<Answer, 'records' | 'rejections'> {
  if (reading === null) return { records: [], rejections: [] };
  return 'record' in reading
    ? { records: [reading.record], rejections: [] }
    : { records: [], rejections: [reading.rejection] };
}

function refused({ said, exchange }: Heard): Rejection[] {
  return said.kind === 'unreadable' ? [unreadable(said.detail, exchange)] : [];
}

/** Whether our own search for reports found none. */
function saysNothing({ total }: Pair, { whole }: PartRequests): boolean {
  return total?.said.kind === 'nothing' && total.exchange.path === whole?.path;
}

/** Whether our own searches brought the number of reports and every reaction they name. */
function saysEverything({ counts, total }: Pair, { whole, more }: PartRequests): boolean {
  const isOurs = total?.exchange.path === whole?.path && more.some(({ path }) => path === counts?.exchange.path);
  return isOurs && resultsOf(total) !== null && (resultsOf(counts)?.length ?? 0) < REACTION_LIMIT;
}

function isCount({ path }: Exchange): boolean {
  return new URLSearchParams(path.split('?')[1]).has('count');
}

/** The one that came last; of two that came at once, the same one whatever their order. */
function latest(heard: readonly Heard[]): Heard | null {
  const rank = ({ exchange }: Heard): string => `${exchange.receivedAt} ${exchange.path}`;
  return [...heard].sort((a, b) => (rank(a) < rank(b) ? -1 : 1)).at(-1) ?? null;
}

function resultsOf(heard: Heard | null): unknown[] | null {
  return heard?.said.kind === 'list' ? heard.said.results : null;
}

function bodyOf(heard: Heard | null): unknown {
  return heard === null || heard.said.kind === 'unreadable' ? null : heard.exchange.body;
}

function updatedOn({ counts, total }: Pair): string | null {
  const dates = [counts, total].flatMap((heard) => (heard?.said.kind === 'list' ? (heard.said.updatedOn ?? []) : []));
  return dates.sort().at(-1) ?? null;
}
