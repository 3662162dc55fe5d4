import type { ApplicationItem, DrugDocument } from '../../model/drug.js';
import type { PartialDate } from '../../model/partial-date.js';
import type { RecordOf, Submission } from '../../model/reference-record.js';
import { compareText } from '../../model/compare.js';
import type { Taken } from './holdings.js';
import type { Leaf, Leaves, Teller } from './leaves.js';
import { answered, counted, matching, neverAnswered, tellerOf, type Merging } from './shown.js';

type Application = Taken<'application'>;
/** A date in an application with its place among the submissions. */
type Action = { date: PartialDate; index: number };

const FIRST_APPROVAL = 'earliest approval of an original submission';

/** The applications for marketing a drug, and when it was first approved on its own. */
export function mergeApprovals(merging: Merging): Leaves<DrugDocument['approvals']> {
  const { applications } = merging.holdings;
  if (applications === null) return neverAnswered(merging, 'approvals');
  return {
    ...counted<'application', ApplicationItem>(merging, 'approvals', applications, approvedOn, itemOf),
    firstApprovedOn: firstOf(merging, applications.taken),
  };
}

function firstOf(merging: Merging, applications: readonly Application[]): Leaf<PartialDate | null> {
  const approved = applications.flatMap((application) => {
    const approval = application.isCombination ? null : approvalOf(application);
    return approval === null ? [] : [{ application, approval }];
  });
  const [first] = approved.sort(
    (a, b) =>
      compareText(a.approval.date, b.approval.date) || compareText(a.application.record.key, b.application.record.key),
  );
  if (first === undefined) {
    return answered(merging, 'approvals', null, 'no approved original application of the drug alone is held');
  }
  const tell = tellerOf(merging, first.application);
  return actionLeaf(tell, first.approval, `${FIRST_APPROVAL}, of all applications of the drug alone that are held`);
}

function itemOf(application: Application, tell: Teller<RecordOf<'application'>>): Leaves<ApplicationItem> {
  const { products } = application.record.data;
  const each = (rule: string, values: (string | null)[]): Leaf<string>[] =>
    values.flatMap((value, index) =>
      value === null || values.indexOf(value) < index ? [] : [tell.taken('products', value, rule, String(index))],
    );
  return {
    applicationNumber: tell.field('applicationNumber'),
    sponsorName: tell.field('sponsorName'),
    brandNames: each(
      'brand name of the product, each once',
      products.map(({ brandName }) => brandName),
    ),
    approvedOn: actionLeaf(tell, approvalOf(application), FIRST_APPROVAL),
    latestActionOn: actionLeaf(tell, latestOf(application), 'latest date of an action on the application'),
    marketingStatuses: each(
      'marketing status of the product, each once',
      products.map(({ marketingStatus }) => marketingStatus),
    ),
    ...matching(application, tell),
    url: tell.url,
  };
}

function actionLeaf(tell: Teller<RecordOf<'application'>>, action: Action | null, rule: string): Leaf<string | null> {
  return action === null
    ? tell.decided(null, `none stated: ${rule}`)
    : tell.taken('submissions', action.date, rule, String(action.index));
}

function approvedOn(application: Application): PartialDate | null {
  return approvalOf(application)?.date ?? null;
}

function approvalOf(application: Application): Action | null {
  return actionsOf(application, ({ type, status }) => type === 'ORIG' && status === 'AP').at(0) ?? null;
}

function latestOf(application: Application): Action | null {
  return actionsOf(application, () => true).at(-1) ?? null;
}

function actionsOf({ record }: Application, isMeant: (submission: Submission) => boolean): Action[] {
  return record.data.submissions
    .flatMap((submission, index) =>
      submission.statusDate !== null && isMeant(submission) ? [{ date: submission.statusDate, index }] : [],
    )
    .sort((a, b) => compareText(a.date, b.date) || a.index - b.index);
}
