/**
 * The same JSON without absent values, blank texts, empty lists and empty objects: FHIR allows none of them
 * (https://hl7.org/fhir/R4/json.html), and in JSON-LD they say nothing. Mappers may then write every element down, stated
 * or not.
 */
export function withoutEmpty<T>(value: T): T {
  return (kept(value) ?? {}) as T;
}

function kept(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (typeof value !== 'object') return value;
  return Array.isArray(value) ? keptItems(value) : keptMembers(value);
}

function keptItems(items: readonly unknown[]): unknown {
  const some = items.map(kept).filter((item) => item !== undefined);
  return some.length === 0 ? undefined : some;
}

function keptMembers(value: object): unknown {
  const some = Object.entries(value)
    .map(([name, member]) => [name, kept(member)] as const)
    .filter(([, member]) => member !== undefined);
  return some.length === 0 ? undefined : Object.fromEntries(some);
}
