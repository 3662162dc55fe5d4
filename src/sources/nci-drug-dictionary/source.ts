import type { HttpClient } from '../../common/http-client.js';
import { UpstreamError } from '../../common/upstream-error.js';
import { withoutNul } from '../../common/without-nul.js';
import type { FollowedDrug, Question } from '../../model/question.js';
import { ask, pathWithQuery } from '../ask.js';
import type { Answer, Exchange, ExchangeReceipt, ReferencePart, ReferenceSource } from '../reference-source.js';
import type { SourceAbout } from '../source.js';
import { chooseTerm } from './choose-term.js';
import { prettyUrlNameOf, termAt, termsBeginning, termsIn, type Call, type RawTerm } from './contract.js';
import { readTerm, rejected, termPointers } from './term-record.js';

/** The NCI Drug Dictionary: definitions of cancer drugs for patients, with their names. */
export class NciDrugDictionarySource implements ReferenceSource {
  readonly id = 'nci-drug-dictionary';
  readonly about: SourceAbout = {
    title: 'NCI Drug Dictionary',
    homepage: 'https://www.cancer.gov/publications/dictionaries/cancer-drug',
    licence:
      'Work of the United States government, free to use; terms at https://www.cancer.gov/policies/copyright-reuse',
    attribution: 'Definitions: NCI Drug Dictionary, National Cancer Institute. No endorsement.',
  };
  readonly parts: readonly ReferencePart[] = [{ id: 'term', about: 'drug', title: 'Definition and names' }];
  readonly freshHours = 240;
  readonly requestsPerDay = null;
  readonly pointers = { term: termPointers };

  constructor(
    private readonly http: HttpClient,
    private readonly baseUrl: string,
  ) {}

  requestsSent(): number {
    return this.http.sentTo(this.baseUrl);
  }

  /** Asks for the term by the drug's name, and searches where that is not it. Throws UpstreamError. */
  async ask({ about }: Question, signal: AbortSignal): Promise<Exchange[]> {
    if (about.kind !== 'drug') return [];
    const exchanges: Exchange[] = [];
    for (const call of callsFor(about.drug)) {
      const exchange = await this.send(call, signal);
      exchanges.push(exchange);
      if (chooseTerm(about.drug, termsIn(exchange).terms).term !== null) break;
    }
    return exchanges;
  }

  /** Reads the exchanges of one question in any order; never throws. */
  read({ about }: Question, exchanges: readonly Exchange[], receipt: ExchangeReceipt): Answer {
    if (about.kind !== 'drug') return unreadable(`the dictionary cannot be asked about a ${about.kind}`);
    try {
      return readAnswer(about.drug, exchanges, receipt);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return unreadable('is nested too deeply to be read');
    }
  }

  private async send({ path, query, fault }: Call, signal: AbortSignal): Promise<Exchange> {
    const check = (body: unknown): string | null => fault({ status: 200, body });
    const exchange = await ask(this.http, this.baseUrl, { path, query, check, expect: [404] }, signal);
    // An expected status is not checked on the way; a 404 of another kind says nothing about the drug.
    const detail = fault(exchange);
    if (detail === null) return exchange;
    const url = `${this.baseUrl}${exchange.path}`;
    const { status } = exchange;
    throw new UpstreamError({ kind: 'contract', url, detail, status, retryAfter: null, excerpt: null }, 1);
  }
}

/** What is asked about a drug, one after the other until its term is found. */
function callsFor({ names }: FollowedDrug): Call[] {
  const prettyUrlName = prettyUrlNameOf(names.preferred);
  const search = termsBeginning(names.preferred);
  return prettyUrlName === null ? [search] : [termAt(prettyUrlName), search];
}

function readAnswer(drug: FollowedDrug, exchanges: readonly Exchange[], receipt: ExchangeReceipt): Answer {
  const oldestFirst = [...exchanges].sort((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1));
  const byPath = new Map(oldestFirst.map((exchange) => [exchange.path, exchange]));
  const notes = new Set<string>();
  let more = 0;
  for (const call of callsFor(drug)) {
    const path = pathWithQuery(call.path, call.query);
    const exchange = byPath.get(path);
    const fault = exchange === undefined ? 'is missing' : call.fault(exchange);
    if (exchange === undefined || fault !== null) return unreadable(`the answer to ${path} ${fault ?? ''}`);
    const found = termsIn(exchange);
    const choice = chooseTerm(drug, found.terms);
    choice.notes.forEach((note) => notes.add(note));
    if (choice.term !== null) return withTerm(choice.term, [...notes], exchange, receipt);
    more += found.more;
  }
  return nothingFound(drug.names.preferred, [...notes], more);
}

function withTerm(term: RawTerm, notes: string[], { receivedAt }: Exchange, receipt: ExchangeReceipt): Answer {
  const read = readTerm(term, receivedAt, receipt);
  const answer: Answer = { ...EMPTY, notes: withoutNul(notes) };
  if ('rejection' in read) return { ...answer, rejections: [read.rejection], total: null, isComplete: false };
  return { ...answer, records: [read.record], total: 1 };
}

function nothingFound(name: string, notes: string[], more: number): Answer {
  const looked = `The NCI Drug Dictionary was asked for "${name}" by name and by terms that begin with it.`;
  const rest = more === 0 ? [] : [`${String(more)} further terms that begin with it were not looked at.`];
  return { ...EMPTY, notes: withoutNul([...notes, looked, ...rest]), isComplete: more === 0 };
}

/** An answer that says nothing about the drug: neither a record nor that there is none. */
function unreadable(detail: string): Answer {
  return { ...EMPTY, rejections: [rejected(detail)], total: null, isComplete: false };
}

const EMPTY: Answer = { records: [], rejections: [], total: 0, isComplete: true, notes: [], sourceUpdatedAt: null };
