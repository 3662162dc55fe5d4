import { canonicalJson } from '../model/content-hash.js';
import type { NewChange } from '../model/change.js';
import type { Study } from '../model/study.js';

/** Names of the fields in which two states of a study differ, in the order of the record. */
export function movedFields(before: Study, after: Study): (keyof Study)[] {
  return (Object.keys(after) as (keyof Study)[]).filter(
    (field) => canonicalJson(before[field] ?? null) !== canonicalJson(after[field] ?? null),
  );
}

/**
 * The record with every unreadable field set back to its last good value, so that an unknown enum value upstream does
 * not blank a known one. Fields are named by path (`overallStatus`, `eligibility.sex`); inside a list nothing is set
 * back, because its elements have no lasting place: the elements that could be read stay.
 */
export function withLastGoodValues(study: Study, unreadable: readonly string[], last: Study): Study {
  return unreadable.reduce<Study>((kept, path) => setBack(kept, path.split('.'), last) as Study, study);
}

function setBack(now: unknown, [name, ...rest]: readonly string[], last: unknown): unknown {
  if (name === undefined) return isEmpty(now) ? last : now;
  if (!isPart(now) || !isPart(last) || !(name in now)) return now;
  return { ...now, [name]: setBack(now[name], rest, last[name] ?? null) };
}

function isPart(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
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
