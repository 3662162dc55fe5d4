import { valueAt } from '../../common/field-map.js';
import type { HttpClient } from '../../common/http-client.js';
import type { FollowedDrug, Question } from '../../model/question.js';
import type { Answer, Exchange, ExchangeReceipt, ReferenceSource } from '../reference-source.js';
import type { SourceAbout } from '../source.js';
import { applicationFields } from './application-fields.js';
import { OpenFdaClient } from './client.js';
import { labelFields } from './label-fields.js';
import { readList } from './list-answer.js';
import { openFdaParts, type OpenFdaPart } from './parts.js';
import { productFields } from './product-fields.js';
import { recallFields } from './recall-fields.js';
import { pointersOf } from './record-reader.js';
import { readReports, reportFields } from './report-counts.js';
import { shortageFields } from './shortage-fields.js';

/** The lists of openFDA, U.S. Food and Drug Administration: labels, applications, recalls, shortages, reports, products. */
export class OpenFdaSource implements ReferenceSource {
  readonly id = 'openfda';
  readonly about: SourceAbout = {
    title: 'openFDA',
    homepage: 'https://open.fda.gov/',
    licence: 'CC0 1.0 (public domain) except where content is marked otherwise; https://open.fda.gov/license/',
    attribution:
      'Drug labels, applications, recalls, shortages, reports and products: openFDA, U.S. Food and Drug Administration. ' +
      'Its data are not validated: make no medical decision on their ground alone. No endorsement. ' +
      'Terms: https://open.fda.gov/terms/',
  };
  readonly parts = openFdaParts.map(({ id, about, title }) => ({ id, about, title }));
  /** The lists move daily to weekly; four days bridge a long weekend. */
  readonly freshHours = 96;
  /** The agency allows 1,000 a day to an address without a key, and 120,000 with one; some are left for a person who looks. */
  readonly requestsPerDay: number;
  readonly pointers = {
    label: pointersOf(labelFields),
    application: pointersOf(applicationFields),
    recall: pointersOf(recallFields),
    shortage: pointersOf(shortageFields),
    'report-counts': pointersOf(reportFields),
    product: pointersOf(productFields),
  };
  private readonly client: OpenFdaClient;

  constructor(
    private readonly http: HttpClient,
    private readonly baseUrl: string,
    options: { apiKey: string | null },
  ) {
    this.requestsPerDay = options.apiKey === null ? 900 : 115_000;
    this.client = new OpenFdaClient(http, baseUrl, options.apiKey);
  }

  requestsSent(): number {
    return this.http.sentTo(this.baseUrl);
  }

  /** Asks for what is not yet answered in full, one request after the other. Throws UpstreamError. */
  async ask(question: Question, signal: AbortSignal): Promise<Exchange[]> {
    const known = partOf(question);
    if (known === null) {
      throw new TypeError(`openFDA cannot be asked for "${question.part}" of a ${question.about.kind}`);
    }
    const { whole, more } = known.part.requests(known.drug);
    if (whole === null) return [];
    const first = await this.client.get(whole, signal);
    if (saysItAll(first)) return [first];
    const exchanges = [first];
    for (const request of more) {
      if (request.from < totalIn(first)) exchanges.push(await this.client.get(request, signal));
    }
    return exchanges;
  }

  /** Reads what was answered to a question; never throws. */
  read(question: Question, exchanges: readonly Exchange[], receipt: ExchangeReceipt): Answer {
    const known = partOf(question);
    if (known === null) return NOT_ASKED;
    const { part, drug } = known;
    const requests = part.requests(drug);
    if (part.read === null) return readReports(drug, requests, exchanges, receipt);
    return readList({ endpoint: part.endpoint, requests, read: part.read, drug }, exchanges, receipt);
  }
}

const NOT_ASKED: Answer = {
  records: [],
  rejections: [],
  total: null,
  isComplete: false,
  notes: ['openFDA has no such part.'],
  sourceUpdatedAt: null,
};

function partOf({ part: id, about }: Question): { part: OpenFdaPart; drug: FollowedDrug } | null {
  const part = openFdaParts.find((one) => one.id === id);
  return part === undefined || about.kind !== 'drug' ? null : { part, drug: about.drug };
}

/** Whether the search that finds everything found nothing, or brought all it found. */
function saysItAll({ status, body }: Exchange): boolean {
  if (status === 404) return true;
  const results = valueAt(body, '/results');
  return Array.isArray(results) && results.length >= totalIn({ body });
}

/** How many there are; where that is not told, there may be any number. */
function totalIn({ body }: Pick<Exchange, 'body'>): number {
  const total = valueAt(body, '/meta/results/total');
  return typeof total === 'number' ? total : Infinity;
}
