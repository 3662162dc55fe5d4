import type { HttpClient } from '../../common/http-client.js';
import { firstFault } from '../../common/list-at-most.js';
import { withoutNul } from '../../common/without-nul.js';
import type { FollowedDrug, Question } from '../../model/question.js';
import { ask } from '../ask.js';
import type { Answer, Exchange, ExchangeReceipt, ReferencePart, ReferenceSource } from '../reference-source.js';
import type { SourceAbout } from '../source.js';
import type { Call } from './calls.js';
import { askConcept, conceptPointers, readConcept, rejected, type RawConcept } from './concept-record.js';
import { findIngredient } from './identify.js';
import { converse, replay, type Inquiry } from './inquiry.js';

/** RxNav refuses with 403, as a page or in words, who asks too often; asking again at once would only prolong that. */
const TOO_OFTEN = [403];

/** RxNorm and RxClass through the RxNav API: which ingredient a drug is, its names, codes and classes. */
export class RxNormSource implements ReferenceSource {
  readonly id = 'rxnorm';
  readonly about: SourceAbout = {
    title: 'RxNorm and RxClass',
    homepage: 'https://lhncbc.nlm.nih.gov/RxNav/',
    licence:
      'Made by the U.S. National Library of Medicine and free to use; codes of other vocabularies (ATC: WHO) keep their own terms. https://lhncbc.nlm.nih.gov/RxNav/TermsofService.html',
    attribution:
      'Uses publicly available data from the U.S. National Library of Medicine (NLM), National Institutes of Health, Department of Health and Human Services; NLM is not responsible for this service and does not endorse or recommend it or any other product.',
  };
  readonly parts: readonly ReferencePart[] = [
    { id: 'concept', about: 'drug', title: 'Identity, names and classes of the ingredient' },
  ];
  readonly freshHours = 240;
  readonly requestsPerDay = null;
  readonly pointers = { concept: conceptPointers };

  constructor(
    private readonly http: HttpClient,
    private readonly baseUrl: string,
  ) {}

  requestsSent(): number {
    return this.http.sentTo(this.baseUrl);
  }

  /** Finds the drug's ingredient and asks for all that is read of it. Throws UpstreamError. */
  async ask({ about }: Question, signal: AbortSignal): Promise<Exchange[]> {
    if (about.kind !== 'drug') return [];
    return converse(inquire(about.drug), (call) => this.send(call, signal));
  }

  /** Reads the exchanges of one question in any order; never throws. */
  read({ about }: Question, exchanges: readonly Exchange[], receipt: ExchangeReceipt): Answer {
    if (about.kind !== 'drug') return unreadable(`RxNorm cannot be asked about a ${about.kind}`);
    try {
      return readAnswer(about.drug, exchanges, receipt);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return unreadable('is nested too deeply to be read');
    }
  }

  private send({ path, query, answer }: Call, signal: AbortSignal): Promise<Exchange> {
    const check = (body: unknown): string | null => firstFault(answer, body);
    return ask(this.http, this.baseUrl, { path, query, check, tooOften: TOO_OFTEN }, signal);
  }
}

function* inquire(drug: FollowedDrug): Inquiry<{ raw: RawConcept | null; notes: string[] }> {
  const { ingredient, notes } = yield* findIngredient(drug);
  return { raw: ingredient === null ? null : yield* askConcept(ingredient), notes };
}

function readAnswer(drug: FollowedDrug, exchanges: readonly Exchange[], receipt: ExchangeReceipt): Answer {
  const replayed = replay(inquire(drug), exchanges);
  if ('fault' in replayed) return unreadable(replayed.fault);
  const { raw } = replayed.result;
  const notes = withoutNul(replayed.result.notes);
  const answer: Answer = { records: [], rejections: [], total: 0, isComplete: true, notes, sourceUpdatedAt: null };
  if (raw === null) return answer;
  const read = readConcept(raw, lastReceivedAt(exchanges), receipt);
  if ('rejection' in read) return { ...answer, rejections: [read.rejection], total: null, isComplete: false };
  return { ...answer, records: [read.record], total: 1 };
}

function lastReceivedAt(exchanges: readonly Exchange[]): string {
  return exchanges.reduce((last, { receivedAt }) => (receivedAt > last ? receivedAt : last), '');
}

/** An answer that says nothing about the drug: neither a record nor that there is none. */
function unreadable(detail: string): Answer {
  const rejections = [rejected(detail)];
  return { records: [], rejections, total: null, isComplete: false, notes: [], sourceUpdatedAt: null };
}
