import type { ClaimEvidence, Judgement, Verdict } from '../../model/claim.js';
import type { Claim, ClaimCheckInput } from '../../model/guide.js';
import type { RecordOf } from '../../model/reference-record.js';
import { MAX_EVIDENCE, recordEvidence } from './check-evidence.js';
import { inFixedOrder } from './check-order.js';
import { judgeTogether } from './check-several.js';
import { findTerm, namesAnyTerm, namesPhrase } from './check-text.js';
import { count, listWords } from './check-words.js';
import type { ClaimPublications } from '../claim-facts.types.js';
import { namesCertainCancer } from './label-text/diseases.js';
import { isPartnerNamed } from './label-text/partner-categories.js';
import type { ClaimFacts } from '../merge-facts.types.js';
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
  /** Whom the guide names for the finding: often a journal. */
  attribution: string | null;
  condition: { terms: string[] };
  stated: { identifier: string; found: PublicationFact | 'missing' | null }[];
  searched: boolean;
  total: number | null;
  candidates: PublicationFact[];
};

const PLACES: Readonly<Record<string, string>> = { pmid: 'PubMed number', doi: 'publisher number (DOI)' };
/** A notice that takes a publication back carries its title, but is not the study. */
const NOTICE = 'Retraction of Publication';

/** Titles of studies that did not find what was hoped for. */
const NEGATIVE =
  /\b(?:lack of|no|not|without|fail(?:s|ed|ure)?|did not|negative|absence of)\s+(?:\w+\s+){0,3}?(?:benefit|improve\w*|effect\w*|superior\w*|advantage|efficacy|survival|differen\w*|significant\w*|prolong\w*|to\s+\w+)\b|\bineffective\b|\bnon-?superiority\b/i;

/** Gathers what the check of a publication reads. */
export function publicationInput(
  { type, identifiers, terms }: Extract<ClaimCheckInput, { type: 'publication' }>,
  { attribution, claimId }: Claim,
  { publications, condition }: ClaimFacts,
): PublicationInput {
  const facts = publications.get(claimId);
  const of = (record: HeldPublication) => publicationFact(record, facts?.pointers);
  const stated = identifiers.map((identifier) => {
    const found = facts?.stated.get(identifier) ?? null;
    return { identifier, found: found === null || found === 'missing' ? found : of(found) };
  });
  return {
    ...{ type, terms, attribution, stated },
    condition: { terms: [...condition.terms].sort() },
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
  return judgeTogether(input.stated.map((one) => judgeStated(one, input)));
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

function judgeStated({ identifier, found }: PublicationInput['stated'][number], input: PublicationInput): Judgement {
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
  const { title, evidence } = found;
  if (!found.identifiers.includes(identifier.toLowerCase())) {
    return judgement(
      'unverifiable',
      `The answer to a look-up of ${called} was another publication, so nothing can be said of it.`,
      [evidence],
    );
  }
  const words = `The publication that the guide names (${called}) is "${title.replace(/\.$/, '')}"`;
  const [verdict, rest] = judgeTitle(found, input);
  return judgement(verdict, `${words}${rest}`, [evidence]);
}

/** What a title shows: whether it is on the subject; never whether the study found what the guide says. */
function judgeTitle(
  { title, journal, isRetracted: isVoid }: PublicationFact,
  input: PublicationInput,
): [Verdict, string] {
  const { condition, attribution } = input;
  const subjects = input.terms.filter((term) => !isJournal(term, journal, attribution));
  const matching = subjects.filter((term) => isAbout(title, term, condition));
  const namesCondition = namesAnyTerm(title, condition.terms);
  const asksCondition = subjects.some((term) => namesAnyTerm(term, condition.terms));
  if (asksCondition && !namesCondition && namesCertainCancer(title)) {
    return ['contradicted', ', which is about another cancer.'];
  }
  if (isVoid) return ['outdated', ', and it was retracted: it no longer counts as a finding.'];
  if (matching.length === 0) return ['unverifiable', '; its title does not tell whether it is on this subject.'];
  const shared = listWords(matching);
  if (matching.length * 2 <= subjects.length) {
    return ['unverifiable', `; its title shares only ${shared} with the statement.`];
  }
  if (NEGATIVE.test(title)) {
    return [
      'unverifiable',
      `. It is on this subject (${shared}), but by its title it may not have found what the guide says.`,
    ];
  }
  return [
    'supported',
    `. So the publication exists and is on this subject (${shared}). Whether it found what the guide says, and whether that is right, is not judged here.`,
  ];
}

/** The journal says where a study stands, not what it is about. */
function isJournal(term: string, journal: string | null, attribution: string | null): boolean {
  if (/\bjournal\b/i.test(term)) return true;
  return [journal, attribution].some((name) => name !== null && namesPhrase(name, term) && namesPhrase(term, name));
}

/** A term is there as a phrase, as another name of the condition, as a drug of the kind, or with each of its words. */
function isAbout(title: string, term: string, condition: PublicationInput['condition']): boolean {
  if (findTerm(title, term).length > 0 || isPartnerNamed(title, term)) return true;
  if (namesAnyTerm(term, condition.terms) && namesAnyTerm(title, condition.terms)) return true;
  const words = term.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2);
  return words.length > 1 && words.every((word) => namesAnyTerm(title, [word]));
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
