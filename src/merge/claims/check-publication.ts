import type { ClaimEvidence, Judgement, Verdict } from '../../model/claim.js';
import type { ClaimCheckInput } from '../../model/guide.js';
import type { RecordOf } from '../../model/reference-record.js';
import { MAX_EVIDENCE, recordEvidence } from './check-evidence.js';
import { inFixedOrder } from './check-order.js';
import { judgeTogether } from './check-several.js';
import { findTerm, namesAnyTerm } from './check-text.js';
import { count, listWords } from './check-words.js';
import type { ClaimPublications } from '../claim-facts.types.js';
import type { HeldRecord } from '../drug-facts.types.js';
import { isRetracted } from '../../model/publication.js';

type HeldPublication = HeldRecord<RecordOf<'publication'>>;
type PublicationFact = {
  identifiers: string[];
  title: string;
  journal: string | null;
  isRetracted: boolean;
  evidence: ClaimEvidence;
};

/** What the check of a publication reads: what is stated was found, has no record (`missing`), or was not looked up (null). */
export type PublicationInput = {
  type: 'publication';
  terms: string[];
  stated: { identifier: string; found: PublicationFact | 'missing' | null }[];
  searched: boolean;
  total: number | null;
  candidates: PublicationFact[];
};

const PLACES: Readonly<Record<string, string>> = { pmid: 'PubMed number', doi: 'publisher number (DOI)' };
/** A notice that takes a publication back carries its title, but is not the study. */
const NOTICE = 'Retraction of Publication';

/** Gathers what the check of a publication reads. */
export function publicationInput(
  { type, identifiers, terms }: Extract<ClaimCheckInput, { type: 'publication' }>,
  facts: ClaimPublications | undefined,
): PublicationInput {
  const of = (record: HeldPublication) => publicationFact(record, facts?.pointers);
  const stated = identifiers.map((identifier) => {
    const found = facts?.stated.get(identifier) ?? null;
    return { identifier, found: found === null || found === 'missing' ? found : of(found) };
  });
  return {
    ...{ type, terms, stated },
    searched: facts?.searched ?? false,
    total: facts?.total ?? null,
    // Candidates are shown only where the guide states no publication.
    candidates:
      identifiers.length > 0 ? [] : inFixedOrder((facts?.candidates ?? []).map(of), ({ evidence }) => evidence.key),
  };
}

/** Judges "a publication found this" by whether the stated one exists, is about it, and still stands. */
export function judgePublication(input: PublicationInput): Judgement {
  if (input.stated.length === 0) return judgeUnstated(input);
  return judgeTogether(input.stated.map(({ identifier, found }) => judgeStated(identifier, found, input.terms)));
}

function judgeUnstated({ searched, candidates, total }: PublicationInput): Judgement {
  const lead = 'The guide does not say exactly which publication it means, so it can be neither confirmed nor refuted.';
  const evidence = candidates.slice(0, MAX_EVIDENCE).map((candidate) => candidate.evidence);
  const reason = (words: string): Judgement => ({ verdict: 'unverifiable', reason: `${lead} ${words}`, evidence });
  if (!searched) return reason('Publications that may be meant have not been searched for yet.');
  const many = Math.max(total ?? 0, candidates.length);
  if (many === 0) return reason('A search for its words in PubMed, a public list of medical publications, found none.');
  const shown = evidence.length < many ? `, of which ${evidence.length} are shown` : '';
  return reason(
    `A search for its words in PubMed, a public list of medical publications, found ${count(many, 'publication')}${shown}; whether the one meant is among them is open.`,
  );
}

function judgeStated(
  identifier: string,
  found: PublicationFact | 'missing' | null,
  terms: readonly string[],
): Judgement {
  const called = nameOf(identifier);
  if (found === null) {
    return judgement('unverifiable', `The publication that the guide names (${called}) was not looked up yet.`);
  }
  if (found === 'missing') {
    return judgement(
      'contradicted',
      `The guide names a publication (${called}) that PubMed, a public list of medical publications, does not know.`,
    );
  }
  const { title, journal, evidence } = found;
  if (!found.identifiers.includes(identifier.toLowerCase())) {
    return judgement(
      'unverifiable',
      `The answer to a look-up of ${called} was another publication, so nothing can be said of it.`,
      [evidence],
    );
  }
  const matching = terms.filter((term) => isAbout(`${title} ${journal ?? ''}`, term));
  const words = `The publication that the guide names (${called}) is "${title.replace(/\.$/, '')}"`;
  if (matching.length === 0) return judgement('contradicted', `${words}, which is about something else.`, [evidence]);
  if (found.isRetracted) {
    return judgement('outdated', `${words}, and it was retracted: it no longer counts as a finding.`, [evidence]);
  }
  if (matching.length * 2 < terms.length) {
    return judgement('unverifiable', `${words}; its title shares only ${listWords(matching)} with the statement.`, [
      evidence,
    ]);
  }
  return judgement(
    'supported',
    `${words}, which fits the statement (${listWords(matching)}). Whether its finding is right is not judged here.`,
    [evidence],
  );
}

/** A term is there as a phrase, or with each of its words. */
function isAbout(text: string, term: string): boolean {
  if (findTerm(text, term).length > 0) return true;
  const words = term.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2);
  return words.length > 1 && words.every((word) => namesAnyTerm(text, [word]));
}

function publicationFact(
  record: HeldPublication,
  pointers: ClaimPublications['pointers'] | undefined,
): PublicationFact {
  const { pmid, doi, title, journal, publicationTypes } = record.data;
  const pointer = pointers?.[record.source]?.publication?.['title'] ?? null;
  return {
    identifiers: [`pmid:${pmid}`, ...(doi === null ? [] : [`doi:${doi.toLowerCase()}`])],
    ...{ title, journal },
    isRetracted: isRetracted({ publicationTypes }) || publicationTypes.includes(NOTICE),
    evidence: recordEvidence(record, pointer, title),
  };
}

function nameOf(identifier: string): string {
  const [kind = '', ...rest] = identifier.split(':');
  return `${PLACES[kind] ?? kind} ${rest.join(':')}`;
}

function judgement(verdict: Verdict, reason: string, evidence: ClaimEvidence[] = []): Judgement {
  return { verdict, reason, evidence };
}
