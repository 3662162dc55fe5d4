import type { TreatmentLine } from '../../model/entry.js';
import { capitalised, count, listWords, spellDate } from './check-words.js';
import type { LabelText } from './label-text/label-texts.js';
import type { Extent } from './label-text/extent.js';
import type { LabelUse } from './label-text/label-uses.js';
import { headingOf } from './label-text/passages.js';

const LINE_WORDS: Record<TreatmentLine, string> = {
  'first-line': 'as the first treatment',
  'previously treated': 'after earlier treatment',
  adjuvant: 'as an added treatment after the main one (adjuvant)',
  neoadjuvant: 'before the main treatment (neoadjuvant)',
  maintenance: 'to keep up what an earlier treatment reached (maintenance)',
};
/** Of whom a use speaks that leaves out adults whose disease has spread. */
export const LIMIT_WORDS: Record<NonNullable<Extent['limit']>, string> = {
  'not spread': 'for disease that has not spread',
  'around an operation': 'before or after an operation or a similar procedure',
  children: 'for children',
};
const MOST_USES = 4;
const MOST_LABELS = 3;
const MOST_QUOTES = 2;
const LONGEST_QUOTE = 400;
/** References to sections, studies and notes are no part of what a label says of a use. */
const REFERENCES = /\s*\[see[^\]]*\]|\s*\(\s*\d{1,2}(?:\.\d{1,2})?(?:\s*,\s*\d{1,2}(?:\.\d{1,2})?)*\s*\)/gi;
const SECTION_NUMBER = /^\d{1,2}\.\d{1,2}\s+/;

/** The label a sentence speaks of: "US label of Avastin, in effect since 5 June 2025,". */
export function labelWords({ product, effectiveOn, isCombination }: LabelText): string {
  const others = isCombination ? ' (a product that holds other active substances as well)' : '';
  return `US label of ${product}${others}${effectiveOn === null ? '' : `, in effect since ${spellDate(effectiveOn)},`}`;
}

/** A label that was replaced, with the day it was of: "US label of Avastin (of 5 June 2020)". */
export function earlierLabelWords({ product, effectiveOn }: LabelText): string {
  return `US label of ${product}${effectiveOn === null ? '' : ` (of ${spellDate(effectiveOn)})`}`;
}

/** The condition in the labels' own words, with the stage they name: "hepatocellular carcinoma (unresectable or metastatic)". */
export function conditionWords(uses: readonly LabelUse[]): string {
  const [words = ''] = uses.map((use) => use.words).sort((a, b) => b.length - a.length);
  const stages = [...new Set(uses.flatMap(({ extent }) => extent.words))];
  // An abbreviation keeps its capitals; a name in a heading needs none.
  const name = /\p{Lu}.*\p{Lu}/u.test(words) && !words.includes(' ') ? words : words.toLowerCase();
  return stages.length === 0 ? name : `${name} (${stages.join('; ')})`;
}

/** The uses label by label, in sentences; labels that say the same are counted, not repeated. */
export function useSentences(uses: readonly LabelUse[]): string {
  const told = new Map<string, { label: LabelText; same: number; words: string; lead: string }>();
  for (const [label, own] of byLabel(uses)) {
    const details = detailsOf(own);
    const words = conditionWords(own);
    const key = `${words} ${details} ${label.isCombination}`;
    const known = told.get(key);
    if (known !== undefined) known.same += 1;
    else told.set(key, { label, same: 0, words, lead: details === '' ? '' : `: ${details}` });
  }
  const sentences = [...told.values()].map(({ label, same, words, lead }) => {
    const more = same === 0 ? '' : ` So ${same === 1 ? 'does' : 'do'} ${count(same, 'other US label')}.`;
    return `The ${labelWords(label)} names ${words} among the approved uses${lead}.${more}`;
  });
  const left = sentences.length - MOST_LABELS;
  const rest =
    left > 0 ? [`${capitalised(count(left, 'other US label'))} differ${left === 1 ? 's' : ''} from these.`] : [];
  return [...sentences.slice(0, MOST_LABELS), ...rest].join(' ');
}

