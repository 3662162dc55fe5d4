/**
 * The record with every unreadable field set back to its last good value, so that an unknown enum value upstream does
 * not blank a known one. Fields are named by path (`overallStatus`, `eligibility.sex`); inside a list nothing is set
 * back, because its elements have no lasting place: the elements that could be read stay.
 */
export function withLastGoodValues<T extends object>(record: T, unreadable: readonly string[], last: T): T {
  return unreadable.reduce<T>((kept, path) => setBack(kept, path.split('.'), last) as T, record);
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
