import type { DrugDocument, MergedDrug } from '../../model/drug.js';
import type { DrugFacts } from '../drug-facts.types.js';
import { holdingsOf } from './holdings.js';
import { plucked, type Leaves } from './leaves.js';
import { mergeApprovals } from './merge-approvals.js';
import { mergeClasses, statedClasses } from './merge-classes.js';
import { classConflicts, codeConflicts, settleKind, settleName } from './merge-conflicts.js';
import { mergeIdentifiers, statedCodes } from './merge-identifiers.js';
import { mergeLabels } from './merge-labels.js';
import { mergeProducts, mergeRecalls, mergeReports, mergeShortages } from './merge-listings.js';
import { mergeNames } from './merge-names.js';
import { mergeNotes } from './merge-notes.js';
import { RECORD_POLICY } from './policy.js';
import { answered, decided, neverAnswered, tellerOf, type Merging } from './shown.js';
import { compareText } from '../../model/compare.js';
import { foldName } from '../../model/drug-names.js';

/** Joins what the guides and all sources say of a drug. The same facts in any order give the same bytes. */
export function mergeDrug(facts: DrugFacts): MergedDrug {
  const merging: Merging = { facts, holdings: holdingsOf(facts) };
  const classes = statedClasses(merging);
  const codes = statedCodes(merging);
  const { name, conflicts: ofName } = settleName(merging);
  const { treatmentKind, conflicts: ofKind } = settleKind(merging, classes);
  const leaves: Leaves<DrugDocument> = {
    drugId: decided(merging, facts.drug.drugId, 'id of the first entry of a guide that speaks of the drug'),
    name,
    names: mergeNames(merging),
    identifiers: mergeIdentifiers(merging, codes),
    treatmentKind,
    classes: mergeClasses(merging, classes),
    definition: definitionOf(merging),
    ...mergeLabels(merging),
    approvals: mergeApprovals(merging),
    recalls: mergeRecalls(merging),
    shortages: mergeShortages(merging),
    reports: mergeReports(merging),
    products: mergeProducts(merging),
    notes: mergeNotes(merging),
    conflicts: [...ofName, ...ofKind, ...classConflicts(merging, classes), ...codeConflicts(merging, codes)],
  };
  return plucked<DrugDocument>(leaves);
}

/** The definition of the term that is called as the drug is; of a form of it where there is no other. */
function definitionOf(merging: Merging): Leaves<DrugDocument['definition']> {
  const { term } = merging.holdings;
  if (term === null) return neverAnswered(merging, 'term');
  const isPlain = (name: string): string =>
    foldName(name) === foldName(merging.facts.drug.names.preferred) ? '0' : '1';
  const [first] = term.taken
    .filter(({ record }) => record.data.definition !== null)
    .sort(
      ({ record: a }, { record: b }) =>
        compareText(isPlain(a.data.name), isPlain(b.data.name)) ||
        compareText(a.data.name, b.data.name) ||
        compareText(a.key, b.key),
    );
  if (first === undefined) return answered(merging, 'term', null, `none is held: ${RECORD_POLICY.definition.rule}`);
  const tell = tellerOf(merging, first);
  return { text: tell.value('definition', first.record.data.definition ?? ''), url: tell.url };
}
