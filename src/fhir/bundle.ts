import type { Bundle, BundleLink, OperationOutcome, Provenance } from 'fhir/r4.js';
import { NOTICE } from './meta.js';
import { ignoredOutcome } from './operation-outcome.js';
import type { StudyResource } from './research-study.js';

type Found = StudyResource | Provenance;
type Entry = { fullUrl?: string; resource: Found | OperationOutcome; search: { mode: 'match' | 'outcome' } };

/** A page of search results (https://hl7.org/fhir/R4/bundle.html#searchset). */
export type SearchBundle = Omit<Bundle, 'entry'> & { entry?: Entry[] };

/** What was found, as a Bundle; `total` is null where it was not counted to the end. */
export function searchBundle(page: {
  base: string;
  links: readonly BundleLink[];
  total: number | null;
  found: readonly Found[];
  ignored: readonly string[];
}): SearchBundle {
  const { base, links, total, found, ignored } = page;
  const outcome: Entry[] =
    ignored.length === 0 ? [] : [{ resource: ignoredOutcome(ignored), search: { mode: 'outcome' } }];
  const entry = [...found.map((resource) => matchOf(base, resource)), ...outcome];
  return {
    resourceType: 'Bundle',
    meta: { tag: NOTICE },
    type: 'searchset',
    ...(total === null ? {} : { total }),
    link: [...links],
    ...(entry.length === 0 ? {} : { entry }),
  };
}

function matchOf(base: string, resource: Found): Entry {
  return { fullUrl: `${base}/${resource.resourceType}/${resource.id ?? ''}`, resource, search: { mode: 'match' } };
}
