/** A date as registries state it: `2024`, `2024-05` or `2024-05-17` (ISO 8601, never padded with invented days). */
export type PartialDate = string;

/** The form of a partial date. */
export const PARTIAL_DATE_PATTERN = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;

/** Whether a text is a partial date. */
export function isPartialDate(text: string): boolean {
  return PARTIAL_DATE_PATTERN.test(text);
}

/** The first day a partial date can mean, as `YYYY-MM-DD`. */
export function earliestDay(date: PartialDate): string {
  return `${date}${'-01-01'.slice(date.length === 4 ? 0 : 3)}`.slice(0, 10);
}

/** The last day a partial date can mean, as `YYYY-MM-DD`. */
export function latestDay(date: PartialDate): string {
  if (date.length === 10) return date;
  const [year = 0, month = 12] = date.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(lastDay).padStart(2, '0')}`;
}

/** Adds days to a `YYYY-MM-DD` day (UTC). */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
