import type { Provenance } from '../model/provenance.js';

const UNKNOWN = { url: null, sourceUpdatedAt: null, retrievedAt: null };

/** Provenance of an editor's words; `path` leads to them in the guide or entry as loaded. */
export function editor(key: string, path: readonly string[]): Provenance {
  return { source: 'guide', key, pointer: pointerTo(path), ...UNKNOWN, origin: 'editor', rule: null };
}

/** Provenance of a value that a rule made. */
export function computed(source: string, key: string, rule: string): Provenance {
  return { source, key, pointer: null, ...UNKNOWN, origin: 'computed', rule };
}

/** Paths of all leaves of a JSON value; empty lists and objects have none. */
export function* leafPaths(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (value === null || typeof value !== 'object') {
    yield path;
    return;
  }
  for (const [name, inner] of Object.entries(value)) yield* leafPaths(inner, [...path, name]);
}

/** RFC 6901 pointer of a path. */
export function pointerTo(path: readonly string[]): string {
  return path.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
