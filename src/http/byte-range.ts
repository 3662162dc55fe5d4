/** Bytes from `start` to `end`, both included. */
export type ByteRange = { start: number; end: number };

/**
 * The part of a file of `size` bytes that a Range header asks for (RFC 9110, section 14.2): null for the whole, which is
 * also the answer to what cannot be read and to several ranges at once.
 */
export function rangeOf(header: string | undefined, size: number): ByteRange | 'outside' | null {
  const [first, last] = boundsOf(header ?? '');
  if (first === null) return last === null ? null : lastBytes(last, size);
  if (last !== null && last < first) return null;
  return first >= size ? 'outside' : { start: first, end: Math.min(last ?? Infinity, size - 1) };
}

function boundsOf(header: string): [number | null, number | null] {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header.replaceAll(/\s/g, '')) ?? [];
  return [numberIn(first), numberIn(last)];
}

function numberIn(text: string | undefined): number | null {
  return text === undefined || text === '' ? null : Number(text);
}

function lastBytes(count: number, size: number): ByteRange | 'outside' {
  return count === 0 || size === 0 ? 'outside' : { start: Math.max(0, size - count), end: size - 1 };
}
