/** An escape that no honest text needs: U+0000, or half of a pair (JSON.stringify escapes a half that stands alone). */
const UNSTORABLE = /\\u0000|\\ud[89a-f]/;

/**
 * The value with U+0000 taken out of every text and half characters replaced by U+FFFD: neither stands in an honest text,
 * PostgreSQL refuses the one in any, and the other cannot be part of an address.
 */
export function withoutNul<T>(value: T): T {
  const text = JSON.stringify(value);
  if (!UNSTORABLE.test(text)) return value;
  const cleaned: unknown = JSON.parse(text, (_key, part: unknown) =>
    typeof part === 'string' ? storable(part) : part,
  );
  return cleaned as T;
}

/** A text as `withoutNul` makes it. */
export function storable(text: string): string {
  return text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd');
}
