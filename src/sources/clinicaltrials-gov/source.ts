import type { HttpClient } from '../../common/http-client.js';
import { UpstreamError } from '../../common/upstream-error.js';
import { parseNctId } from '../../model/identifiers.js';
import type { Study } from '../../model/study.js';
import type {
  Lookup,
  PullRequest,
  ReadResult,
  Receipt,
  Rejection,
  Source,
  SourceAbout,
  SourcePage,
} from '../source.js';
import { ClinicalTrialsGovClient, type StudiesQuery } from './client.js';
import type { StudiesPage } from './contract.js';
import { readCursor, startOf, writeCursor, type Position } from './cursor.js';
import { fingerprint, planPull } from './legs.js';
import { mapStudyRecord, rejectedKey, studyPointers } from './mapper.js';

/** How the source asks; `pageSize` is the largest page, from 1 to 1000 studies. */
export type ClinicalTrialsGovOptions = { pageSize?: number };

const PAGE_SIZE = 500;
/** A page that is too big is asked for again in smaller pieces, down to this. */
const SMALLEST_PAGE = 10;
/** The registry may send an empty page that is not the last; so many in a row are no longer believed. */
const MAX_EMPTY_PAGES = 100;

/** State of one pull beside its position. */
type Pull = { legs: StudiesQuery[]; pageSize: number; restarted: Set<number>; emptyPages: number; signal: AbortSignal };

/** ClinicalTrials.gov through its public API v2. */
export class ClinicalTrialsGovSource implements Source<Study> {
  readonly id = 'clinicaltrials-gov';
  readonly about: SourceAbout = {
    title: 'ClinicalTrials.gov',
    homepage: 'https://clinicaltrials.gov/',
    licence:
      'Work of the United States government, free to use; terms at https://clinicaltrials.gov/about-site/terms-conditions',
    attribution:
      'Study records: ClinicalTrials.gov, U.S. National Library of Medicine, with the date of the data. No endorsement.',
  };
  /** It rests from Friday to Monday. */
  readonly freshHours = 96;
  readonly pointers = studyPointers;
  private readonly client: ClinicalTrialsGovClient;
  private readonly pageSize: number;

  constructor(http: HttpClient, baseUrl: string, options: ClinicalTrialsGovOptions = {}) {
    this.client = new ClinicalTrialsGovClient(http, baseUrl);
    this.pageSize = options.pageSize ?? PAGE_SIZE;
  }

  /** The registry's `dataTimestamp`. */
  dataVersion(signal: AbortSignal): Promise<string> {
    return this.client.dataTimestamp(signal);
  }

  /**
   * Pages of a pull; a record in two lists, or in one that had to be started again, comes twice. `total` counts such a
   * record as often as it is listed and is known from the first page of the last list on.
   */
  async *pull(request: PullRequest): AsyncGenerator<SourcePage<Study>> {
    const { legs, unreadableKeys } = planPull(request);
    const { signal } = request;
    const pull: Pull = { legs, pageSize: this.pageSize, restarted: new Set(), emptyPages: 0, signal };
    let at: Position | null = legs.length === 0 ? null : readCursor(request.cursor, fingerprint(legs), legs.length);
    if (unreadableKeys.length > 0 || at === null) yield unreadable(unreadableKeys, at);
    while (at !== null) {
      const { page, receivedAt, from } = await this.fetchPage(at, pull);
      const next = this.nextPosition(from, page, pull);
      yield {
        ...mapPage(page, receivedAt),
        cursor: next === null ? null : writeCursor(next),
        total: totalOf(next, from, page, legs),
      };
      at = next;
    }
  }

  /** Reads one raw record of the registry; never throws. */
  read(raw: unknown, receipt: Receipt): ReadResult<Study> {
    return mapStudyRecord(raw, receipt);
  }

  /** Looks one study up by its NCT number; a former number leads to the present one. */
  async lookup(key: string, signal: AbortSignal): Promise<Lookup<Study>> {
    const answer = await this.client.study(key, signal);
    if (answer.kind === 'unknown') return { kind: 'gone' };
    if (answer.kind === 'moved') return this.movedTo(key, answer.location);
    const mapped = mapStudyRecord(answer.raw, live(answer.receivedAt));
    if ('rejection' in mapped) return { kind: 'rejected', rejection: mapped.rejection };
    const { record } = mapped;
    return record.key === parseNctId(key) ? { kind: 'found', record } : { kind: 'alias', canonicalKey: record.key };
  }

