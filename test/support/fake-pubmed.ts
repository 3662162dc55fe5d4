import type { ServerResponse } from 'node:http';
import { FakeUpstream, type Asked } from './fake-upstream.js';
import { sendJson, sendText } from './fault.js';
import { understand, type HeldPublication, type PublicationSummary } from './pubmed-search.js';

const PREFIX = '/entrez/eutils';
const DEFAULT_LIST = 20;
const LAST_PLACE = 9_998;

/** A made-up publication; what is left out gets a plain value. `nctIds` are the registry numbers it states. */
export type MadeUpPublication = {
  pmid: string;
  title?: string;
  journal?: string;
  /** As PubMed prints it: `2019 Nov 20`, `2019 Nov-Dec`, `2019 Winter`. */
  pubdate?: string;
  authors?: string[];
  doi?: string;
  publicationTypes?: string[];
  nctIds?: string[];
  /** Searched, never sent. */
  abstract?: string;
};

/**
 * A stand-in for PubMed's E-utilities over real HTTP: ESearch (the part of its language that the source uses, newest
 * number first) and ESummary as JSON, with misses and errors as the real service answers them, and faults on demand.
 */
export class FakePubMed extends FakeUpstream {
  private readonly publications = new Map<string, HeldPublication>();

  private constructor() {
    super(PREFIX);
  }

  /** Starts on a free port of 127.0.0.1. */
  static async start(publications: readonly MadeUpPublication[] = [], port = 0): Promise<FakePubMed> {
    const fake = new FakePubMed();
    for (const publication of publications) fake.put(publication);
    return fake.listen(port);
  }

  /** Adds a publication or replaces the one of its number. */
  put(publication: MadeUpPublication): void {
    const { nctIds = [], abstract = '' } = publication;
    this.putSummary(summaryOf(publication), { nctIds, abstract });
  }

  /** Adds a publication with a document summary of any shape, such as a recorded one. */
  putSummary(summary: unknown, searched: { nctIds?: readonly string[]; abstract?: string } = {}): void {
    const { nctIds = [], abstract = '' } = searched;
    const known = summary as PublicationSummary;
    this.publications.set(known.uid, { summary: structuredClone(known), nctIds, abstract });
  }

  /** Marks a publication as retracted, as PubMed does it: a type of its own, beside the others. */
  retract(pmid: string): void {
    const { summary } = this.held(pmid);
    summary.pubtype = [...summary.pubtype, 'Retracted Publication'];
  }

  remove(pmid: string): void {
    this.held(pmid);
    this.publications.delete(pmid);
  }

  private held(pmid: string): HeldPublication {
    const publication = this.publications.get(pmid);
    if (publication === undefined) throw new Error(`${pmid} is not in the fake PubMed`);
    return publication;
  }

  protected bodyOf({ url }: Asked): string {
    return JSON.stringify(this.route(url) ?? {});
  }

  protected answer(asked: Asked, response: ServerResponse): void {
    try {
      if (this.route(asked.url) === null) sendText(response, 404, 'Not found');
      else sendJson(response, this.bodyOf(asked), asked.packed);
    } catch (error) {
      sendText(response, 500, (error as Error).message);
    }
  }

  private route({ pathname, searchParams }: URL): object | null {
    if (searchParams.get('db') !== 'pubmed' || searchParams.get('retmode') !== 'json') return null;
    if (pathname === `${PREFIX}/esearch.fcgi`) return this.search(searchParams);
    return pathname === `${PREFIX}/esummary.fcgi` ? this.summaries(searchParams) : null;
  }

  private search(query: URLSearchParams): object {
    const header = { type: 'esearch', version: '0.3' };
    const start = Number(query.get('retstart') ?? '0');
    if (start > LAST_PLACE) return { header, esearchresult: { ERROR: TOO_FAR } };
    const { test, translation, fieldsNotFound } = understand(query.get('term') ?? '');
    const all = [...this.publications.values()].filter(test).map(({ summary }) => summary.uid);
    const idlist = all.sort((a, b) => Number(b) - Number(a)).slice(start, start + listSize(query));
    const place = { count: String(all.length), retmax: String(idlist.length), retstart: String(start) };
    const none = { phrasesignored: [], quotedphrasesnotfound: [], outputmessages: ['No items found.'] };
    const esearchresult = {
      ...{ ...place, idlist, translationset: [], querytranslation: translation },
      ...(fieldsNotFound.length === 0 ? {} : { errorlist: { phrasesnotfound: [], fieldsnotfound: fieldsNotFound } }),
      ...(all.length === 0 ? { warninglist: none } : {}),
    };
    return { header, esearchresult };
  }

  private summaries(query: URLSearchParams): object {
    const header = { type: 'esummary', version: '0.3' };
    const uids = (query.get('id') ?? '').split(',');
    const bad = uids.findIndex((uid) => !/^\d+$/.test(uid));
    if (bad !== -1) {
      return {
        header,
        error: `Invalid uid ${uids[bad] ?? ''} at position= ${String(bad)}`,
        result: { uids: uids.slice(0, bad) },
      };
    }
    const found = uids.map((uid) => [
      uid,
      this.publications.get(uid)?.summary ?? { uid, error: 'cannot get document summary' },
    ]);
    return { header, result: { uids, ...(Object.fromEntries(found) as object) } };
  }
}

const TOO_FAR =
  "Search Backend failed: Exception: 'retstart' cannot be larger than 9998. For PubMed, ESearch can only retrieve the first 9,999 records matching the query.";

function listSize(query: URLSearchParams): number {
  return Number(query.get('retmax') ?? String(DEFAULT_LIST));
}

/** A document summary in the shape of the recorded ones. */
function summaryOf(publication: MadeUpPublication): PublicationSummary {
  const { pmid, title = `Made-up publication ${pmid}.`, journal = 'Journal of made-up results' } = publication;
  const { pubdate = '2020 Jan', authors = ['Madeup A'], doi, publicationTypes = ['Journal Article'] } = publication;
  const doiIds = doi === undefined ? [] : [{ idtype: 'doi', idtypen: 3, value: doi }];
  return {
    uid: pmid,
    pubdate,
    epubdate: '',
    source: journal,
    authors: authors.map((name) => ({ name, authtype: 'Author', clusterid: '' })),
    lastauthor: authors.at(-1) ?? '',
    title,
    lang: ['eng'],
    pubtype: [...publicationTypes],
    recordstatus: 'PubMed - indexed for MEDLINE',
    articleids: [{ idtype: 'pubmed', idtypen: 1, value: pmid }, ...doiIds],
    history: [],
    pmcrefcount: '',
    fulljournalname: journal,
    elocationid: doi === undefined ? '' : `doi: ${doi}`,
    doctype: 'citation',
  };
}
