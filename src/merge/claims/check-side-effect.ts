import type { ClaimEvidence, Judgement } from '../../model/claim.js';
import type { ClaimCheckInput, LabelPart } from '../../model/guide.js';
import { MAX_EVIDENCE, recordEvidence } from './check-evidence.js';
import { gapsIn, textlessIn } from './check-label-uses.js';
import { inFixedOrder } from './check-order.js';
import { effectWords } from './check-side-effect-words.js';
import { isClearMention } from './check-side-effect-mentions.js';
import { judgeTogether } from './check-several.js';
import { judgeNoDrugs } from './check-subjects.js';
import { excerpt, findTerm, namesAnyTerm } from './check-text.js';
import { capitalised, listWords } from './check-words.js';
import type { ClaimDrug } from '../claim-facts.types.js';
import { labelTextsOf, type DrugLabels, type LabelSection, type LabelText } from './label-text/label-texts.js';
import type { ClaimFacts } from '../merge-facts.types.js';
import { leafEvidence } from './check-leaf.js';

type SideEffectClaim = Extract<ClaimCheckInput, { type: 'side-effect' }>;

/** What the check of side effects reads: for a comparison the names alone, else labels and counts of reports of the effects. */
export type SideEffectInput =
  | { type: 'side-effect'; asks: 'comparison'; comparedWith: string; names: string[] }
  | {
      type: 'side-effect';
      asks: LabelPart;
      effects: string[];
      drugs: { labels: DrugLabels; warnings: DrugLabels | null; reports: ClaimEvidence[] }[];
      others: string[];
    };
type LookUp = Exclude<SideEffectInput, { asks: 'comparison' }>;

/** What the labels of the drugs say of one effect: the drugs that name it, and those that name it only beside a denial. */
type Finding = {
  effect: string;
  drugs: string[];
  unclear: string[];
  evidence: ClaimEvidence[];
  earlier: ClaimEvidence[];
};
type Found = { isClear: boolean; evidence: ClaimEvidence };

const SECTIONS: Record<LabelPart, readonly LabelSection[]> = {
  'adverse-reactions': ['adverseReactions', 'boxedWarning'],
  interactions: ['drugInteractions'],
};
/** Warnings also speak of what patients had before and of what to watch for, so that a word there alone is not clear. */
const WARNINGS: readonly LabelSection[] = ['warningsAndCautions', 'warnings'];
const PART_WORDS: Record<LabelPart, string> = {
  'adverse-reactions': 'the possible side effects',
  interactions: 'what may change how the drug works (interactions)',
};
const WHAT_LABELS_SHOW: Record<LabelPart, string> = {
  'adverse-reactions':
    'A label is the official document that comes with a drug. It lists what was seen in people who took the drug, not what will happen to one person.',
  interactions:
    'A label is the official document that comes with a drug. It names the interactions that are known, and there may be others.',
};
const REPORTS_REMARK =
  'The counts shown are reports of suspected side effects; they do not tell how often something happens.';

/** Gathers what the check of side effects reads. */
export function sideEffectInput(check: SideEffectClaim, { drugs }: ClaimFacts): SideEffectInput {
  const { type, entries, effects, section, comparedWith } = check;
  const known = entries.flatMap((entryId) => drugs.get(entryId) ?? []);
  if (comparedWith !== null) {
    const names = entries.map((entryId) => drugs.get(entryId)?.name ?? entryId.replaceAll('-', ' '));
    return { type, asks: 'comparison', comparedWith, names };
  }
  return {
    ...{ type, asks: section, effects },
    drugs: known.map((drug) => ({
      labels: labelTextsOf(drug, SECTIONS[section]),
      warnings: section === 'interactions' ? null : labelTextsOf(drug, WARNINGS),
      reports: section === 'interactions' ? [] : reportsOf(drug, effects),
    })),
    others: entries.filter((entryId) => !drugs.has(entryId)),
  };
}

/** Judges "these drugs can bring these effects" by what today's labels name, and "X may interact" by their part on interactions. */
export function judgeSideEffect(input: SideEffectInput): Judgement {
  if (input.asks === 'comparison') return judgeComparison(input.names, input.comparedWith);
  const [noDrugs] = judgeNoDrugs(input.others);
  if (input.drugs.length === 0) return noDrugs ?? judgeTogether([]);
  const findings = input.effects.map((effect) => findingOf(effect, input));
  const named = findings.filter(({ drugs }) => drugs.length > 0);
  // Interactions are looked up by examples, any of which bears the statement out.
  const isNamed = input.asks === 'interactions' ? named.length > 0 : named.length === findings.length;
  return isNamed && findings.length > 0 ? judgeNamed(named, input) : judgeMissing(findings, input);
}

function judgeComparison(names: readonly string[], comparedWith: string): Judgement {
  const reason =
    `This compares the side effects of ${listWords(names)} with those of ${comparedWith}. ` +
    'Drug labels tell what was seen with one drug and state no such comparison, so it can be neither confirmed nor refuted here.';
  return { verdict: 'unverifiable', reason, evidence: [] };
}

function judgeNamed(named: readonly Finding[], input: LookUp): Judgement {
  const { asks, drugs } = input;
  const list = named.map(({ effect, drugs: names }) => `${effect} (${drugWords(names, drugs.length)})`);
  const reports = drugs.flatMap((drug) => drug.reports);
  const evidence = [...named.flatMap((finding) => finding.evidence), ...reports].slice(0, MAX_EVIDENCE);
  const remarks = [...uncoveredIn(input), WHAT_LABELS_SHOW[asks], ...(reports.length === 0 ? [] : [REPORTS_REMARK])];
  const reason = [`Today's US labels name among ${PART_WORDS[asks]}: ${list.join(', ')}.`, ...remarks].join(' ');
  return { verdict: 'supported', reason, evidence };
}

