import type { FollowedDrug } from '../../model/question.js';
import { pathWithQuery } from '../ask.js';
import { termsOf, type DrugTerms } from './terms.js';

/** What a body must look like: a list of records, counts of terms, or the number of records alone. */
export type BodyShape = 'list' | 'counts' | 'total';

/** A request below openFDA's root; `path` names it, query included. `from` is where in the list it begins. */
export type OpenFdaRequest = {
  endpoint: string;
  query: Record<string, string>;
  path: string;
  shape: BodyShape;
  from: number;
};

/** The requests of a part: `whole` finds everything there is (null where nothing can be asked for), `more` what its limit cut off. */
export type PartRequests = { whole: OpenFdaRequest | null; more: OpenFdaRequest[] };

/** openFDA gives no longer list, whatever is asked for. */
const LONGEST_PAGE = 1_000;
/** Lists of 100 are given to anybody; longer ones may ask for a key. */
const LIST_LIMIT = 100;
/** A list without an order is read to its end, because which hundred come first may change from day to day; up to so many. */
const LONGEST_LIST_READ = 500;
/** A label has about 130 KB, so few are asked for at a time. */
const LABEL_LIMIT = 10;
const UNHARMONISED_LABEL_LIMIT = 5;
/** So many of the most frequent reactions are asked for. */
export const REACTION_LIMIT = 50;
/** Records without the block of codes; they can be found by their own words only. */
const UNHARMONISED = 'NOT _exists_:openfda.unii';

/**
 * Labels: the newest that any name or code finds; if there are more, then also all those that the guide names by set id,
 * those of its brands and applications, and those without the block of codes, so that none of these is missed.
 */
export function labelRequests(drug: FollowedDrug): PartRequests {
  const terms = termsOf(drug);
  const stated = fieldIs('set_id', terms.setIds);
  const branded = [
    ...fieldIs('openfda.brand_name', terms.brandNames),
    ...fieldIs('openfda.application_number.exact', terms.applicationNumbers),
  ];
  const unharmonised = unharmonisedWith('spl_product_data_elements', terms);
  const newest = (clauses: string[], limit: number): OpenFdaRequest | null =>
    list('/drug/label.json', clauses, limit, 'effective_time:desc');
  return {
    whole: newest([...stated, ...branded, ...substanceIs(terms), ...unharmonised], LABEL_LIMIT),
    more: [
      newest(stated, terms.setIds.length) ?? [],
      newest(branded, LABEL_LIMIT) ?? [],
      newest(unharmonised, UNHARMONISED_LABEL_LIMIT) ?? [],
    ].flat(),
  };
}

/** Applications; where the block of codes is missing, by the names of products and ingredients. */
export function applicationRequests(drug: FollowedDrug): PartRequests {
  const terms = termsOf(drug);
  const clauses = [
    ...fieldIs('application_number', terms.applicationNumbers),
    ...harmonisedIs(terms),
    ...fieldIs('products.active_ingredients.name', terms.genericNames),
    ...fieldIs('products.brand_name', terms.brandNames),
  ];
  return toTheEnd(list('/drug/drugsfda.json', clauses, LIST_LIMIT));
}

/** Recalls, newest first; products without the block of codes by the words of their description. */
export function recallRequests(drug: FollowedDrug): PartRequests {
  const terms = termsOf(drug);
  const clauses = [...harmonisedIs(terms), ...unharmonisedWith('product_description', terms)];
  return { whole: list('/drug/enforcement.json', clauses, LIST_LIMIT, 'report_date:desc'), more: [] };
}

/** Shortages; by which field this list can be put in order is not known, so it comes as it comes. */
export function shortageRequests(drug: FollowedDrug): PartRequests {
  const terms = termsOf(drug);
  const clauses = [...harmonisedIs(terms), ...fieldIs('generic_name', terms.genericNames)];
  return toTheEnd(list('/drug/shortages.json', clauses, LIST_LIMIT));
}

