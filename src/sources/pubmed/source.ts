import type { HttpClient } from '../../common/http-client.js';
import type { Question } from '../../model/question.js';
import { ask, type Ask } from '../ask.js';
import type { Answer, Exchange, ExchangeReceipt, ReferencePart, ReferenceSource } from '../reference-source.js';
import type { SourceAbout } from '../source.js';
import { answerOf, SEARCH_PATH, SUMMARY_PATH } from './answer.js';
import { readSearch, readSummaries } from './contract.js';
import { planOf, type SearchPlan } from './plan.js';
import { publicationPointers } from './publication.js';

/** The key allows ten requests a second in place of three; `contact` is sent to PubMed when it is a mail address. */
export type PubMedOptions = { apiKey: string | null; contact: string | null };

/** PubMed through the E-utilities of the National Library of Medicine: citations, never abstracts. */
export class PubMedSource implements ReferenceSource {
  readonly id = 'pubmed';
  readonly about: SourceAbout = {
    title: 'PubMed',
    homepage: 'https://pubmed.ncbi.nlm.nih.gov/',
    licence:
      'Citations by the U.S. National Library of Medicine, free to use; abstracts, which may be under copyright, are not taken. Terms at https://www.nlm.nih.gov/databases/download/terms_and_conditions.html',
    attribution: 'Citations: PubMed, U.S. National Library of Medicine. No endorsement.',
  };
  readonly parts: readonly ReferencePart[] = [
    { id: 'publications', about: 'study', title: 'Publications that state the number of the study' },
    { id: 'mentions', about: 'study', title: 'Publications that name the study in title or abstract' },
    { id: 'candidates', about: 'search', title: 'Publications that a claim may mean' },
    { id: 'citation', about: 'publication', title: 'The publication that a claim states' },
  ];
  readonly freshHours = 96;
  readonly requestsPerDay = null;
  readonly pointers = { publication: publicationPointers };
  private readonly secretQuery: Record<string, string>;

  constructor(
    private readonly http: HttpClient,
    private readonly baseUrl: string,
    { apiKey, contact }: PubMedOptions,
  ) {
    this.secretQuery = {
      // A person's address has no place in stored paths and in errors that readers see, so it is handled like the key.
      ...(contact?.includes('@') === true ? { email: contact } : {}),
      ...(apiKey === null ? {} : { api_key: apiKey }),
    };
  }

  requestsSent(): number {
    return this.http.sentTo(this.baseUrl);
  }

  /** Asks one question: at most two searches and one request for summaries. Throws UpstreamError. */
  async ask(question: Question, signal: AbortSignal): Promise<Exchange[]> {
    const plan = planOf(question);
    if (plan.kind === 'nothing') return [];
    const exchanges: Exchange[] = [];
    for (const term of plan.searches) {
      const exchange = await this.search(term, plan, signal);
      exchanges.push(exchange);
      const read = readSearch(exchange.body, plan);
      if ('fault' in read || read.value.count === 0) continue;
      exchanges.push(await this.summaries(read.value.ids.slice(0, plan.limit), signal));
      break;
    }
    return exchanges;
  }

  /** Reads the exchanges of one question; their order does not matter. */
  read(question: Question, exchanges: readonly Exchange[], receipt: ExchangeReceipt): Answer {
    return answerOf(planOf(question), exchanges, receipt);
  }

  private search(term: string, plan: SearchPlan, signal: AbortSignal): Promise<Exchange> {
    const { limit, sort } = plan;
    const order: Record<string, string> = sort === null ? {} : { sort };
    const query = { term, retmax: String(limit), ...order };
    const check = (body: unknown): string | null => faultOf(readSearch(body, plan));
    return this.get({ path: SEARCH_PATH, query, check }, signal);
  }

  private summaries(pmids: readonly string[], signal: AbortSignal): Promise<Exchange> {
    const id = [...pmids].sort((a, b) => Number(a) - Number(b)).join(',');
    const check = (body: unknown): string | null => faultOf(readSummaries(body));
    return this.get({ path: SUMMARY_PATH, query: { id }, check }, signal);
  }

  private get({ query, ...request }: Ask, signal: AbortSignal): Promise<Exchange> {
    const common = { db: 'pubmed', retmode: 'json', tool: 'trialweave' };
    const whole = { ...request, query: { ...common, ...query }, secretQuery: this.secretQuery };
    return ask(this.http, this.baseUrl, whole, signal);
  }
}

function faultOf(read: { value: unknown } | { fault: string }): string | null {
  return 'fault' in read ? read.fault : null;
}