/** What else holds of the uses: the label's own words, accelerated approval, and what the label denies beside them. */
export function conditionsOfUse(uses: readonly LabelUse[], denied: readonly LabelUse[]): string {
  const early = uses.some(({ accelerated }) => accelerated !== null);
  const denials = [...new Set(denied.map(({ text }) => quotable(text)))].filter((text) => text.length <= LONGEST_QUOTE);
  return [
    quotesOf(uses),
    ...(early
      ? ['By the label this is an accelerated approval: it rests on early results and may depend on further studies.']
      : []),
    ...(denials.length > 0 ? [`A label also says: ${quoted(denials.slice(0, MOST_QUOTES))}.`] : []),
    ...(denials.length === 0 && denied.length > 0 ? ['A label also says where it is not meant to be used.'] : []),
  ].join(' ');
}

/** What each label names the drug together with, in sentences; the same words of several labels once. */
export function companySentences(uses: readonly LabelUse[], name: string): string {
  const told = new Map<string, string>();
  for (const [label, own] of byLabel(uses)) {
    const words = companyWords(own);
    const end = words === '' ? ', without saying with what' : ` ${words}`;
    const key = `${words} ${label.isCombination}`;
    if (!told.has(key)) told.set(key, `The ${labelWords(label)} names ${name} for ${conditionWords(own)}${end}.`);
  }
  return [...told.values()].slice(0, MOST_LABELS).join(' ');
}

/** What the drug is given together with, in the labels' words. */
export function companyWords(uses: readonly LabelUse[]): string {
  const alone = uses.some(({ isSingleAgent }) => isSingleAgent) ? ['on its own'] : [];
  return [...new Set([...alone, ...uses.flatMap((use) => togetherWords(use))])].join(' or ');
}

/** The distinct uses of one label: "as the first treatment, together with atezolizumab"; empty where it gives no detail. */
function detailsOf(uses: readonly LabelUse[]): string {
  const all = [...new Set(uses.map(detailOf).filter((words) => words !== ''))];
  const more = all.length > MOST_USES ? [`and ${all.length - MOST_USES} more`] : [];
  return [...all.slice(0, MOST_USES), ...more].join('; ');
}

function detailOf(use: LabelUse): string {
  const { line, extent, isSingleAgent } = use;
  const company = [...(isSingleAgent ? ['on its own'] : []), ...togetherWords(use)].join(' or ');
  const limit = extent.limit === null || line === 'adjuvant' || line === 'neoadjuvant' ? '' : LIMIT_WORDS[extent.limit];
  return [line === null ? '' : LINE_WORDS[line], company, limit].filter((words) => words !== '').join(', ');
}

function togetherWords({ phrases }: LabelUse): string[] {
  return phrases.length === 0 ? [] : [listWords(phrases)];
}

/** One passage for each way of use, the fullest, as long as they are few and short; else that there are conditions. */
function quotesOf(uses: readonly LabelUse[]): string {
  const labels = new Set(uses.map(({ label }) => label));
  const own = uses.filter(({ label }) => label === uses[0]?.label);
  const told = own.filter(({ isBare }) => !isBare);
  const quotes = fullestOf(told.length > 0 ? told : own);
  const isShort = quotes.length <= MOST_QUOTES && quotes.every((text) => text.length <= LONGEST_QUOTE);
  if (!isShort || quotes.length === 0) return 'It holds only under the conditions that the label states.';
  return `${labels.size === 1 ? "In the label's words" : "In the first label's words"}: ${quoted(quotes)}.`;
}

function fullestOf(uses: readonly LabelUse[]): string[] {
  const fullest = new Map<string, string>();
  for (const { text, line, partners, isSingleAgent } of uses) {
    const way = `${line ?? ''} ${partners.join()} ${isSingleAgent}`;
    const words = quotable(text);
    if (words.length > (fullest.get(way)?.length ?? 0)) fullest.set(way, words);
  }
  return [...fullest.values()];
}

function quoted(texts: readonly string[]): string {
  return listWords(texts.map((text) => `"${text.replace(/\.$/, '')}"`));
}

/** A passage without the heading of its section and without references. */
function quotable(text: string): string {
  const heading = headingOf(text);
  const rest = text.slice(heading.length).trim();
  const words = heading !== '' && /^\p{Lu}/u.test(rest) ? rest : text.replace(SECTION_NUMBER, '');
  return words.replace(REFERENCES, '').trim();
}

function byLabel(uses: readonly LabelUse[]): [LabelText, LabelUse[]][] {
  const groups = new Map<LabelText, LabelUse[]>();
  for (const use of uses) groups.set(use.label, [...(groups.get(use.label) ?? []), use]);
  return [...groups];
}