/** Products of the national drug code directory. */
export function productRequests(drug: FollowedDrug): PartRequests {
  const terms = termsOf(drug);
  const clauses = [
    ...fieldIs('application_number', terms.applicationNumbers),
    ...codeIs('openfda', terms),
    ...fieldIs('generic_name', terms.genericNames),
    ...fieldIs('active_ingredients.name', terms.genericNames),
    ...fieldIs('brand_name', terms.brandNames),
  ];
  return toTheEnd(list('/drug/ndc.json', clauses, LIST_LIMIT));
}

/** Reports: how many name the drug (`whole`) and which reactions they name most often. */
export function reportRequests(drug: FollowedDrug): PartRequests {
  const terms = termsOf(drug);
  const clauses = [
    ...codeIs('patient.drug.openfda', terms),
    ...nameIs('patient.drug.openfda', terms),
    ...fieldIs('patient.drug.medicinalproduct', [...terms.genericNames, ...terms.brandNames]),
    ...fieldIs('patient.drug.activesubstance.activesubstancename', terms.genericNames),
  ];
  if (clauses.length === 0) return { whole: null, more: [] };
  const search = anyOf(clauses);
  const count = { count: 'patient.reaction.reactionmeddrapt.exact', limit: String(REACTION_LIMIT) };
  return {
    whole: request('/drug/event.json', { search, limit: '0' }, 'total'),
    more: [request('/drug/event.json', { search, ...count }, 'counts')],
  };
}

/** How many results the answer to a request may hold. A recorded request may state no limit of its own. */
export function mostAsked(path: string): number {
  const limit = Number(new URLSearchParams(path.split('?')[1]).get('limit') ?? LONGEST_PAGE);
  return Number.isInteger(limit) && limit > 0 ? Math.min(limit, LONGEST_PAGE) : LONGEST_PAGE;
}

function list(endpoint: string, clauses: string[], limit: number, sort?: string): OpenFdaRequest | null {
  if (clauses.length === 0) return null;
  const order: Record<string, string> = sort === undefined ? {} : { sort };
  return request(endpoint, { search: anyOf(clauses), ...order, limit: String(limit) }, 'list');
}

/** A list and what follows its first page. */
function toTheEnd(whole: OpenFdaRequest | null): PartRequests {
  const more: OpenFdaRequest[] = [];
  for (let from = LIST_LIMIT; whole !== null && from < LONGEST_LIST_READ; from += LIST_LIMIT) {
    more.push({ ...request(whole.endpoint, { ...whole.query, skip: String(from) }, 'list'), from });
  }
  return { whole, more };
}

function request(endpoint: string, query: Record<string, string>, shape: BodyShape): OpenFdaRequest {
  return { endpoint, query, path: pathWithQuery(endpoint, query), shape, from: 0 };
}

function harmonisedIs(terms: DrugTerms): string[] {
  return [...codeIs('openfda', terms), ...nameIs('openfda', terms)];
}

function substanceIs(terms: DrugTerms): string[] {
  return [...codeIs('openfda', terms), ...nameIs('openfda', { ...terms, brandNames: [] })];
}

function codeIs(block: string, { uniis, rxcuis }: DrugTerms): string[] {
  return [...fieldIs(`${block}.unii.exact`, uniis), ...fieldIs(`${block}.rxcui.exact`, rxcuis)];
}

/** Names are compared word by word and without regard to case, which `.exact` would not do. */
function nameIs(block: string, { genericNames, brandNames }: DrugTerms): string[] {
  return [
    ...fieldIs(`${block}.generic_name`, genericNames),
    ...fieldIs(`${block}.substance_name`, genericNames),
    ...fieldIs(`${block}.brand_name`, brandNames),
  ];
}

function unharmonisedWith(field: string, { genericNames, brandNames }: DrugTerms): string[] {
  const named = fieldIs(field, [...genericNames, ...brandNames]);
  return named.length === 0 ? [] : [`(${anyOf(named)} AND ${UNHARMONISED})`];
}

function fieldIs(field: string, values: readonly string[]): string[] {
  return values.map((value) => `${field}:"${value}"`);
}

/** In brackets as a whole: for recalls the server appends `AND …`, which would otherwise hold for the last clause alone. */
function anyOf(clauses: readonly string[]): string {
  return `(${clauses.join(' OR ')})`;
}
