import type { ClaimEvidence } from '../../model/claim.js';
import { conceptMeant, mechanismWordsOf } from './check-class-concepts.js';
import { recordEvidence } from './check-evidence.js';
import { excerpt, findTerm, onOneLine, type Span } from './check-text.js';
import type { LabelText } from './label-text/label-texts.js';

/** What a label says of how a drug works: that it hinders what a word names, or (not `isDirect`) something that takes part in it. */
export type MechanismFinding = { word: string; isDirect: boolean; quote: string; evidence: ClaimEvidence };

type Link = 'direct' | 'by way of others';

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });
const CLAUSE_START = /;|\bbut\b|\bhowever\b|\bwhereas\b/gi;
const HINDERS =
  /\b(?:inhibit|block|bind|bound|prevent|neutrali[sz]|antagoni|hinder|suppress|reduc|slow|stop|interfer|disrupt|decreas|impair|disturb)\w*/gi;
const FURTHERS = /(?<!-)\b(?:stimulat|promot|induc|enhanc|activat|increas|rais)(?:es|ed|e|ing)\b/i;
/** Between the verb and the word: the drug acts on something that has to do with it. */
const BY_WAY_OF =
  /\b(?:that|which|involved|implicated|responsible|role|part|participat\w*|associated|related|mediat\w*|regulat\w*|contribut\w*|thought)\b/i;
const NEGATED = /\b(?:not|no|never|without|neither|nor|lacks?|lacking|fail\w*|unlike)\b/i;
const DENIED_AFTER = /^[^.;]{0,60}\b(?:not|no|never|unaffected|unchanged)\b/i;
const HINDERED_AFTER =
  /^[^.;]{0,60}\b(?:is|are|was|were)\s+(?:\w+\s+)?(?:inhibited|blocked|reduced|suppressed|decreased|prevented|slowed)\b/i;
const HINDERER = /^[^\p{L}]{0,3}(?:inhibit\w*|antagonist|antibod\w+|block\w*)/iu;
const ANTI = /^anti/i;

/** What labels say of how a drug works that bears on some words for a class; their silence says nothing. */
export function mechanismOf(labels: readonly LabelText[], words: readonly string[]): MechanismFinding | null {
  const found = words.flatMap((word) => findingsOf(labels, word));
  return found.find(({ isDirect }) => isDirect) ?? found[0] ?? null;
}

function findingsOf(labels: readonly LabelText[], word: string): MechanismFinding[] {
  const concept = conceptMeant(word);
  const terms = concept === null ? [] : mechanismWordsOf(concept);
  return labels.flatMap((label) =>
    label.texts.flatMap(({ pointer, text }) =>
      sentencesOf(text).flatMap((sentence) =>
        terms.flatMap((term) =>
          findTerm(sentence, term).flatMap((span) => {
            const link = linkOf(sentence, span);
            if (link === null) return [];
            const quote = excerpt(sentence, span);
            const evidence = recordEvidence(label, pointer, quote);
            return [{ word, isDirect: link === 'direct', quote, evidence }];
          }),
        ),
      ),
    ),
  );
}

/** How a sentence ties a drug to a word in it; null where it does not say that the drug hinders it, or denies it. */
function linkOf(sentence: string, { start, end }: Span): Link | null {
  const earlier = sentence.slice(0, start);
  const clauseStart = [...earlier.matchAll(CLAUSE_START)].at(-1);
  const before = clauseStart === undefined ? earlier : earlier.slice(clauseStart.index);
  const after = sentence.slice(end);
  if (NEGATED.test(before) || DENIED_AFTER.test(after)) return null;
  if (ANTI.test(sentence.slice(start, end)) || HINDERER.test(after) || HINDERED_AFTER.test(after)) return 'direct';
  const verb = [...before.matchAll(HINDERS)].at(-1);
  if (verb === undefined) return null;
  const between = before.slice(verb.index + verb[0].length);
  if (BY_WAY_OF.test(between)) return 'by way of others';
  return FURTHERS.test(between) ? null : 'direct';
}

function sentencesOf(text: string): string[] {
  return [...SENTENCES.segment(onOneLine(text))].map(({ segment }) => segment.trim());
}
