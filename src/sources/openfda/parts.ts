import type { FollowedDrug } from '../../model/question.js';
import type { ReferencePart } from '../reference-source.js';
import { readApplication } from './application-fields.js';
import { readLabel } from './label-fields.js';
import { readProduct } from './product-fields.js';
import { readRecall } from './recall-fields.js';
import type { RecordReader } from './record-reader.js';
import {
  applicationRequests,
  labelRequests,
  productRequests,
  recallRequests,
  reportRequests,
  shortageRequests,
  type PartRequests,
} from './requests.js';
import { readShortage } from './shortage-fields.js';

/** A part of openFDA: the list it is, how it is asked, and how a record is read (null where it holds counts and no records). */
export type OpenFdaPart = ReferencePart & {
  endpoint: string;
  requests: (drug: FollowedDrug) => PartRequests;
  read: RecordReader | null;
};

/** Everything that is asked of openFDA. */
export const openFdaParts: readonly OpenFdaPart[] = [
  part('labels', 'Drug labels', '/drug/label.json', labelRequests, readLabel),
  part(
    'applications',
    'Applications for marketing (Drugs@FDA)',
    '/drug/drugsfda.json',
    applicationRequests,
    readApplication,
  ),
  part('recalls', 'Recalls (enforcement reports)', '/drug/enforcement.json', recallRequests, readRecall),
  part('shortages', 'Drug shortages', '/drug/shortages.json', shortageRequests, readShortage),
  part('reports', 'Reports of suspected side effects', '/drug/event.json', reportRequests, null),
  part('products', 'Products (National Drug Code Directory)', '/drug/ndc.json', productRequests, readProduct),
];

function part(
  id: string,
  title: string,
  endpoint: string,
  requests: OpenFdaPart['requests'],
  read: RecordReader | null,
): OpenFdaPart {
  return { id, about: 'drug', title, endpoint, requests, read };
}
