import { parseNctId } from '../../model/identifiers.js';
import type { Question } from '../../model/question.js';
import { PMID_PATTERN } from './values.js';

/** So many publications are asked for with one question; one request for summaries may name that many. */
const LARGEST_LIST = 200;
/** Candidates are for a person to look through. */
const CANDIDATES = 10;
/** A search travels in the address, of which servers take about 8,000 characters. */
const LONGEST_SEARCH = 6_000;

/** Searches that are tried in turn until one finds something, and what is to be known of them. */
export type SearchPlan = {
  kind: 'search';
  searches: readonly string[];
  limit: number;
  sort: 'relevance' | null;
  /** Whether the search is one number, which a publication has or has not. */
  isExact: boolean;
  /** The terms of a search in words. */
  terms: readonly string[];
  /** What a publication must state itself to be the one that was looked for. */
  states: { field: 'pmid' | 'doi'; value: string } | null;
};

/** How a question is put. What nothing can be asked about has the total that follows from that, null for none. */
export type Plan = SearchPlan | { kind: 'nothing'; total: 0 | null; reason: string };

/** The field in which a part looks for a study's number: the registry numbers a publication states, or title and abstract. */
const STUDY_FIELDS: Readonly<Record<string, string>> = { publications: 'si', mentions: 'tiab' };

/** How to put a question to PubMed. */
export function planOf({ part, about }: Question): Plan {
  const field = STUDY_FIELDS[part];
  if (about.kind === 'study' && field !== undefined) return planOfStudy(about.nctId, field);
  if (about.kind === 'search' && part === 'candidates') return planOfTerms(about.terms);
  if (about.kind === 'publication' && part === 'citation') return planOfIdentifier(about.identifier);
  return { kind: 'nothing', total: null, reason: `PubMed has no part "${part}" about a ${about.kind}.` };
}

function planOfStudy(stated: string, field: string): Plan {
  const nctId = parseNctId(stated);
  if (nctId === null) return { kind: 'nothing', total: 0, reason: `${stated} is no number of a registered study.` };
  return exactly(`${nctId}[${field}]`, null);
}

/** A PubMed id is searched for too: a summary that cannot be had at the moment reads like one that does not exist. */
function planOfIdentifier(identifier: string): Plan {
  const [scheme = '', ...rest] = identifier.trim().split(':');
  const code = rest.join(':').replaceAll('"', '').trim();
  if (scheme === 'doi' && code !== '') return exactly(`"${code}"[doi]`, { field: 'doi', value: code });
  if (scheme !== 'pmid' || !PMID_PATTERN.test(code)) {
    return { kind: 'nothing', total: 0, reason: `${identifier} is neither a PubMed id nor a DOI.` };
  }
  const pmid = String(Number(code));
  return exactly(`${pmid}[uid]`, { field: 'pmid', value: pmid });
}

function exactly(search: string, states: SearchPlan['states']): Plan {
  return { kind: 'search', searches: [search], limit: LARGEST_LIST, sort: null, isExact: true, terms: [], states };
}

/**
 * A term counts where title or abstract hold it as a phrase, or where it is the name of the journal; which of the two
 * it is nobody has to know. First all terms are looked for; when nothing has all of them, all but any one.
 */
function planOfTerms(stated: readonly string[]): Plan {
  const terms = [...new Set(stated.map(asPhrase).filter((term) => term !== ''))];
  if (terms.length === 0) return { kind: 'nothing', total: null, reason: 'There are no terms to search for.' };
  const clauses = terms.map((term) => `("${term}"[tiab] OR "${term}"[ta])`);
  const lessOne = clauses.map((left) => `(${clauses.filter((clause) => clause !== left).join(' AND ')})`).join(' OR ');
  // With one or two terms, all but one would be a single term, which finds a whole field of medicine.
  const mayRelax = clauses.length > 2 && encodeURIComponent(lessOne).length <= LONGEST_SEARCH;
  const searches = [clauses.join(' AND '), ...(mayRelax ? [lessOne] : [])];
  return { kind: 'search', searches, limit: CANDIDATES, sort: 'relevance', isExact: false, terms, states: null };
}

/** A term without the characters that mean something in a search. */
function asPhrase(term: string): string {
  return term
    .replace(/["[\]*]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