/** The subjects of the statement that nothing was read of, in sentences. */
function uncoveredIn({ drugs, others }: LookUp): string[] {
  const textless = textlessIn(drugs.map(({ labels }) => labels)).map(capitalised);
  const noDrugs = others.map((entryId) => entryId.replaceAll('-', ' '));
  return [
    ...textless.map((gap) => `${gap}, so nothing is said of this here.`),
    ...(noDrugs.length === 0 ? [] : [`No drug label covers ${listWords(noDrugs)}.`]),
  ];
}

function judgeMissing(findings: readonly Finding[], input: LookUp): Judgement {
  const missing = findings.filter(({ drugs }) => drugs.length === 0);
  const [effects, any] = (['and', 'or'] as const).map((last) =>
    listWords(
      missing.map(({ effect }) => effect),
      last,
    ),
  );
  const names = listWords(input.drugs.map(({ labels }) => labels.name));
  const earlier = missing.flatMap((finding) => finding.earlier.slice(0, 1));
  if (earlier.length > 0 && earlier.length === missing.length) {
    const reason = `Earlier US labels named ${effects} among ${PART_WORDS[input.asks]} of ${names}; today's do not.`;
    return { verdict: 'outdated', reason, evidence: earlier.slice(0, MAX_EVIDENCE) };
  }
  const evidence = findings.flatMap((finding) => finding.evidence).slice(0, MAX_EVIDENCE);
  const doubt = doubtIn(missing, input);
  if (doubt === null) {
    const reason = `No US label of ${names} names ${any} among ${PART_WORDS[input.asks]}. ${WHAT_LABELS_SHOW[input.asks]}`;
    return { verdict: 'contradicted', reason, evidence };
  }
  const reason = `No US label at hand clearly names ${any} among ${PART_WORDS[input.asks]}, which does not show that there is none: ${doubt}.`;
  return { verdict: 'unverifiable', reason, evidence };
}

/** Why it cannot be said that no label names the effects; null where it can. */
function doubtIn(missing: readonly Finding[], { asks, drugs, others }: LookUp): string | null {
  const unclear = [...new Set(missing.flatMap((finding) => finding.unclear))];
  const doubts = [
    ...gapsIn(drugs.map(({ labels }) => labels)),
    ...(others.length === 0 ? [] : ['not all of the subjects are drugs with a label']),
    ...(unclear.length === 0
      ? []
      : [`the labels of ${listWords(unclear)} name it only beside a "no" or "not", or in passing`]),
    ...(asks === 'interactions' ? ['labels name only what was studied'] : []),
  ];
  return doubts.length === 0 ? null : doubts.join('; ');
}

function findingOf(effect: string, { drugs, asks }: LookUp): Finding {
  const words = effectWords(effect);
  const finding: Finding = { effect, drugs: [], unclear: [], evidence: [], earlier: [] };
  for (const { labels, warnings } of drugs) {
    const found = findIn(labels.today, words, asks) ?? unclearIn(warnings, words, asks);
    if (found === null) {
      const before = findIn(
        labels.earlier.filter((label) => isReplaced(label, labels)),
        words,
        asks,
      );
      if (before?.isClear === true) finding.earlier.push(before.evidence);
      continue;
    }
    (found.isClear ? finding.drugs : finding.unclear).push(labels.name);
    finding.evidence.push(found.evidence);
  }
  return finding;
}

function unclearIn(warnings: DrugLabels | null, words: readonly string[], asks: LabelPart): Found | null {
  const found = warnings === null ? null : findIn(warnings.today, words, asks);
  return found === null ? null : { ...found, isClear: false };
}

function isReplaced({ setId }: LabelText, { today }: DrugLabels): boolean {
  return today.some((label) => label.setId === setId && label.texts.length > 0);
}

/** The first clear mention in labels, else the first one that is taken back or made in passing. */
function findIn(labels: readonly LabelText[], words: readonly string[], asks: LabelPart): Found | null {
  let unclear: Found | null = null;
  for (const label of labels) {
    for (const { pointer, text } of label.texts) {
      for (const span of words.flatMap((word) => findTerm(text, word))) {
        const found = { evidence: recordEvidence(label, pointer, excerpt(text, span)) };
        if (isClearMention(text, span, asks)) return { isClear: true, ...found };
        unclear ??= { isClear: false, ...found };
      }
    }
  }
  return unclear;
}

function reportsOf({ document, provenance }: ClaimDrug, effects: readonly string[]): ClaimEvidence[] {
  const reactions = document?.reports?.reactions ?? [];
  const found = reactions.flatMap(({ term, count }, i) =>
    effects.some((effect) => namesAnyTerm(term, effectWords(effect)))
      ? leafEvidence(provenance, `/reports/reactions/${i}/count`, { term, count })
      : [],
  );
  return inFixedOrder(found);
}

function drugWords(names: readonly string[], all: number): string {
  if (names.length === all && all === 2) return 'both drugs';
  return names.length === all && all > 2 ? `all ${all} drugs` : capitalisedNames(names);
}

function capitalisedNames(names: readonly string[]): string {
  return listWords(names.map(capitalised));
}
