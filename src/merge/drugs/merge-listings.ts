import type { DrugDocument, RecallItem, ShortageItem } from '../../model/drug.js';
import { answersOf, recordsIn } from './holdings.js';
import { Teller, type Leaves } from './leaves.js';
import { MAX_ITEMS } from './policy.js';
import { answered, counted, countOf, matching, neverAnswered, type Merging } from './shown.js';
import { compareText } from '../../model/compare.js';

type Product = NonNullable<DrugDocument['products']>['items'][number];

const REPORTS_COMPLETE = 'whether every reaction that the reports name is shown';

/** Recalls of products with the drug, and how many are ongoing. */
export function mergeRecalls(merging: Merging): Leaves<DrugDocument['recalls']> {
  const { recalls } = merging.holdings;
  if (recalls === null) return neverAnswered(merging, 'recalls');
  return {
    ...counted<'recall', RecallItem>(
      merging,
      'recalls',
      recalls,
      ({ record: { data } }) => data.reportedOn ?? data.initiatedOn,
      (taken, tell) => ({
        recallNumber: tell.field('recallNumber'),
        status: tell.field('status'),
        classification: tell.field('classification'),
        product: tell.field('productDescription'),
        reason: tell.field('reason'),
        firm: tell.field('recallingFirm'),
        initiatedOn: tell.field('initiatedOn'),
        reportedOn: tell.field('reportedOn'),
        endedOn: tell.field('endedOn'),
        matchedBy: matching(taken, tell).matchedBy,
        url: tell.url,
      }),
    ),
    ongoing: countOf(
      merging,
      'recalls',
      recalls,
      ({ status }) => isWord(status, 'ongoing'),
      'recalls held whose status is ongoing',
    ),
  };
}

/** Shortages of packages with the drug, and how many are current. */
export function mergeShortages(merging: Merging): Leaves<DrugDocument['shortages']> {
  const { shortages } = merging.holdings;
  if (shortages === null) return neverAnswered(merging, 'shortages');
  return {
    ...counted<'shortage', ShortageItem>(
      merging,
      'shortages',
      shortages,
      ({ record: { data } }) => data.updatedOn ?? data.postedOn,
      (taken, tell) => ({
        packageNdc: tell.field('packageNdc'),
        genericName: tell.field('genericName'),
        company: tell.field('companyName'),
        presentation: tell.field('presentation'),
        status: tell.field('status'),
        availability: tell.field('availability'),
        reason: tell.field('reason'),
        postedOn: tell.field('postedOn'),
        updatedOn: tell.field('updatedOn'),
        matchedBy: matching(taken, tell).matchedBy,
      }),
    ),
    current: countOf(
      merging,
      'shortages',
      shortages,
      ({ status }) => isWord(status, 'current'),
      'packages held whose status is current',
    ),
  };
}

/** Products of the drug on the market. */
export function mergeProducts(merging: Merging): Leaves<DrugDocument['products']> {
  const { products } = merging.holdings;
  if (products === null) return neverAnswered(merging, 'products');
  return counted<'product', Product>(
    merging,
    'products',
    products,
    () => null,
    (taken, tell) => ({
      productNdc: tell.field('productNdc'),
      brandName: tell.field('brandName'),
      labeler: tell.field('labelerName'),
      dosageForm: tell.field('dosageForm'),
      isCombination: matching(taken, tell).isCombination,
    }),
  );
}

/** Counts of reports that name the drug. */
export function mergeReports(merging: Merging): Leaves<DrugDocument['reports']> {
  const answers = answersOf(merging.facts, 'reports');
  if (answers.length === 0) return neverAnswered(merging, 'reports');
  const { drugId } = merging.facts.drug;
  const [record] = recordsIn(answers, 'report-counts').filter(({ data }) => data.drugId === drugId);
  if (record === undefined) {
    const isNone = answers.every(({ total }) => total === 0);
    const rule = isNone ? 'the source has no report that names the drug' : 'not in our copy of the answer';
    return {
      total: answered(merging, 'reports', isNone ? 0 : null, rule),
      reactions: [],
      isComplete: answered(merging, 'reports', isNone, REPORTS_COMPLETE),
    };
  }
  const tell = new Teller(record, merging.facts.pointers);
  const reactions = record.data.reactions
    .map((reaction, index) => ({ ...reaction, index: String(index) }))
    .sort((a, b) => b.count - a.count || compareText(a.term, b.term));
  const isAll = answers.every(({ isComplete }) => isComplete) && reactions.length <= MAX_ITEMS;
  return {
    isComplete: answered(merging, 'reports', isAll, REPORTS_COMPLETE),
    total: tell.field('totalReports'),
    reactions: reactions.slice(0, MAX_ITEMS).map(({ term, count, index }) => ({
      term: tell.value('reactions', term, index, 'term'),
      count: tell.value('reactions', count, index, 'count'),
    })),
  };
}

function isWord(status: string | null, word: string): boolean {
  return status?.trim().toLowerCase() === word;
}
