import type { FollowedDrug } from '../../model/question.js';

/**
 * What a drug is asked for with: codes and names in a fixed order, each fit to stand in a quoted phrase.
 * `leftOut` are names that cannot be asked for.
 */
export type DrugTerms = {
  uniis: string[];
  rxcuis: string[];
  setIds: string[];
  applicationNumbers: string[];
  genericNames: string[];
  brandNames: string[];
  leftOut: string[];
};

/** So many names or codes of a kind at most, so that the address of a request stays within what servers take. */
const MOST_TERMS = 12;
/** Shorter names are abbreviations that stand for many things in free text. */
const SHORTEST_NAME = 4;
/** What openFDA lets through in a search, but for what means something inside a phrase. */
const ASKABLE = /^[\w@%/',.:()[\]{}\-+><= ]*$/;

/** The terms of a drug, from what its guides state. Codes of products under development stand on no label and are left out. */
export function termsOf({ names, identifiers }: FollowedDrug): DrugTerms {
  const codesOf = (system: string, inCase: (code: string) => string): string[] =>
    chosen(identifiers.filter((identifier) => identifier.system === system).map(({ code }) => inCase(code)));
  const generics = [names.preferred, ...names.synonyms.filter((name) => name.length >= SHORTEST_NAME)];
  const brands = names.brands.filter((name) => name.length >= SHORTEST_NAME);
  const genericNames = chosen(generics);
  const brandNames = chosen(brands);
  const asked = new Set([...genericNames, ...brandNames]);
  return {
    uniis: codesOf('unii', upper),
    rxcuis: codesOf('rxnorm', upper),
    setIds: codesOf('spl-set-id', (code) => code.toLowerCase()),
    applicationNumbers: codesOf('fda-application', upper),
    genericNames,
    brandNames,
    leftOut: [...new Set([...generics, ...brands])].filter((name) => !asked.has(askable(name) ?? '')).sort(),
  };
}

/**
 * A text fit to stand between quotes: a quote would end the phrase and a backslash would undo what the server adds to
 * the search. In words they part like a space. Null for a text that the server refuses, whatever is done.
 */
function askable(text: string): string | null {
  const plain = text.replace(/["\\\s]+/g, ' ').trim();
  return /\w/.test(plain) && ASKABLE.test(plain) ? plain : null;
}

/** The first of them that can be asked for, in alphabetical order, each once. */
function chosen(texts: readonly string[]): string[] {
  const phrases = texts.flatMap((text) => askable(text) ?? []);
  return [...new Set(phrases)].slice(0, MOST_TERMS).sort();
}

function upper(code: string): string {
  return code.toUpperCase();
}
