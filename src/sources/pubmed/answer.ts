import type { Publication } from '../../model/reference-record.js';
import type { Answer, Exchange, ExchangeReceipt } from '../reference-source.js';
import type { Rejection, SourceRecord } from '../source.js';
import { readSearch, readSummaries, isError, type SearchResult } from './contract.js';
import type { Plan, SearchPlan } from './plan.js';
import { mapPublication, rejected } from './publication.js';

/** Addresses of the two services that are asked, below the source's root. */
export const SEARCH_PATH = '/esearch.fcgi';
export const SUMMARY_PATH = '/esummary.fcgi';

type Summary = { raw: unknown; receivedAt: string };
/** What the exchanges say, whatever their order; `result` is null while no search could be read. */
type Heard = {
  result: SearchResult | null;
  searches: number;
  summaries: Map<string, Summary>;
  rejections: Rejection[];
};
type Found = { records: SourceRecord<Publication>[]; rejections: Rejection[] };

/** The answer that the exchanges hold to a question so planned; never throws. */
export function answerOf(plan: Plan, exchanges: readonly Exchange[], { origin }: ExchangeReceipt): Answer {
  if (plan.kind === 'nothing') {
    const { total, reason } = plan;
    const isComplete = total !== null;
    return { records: [], rejections: [], total, isComplete, notes: [reason], sourceUpdatedAt: null };
  }
  const heard = hear(exchanges, plan);
  const found = collect(plan, heard, origin);
  const meant = found.records.filter((record) => isMeant(plan, record.data));
  const others = found.records.length - meant.length;
  const total = heard.result === null ? null : heard.result.count - others;
  return {
    records: meant.sort((a, b) => Number(a.key) - Number(b.key)),
    rejections: found.rejections.sort((a, b) => Number(a.key) - Number(b.key)),
    total,
    isComplete: total !== null && meant.length >= total,
    notes: [...notesOnIdentity(plan, total, others), ...noteOnCount(plan, heard), ...notesOnTerms(plan, heard)],
    sourceUpdatedAt: null,
  };
}

/** A search for an identifier may fall back on parts of it; only what states the very same one (case does not count) is meant. */
function isMeant({ states }: SearchPlan, publication: Publication): boolean {
  return states === null || publication[states.field]?.toLowerCase() === states.value.toLowerCase();
}

function hear(exchanges: readonly Exchange[], plan: SearchPlan): Heard {
  const heard: Heard = { result: null, searches: 0, summaries: new Map(), rejections: [] };
  for (const exchange of exchanges) {
    const fault = exchange.path.startsWith(SEARCH_PATH)
      ? hearSearch(exchange, plan, heard)
      : hearSummaries(exchange, heard);
    if (fault !== null) heard.rejections.push(rejected(null, `the answer cannot be read (${fault})`, null));
  }
  return heard;
}

/** Of several searches the one that found most is the one that was gone on with. */
function hearSearch({ path, body }: Exchange, plan: SearchPlan, heard: Heard): string | null {
  const retmax = new URLSearchParams(path.split('?')[1]).get('retmax');
  const read = readSearch(body, { ...plan, limit: retmax === null ? plan.limit : Number(retmax) });
  if ('fault' in read) return read.fault;
  heard.searches += 1;
  if (heard.result === null || read.value.count > heard.result.count) heard.result = read.value;
  return null;
}

function hearSummaries({ path, body, receivedAt }: Exchange, heard: Heard): string | null {
  if (!path.startsWith(SUMMARY_PATH)) return 'of no service of this source';
  const read = readSummaries(body);
  if ('fault' in read) return read.fault;
  for (const [pmid, raw] of read.value) heard.summaries.set(pmid, { raw, receivedAt });
  return null;
}

/** The publications that the search listed; one without a summary is rejected, because it is known to exist. */
function collect(plan: SearchPlan, { result, summaries, rejections }: Heard, origin: ExchangeReceipt['origin']): Found {
  const found: Found = { records: [], rejections: [...rejections] };
  for (const pmid of (result?.ids ?? []).slice(0, plan.limit)) {
    const mapped = readSummary(pmid, summaries.get(pmid), origin);
    if ('record' in mapped) found.records.push(mapped.record);
    else found.rejections.push(mapped.rejection);
  }
  return found;
}

function readSummary(
  pmid: string,
  summary: Summary | undefined,
  origin: ExchangeReceipt['origin'],
): ReturnType<typeof mapPublication> {
  if (summary === undefined || isError(summary.raw)) {
    return { rejection: rejected(pmid, 'found by the search, but without a summary', null) };
  }
  return mapPublication(pmid, summary.raw, { receivedAt: summary.receivedAt, origin });
}

function notesOnIdentity({ states }: SearchPlan, total: number | null, others: number): string[] {
  if (states === null) return [];
  const name = states.field === 'doi' ? 'DOI' : 'number';
  return [
    ...(total === 0 ? [`PubMed has no publication with the ${name} ${states.value}.`] : []),
    ...(others > 0 ? [`PubMed also found publications with another ${name}, which were left out.`] : []),
  ];
}

/** Says so where the list is only the beginning; candidates are never meant to be all there is. */
function noteOnCount({ limit, terms }: SearchPlan, { result }: Heard): string[] {
  if (result === null || result.count <= limit || terms.length > 0) return [];
  return [`PubMed counts ${String(result.count)}, of which the first ${String(limit)} were read.`];
}

/** What a reader should know of how candidates were found. */
function notesOnTerms({ terms }: SearchPlan, { result, searches }: Heard): string[] {
  if (result === null || result.count === 0) return [];
  const relaxed =
    terms.length > 0 && searches > 1 ? ['No publication has all the terms; these have all but one of them.'] : [];
  const translation = simplified(result.translation);
  const changed = translation === '' ? [] : terms.filter((term) => !translation.includes(simplified(term)));
  return [...relaxed, ...changed.map((term) => `PubMed did not search for "${term}" as it stands.`)];
}

function simplified(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
