import { compareText } from '../../model/compare.js';
import type { LeftOut } from '../../model/drug-identity.js';
import type { ReferenceKind } from '../../model/reference-record.js';
import type { Untaken } from './holdings.js';
import { computed } from '../provenance-leaves.js';
import { Leaf } from './leaves.js';
import { PART_ANSWERS, PART_WORDS, SOURCE_WORDS } from './policy.js';
import type { Merging } from './shown.js';
import { grouped } from './statements.js';

const KIND_WORDS: Record<ReferenceKind, [one: string, many: string]> = {
  label: ['label', 'labels'],
  application: ['application', 'applications'],
  recall: ['recall', 'recalls'],
  shortage: ['shortage', 'shortages'],
  'report-counts': ['count of reports', 'counts of reports'],
  product: ['product', 'products'],
  concept: ['concept', 'concepts'],
  term: ['term', 'terms'],
  publication: ['publication', 'publications'],
};

/** Why records were left out, in words that follow "sent 3 labels". */
const REASON_WORDS: Record<LeftOut, (drug: string, namesDrug: boolean) => string> = {
  contradicted: (drug) => `with one code of ${drug} and another that is of another substance`,
  'other-substance': (drug, namesDrug) =>
    namesDrug ? `under a name of ${drug} but with the code of another substance` : 'with the code of another substance',
  'other-drug': () => 'with a code that the guides give to another drug',
  'other-name': (drug) => `without a code to compare and without a name that is exactly one of ${drug}`,
  'nothing-stated': () => 'without any code or name of what they are about',
};

/** What was left out, and what is to be known of the answers, in sentences that begin with the part they speak of. */
export function mergeNotes(merging: Merging): Leaf<string>[] {
  const byText = new Map([...leftOutNotes(merging), ...answerNotes(merging)].map((note) => [note.value, note]));
  return [...byText.values()];
}

function leftOutNotes({ facts, holdings }: Merging): Leaf<string>[] {
  const { concept, term, labels, applications, recalls, shortages, products } = holdings;
  const parts = { concept, term, labels, approvals: applications, recalls, shortages, products };
  const { drugId, names } = facts.drug;
  const notes = Object.entries(parts).flatMap(([part, holding]) =>
    [...grouped<Untaken>(holding?.untaken ?? [], sortOf).values()].flatMap((group) =>
      group.slice(0, 1).map((first) => {
        const text = about(part, sentence(first, group.length, names.preferred));
        return new Leaf(text, computed(first.record.source, drugId, 'records that were left out, counted'));
      }),
    ),
  );
  return notes.sort((a, b) => compareText(a.value, b.value));
}

function sentence({ record, reason, namesDrug }: Untaken, count: number, drug: string): string {
  const [one, many] = KIND_WORDS[record.data.kind];
  const source = SOURCE_WORDS[record.source] ?? record.source;
  const sent = `${source} sent ${String(count)} ${count === 1 ? one : many}`;
  return `${capitalised(sent)} ${REASON_WORDS[reason](drug, namesDrug)}: left out.`;
}

function capitalised(text: string): string {
  return text.startsWith('the ') ? `T${text.slice(1)}` : text;
}

function about(part: string, text: string): string {
  return `${PART_WORDS[part] ?? part}: ${text}`;
}

/** The part of the document that the answer to a question fills. */
function partOf(source: string, part: string): string | undefined {
  return Object.entries(PART_ANSWERS).find(([, asked]) => asked.source === source && asked.part === part)?.[0];
}

function sortOf({ record, reason, namesDrug }: Untaken): string {
  return [record.source, record.data.kind, reason, String(namesDrug)].join('\n');
}

function answerNotes({ facts }: Merging): Leaf<string>[] {
  const { drugId } = facts.drug;
  const notes = facts.answers.flatMap(({ source, part, notes: said, retrievedAt, sourceUpdatedAt }) =>
    said.map((text) => {
      const rule = `how the answer on ${part} came about`;
      return new Leaf(about(partOf(source, part) ?? part, text), {
        ...computed(source, drugId, rule),
        retrievedAt,
        sourceUpdatedAt,
      });
    }),
  );
  return notes.sort(
    (a, b) =>
      compareText(a.provenance.source, b.provenance.source) ||
      compareText(a.provenance.rule ?? '', b.provenance.rule ?? '') ||
      compareText(a.value, b.value) ||
      compareText(a.provenance.retrievedAt ?? '', b.provenance.retrievedAt ?? ''),
  );
}