  private movedTo(key: string, location: string): Lookup<Study> {
    const canonicalKey = parseNctId(/\/studies\/([^/?#]+)/.exec(location)?.[1] ?? '');
    if (canonicalKey !== null && canonicalKey !== parseNctId(key)) return { kind: 'alias', canonicalKey };
    throw this.client.contractError(`/studies/${key}`, `moved to ${location || 'nowhere'}, which names no other study`);
  }

  /** The page at a position; `from` is where it was read after all, which is the list's start if its token had expired. */
  private async fetchPage(
    at: Position,
    pull: Pull,
  ): Promise<{ page: StudiesPage; receivedAt: string; from: Position }> {
    const query = pull.legs[at.leg] ?? {};
    try {
      const page = await this.client.studies({ query, token: at.token, pageSize: pull.pageSize }, pull.signal);
      return { ...page, from: at };
    } catch (error) {
      const again = this.afterFailure(error, at, pull);
      if (again === null) throw error;
      return this.fetchPage(again, pull);
    }
  }

  /** Where to go on after a failed page; null when there is no hope. */
  private afterFailure(error: unknown, at: Position, pull: Pull): Position | null {
    if (!(error instanceof UpstreamError)) return null;
    if (error.status === 400 && at.token !== null && !pull.restarted.has(at.leg)) {
      pull.restarted.add(at.leg);
      return { ...at, token: null, delivered: 0, count: null };
    }
    if (error.kind !== 'too-large' || pull.pageSize <= SMALLEST_PAGE) return null;
    pull.pageSize = Math.max(SMALLEST_PAGE, Math.floor(pull.pageSize / 4));
    return at;
  }

  private nextPosition(at: Position, page: StudiesPage, pull: Pull): Position | null {
    const token = page.nextPageToken ?? null;
    const delivered = at.delivered + page.studies.length;
    const count = at.count ?? page.totalCount ?? null;
    if (token === null) return this.nextLeg({ ...at, delivered, count }, pull.legs.length);
    pull.emptyPages = page.studies.length === 0 ? pull.emptyPages + 1 : 0;
    if (token === at.token || pull.emptyPages > MAX_EMPTY_PAGES) {
      throw this.client.contractError('/studies', 'sent pages that lead nowhere');
    }
    return { ...at, token, delivered, count };
  }

  private nextLeg({ of, leg, delivered, count, before }: Position, legCount: number): Position | null {
    if (count !== null && delivered < count) {
      throw this.client.contractError('/studies', `ended after ${String(delivered)} of ${String(count)} studies`);
    }
    return leg + 1 < legCount ? { ...startOf(of), leg: leg + 1, before: sum(before, count) } : null;
  }
}

/** A live record without a data date of its own has none: the day it arrived is known from `retrievedAt`. */
function live(retrievedAt: string): Receipt {
  return { retrievedAt, origin: 'live', dataDate: null };
}

function mapPage(page: StudiesPage, receivedAt: string): Pick<SourcePage<Study>, 'records' | 'rejections'> {
  const mapped = page.studies.map((raw) => mapStudyRecord(raw, live(receivedAt)));
  return {
    records: mapped.flatMap((one) => ('record' in one ? [one.record] : [])),
    rejections: mapped.flatMap((one) => ('rejection' in one ? [one.rejection] : [])),
  };
}

/** A page without records that tells which keys cannot be asked for; the pull goes on from where it stands. */
function unreadable(keys: readonly string[], at: Position | null): SourcePage<Study> {
  const rejections: Rejection[] = keys.map((key) =>
    rejectedKey(key, `expected an NCT number; found ${JSON.stringify(key)}`),
  );
  return { records: [], rejections, cursor: at === null ? null : writeCursor(at), total: at === null ? 0 : null };
}

/** The count of the whole pull, once the last list has been counted. */
function totalOf(
  next: Position | null,
  from: Position,
  page: StudiesPage,
  legs: readonly StudiesQuery[],
): number | null {
  if (from.leg + 1 < legs.length) return null;
  return sum(from.before, next === null ? (from.count ?? page.totalCount ?? null) : next.count);
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}
