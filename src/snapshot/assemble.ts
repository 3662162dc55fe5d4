import { OVERALL_STATUS, type OverallStatus } from '../model/study.js';
import { carryForward, changedFields, fieldsOf, type Json, type JsonObject } from './carry-forward.js';

/**
 * What captures of registry pages state of a study as it stood on a day (`versionDate`, null where no date was seen);
 * a field that is absent was not stated there. Fields are named `module.field`.
 */
export type CaptureRecord = {
  nctId: string;
  versionDate: string | null;
  captures: string[];
  partialFields: string[];
  restatedFields: string[];
  study: JsonObject;
};

/** A record put together from captures. `completedFields` come from a capture that is later than `versionDate` or undated. */
export type AssembledVersion = CaptureRecord & { completedFields: string[] };

const TITLE = 'identificationModule.briefTitle';
const STATUS = 'statusModule.overallStatus';

/**
 * How far along its life a study with this status is. Undated captures can disagree only because a status moved on, so
 * the one furthest along is the last known. A capture that states none comes last.
 */
const LIFE_STAGE: Readonly<Record<OverallStatus, number>> = {
  WITHHELD: 0,
  NOT_YET_RECRUITING: 1,
  RECRUITING: 2,
  AVAILABLE: 2,
  SUSPENDED: 3,
  TEMPORARILY_NOT_AVAILABLE: 3,
  ENROLLING_BY_INVITATION: 2,
  ACTIVE_NOT_RECRUITING: 4,
  UNKNOWN: 5,
  WITHDRAWN: 6,
  TERMINATED: 6,
  COMPLETED: 6,
  NO_LONGER_AVAILABLE: 6,
  APPROVED_FOR_MARKETING: 6,
};

/**
 * Puts captures together into dated versions, by study and then by date. A version states what its own captures state
 * and, where they are silent, what earlier dates stated; nothing moves backwards, except that a record without a title
 * cannot be loaded and gets the title of another date. Undated captures fill only what no dated one states, on the last
 * version; where they alone state a status, the study becomes one version without a date, because nobody knows on which
 * day that status stood.
 * Studies without any title are left out. Throws when a study has two records of one date.
 */
export function assembleVersions(captures: readonly CaptureRecord[]): AssembledVersion[] {
  const byStudy = new Map<string, CaptureRecord[]>();
  for (const capture of captures) byStudy.set(capture.nctId, [...(byStudy.get(capture.nctId) ?? []), capture]);
  const studies = [...byStudy].sort(([a], [b]) => (a < b ? -1 : 1));
  return studies.flatMap(([, records]) => assembleStudy(records));
}

function assembleStudy(records: readonly CaptureRecord[]): AssembledVersion[] {
  const dated = records.filter((record) => record.versionDate !== null).sort(byDate);
  const undated = records.filter((record) => record.versionDate === null).sort(byLifeStage);
  const versions: AssembledVersion[] = [];
  for (const record of dated) versions.push(stated(versions.at(-1) ?? null, record));
  const title = [...dated, ...undated].find((record) => valueOf(record, TITLE) !== undefined);
  if (title === undefined) return [];
  return filled(versions, undated).map((version) => titled(version, title));
}

function byDate(a: CaptureRecord, b: CaptureRecord): number {
  if (a.versionDate === b.versionDate) throw new Error(`${a.nctId} has two records of ${String(a.versionDate)}`);
  return (a.versionDate ?? '') < (b.versionDate ?? '') ? -1 : 1;
}

function byLifeStage(a: CaptureRecord, b: CaptureRecord): number {
  return lifeStage(b) - lifeStage(a);
}

function lifeStage(record: CaptureRecord): number {
  const stated = valueOf(record, STATUS);
  const status = OVERALL_STATUS.find((name) => name === stated);
  return status === undefined ? -1 : LIFE_STAGE[status];
}

function valueOf(record: CaptureRecord, field: string): Json | undefined {
  return fieldsOf(record.study).get(field);
}

/** The version that a record makes on top of the one before it. */
function stated(before: AssembledVersion | null, record: CaptureRecord): AssembledVersion {
  if (before === null) return { ...record, completedFields: [] };
  const own = fieldsOf(record.study);
  const carried = (marks: string[]): string[] => marks.filter((mark) => !own.has(fieldOfMark(mark)));
  return {
    ...record,
    captures: union(before.captures, record.captures),
    partialFields: union(carried(before.partialFields), record.partialFields),
    restatedFields: union(carried(before.restatedFields), record.restatedFields),
    completedFields: [],
    study: carryForward(before.study, record.study),
  };
}

/** Undated records fill the gaps of the last version, or make the only one. */
function filled(versions: AssembledVersion[], undated: readonly CaptureRecord[]): AssembledVersion[] {
  const [first, ...others] = undated;
  if (first === undefined) return versions;
  const last = versions.at(-1);
  if (last === undefined) return [others.reduce(gapsFilled, stated(null, first))];
  const isStatusUndated = valueOf(last, STATUS) === undefined && valueOf(first, STATUS) !== undefined;
  if (isStatusUndated) return [undated.reduce(gapsFilled, withoutDate(last))];
  return [...versions.slice(0, -1), undated.reduce(gapsFilled, last)];
}

function withoutDate(version: AssembledVersion): AssembledVersion {
  return { ...version, versionDate: null, study: carryForward(version.study, {}) };
}

function gapsFilled(version: AssembledVersion, filler: CaptureRecord): AssembledVersion {
  const study = carryForward(filler.study, version.study);
  const fields = changedFields(version.study, study);
  if (fields.length === 0) return version;
  const ofFilled = (marks: string[]): string[] => marks.filter((mark) => isMarkOf(mark, fields));
  return {
    ...version,
    captures: union(version.captures, filler.captures),
    partialFields: union(version.partialFields, ofFilled(filler.partialFields)),
    restatedFields: union(version.restatedFields, ofFilled(filler.restatedFields)),
    completedFields: union(version.completedFields, fields),
    study,
  };
}

/** A version that has no title gets the one of `source`. */
function titled(version: AssembledVersion, source: CaptureRecord): AssembledVersion {
  const title = valueOf(source, TITLE);
  if (title === undefined || valueOf(version, TITLE) !== undefined) return version;
  const naming = { protocolSection: { identificationModule: { briefTitle: title } } };
  return {
    ...version,
    captures: union(version.captures, source.captures),
    completedFields: union(version.completedFields, [TITLE]),
    study: carryForward(naming, version.study),
  };
}

/** The field that a mark such as `armsInterventionsModule.armGroups[].description` is about. */
function fieldOfMark(mark: string): string {
  return mark.replaceAll('[]', '').split('.').slice(0, 2).join('.');
}

/** Marks may name every field of a module: `outcomesModule.*.description`. */
function isMarkOf(mark: string, fields: readonly string[]): boolean {
  const field = fieldOfMark(mark);
  return field.endsWith('.*') ? fields.some((name) => name.startsWith(field.slice(0, -1))) : fields.includes(field);
}

function union(first: readonly string[], second: readonly string[]): string[] {
  return [...new Set([...first, ...second])];
}
