/** A range of time: from `since` on, until just before `before` (ISO 8601 UTC). */
export type TimeRange = { since: string | null; before: string | null };

const PATTERN =
  /^(eq|ge|gt|le|lt)?(\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2}))?)?)?)$/;

/** What each prefix makes of a date, which is a range of its own: a day, a month, a second (https://hl7.org/fhir/R4/search.html#prefix). */
const RANGE_OF: Record<string, (start: string, end: string) => TimeRange> = {
  eq: (since, before) => ({ since, before }),
  ge: (since) => ({ since, before: null }),
  gt: (_, end) => ({ since: end, before: null }),
  le: (_, end) => ({ since: null, before: end }),
  lt: (start) => ({ since: null, before: start }),
};

/** The range a value of `_lastUpdated` means, null where it is none. A date without a time is one in UTC. */
export function timeRange(text: string): TimeRange | null {
  const match = PATTERN.exec(text);
  const date = match?.[2];
  const rangeOf = RANGE_OF[match?.[1] ?? 'eq'];
  if (date === undefined || rangeOf === undefined) return null;
  const start = Date.parse(date.length === 10 || date.includes('T') ? date : `${date}-01`.slice(0, 10));
  if (Number.isNaN(start) || !isRealDay(date)) return null;
  return rangeOf(new Date(start).toISOString(), new Date(endOf(date, start)).toISOString());
}

/** All ranges at once. */
export function intersection(ranges: readonly TimeRange[]): TimeRange {
  const since = ranges.flatMap((range) => range.since ?? []).sort();
  const before = ranges.flatMap((range) => range.before ?? []).sort();
  return { since: since.at(-1) ?? null, before: before[0] ?? null };
}

function endOf(date: string, start: number): number {
  const { length } = date.replace(/(?:Z|[+-]\d{2}:\d{2})$/, (zone) => (date.includes('T') ? '' : zone));
  const end = new Date(start);
  if (length === 4) end.setUTCFullYear(end.getUTCFullYear() + 1);
  else if (length === 7) end.setUTCMonth(end.getUTCMonth() + 1);
  else end.setTime(start + (DURATION[length] ?? 1));
  return end.getTime();
}

/** Milliseconds that a date of so many characters lasts: a day, a minute, a second; with a fraction, one. */
const DURATION: Readonly<Record<number, number>> = { 10: 86_400_000, 16: 60_000, 19: 1000 };

/** JavaScript moves the 30th of February into March. */
function isRealDay(date: string): boolean {
  const day = date.slice(0, 10);
  return day.length < 10 || new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}
