import { canonicalJson } from '../model/content-hash.js';
import type { NewChange } from '../model/change.js';
import type { Study } from '../model/study.js';

/** Names of the fields in which two states of a study differ, in the order of the record. */
export function movedFields(before: Study, after: Study): (keyof Study)[] {
  return (Object.keys(after) as (keyof Study)[]).filter(
    (field) => canonicalJson(before[field] ?? null) !== canonicalJson(after[field] ?? null),
  );
}

/** The change that says a study was first seen. */
export function createdChange(study: Study): NewChange {
  return { subject: `study:${study.nctId}`, kind: 'created', fields: [], text: `First seen: ${study.briefTitle}` };
}

/** The change that says which fields of a study moved. */
export function updatedChange(before: Study, after: Study): NewChange {
  const fields = movedFields(before, after);
  return { subject: `study:${after.nctId}`, kind: 'updated', fields, text: describe(before, after, fields) };
}

function describe(before: Study, after: Study, fields: readonly (keyof Study)[]): string {
  const status = fields.includes('overallStatus')
    ? [`Recruitment status: ${before.overallStatus ?? 'not stated'} -> ${after.overallStatus ?? 'not stated'}.`]
    : [];
  const others = fields.filter((field) => field !== 'overallStatus');
  if (fields.length === 0) return 'A part of the record changed that is not shown in any field.';
  return [...status, ...(others.length > 0 ? [`Changed: ${others.join(', ')}.`] : [])].join(' ');
}
