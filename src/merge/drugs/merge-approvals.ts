import type { ApplicationItem, DrugDocument } from '../../model/drug.js';
import type { PartialDate } from '../../model/partial-date.js';
import type { RecordOf, Submission } from '../../model/reference-record.js';
import { compareText } from '../../model/compare.js';
import type { Taken } from './holdings.js';
import type { Leaf, Leaves, Teller } from './leaves.js';
import { RECORD_POLICY } from './policy.js';
import { answered, counted, matching, neverAnswered, tellerOf, type Merging } from './shown.js';

type Application = Taken<'application'>;
/** A date in an application with its place among the submissions. */
type Action = { date: PartialDate; index: number };

const FIRST = RECORD_POLICY['approvals.firstApprovedOn'];
/** How the numbers of abbreviated applications (generics) begin. */
const ABBREVIATED = 'ANDA';
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
    const approval = isOriginal(application) ? approvalOf(application) : null;
    return approval === null ? [] : [{ application, approval }];
  });
  const [first] = approved.sort(
    (a, b) =>
      compareText(a.approval.date, b.approval.date) || compareText(a.application.record.key, b.application.record.key),
  );
  if (first === undefined) {
    return answered(merging, 'approvals', null, `none is held: ${FIRST.rule}`);
  }
  const tell = tellerOf(merging, first.application);
  return actionLeaf(tell, first.approval, FIRST.rule);
}

/** Whether an application can be the drug's first: of the drug alone, and not one that rests on an earlier approval. */
function isOriginal({ isCombination, record }: Application): boolean {
  return !isCombination && !record.data.applicationNumber.startsWith(ABBREVIATED);
}

function itemOf(application: Application, tell: Teller<RecordOf<'application'>>): Leaves<ApplicationItem> {
  const { products } = application.record.data;
  const each = (part: 'brandName' | 'marketingStatus', rule: string): Leaf<string>[] =>
    products
      .map((product) => product[part])
      .flatMap((value, index, values) =>
        value === null || values.indexOf(value) < index
          ? []
          : [tell.taken('products', value, rule, String(index), part)],
      );
  return {
    applicationNumber: tell.field('applicationNumber'),
    sponsorName: tell.field('sponsorName'),
    brandNames: each('brandName', 'brand name of the product, each once'),
    approvedOn: actionLeaf(tell, approvalOf(application), FIRST_APPROVAL),
    latestActionOn: actionLeaf(tell, latestOf(application), 'latest date of an action on the application'),
    marketingStatuses: each('marketingStatus', 'marketing status of the product, each once'),
    ...matching(application, tell),
    url: tell.url,
  };
}

function actionLeaf(tell: Teller<RecordOf<'application'>>, action: Action | null, rule: string): Leaf<string | null> {
  return action === null
    ? tell.decided(null, `none stated: ${rule}`)
    : tell.taken('submissions', action.date, rule, String(action.index), 'statusDate');
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
