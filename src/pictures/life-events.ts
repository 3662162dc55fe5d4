import { earliestDay, isPartialDate, type PartialDate } from '../model/partial-date.js';
import { GROUP_OF_STATUS, type StatusGroup } from '../model/status.js';
import type { OverallStatus, StudyDate } from '../model/study.js';

/** The dates of a study that its record states, null where it states none. */
export type StudyDates = {
  firstPosted: StudyDate | null;
  start: StudyDate | null;
  primaryCompletion: StudyDate | null;
  completion: StudyDate | null;
  resultsPosted: StudyDate | null;
  lastUpdatePosted: StudyDate | null;
};

/** A version of the record; `trusted` false: what it says of taking people could not be relied on. */
export type SeenVersion = { date: string | null; status: OverallStatus | null; trusted?: boolean };

/** What happened to a study, or is planned to. */
export type LifeEvent =
  | { kind: keyof StudyDates; date: PartialDate; isPlanned: boolean }
  | { kind: 'status'; date: PartialDate; status: OverallStatus | null; group: StatusGroup; isTrusted: boolean }
  | { kind: 'today'; date: PartialDate };

/** Order of what happened on one day. */
const KINDS = [
  'firstPosted',
  'start',
  'primaryCompletion',
  'completion',
  'resultsPosted',
  'lastUpdatePosted',
] as const satisfies readonly (keyof StudyDates)[];

/** Everything that has a date, oldest first; of versions only those that changed the recruitment status. */
export function lifeEvents(study: StudyDates, versions: readonly SeenVersion[], today: string): LifeEvent[] {
  const dated = KINDS.flatMap((kind): LifeEvent[] => {
    const stated = study[kind];
    if (stated === null || !isPartialDate(stated.date)) return [];
    return [{ kind, date: stated.date, isPlanned: stated.type === 'ESTIMATED' }];
  });
  const seen = statusChanges(versions);
  if (dated.length + seen.length === 0) return [];
  const all: LifeEvent[] = [...dated, ...seen, { kind: 'today', date: today.slice(0, 10) }];
  return all.sort((a, b) => (earliestDay(a.date) < earliestDay(b.date) ? -1 : Number(earliestDay(a.date) > earliestDay(b.date)))); // prettier-ignore
}

function statusChanges(versions: readonly SeenVersion[]): LifeEvent[] {
  const dated = versions.flatMap(({ date, status, trusted }) => {
    const day = date?.slice(0, 10) ?? '';
    if (!isPartialDate(day)) return [];
    const group = status === null ? 'unknown' : GROUP_OF_STATUS[status];
    const isTrusted = trusted !== false || group !== 'open';
    return [{ kind: 'status' as const, date: day, status, group: isTrusted ? group : 'unknown', isTrusted }];
  });
  dated.sort((a, b) => (a.date < b.date ? -1 : Number(a.date > b.date)));
  return dated.filter(({ status, group }, i) => {
    const before = dated[i - 1];
    return before?.status !== status || before.group !== group;
  });
}
